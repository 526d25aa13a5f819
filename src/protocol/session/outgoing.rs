//! The bytes that wait to be sent.

use std::collections::VecDeque;

use super::descriptor::Descriptor;

/// A request as bytes, with the descriptor that accompanies its first byte.
#[derive(Debug)]
pub(super) struct Segment {
    id: Option<u64>,
    bytes: Vec<u8>,
    sent: usize,
    descriptor: Option<Descriptor>,
}

impl Segment {
    pub(super) fn new(id: u64, bytes: Vec<u8>, descriptor: Option<Descriptor>) -> Self {
        Segment {
            id: Some(id),
            bytes,
            sent: 0,
            descriptor,
        }
    }

    /// A request of the session itself, which no call waits for.
    pub(super) fn of_session(bytes: Vec<u8>) -> Self {
        Segment {
            id: None,
            bytes,
            sent: 0,
            descriptor: None,
        }
    }
}

/// Requests in the order in which they are sent.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    segments: VecDeque<Segment>,
}

/// What sending some bytes did.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Progress {
    /// The call whose first byte was sent.
    pub(super) begun: Option<u64>,
    /// The call whose last byte was sent.
    pub(super) completed: Option<u64>,
}

impl Outgoing {
    pub(super) fn push(&mut self, segment: Segment) {
        self.segments.push_back(segment);
    }

    /// Adds a request before all others, except one that was sent in part.
    pub(super) fn push_urgent(&mut self, segment: Segment) {
        let begun = self.segments.front().is_some_and(|first| first.sent > 0);
        self.segments.insert(usize::from(begun), segment);
    }

    /// Removes a request of which nothing was sent.
    pub(super) fn withdraw(&mut self, id: u64) {
        self.segments
            .retain(|segment| segment.id != Some(id) || segment.sent > 0);
    }

    /// The bytes to be sent next, and the descriptor that goes with the first of them.
    pub(super) fn next(&self) -> Option<(&[u8], Option<&Descriptor>)> {
        let first = self.segments.front()?;
        Some((&first.bytes[first.sent..], first.descriptor.as_ref()))
    }

    /// Records that bytes were sent, of those that [`next`](Self::next) returned.
    pub(super) fn sent(&mut self, bytes: usize) -> Progress {
        let mut progress = Progress::default();
        let Some(first) = self.segments.front_mut() else {
            return progress;
        };
        if bytes == 0 {
            return progress;
        }
        // The descriptor was passed with the first byte: it is closed here.
        first.descriptor = None;
        if first.sent == 0 {
            progress.begun = first.id;
        }
        first.sent = first.bytes.len().min(first.sent + bytes);
        if first.sent == first.bytes.len() {
            progress.completed = first.id;
            self.segments.pop_front();
        }
        progress
    }

    pub(super) fn clear(&mut self) {
        self.segments.clear();
    }
}
