//! The connection that all handles of a client share.
//!
//! A [`Link`] connects a [`Session`] with the tasks that wait for it: each registers a waker,
//! and whoever performs the I/O wakes those whose answers or events have arrived. Who that is
//! differs: a task of its own in the client for tokio, one of the waiting threads in the
//! blocking client. Everything else is the same for both, and written once, as futures.

use std::collections::{BTreeMap, HashMap};
use std::future::{Future, poll_fn};
use std::io;
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use super::error::Error;
use super::schema::ServerSchema;
use super::socket::Socket;
use super::trace::Connection;
use super::transcript::Recorder;
use crate::protocol::EventMessage;
use crate::protocol::Request;
use crate::protocol::session::{
    Answer, CallId, CallOptions, Disconnected, Filter, Interruption, Output, Overflow, SendError,
    Session, SubscriptionId,
};

/// The size of the read buffer in bytes. It is on the stack, so that thousands of idle connections
/// need none.
const BUFFER: usize = 32 << 10;

/// A handle of a connection. The connection is closed when the last one is dropped.
#[derive(Debug)]
pub(super) struct Link(Arc<Shared>);

/// What all handles share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(super) socket: Socket,
    pub(super) trace: Connection,
    hub: Mutex<Hub>,
}

/// A session and those who wait for it.
#[derive(Debug)]
pub(super) struct Hub {
    pub(super) session: Session,
    calls: HashMap<CallId, Waker>,
    subscriptions: HashMap<SubscriptionId, Waker>,
    timers: BTreeMap<(Instant, u64), Waker>,
    /// Those who wait for the session to become ready or to end.
    states: Vec<Waker>,
    last_timer: u64,
    last_name: u64,
    /// The schema of the server, once it was asked for.
    pub(super) schema: Option<Arc<ServerSchema>>,
    /// Records what is sent and received.
    recorder: Option<Recorder>,
    /// The task that performs the I/O, if there is one.
    driver: Option<Driver>,
    handles: usize,
}

/// A task that performs the I/O.
#[derive(Debug)]
struct Driver {
    waker: Waker,
    /// The time at which it runs by itself.
    at: Option<Instant>,
}

impl Link {
    pub(super) fn new(
        socket: Socket,
        session: Session,
        trace: Connection,
        recorder: Option<Recorder>,
    ) -> Self {
        let hub = Hub {
            session,
            calls: HashMap::new(),
            subscriptions: HashMap::new(),
            timers: BTreeMap::new(),
            states: Vec::new(),
            last_timer: 0,
            last_name: 0,
            schema: None,
            recorder,
            driver: None,
            handles: 1,
        };
        Link(Arc::new(Shared {
            socket,
            trace,
            hub: Mutex::new(hub),
        }))
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }

    pub(super) fn hub(&self) -> MutexGuard<'_, Hub> {
        self.0.hub()
    }

    /// Returns a name that this connection has not used, for something in the server.
    pub(super) fn new_name(&self, what: &str) -> String {
        let mut hub = self.hub();
        hub.last_name += 1;
        format!("qmp-client-{what}-{}-{}", std::process::id(), hub.last_name)
    }

    /// Sends a request, and returns the future answer.
    pub(super) fn send(&self, request: &Request, options: CallOptions) -> Result<Pending, Error> {
        let sent = self
            .0
            .update(|hub| hub.session.send(request, options, Instant::now()));
        let call = sent.map_err(|error| match error {
            SendError::Ended(cause) => Error::disconnected(cause, false),
            SendError::OutOfBandNotEnabled => Error::out_of_band_not_enabled(),
        })?;
        self.0.trace.request(request.name(), call);
        Ok(Pending {
            link: self.clone(),
            call: Some(call),
        })
    }

    /// Starts a subscription.
    pub(super) fn subscribe(&self, filter: Filter, overflow: Overflow) -> Subscription {
        let id = self.hub().session.subscribe(filter, overflow);
        Subscription {
            link: self.clone(),
            id,
        }
    }

    /// Completes when the session is ready.
    pub(super) async fn ready(&self) -> Result<(), Disconnected> {
        poll_fn(|context| {
            let mut hub = self.hub();
            if let Some(cause) = hub.session.ended() {
                return Poll::Ready(Err(cause.clone()));
            }
            if hub.session.is_ready() {
                return Poll::Ready(Ok(()));
            }
            hub.states.push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Completes when the session has ended.
    pub(super) async fn ended(&self) -> Disconnected {
        poll_fn(|context| {
            let mut hub = self.hub();
            if let Some(cause) = hub.session.ended() {
                return Poll::Ready(cause.clone());
            }
            hub.states.push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Ends the session.
    pub(super) fn close(&self) {
        self.0
            .update(|hub| hub.session.end(Disconnected::ClosedHere));
    }

    /// Waits for a future until a deadline; `None` if it passes first.
    pub(super) async fn until<F: Future>(
        &self,
        deadline: Option<Instant>,
        future: F,
    ) -> Option<F::Output> {
        let mut future = pin!(future);
        let mut timer = deadline.map(|at| Timer {
            link: self.clone(),
            at,
            id: None,
        });
        poll_fn(move |context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            match &mut timer {
                Some(timer) => timer.poll(context).map(|()| None),
                None => Poll::Pending,
            }
        })
        .await
    }
}

impl Clone for Link {
    fn clone(&self) -> Self {
        self.hub().handles += 1;
        Link(Arc::clone(&self.0))
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let driver = {
            let mut hub = self.hub();
            hub.handles -= 1;
            (hub.handles == 0).then(|| hub.driver.take()).flatten()
        };
        // Without handles, the task that performs the I/O ends.
        if let Some(driver) = driver {
            driver.waker.wake();
        }
    }
}

impl Shared {
    pub(super) fn hub(&self) -> MutexGuard<'_, Hub> {
        // A panic while the lock was held came from a waker, and left the session intact.
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the session, sends what can be sent without waiting, and wakes those whom the
    /// change concerns.
    pub(super) fn update<R>(&self, change: impl FnOnce(&mut Hub) -> R) -> R {
        let mut wake = Wake::default();
        let result = self.trace.within(|| {
            let mut hub = self.hub();
            let result = change(&mut hub);
            hub.transmit(&self.socket);
            hub.collect(&mut wake);
            hub.collect_driver(&mut wake);
            result
        });
        wake.all();
        result
    }

    /// The same for whoever performs the I/O, who need not be woken.
    pub(super) fn perform<R>(&self, change: impl FnOnce(&mut Hub) -> R) -> R {
        let mut wake = Wake::default();
        let result = self.trace.within(|| {
            let mut hub = self.hub();
            let result = change(&mut hub);
            hub.transmit(&self.socket);
            hub.collect(&mut wake);
            result
        });
        wake.all();
        result
    }

    /// Ends the session because of an error of the system.
    #[cfg(feature = "tokio")]
    pub(super) fn fail(&self, error: io::Error) {
        self.perform(|hub| hub.session.end(Disconnected::Io(Arc::new(error))));
    }

    /// Reads what has arrived.
    pub(super) fn receive(&self) {
        let mut buffer = [MaybeUninit::uninit(); BUFFER];
        while self.receive_piece(&mut buffer) {}
    }

    /// Reads a piece of what has arrived; returns whether there may be more.
    fn receive_piece(&self, buffer: &mut [MaybeUninit<u8>; BUFFER]) -> bool {
        let received = self.socket.receive(buffer);
        self.perform(|hub| match received {
            Ok([]) => {
                hub.session.receive_end();
                false
            }
            Ok(bytes) => {
                if let Some(recorder) = &mut hub.recorder {
                    recorder.received(bytes);
                }
                hub.session.receive(bytes, Instant::now());
                // A full buffer is a sign of more.
                bytes.len() == BUFFER
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => false,
            Err(error) => {
                hub.session.end(Disconnected::Io(Arc::new(error)));
                false
            }
        })
    }
}

impl Hub {
    /// Sends what can be sent without waiting.
    fn transmit(&mut self, socket: &Socket) {
        while let Some(transmit) = self.session.transmit() {
            match socket.send(transmit.bytes, transmit.descriptor) {
                Ok(sent) => {
                    if let Some(recorder) = &mut self.recorder {
                        recorder.sent(&transmit.bytes[..sent]);
                    }
                    self.session.sent(sent);
                }
                Err(error) => match error.kind() {
                    io::ErrorKind::WouldBlock => return,
                    // What the server sent before it closed the connection is still read.
                    io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => {
                        return self.session.transmit_closed();
                    }
                    _ => return self.session.end(Disconnected::Io(Arc::new(error))),
                },
            }
        }
    }

    /// Whether bytes wait to be sent.
    pub(super) fn has_unsent(&mut self) -> bool {
        self.session.transmit().is_some()
    }

    /// Whether no handle is left.
    #[cfg(feature = "tokio")]
    pub(super) fn is_abandoned(&self) -> bool {
        self.handles == 0
    }

    /// The time at which [`expire`](Self::expire) has something to do.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let timer = self.timers.keys().next().map(|(at, _)| *at);
        timer.into_iter().chain(self.session.deadline()).min()
    }

    /// Ends what should have happened by now.
    pub(super) fn expire(&mut self, now: Instant) {
        self.session.handle_timeout(now);
    }

    /// Collects the wakers of those whom the last changes concern.
    fn collect(&mut self, wake: &mut Wake) {
        while let Some(output) = self.session.poll_output() {
            match output {
                Output::Answered(call) => wake.add(self.calls.remove(&call)),
                Output::Event(subscription) => wake.add(self.subscriptions.remove(&subscription)),
                Output::Ready | Output::Ended => {
                    if let Some(cause) = self.session.ended()
                        && let Some(mut recorder) = self.recorder.take()
                    {
                        recorder.ended(cause);
                    }
                    self.states
                        .drain(..)
                        .for_each(|waker| wake.add(Some(waker)));
                }
            }
        }
        let now = Instant::now();
        while let Some(timer) = self.timers.first_entry()
            && timer.key().0 <= now
        {
            wake.add(Some(timer.remove()));
        }
    }

    /// Collects the waker of the task that performs the I/O, if it has something to do: to
    /// send, to wait for a shorter time, or to end with the session.
    fn collect_driver(&mut self, wake: &mut Wake) {
        let deadline = self.deadline();
        let unsent = self.has_unsent() || self.session.ended().is_some();
        if let Some(driver) = &self.driver {
            let sooner = deadline.is_some_and(|at| driver.at.is_none_or(|planned| at < planned));
            wake.add((unsent || sooner).then(|| driver.waker.clone()));
        }
    }

    /// Records that no task performs the I/O any more.
    #[cfg(feature = "tokio")]
    pub(super) fn remove_driver(&mut self) {
        self.driver = None;
    }

    /// Registers the task that performs the I/O, and the time at which it runs by itself.
    #[cfg(feature = "tokio")]
    pub(super) fn set_driver(&mut self, waker: &Waker, at: Option<Instant>) {
        match &mut self.driver {
            Some(driver) => {
                driver.waker.clone_from(waker);
                driver.at = at;
            }
            None => {
                let waker = waker.clone();
                self.driver = Some(Driver { waker, at });
            }
        }
    }
}

/// Wakers to be called without the lock.
#[derive(Default)]
struct Wake(Vec<Waker>);

impl Wake {
    fn add(&mut self, waker: Option<Waker>) {
        self.0.extend(waker);
    }

    fn all(self) {
        self.0.into_iter().for_each(Waker::wake);
    }
}

/// A call that was sent or waits to be sent. Dropping it abandons the call.
#[derive(Debug)]
pub(super) struct Pending {
    link: Link,
    call: Option<CallId>,
}

impl Pending {
    pub(super) fn link(&self) -> &Link {
        &self.link
    }

    /// The id of the call, until its answer was returned.
    pub(super) fn id(&self) -> Option<CallId> {
        self.call
    }
}

impl Future for Pending {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let Some(call) = self.call else {
            // The answer was returned before.
            return Poll::Pending;
        };
        let answer = {
            let mut hub = self.link.hub();
            let answer = hub.session.take_answer(call);
            if answer.is_none() {
                hub.calls.insert(call, context.waker().clone());
            }
            answer
        };
        match answer {
            None => Poll::Pending,
            Some(answer) => {
                self.call = None;
                Poll::Ready(answer)
            }
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(call) = self.call.take() {
            self.link.shared().update(|hub| {
                hub.calls.remove(&call);
                hub.session.forget(call);
            });
        }
    }
}

/// A subscription to events. Dropping it ends the subscription.
#[derive(Debug)]
pub(super) struct Subscription {
    link: Link,
    id: SubscriptionId,
}

impl Subscription {
    pub(super) fn link(&self) -> &Link {
        &self.link
    }

    /// Returns the next event.
    pub(super) fn poll_next(
        &self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Arc<EventMessage>, Interruption>> {
        let mut hub = self.link.hub();
        match hub.session.next_event(self.id) {
            Some(event) => Poll::Ready(event),
            None => {
                hub.subscriptions.insert(self.id, context.waker().clone());
                Poll::Pending
            }
        }
    }

    /// Returns the next event if it has arrived.
    pub(super) fn try_next(&self) -> Option<Result<Arc<EventMessage>, Interruption>> {
        self.link.hub().session.next_event(self.id)
    }

    /// The number of queued events.
    pub(super) fn len(&self) -> usize {
        self.link.hub().session.queued_events(self.id)
    }

    /// Removes the queued events.
    pub(super) fn clear(&self) {
        self.link.hub().session.clear_events(self.id);
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut hub = self.link.hub();
        hub.subscriptions.remove(&self.id);
        hub.session.unsubscribe(self.id);
    }
}

/// Completes at a time.
struct Timer {
    link: Link,
    at: Instant,
    id: Option<u64>,
}

impl Timer {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.at <= Instant::now() {
            return Poll::Ready(());
        }
        self.link.shared().update(|hub| {
            let id = *self.id.get_or_insert_with(|| {
                hub.last_timer += 1;
                hub.last_timer
            });
            hub.timers.insert((self.at, id), context.waker().clone());
        });
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.link.hub().timers.remove(&(self.at, id));
        }
    }
}
