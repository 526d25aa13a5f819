//! The task that performs the I/O of a connection.

use std::fmt;
use std::future::{Future, poll_fn};
use std::io::ErrorKind;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use ::tokio::io::Interest;
use ::tokio::net::UnixStream;
use ::tokio::time::{Sleep, sleep_until};

use crate::client::link::Shared;
use crate::protocol::session::Disconnected;

/// A future that performs the I/O of a connection. It completes when the connection has ended,
/// or when all its handles have been dropped.
///
/// [`Client::connect`](super::Client::connect) spawns it as a task of its own.
/// [`Builder::connect_with_driver`](crate::Builder::connect_with_driver) returns it, for
/// programs that spawn their tasks themselves.
#[must_use = "the connection does nothing unless its driver is polled"]
pub struct Driver {
    shared: Arc<Shared>,
    /// Created when something can time out for the first time.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Driver {
    /// Performs the I/O of a connection whose socket is registered with the runtime.
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Driver {
            shared: Arc::clone(shared),
            timer: None,
        }
    }

    fn socket(&self) -> Option<&UnixStream> {
        self.shared.socket.as_registered()
    }

    /// Performs the I/O until a future completes.
    pub(super) async fn run_until<F: Future>(&mut self, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|context| {
            // The end of the connection completes the future.
            let _ = Pin::new(&mut *self).poll(context);
            future.as_mut().poll(context)
        })
        .await
    }

    /// Reads until nothing is left.
    fn read(&self, context: &mut Context<'_>) {
        let Some(socket) = self.socket() else { return };
        while self.shared.hub().session.ended().is_none() {
            match socket.poll_read_ready(context) {
                Poll::Ready(Ok(())) => {
                    let _ = socket.try_io(Interest::READABLE, || {
                        self.shared.receive();
                        // Everything was read: the socket is not ready any more.
                        Err::<(), _>(ErrorKind::WouldBlock.into())
                    });
                }
                Poll::Ready(Err(error)) => self.shared.fail(error),
                Poll::Pending => return,
            }
        }
    }

    /// Sends until nothing is left, or the socket is full.
    fn write(&self, context: &mut Context<'_>) {
        let Some(socket) = self.socket() else { return };
        loop {
            self.shared.perform(|_| ());
            if !self.shared.hub().has_unsent() {
                return;
            }
            match socket.poll_write_ready(context) {
                Poll::Ready(Ok(())) => {
                    // The socket was full. It may not be any more, so the next turn sends again.
                    let _ = socket.try_io(Interest::WRITABLE, || {
                        Err::<(), _>(ErrorKind::WouldBlock.into())
                    });
                }
                Poll::Ready(Err(error)) => return self.shared.fail(error),
                Poll::Pending => return,
            }
        }
    }

    /// Ends what should have happened by now, and waits for the next time.
    fn time(&mut self, context: &mut Context<'_>) {
        loop {
            self.shared.perform(|hub| hub.expire(Instant::now()));
            let deadline = {
                let mut hub = self.shared.hub();
                let deadline = hub.deadline();
                hub.set_driver(context.waker(), deadline);
                deadline
            };
            let Some(deadline) = deadline else {
                return;
            };
            let deadline = ::tokio::time::Instant::from_std(deadline);
            let timer = match &mut self.timer {
                Some(timer) => {
                    // A timer that fires too early costs less than one that is set for each
                    // command: most commands end long before their deadlines.
                    if timer.deadline() > deadline || timer.is_elapsed() {
                        timer.as_mut().reset(deadline);
                    }
                    timer
                }
                timer => timer.insert(Box::pin(sleep_until(deadline))),
            };
            if timer.as_mut().poll(context).is_pending() {
                return;
            }
        }
    }
}

impl Future for Driver {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.read(context);
        self.write(context);
        self.time(context);
        let mut hub = self.shared.hub();
        if hub.session.ended().is_some() || hub.is_abandoned() {
            hub.remove_driver();
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nobody performs the I/O any more, as when the runtime shuts down.
        self.shared.perform(|hub| {
            hub.remove_driver();
            hub.session.end(Disconnected::ClosedHere);
        });
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver").finish_non_exhaustive()
    }
}
