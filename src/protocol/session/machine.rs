//! The state machine: what the owner of a session calls.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use serde_json::Value;

use super::calls::{Answer, CallId, CallOptions, Calls, Reached, Sent};
use super::envelope::{self, Envelope};
use super::failure::Disconnected;
use super::handshake::Handshake;
use super::options::{SendError, SessionOptions};
use super::outgoing::{Outgoing, Segment};
use super::subscriptions::{Filter, Interruption, Overflow, SubscriptionId, Subscriptions};
use super::synchronization::{self, Synchronization};
use super::trace;
use crate::protocol::{Capability, EventMessage, Frames, Greeting, Message, Request, start_of};

/// The number of in-band commands in flight with out-of-band execution enabled. QEMU stops
/// reading when it has more, so that it would not see an out-of-band command either.
const WINDOW: usize = 8;

/// The client's side of a connection. See the [module](super).
#[derive(Debug)]
pub struct Session {
    pub(super) options: SessionOptions,
    pub(super) state: State,
    pub(super) frames: Frames,
    pub(super) greeting: Option<Arc<Greeting>>,
    pub(super) calls: Calls,
    pub(super) outgoing: Outgoing,
    pub(super) subscriptions: Subscriptions,
    pub(super) outputs: VecDeque<Output>,
    /// Whether the server does not read any more.
    pub(super) transmit_closed: bool,
    /// The latest time that was passed to the session.
    pub(super) latest: Instant,
}

/// The state of a session.
#[derive(Debug)]
pub(super) enum State {
    /// The connection is being set up with a QMP server.
    Handshake(Handshake),
    /// The stream of a guest agent is being synchronized.
    Synchronization(Synchronization),
    Ready,
    Ended(Disconnected),
}

/// A change in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// The handshake is complete. A session with a guest agent reports this after every
    /// synchronization.
    Ready,
    /// A call was answered: see [`Session::take_answer`].
    Answered(CallId),
    /// A subscription has a new event, or has ended: see [`Session::next_event`].
    Event(SubscriptionId),
    /// The session has ended: see [`Session::ended`].
    Ended,
}

/// The bytes to be sent next.
#[derive(Debug)]
#[non_exhaustive]
pub struct Transmit<'a> {
    /// The bytes. They need not be sent at once.
    pub bytes: &'a [u8],
    /// The file descriptor that accompanies the first byte.
    #[cfg(unix)]
    pub descriptor: Option<std::os::fd::BorrowedFd<'a>>,
}

impl Session {
    /// Starts a session on a new connection.
    pub fn new(options: SessionOptions, now: Instant) -> Self {
        let first_id = if options.guest_agent {
            synchronization::random_id()
        } else {
            0
        };
        let mut session = Session {
            frames: Frames::new(options.max_message_size),
            state: State::Ready,
            greeting: None,
            calls: Calls::with_ids_after(first_id),
            outgoing: Outgoing::default(),
            subscriptions: Subscriptions::default(),
            outputs: VecDeque::new(),
            transmit_closed: false,
            latest: now,
            options,
        };
        if session.options.guest_agent {
            session.synchronize_first(now);
        } else {
            let deadline = session.options.deadline(now);
            session.state = State::Handshake(Handshake::new(deadline));
        }
        session
    }

    /// Executes a command: sends its request as soon as the window allows it.
    ///
    /// The session replaces the id of the request. The answer is collected with
    /// [`take_answer`](Self::take_answer), after [`Output::Answered`] was returned.
    ///
    /// # Errors
    ///
    /// When the session has ended, and when the request is to be executed out of band and that
    /// is not enabled.
    pub fn send(
        &mut self,
        request: &Request,
        options: CallOptions,
        now: Instant,
    ) -> Result<CallId, SendError> {
        if let State::Ended(cause) = &self.state {
            return Err(SendError::Ended(cause.clone()));
        }
        let out_of_band = request.is_out_of_band();
        if out_of_band && !self.is_enabled(&Capability::OutOfBand) {
            return Err(SendError::OutOfBandNotEnabled);
        }
        self.latest = now;
        let id = self.calls.new_id();
        let bytes = request.to_bytes_with_id(&Value::from(id));
        self.calls.push(id, bytes, out_of_band, options);
        self.pump(now);
        Ok(CallId(id))
    }

    /// Takes the answer of a call, which ends it; `None` if it has not been answered.
    pub fn take_answer(&mut self, call: CallId) -> Option<Answer> {
        self.calls.take_answer(call.0)
    }

    /// Ends a call that nobody waits for any more. If it has not been sent, it will not be;
    /// otherwise, its reply is discarded.
    pub fn forget(&mut self, call: CallId) {
        match self.calls.forget(call.0) {
            Some(Reached::Outgoing) => {
                self.outgoing.withdraw(call.0);
                self.fill_window();
            }
            Some(Reached::Sent) => self.synchronize_after_loss(),
            Some(Reached::Queue) | None => {}
        }
    }

    /// Starts a subscription to events that arrive from now on.
    pub fn subscribe(&mut self, filter: Filter, overflow: Overflow) -> SubscriptionId {
        self.subscriptions.add(filter, overflow)
    }

    /// Ends a subscription.
    pub fn unsubscribe(&mut self, subscription: SubscriptionId) {
        self.subscriptions.remove(subscription);
    }

    /// Takes the next event of a subscription; `None` if none has arrived.
    ///
    /// # Errors
    ///
    /// When events were lost, and when the subscription or the session has ended.
    pub fn next_event(
        &mut self,
        subscription: SubscriptionId,
    ) -> Option<Result<Arc<EventMessage>, Interruption>> {
        let ended = match &self.state {
            State::Ended(cause) => Some(cause),
            _ => None,
        };
        self.subscriptions.next(subscription, ended)
    }

    /// Removes the queued events of a subscription.
    pub fn clear_events(&mut self, subscription: SubscriptionId) {
        self.subscriptions.clear(subscription);
    }

    /// The number of queued events of a subscription.
    pub fn queued_events(&self, subscription: SubscriptionId) -> usize {
        self.subscriptions.queued(subscription)
    }

    /// Processes bytes from the server.
    pub fn receive(&mut self, bytes: &[u8], now: Instant) {
        if self.ended().is_some() {
            return;
        }
        self.latest = now;
        if self.options.guest_agent {
            self.receive_from_agent(bytes, now);
        } else {
            self.frames.push(bytes);
            while self.ended().is_none() {
                match self.read_message() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(cause) => self.end(cause),
                }
            }
        }
        self.pump(now);
    }

    /// Processes the next message; returns `false` if it is not complete yet.
    pub(super) fn read_message(&mut self) -> Result<bool, Disconnected> {
        let Some(message) = self.frames.next_frame().map_err(Disconnected::Malformed)? else {
            return Ok(false);
        };
        let parse = || Message::parse(message).map_err(Disconnected::Malformed);
        match envelope::classify(message).map_err(Disconnected::Malformed)? {
            Envelope::Event if self.subscriptions.is_empty() => trace::event(message),
            Envelope::Event => {
                trace::event(message);
                if let Message::Event(event) = parse()? {
                    let delivered = self.subscriptions.deliver(event);
                    self.outputs
                        .extend(delivered.into_iter().map(Output::Event));
                }
            }
            Envelope::Greeting => {
                if let Message::Greeting(greeting) = parse()? {
                    self.greeted(greeting)?;
                }
            }
            Envelope::Reply(id) => {
                if let State::Handshake(handshake) = &self.state {
                    if handshake.reply(id, message)? {
                        self.become_ready();
                    }
                } else if let Some(id) = self.calls.replied(id, message)? {
                    self.outputs.push_back(Output::Answered(CallId(id)));
                } else {
                    trace::discarded_reply(id);
                }
            }
        }
        Ok(true)
    }

    /// The handshake is complete.
    pub(super) fn become_ready(&mut self) {
        self.state = State::Ready;
        trace::ready(self.greeting.as_deref());
        self.outputs.push_back(Output::Ready);
    }

    /// Records that the server closed the connection, or that no more bytes will come.
    pub fn receive_end(&mut self) {
        let partial = self.frames.partial();
        let unfinished = (!partial.is_empty()).then(|| start_of(partial));
        self.end(Disconnected::Closed { unfinished });
    }

    /// Ends the session, unless it has ended already.
    pub fn end(&mut self, cause: Disconnected) {
        if matches!(self.state, State::Ended(_)) {
            return;
        }
        trace::ended(&cause);
        let calls = self.calls.disconnect(&cause);
        self.outgoing.clear();
        self.frames = Frames::new(0);
        self.state = State::Ended(cause);
        let answered = calls.into_iter().map(|id| Output::Answered(CallId(id)));
        self.outputs.extend(answered);
        self.outputs
            .extend(self.subscriptions.ids().map(Output::Event));
        self.outputs.push_back(Output::Ended);
    }

    /// Answers the calls in flight, of a session that continues.
    pub(super) fn fail_sent(&mut self, cause: &Disconnected) {
        let calls = self.calls.fail_sent(cause).into_iter();
        self.outputs
            .extend(calls.map(|id| Output::Answered(CallId(id))));
    }

    /// Returns why the session has ended; `None` while it has not.
    pub fn ended(&self) -> Option<&Disconnected> {
        match &self.state {
            State::Ended(cause) => Some(cause),
            _ => None,
        }
    }

    /// Whether the handshake is complete, and the session has not ended.
    pub fn is_ready(&self) -> bool {
        matches!(self.state, State::Ready)
    }

    /// The greeting of the server, once it was received. A guest agent has none.
    pub fn greeting(&self) -> Option<&Arc<Greeting>> {
        self.greeting.as_ref()
    }

    /// Whether a capability is enabled. A guest agent has none.
    pub fn is_enabled(&self, capability: &Capability) -> bool {
        !self.options.guest_agent && self.options.enable.contains(capability)
    }

    /// Returns the bytes to be sent next; `None` if there are none.
    pub fn transmit(&mut self) -> Option<Transmit<'_>> {
        let (bytes, descriptor) = self.outgoing.next()?;
        #[cfg(not(unix))]
        let _ = descriptor;
        Some(Transmit {
            bytes,
            #[cfg(unix)]
            descriptor: descriptor.map(std::os::fd::AsFd::as_fd),
        })
    }

    /// Records that bytes were sent, of those that [`transmit`](Self::transmit) returned.
    pub fn sent(&mut self, bytes: usize) {
        let progress = self.outgoing.sent(bytes);
        if let Some(id) = progress.begun {
            self.calls.begun(id);
        }
        let Some(id) = progress.completed else {
            return;
        };
        if let Sent::Complete { answered } = self.calls.sent(id) {
            if answered {
                self.outputs.push_back(Output::Answered(CallId(id)));
            }
            // An agent replies if the command fails.
            self.synchronize_after_loss();
            self.fill_window();
        }
    }

    /// Records that the server does not read any more. What it has sent can still be received:
    /// the calls that it does not answer are answered when the session ends.
    pub fn transmit_closed(&mut self) {
        self.transmit_closed = true;
        self.outgoing.clear();
    }

    /// The time at which [`handle_timeout`](Self::handle_timeout) has something to do.
    pub fn deadline(&self) -> Option<Instant> {
        let own = match &self.state {
            State::Handshake(handshake) => handshake.deadline(),
            State::Synchronization(synchronization) => {
                self.synchronization_deadline(synchronization)
            }
            State::Ready | State::Ended(_) => None,
        };
        own.into_iter().chain(self.calls.deadline()).min()
    }

    /// Ends what should have happened by now.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.latest = now;
        while let Some((id, reached)) = self.calls.expire(now) {
            self.outputs.push_back(Output::Answered(CallId(id)));
            match reached {
                Reached::Queue => {}
                Reached::Outgoing => self.outgoing.withdraw(id),
                Reached::Sent => self.synchronize_after_loss(),
            }
        }
        match &self.state {
            State::Handshake(handshake) => {
                if let Some(cause) = handshake.expired(&self.options, now) {
                    self.end(cause);
                }
            }
            State::Synchronization(_) => self.synchronization_timeout(now),
            State::Ready | State::Ended(_) => {}
        }
        self.pump(now);
    }

    /// Returns the next change; `None` if there is none.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// The number of entries about calls that are not finished, in all tables.
    #[cfg(test)]
    pub(super) fn unfinished(&self) -> usize {
        self.calls.entries()
    }

    /// Starts what can be started: synchronizes a guest agent that has lost a reply, and sends
    /// requests.
    pub(super) fn pump(&mut self, now: Instant) {
        self.resume_synchronization(now);
        self.fill_window();
    }

    /// Moves requests from the queues to the outgoing bytes.
    pub(super) fn fill_window(&mut self) {
        if !self.is_ready() || self.transmit_closed {
            return;
        }
        let window = if self.is_enabled(&Capability::OutOfBand) {
            WINDOW
        } else {
            1
        };
        while let Some((segment, out_of_band)) = self.calls.next_to_send(window) {
            if out_of_band {
                self.outgoing.push_urgent(segment);
            } else {
                self.outgoing.push(segment);
            }
        }
    }

    /// Sends a request of the session itself.
    pub(super) fn send_own(&mut self, bytes: Vec<u8>) {
        if !self.transmit_closed {
            self.outgoing.push(Segment::of_session(bytes));
        }
    }
}
