//! Subscriptions to events.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::executor::Executor;
use super::handle::Handle;
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
/// Dropping it ends the subscription. It keeps the connection open.
pub struct Events<S> {
    stream: Stream<S>,
    executor: Arc<Executor>,
}

impl<S: EventSet> Events<S> {
    pub(super) fn new(stream: Stream<S>, client: &Handle) -> Self {
        let executor = Arc::clone(&client.executor);
        Events { stream, executor }
    }

    /// Waits for the next event; `None` if none arrives in time. A timeout of `None` waits
    /// forever.
    ///
    /// # Errors
    ///
    /// When the data of the event cannot be decoded, and when events were lost because the queue
    /// was full: the next call continues after it. When the connection has ended, after all
    /// events that arrived before.
    pub fn next(
        &mut self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Option<Timestamped<S>>, Error> {
        let next = self.stream.next(timeout.into());
        self.executor.block_on(self.stream.link().shared(), next)
    }

    /// Returns the next event that has arrived, without waiting.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn try_next(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        if let Some(event) = self.stream.try_next()? {
            return Ok(Some(event));
        }
        self.executor.process(self.stream.link().shared());
        self.stream.try_next()
    }

    /// Waits for the first event that a function accepts, and discards those before it. The
    /// timeout is for all of them; `None` waits forever.
    ///
    /// ```no_run
    /// use qmp_client::blocking::Client;
    /// use qmp_client::qemu::commands::DeviceDel;
    /// use qmp_client::qemu::events::DeviceDeleted;
    /// use std::time::Duration;
    ///
    /// # let client = Client::connect("unix:/run/vm/qmp.sock")?;
    /// let mut deleted = client.events::<DeviceDeleted>();
    /// client.execute(DeviceDel::new("net1"))?;
    /// deleted.wait(Duration::from_secs(30), |event| event.device.as_deref() == Some("net1"))?;
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), and when no event is accepted in time.
    pub fn wait(
        &mut self,
        timeout: impl Into<Option<Duration>>,
        accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error> {
        let wait = self.stream.wait(timeout.into(), accept);
        self.executor.block_on(self.stream.link().shared(), wait)
    }

    /// The number of events in the queue, which were received and not yet returned. Some of them
    /// may not be in the set.
    pub fn queued(&self) -> usize {
        self.stream.len()
    }

    /// Reads what has arrived, and discards all events in the queue.
    pub fn clear(&mut self) {
        self.executor.process(self.stream.link().shared());
        self.stream.clear();
    }
}

impl<S> fmt::Debug for Events<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}
