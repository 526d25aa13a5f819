//! Subscriptions to events.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::client::error::Error;
use crate::client::events::Stream;
use crate::interface::EventSet;
use crate::protocol::Timestamped;

/// A subscription to the events of the set `S`, with a queue of its own: see
/// [`Client::events`](super::Client::events).
///
/// The set is the type of one event, the enum `Event` of the bindings, an enum with
/// `#[derive(QmpEvent)]`, or [`RawEvent`](crate::RawEvent) for all events with undecoded data.
///
/// It is also a [`Stream`](futures_core::Stream), which ends after the error of the connection.
///
/// Dropping it ends the subscription. It keeps the connection open.
pub struct Events<S> {
    stream: Stream<S>,
    /// Whether the stream has returned the error of the connection.
    ended: bool,
}

impl<S: EventSet> Events<S> {
    pub(super) fn new(stream: Stream<S>) -> Self {
        Events {
            stream,
            ended: false,
        }
    }

    /// Waits for the next event; `None` if none arrives in time. A timeout of `None` waits
    /// forever.
    ///
    /// This is cancel safe: an event that was not returned remains in the queue.
    ///
    /// # Errors
    ///
    /// When the data of the event cannot be decoded, and when events were lost because the queue
    /// was full: the next call continues after it. When the connection has ended, after all
    /// events that arrived before.
    pub async fn next(
        &mut self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Option<Timestamped<S>>, Error> {
        self.stream.next(timeout.into()).await
    }

    /// Returns the next event that has arrived, without waiting.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn try_next(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        self.stream.try_next()
    }

    /// Waits for the first event that a function accepts, and discards those before it. The
    /// timeout is for all of them; `None` waits forever.
    ///
    /// ```no_run
    /// use qmp_client::tokio::Client;
    /// use qmp_client::qemu::commands::DeviceDel;
    /// use qmp_client::qemu::events::DeviceDeleted;
    /// use std::time::Duration;
    ///
    /// # async fn run(client: Client) -> Result<(), qmp_client::Error> {
    /// let mut deleted = client.events::<DeviceDeleted>();
    /// client.execute(DeviceDel::new("net1")).await?;
    /// deleted
    ///     .wait(Duration::from_secs(30), |event| event.device.as_deref() == Some("net1"))
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), and when no event is accepted in time.
    pub async fn wait(
        &mut self,
        timeout: impl Into<Option<Duration>>,
        accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error> {
        self.stream.wait(timeout.into(), accept).await
    }

    /// The number of events in the queue, which were received and not yet returned. Some of them
    /// may not be in the set.
    pub fn queued(&self) -> usize {
        self.stream.len()
    }

    /// Discards all events in the queue.
    pub fn clear(&mut self) {
        self.stream.clear();
    }
}

impl<S: EventSet> futures_core::Stream for Events<S> {
    type Item = Result<Timestamped<S>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let next = std::task::ready!(self.stream.poll_next(context));
        if let Err(error) = &next {
            self.ended = !error.subscription_continues();
        }
        Poll::Ready(Some(next))
    }
}

impl<S> fmt::Debug for Events<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}
