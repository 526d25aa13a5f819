//! The bytes that wait to be sent.

use std::collections::VecDeque;

use super::descriptor::Descriptor;

/// A request as bytes, with the descriptor that accompanies its first byte.
#[derive(Debug)]
pub(super) struct Segment {
    id: Option<u64>,
    bytes: Vec<u8>,
    sent: usize,
    urgent: bool,
    descriptor: Option<Descriptor>,
}

impl Segment {
    pub(super) fn new(id: u64, bytes: Vec<u8>, descriptor: Option<Descriptor>) -> Self {
        Segment {
            id: Some(id),
            bytes,
            sent: 0,
            urgent: false,
            descriptor,
        }
    }

    /// A request of the session itself, which no call waits for.
    pub(super) fn of_session(bytes: Vec<u8>) -> Self {
        Segment {
            id: None,
            bytes,
            sent: 0,
            urgent: false,
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

    /// Adds a request before those that were added with [`push`](Self::push), except one that
    /// was sent in part.
    pub(super) fn push_urgent(&mut self, mut segment: Segment) {
        segment.urgent = true;
        let first = self.segments.iter();
        let first = first.take_while(|other| other.urgent || other.sent > 0);
        let index = first.count();
        self.segments.insert(index, segment);
    }

    /// Removes the requests of calls of which nothing was sent, and returns them.
    pub(super) fn recall(&mut self) -> Vec<(u64, Segment)> {
        let mut recalled = Vec::new();
        for segment in std::mem::take(&mut self.segments) {
            match segment.id {
                Some(id) if segment.sent == 0 => recalled.push((id, segment)),
                _ => self.segments.push_back(segment),
            }
        }
        recalled
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
