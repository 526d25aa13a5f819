//! Subscriptions to the events of a set.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use serde::ser::Serialize;

use super::error::Error;
use super::link::{Link, Subscription};
use crate::interface::EventSet;
use crate::protocol::session::{Filter, Interruption, Overflow};
use crate::protocol::{EventMessage, Timestamped};

/// The options of a subscription.
///
/// ```no_run
/// use qmp_client::{Client, EventOptions, Overflow};
/// use qmp_client::qemu::events::JobStatusChange;
/// use serde_json::json;
///
/// # let client = Client::connect("unix:/run/vm/qmp.sock")?;
/// let options = EventOptions::new()
///     .matching(json!({"id": "backup0"}))
///     .overflow(Overflow::Latest);
/// let mut events = client.events_with::<JobStatusChange>(options);
/// # Ok::<(), qmp_client::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct EventOptions {
    pattern: Option<serde_json::Value>,
    overflow: Overflow,
}

impl EventOptions {
    /// Returns the defaults: all events of the set, at most 1,024 of them in the queue.
    pub fn new() -> Self {
        EventOptions::default()
    }

    /// Selects only the events whose data contain a value: an object contains every object whose
    /// members it has, recursively; any other value only itself.
    ///
    /// A value that cannot be serialized selects no event.
    pub fn matching(mut self, pattern: impl Serialize) -> Self {
        self.pattern = Some(serde_json::to_value(pattern).unwrap_or_default());
        self
    }

    /// Sets what happens when the queue is full.
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }

    pub(super) fn filter<S: EventSet>(&self) -> (Filter, Overflow) {
        let filter = Filter::with(S::contains);
        let filter = match &self.pattern {
            Some(pattern) => filter.matching(pattern.clone()),
            None => filter,
        };
        (filter, self.overflow)
    }
}

/// A subscription whose events are read as an `S`.
#[derive(Debug)]
pub(super) struct Stream<S> {
    subscription: Subscription,
    set: PhantomData<fn() -> S>,
}

impl<S: EventSet> Stream<S> {
    pub(super) fn new(link: &Link, options: &EventOptions) -> Self {
        let (filter, overflow) = options.filter::<S>();
        Stream::of(link.subscribe(filter, overflow))
    }

    pub(super) fn of(subscription: Subscription) -> Self {
        Stream {
            subscription,
            set: PhantomData,
        }
    }

    pub(super) fn link(&self) -> &Link {
        self.subscription.link()
    }

    pub(super) fn len(&self) -> usize {
        self.subscription.len()
    }

    pub(super) fn clear(&self) {
        self.subscription.clear();
    }

    /// Returns the next event.
    pub(super) fn poll_next(
        &self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Timestamped<S>, Error>> {
        loop {
            let next = ready!(self.subscription.poll_next(context));
            if let Some(event) = read(next).transpose() {
                return Poll::Ready(event);
            }
        }
    }

    /// Returns the next event if it has arrived.
    pub(super) fn try_next(&self) -> Result<Option<Timestamped<S>>, Error> {
        while let Some(next) = self.subscription.try_next() {
            if let Some(event) = read(next)? {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Waits for the next event; `None` if none arrives in time.
    pub(super) async fn next(
        &self,
        timeout: Option<Duration>,
    ) -> Result<Option<Timestamped<S>>, Error> {
        let deadline = timeout.and_then(|allowed| Instant::now().checked_add(allowed));
        let next = poll_fn(|context| self.poll_next(context));
        self.link().until(deadline, next).await.transpose()
    }

    /// Waits for the first event that a function accepts; an error if none arrives in time.
    pub(super) async fn wait(
        &self,
        timeout: Option<Duration>,
        mut accept: impl FnMut(&S) -> bool,
    ) -> Result<Timestamped<S>, Error> {
        let deadline = timeout.and_then(|allowed| Instant::now().checked_add(allowed));
        let next = poll_fn(|context| {
            loop {
                let event = ready!(self.poll_next(context))?;
                if accept(&event.event) {
                    return Poll::Ready(Ok(event));
                }
            }
        });
        self.link().until(deadline, next).await.unwrap_or_else(|| {
            let allowed = timeout.unwrap_or(Duration::MAX);
            Err(Error::timed_out(allowed, true)
                .while_doing(format!("waiting for an event ({})", S::WHAT))
                .for_event(S::WHAT))
        })
    }
}

/// Decodes an event; `None` if it is not in the set.
fn read<S: EventSet>(
    next: Result<Arc<EventMessage>, Interruption>,
) -> Result<Option<Timestamped<S>>, Error> {
    match next {
        Ok(event) => match S::read(&event.name, event.data.as_deref()) {
            Ok(read) => Ok(read.map(|read| Timestamped {
                event: read,
                timestamp: event.timestamp,
            })),
            Err(source) => Err(Error::decode_event(&event.name, source)),
        },
        Err(Interruption::Lagged { lost }) => Err(Error::lagged(lost).for_event(S::WHAT)),
        Err(Interruption::Overflowed { limit }) => Err(Error::overflowed(limit).for_event(S::WHAT)),
        Err(Interruption::Disconnected(cause)) => Err(Error::disconnected(cause, true)
            .while_doing(format!("waiting for an event ({})", S::WHAT))
            .for_event(S::WHAT)),
    }
}
