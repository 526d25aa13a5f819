//! Subscriptions: each has a queue of the events that it selects.

use std::collections::{BTreeMap, VecDeque};
use std::panic::catch_unwind;
use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::failure::Disconnected;
use crate::protocol::{EventMessage, from_str};

/// Identifies a subscription of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubscriptionId(u64);

/// What happens to the events of a subscription whose queue is full. Replies and other
/// subscriptions are never affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Overflow {
    /// The queue has at most this number of events, and at least one. A new event replaces the
    /// oldest one; the number of events lost is reported before the next event.
    DropOldest(usize),
    /// The queue has the newest event only. Nothing is reported: events that a newer one
    /// replaces are not wanted.
    Latest,
    /// The queue has at most this number of events. When one more arrives, the subscription
    /// ends with an error after the events in the queue.
    Fail(usize),
    /// The queue has no limit, so that a program which does not read it runs out of memory.
    Unbounded,
}

impl Default for Overflow {
    /// Drops the oldest of more than 1,024 events.
    fn default() -> Self {
        Overflow::DropOldest(1024)
    }
}

/// Selects the events of a subscription.
#[derive(Debug, Clone)]
pub struct Filter {
    contains: fn(&str) -> bool,
    names: Option<Arc<[String]>>,
    pattern: Option<Arc<Value>>,
}

impl Filter {
    /// Selects all events.
    pub fn all() -> Self {
        Filter::with(|_| true)
    }

    /// Selects the events whose names a function accepts, such as
    /// [`EventSet::contains`](crate::EventSet::contains). If the function panics, the event is
    /// selected.
    pub fn with(contains: fn(&str) -> bool) -> Self {
        Filter {
            contains,
            names: None,
            pattern: None,
        }
    }

    /// Selects events by their names.
    pub fn names<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Filter {
            names: Some(names.into_iter().map(Into::into).collect()),
            ..Filter::all()
        }
    }

    /// Selects only the events whose data contain a JSON value: an object contains every object
    /// whose members are contained in its own, and any other value only itself.
    pub fn matching(mut self, pattern: Value) -> Self {
        self.pattern = Some(Arc::new(pattern));
        self
    }

    fn selects(&self, event: &EventMessage) -> bool {
        let name = event.name.as_str();
        let contains_name = self.contains;
        // A function that panics selects the event: the panic must not reach those who receive
        // for all subscriptions, and no event may be lost.
        catch_unwind(|| contains_name(name)).unwrap_or(true)
            && self
                .names
                .as_ref()
                .is_none_or(|names| names.iter().any(|listed| listed == name))
            && self.pattern.as_ref().is_none_or(|pattern| {
                contains(event.data.as_ref().map_or("{}", |data| data.get()), pattern)
            })
    }
}

/// Whether a JSON text contains a value. The text is only parsed as deep as the value is, since
/// events may be nested deeper than serde_json parses values.
fn contains(text: &str, pattern: &Value) -> bool {
    let Value::Object(patterns) = pattern else {
        return from_str::<Value>(text).is_ok_and(|value| value == *pattern);
    };
    let Ok(members) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) else {
        return false;
    };
    patterns.iter().all(|(name, pattern)| {
        let member = members.get(name);
        member.is_some_and(|member| contains(member.get(), pattern))
    })
}

/// What a subscription returns in place of an event.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Interruption {
    /// Events were lost, because the queue was full. The subscription continues with the
    /// oldest one that is left.
    Lagged {
        /// The number of events lost.
        lost: u64,
    },
    /// The queue was full, and the subscription has ended: see [`Overflow::Fail`].
    Overflowed {
        /// The limit of the queue.
        limit: usize,
    },
    /// The session ended, and no event is left.
    Disconnected(Disconnected),
}

#[derive(Debug)]
struct Subscription {
    filter: Filter,
    overflow: Overflow,
    queue: VecDeque<Arc<EventMessage>>,
    lost: u64,
    failed: bool,
}

/// All subscriptions of a session.
#[derive(Debug, Default)]
pub(super) struct Subscriptions {
    last_id: u64,
    subscriptions: BTreeMap<u64, Subscription>,
}

impl Subscriptions {
    pub(super) fn add(&mut self, filter: Filter, overflow: Overflow) -> SubscriptionId {
        self.last_id += 1;
        let subscription = Subscription {
            filter,
            overflow,
            queue: VecDeque::new(),
            lost: 0,
            failed: false,
        };
        self.subscriptions.insert(self.last_id, subscription);
        SubscriptionId(self.last_id)
    }

    pub(super) fn remove(&mut self, id: SubscriptionId) {
        self.subscriptions.remove(&id.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.subscriptions.is_empty()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = SubscriptionId> {
        self.subscriptions.keys().map(|id| SubscriptionId(*id))
    }

    /// Adds an event to the queues that select it; returns their subscriptions.
    pub(super) fn deliver(&mut self, event: EventMessage) -> Vec<SubscriptionId> {
        let event = Arc::new(event);
        let mut delivered = Vec::new();
        for (id, subscription) in &mut self.subscriptions {
            if !subscription.failed && subscription.filter.selects(&event) {
                subscription.push(Arc::clone(&event));
                delivered.push(SubscriptionId(*id));
            }
        }
        delivered
    }

    /// Takes the next event of a subscription; `None` if there is none yet. `ended` is the end
    /// of the session.
    pub(super) fn next(
        &mut self,
        id: SubscriptionId,
        ended: Option<&Disconnected>,
    ) -> Option<Result<Arc<EventMessage>, Interruption>> {
        let subscription = self.subscriptions.get_mut(&id.0)?;
        let lost = std::mem::take(&mut subscription.lost);
        if lost > 0 {
            return Some(Err(Interruption::Lagged { lost }));
        }
        if let Some(event) = subscription.queue.pop_front() {
            return Some(Ok(event));
        }
        if let (true, Overflow::Fail(limit)) = (subscription.failed, subscription.overflow) {
            return Some(Err(Interruption::Overflowed { limit }));
        }
        ended.map(|cause| Err(Interruption::Disconnected(cause.clone())))
    }

    /// Removes the queued events of a subscription.
    pub(super) fn clear(&mut self, id: SubscriptionId) {
        if let Some(subscription) = self.subscriptions.get_mut(&id.0) {
            subscription.queue.clear();
            subscription.lost = 0;
        }
    }

    /// The number of queued events of a subscription.
    pub(super) fn queued(&self, id: SubscriptionId) -> usize {
        let subscription = self.subscriptions.get(&id.0);
        subscription.map_or(0, |subscription| subscription.queue.len())
    }
}

impl Subscription {
    fn push(&mut self, event: Arc<EventMessage>) {
        let (limit, counts) = match self.overflow {
            Overflow::DropOldest(limit) => (limit.max(1), true),
            Overflow::Latest => (1, false),
            Overflow::Fail(limit) if self.queue.len() >= limit => {
                self.failed = true;
                return;
            }
            Overflow::Fail(_) | Overflow::Unbounded => (usize::MAX, false),
        };
        if self.queue.len() >= limit {
            self.queue.pop_front();
            self.lost += u64::from(counts);
        }
        self.queue.push_back(event);
    }
}
