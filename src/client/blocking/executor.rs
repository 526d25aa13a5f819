//! Runs futures on the thread that waits for them.
//!
//! One of the waiting threads performs the I/O of the connection for all of them: it waits for
//! the socket, reads what arrives, and wakes the others when their answers have come. When it has
//! its own result, another thread takes over. No thread of this crate exists in the background.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::client::link::Shared;

/// The longest time that a thread waits only to send: what it waits for may have been received
/// by another thread in the meantime.
const SENDING: Duration = Duration::from_millis(20);

/// The threads that wait for a connection.
#[derive(Debug, Default)]
pub(super) struct Executor {
    roles: Mutex<Roles>,
}

#[derive(Debug, Default)]
struct Roles {
    /// Whether a thread waits to read.
    reading: bool,
    /// Whether a thread waits to send the rest of a request.
    sending: bool,
    /// The threads that wait for neither.
    parked: Vec<Arc<Parked>>,
}

/// A waiting thread.
#[derive(Debug)]
struct Parked(Thread);

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

impl Executor {
    fn roles(&self) -> MutexGuard<'_, Roles> {
        self.roles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a future.
    pub(super) fn block_on<F: Future>(&self, shared: &Shared, future: F) -> F::Output {
        let mut future = pin!(future);
        let thread = Arc::new(Parked(thread::current()));
        let waker = Waker::from(Arc::clone(&thread));
        let mut context = Context::from_waker(&waker);
        // Dropped last, when this thread does not read any more.
        let _hand_over = HandOver(self);
        let mut reader = None;
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            reader = reader.or_else(|| Reader::take(self));
            if let Some(reader) = &reader {
                reader.wait_and_read(shared);
            } else if let Some(sender) = Sender::take(self, shared) {
                sender.wait_and_send(shared);
            } else {
                self.park(shared, &thread);
            }
        }
    }

    /// Performs the I/O that is possible without waiting.
    pub(super) fn process(&self, shared: &Shared) {
        let _hand_over = HandOver(self);
        if let Some(_reader) = Reader::take(self) {
            shared.receive();
        }
        shared.perform(|hub| hub.expire(Instant::now()));
    }

    /// Waits until another thread has a result for this one, or leaves the reading to it.
    fn park(&self, shared: &Shared, thread: &Arc<Parked>) {
        {
            let mut roles = self.roles();
            if !roles.reading {
                return;
            }
            roles.parked.push(Arc::clone(thread));
        }
        match left(shared) {
            None => thread::park(),
            Some(left) => thread::park_timeout(left),
        }
        self.roles()
            .parked
            .retain(|parked| !Arc::ptr_eq(parked, thread));
        shared.perform(|hub| hub.expire(Instant::now()));
    }
}

/// The time until something times out.
fn left(shared: &Shared) -> Option<Duration> {
    let deadline = shared.hub().deadline()?;
    Some(deadline.saturating_duration_since(Instant::now()))
}

/// The thread that reads.
struct Reader<'e>(&'e Executor);

impl<'e> Reader<'e> {
    fn take(executor: &'e Executor) -> Option<Self> {
        let mut roles = executor.roles();
        let free = !std::mem::replace(&mut roles.reading, true);
        free.then(|| Reader(executor))
    }

    /// Waits until something arrives, can be sent, or times out.
    fn wait_and_read(&self, shared: &Shared) {
        let left = left(shared);
        if shared.hub().session.ended().is_some() {
            // Nothing will arrive.
            match left {
                None => thread::park(),
                Some(left) => thread::park_timeout(left),
            }
        } else {
            let sender = Sender::take(self.0, shared);
            let sending = match sender {
                Some(_) => PollFlags::OUT,
                None => PollFlags::empty(),
            };
            let ready = wait(shared, PollFlags::IN | sending, left);
            if ready.intersects(PollFlags::IN | PollFlags::HUP | PollFlags::ERR) {
                shared.receive();
            }
        }
        shared.perform(|hub| hub.expire(Instant::now()));
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.0.roles().reading = false;
    }
}

/// Wakes a thread that can read, when another one has its result and nobody reads. The thread that
/// has its result need not be the one that read: it may have been woken to read just then.
struct HandOver<'e>(&'e Executor);

impl Drop for HandOver<'_> {
    fn drop(&mut self) {
        let next = {
            let mut roles = self.0.roles();
            if roles.reading {
                None
            } else {
                roles.parked.pop()
            }
        };
        if let Some(next) = next {
            next.wake();
        }
    }
}

/// The thread that sends the rest of a request.
struct Sender<'e>(&'e Executor);

impl<'e> Sender<'e> {
    fn take(executor: &'e Executor, shared: &Shared) -> Option<Self> {
        if !shared.hub().has_unsent() {
            return None;
        }
        let mut roles = executor.roles();
        let free = !std::mem::replace(&mut roles.sending, true);
        free.then(|| Sender(executor))
    }

    /// Waits until something can be sent.
    fn wait_and_send(&self, shared: &Shared) {
        let time = left(shared).map_or(SENDING, |left| SENDING.min(left));
        wait(shared, PollFlags::OUT, Some(time));
        shared.perform(|hub| hub.expire(Instant::now()));
    }
}

impl Drop for Sender<'_> {
    fn drop(&mut self) {
        self.0.roles().sending = false;
    }
}

/// Waits until the socket is ready, and returns for what.
fn wait(shared: &Shared, events: PollFlags, time: Option<Duration>) -> PollFlags {
    let time = time.map(timespec);
    let mut descriptors = [PollFd::new(&shared.socket, events)];
    match poll(&mut descriptors, time.as_ref()) {
        Ok(_) => descriptors[0].revents(),
        Err(Errno::INTR) => PollFlags::empty(),
        // Reading reports the error.
        Err(_) => PollFlags::ERR,
    }
}

/// The time for `poll`; one that is longer than it can represent is as good as no limit.
pub(super) fn timespec(time: Duration) -> Timespec {
    Timespec {
        tv_sec: time.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: time.subsec_nanos().into(),
    }
}
