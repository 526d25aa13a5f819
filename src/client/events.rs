//! The queue of events.

use std::collections::VecDeque;

use super::Error;
use crate::interface::EventSet;
use crate::protocol::{EventMessage, Timestamped};

/// Events in the order of their arrival.
pub(super) struct EventQueue {
    events: VecDeque<EventMessage>,
    limit: usize,
    dropped: u64,
}

impl EventQueue {
    pub(super) fn new(limit: usize) -> Self {
        EventQueue {
            events: VecDeque::new(),
            limit,
            dropped: 0,
        }
    }

    pub(super) fn push(&mut self, event: EventMessage) {
        self.events.push_back(event);
        if self.events.len() > self.limit {
            self.events.pop_front();
            self.dropped += 1;
        }
    }

    /// Removes and returns the oldest event of a set.
    pub(super) fn take<S: EventSet>(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        for index in 0..self.events.len() {
            let read = read(&self.events[index]);
            if !matches!(read, Ok(None)) {
                self.events.remove(index);
                return read;
            }
        }
        Ok(None)
    }

    pub(super) fn len(&self) -> usize {
        self.events.len()
    }

    pub(super) fn dropped(&self) -> u64 {
        self.dropped
    }

    pub(super) fn clear(&mut self) {
        self.events.clear();
    }
}

/// Decodes an event; `None` if it does not belong to the set.
pub(super) fn read<S: EventSet>(event: &EventMessage) -> Result<Option<Timestamped<S>>, Error> {
    S::read(&event.name, event.data.as_deref())
        .map(|read| {
            read.map(|read| Timestamped {
                event: read,
                timestamp: event.timestamp,
            })
        })
        .map_err(|source| Error::DecodeEvent {
            event: event.name.clone(),
            source,
        })
}
