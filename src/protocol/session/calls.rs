//! The calls of a session: those that wait to be sent, those in flight, and those whose answers
//! have not been collected.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Instant;

use super::descriptor::Descriptor;
use super::envelope::ReplyId;
use super::failure::Disconnected;
use super::outgoing::Segment;
use crate::protocol::start_of;

/// Identifies a call of a session. It is the id of the request on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub(super) u64);

impl CallId {
    /// The id of the request.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// The end of a call.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Answer {
    /// The text of the reply, one JSON object.
    Reply(Vec<u8>),
    /// The request of a command without a reply was sent.
    Sent,
    /// The deadline of the call passed.
    TimedOut {
        /// Whether a part of the request was sent, so that the command may have been executed.
        sent: bool,
    },
    /// The session ended, or a guest agent sent something else in place of the reply.
    Disconnected {
        /// Why there is no reply.
        cause: Disconnected,
        /// Whether a part of the request was sent, so that the command may have been executed.
        sent: bool,
    },
}

/// How a call is executed.
#[derive(Debug, Default)]
pub struct CallOptions {
    pub(super) deadline: Option<Instant>,
    pub(super) descriptor: Option<Descriptor>,
    pub(super) without_reply: bool,
}

impl CallOptions {
    /// Returns the defaults: no deadline, no descriptor, and a reply is expected.
    pub fn new() -> Self {
        CallOptions::default()
    }

    /// Sets the time at which the call fails if it has not been answered.
    pub fn deadline(mut self, deadline: impl Into<Option<Instant>>) -> Self {
        self.deadline = deadline.into();
        self
    }

    /// Passes a file descriptor to the server with the first byte of the request. It is closed
    /// on this side once it has been passed.
    #[cfg(unix)]
    pub fn descriptor(mut self, descriptor: impl Into<Option<std::os::fd::OwnedFd>>) -> Self {
        self.descriptor = descriptor.into();
        self
    }

    /// Declares that the server does not answer the command if it succeeds. The call is
    /// complete when the request has been sent; an error that the server sends is ignored.
    pub fn without_reply(mut self) -> Self {
        self.without_reply = true;
        self
    }
}

/// A call, from its start until its answer was collected or nobody waits for it any more.
#[derive(Debug)]
struct Call {
    progress: Progress,
    has_descriptor: bool,
    without_reply: bool,
    deadline: Option<Instant>,
}

#[derive(Debug)]
enum Progress {
    /// In a queue of this table.
    Queued(Segment),
    /// Among the outgoing bytes, none of which has been sent.
    Outgoing,
    /// Sent, at least partly.
    Sent,
    Answered(Answer),
}

/// A request that the server has or will get, and has not answered. It remains here when its
/// call has timed out: the server may still execute it.
#[derive(Debug, Clone, Copy)]
struct InFlight {
    out_of_band: bool,
    has_descriptor: bool,
    without_reply: bool,
    /// Whether the first byte was sent.
    begun: bool,
}

/// All calls of a session.
#[derive(Debug, Default)]
pub(super) struct Calls {
    last_id: u64,
    calls: HashMap<u64, Call>,
    /// The ids of queued calls, in ascending order.
    in_band: VecDeque<u64>,
    /// The same for calls out of band.
    out_of_band: VecDeque<u64>,
    in_flight: HashMap<u64, InFlight>,
    in_band_in_flight: usize,
    descriptor_in_flight: bool,
    deadlines: BTreeSet<(Instant, u64)>,
}

impl Calls {
    /// Creates a table whose ids are larger than a number.
    pub(super) fn with_ids_after(last_id: u64) -> Self {
        Calls {
            last_id,
            ..Calls::default()
        }
    }

    pub(super) fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Adds a call to its queue.
    pub(super) fn push(&mut self, id: u64, bytes: Vec<u8>, out_of_band: bool, call: CallOptions) {
        let CallOptions {
            deadline,
            descriptor,
            without_reply,
        } = call;
        let queue = if out_of_band {
            &mut self.out_of_band
        } else {
            &mut self.in_band
        };
        queue.push_back(id);
        self.deadlines.extend(deadline.map(|at| (at, id)));
        let call = Call {
            has_descriptor: descriptor.is_some(),
            progress: Progress::Queued(Segment::new(id, bytes, descriptor)),
            without_reply,
            deadline,
        };
        self.calls.insert(id, call);
    }

    /// Returns the next request that may be sent now, and whether it is out of band. Those are
    /// first; at most `window` others are in flight.
    pub(super) fn next_to_send(&mut self, window: usize) -> Option<(Segment, bool)> {
        if let Some(segment) = self.take_queued(true) {
            return Some((segment, true));
        }
        if self.in_band_in_flight >= window {
            return None;
        }
        Some((self.take_queued(false)?, false))
    }

    fn take_queued(&mut self, out_of_band: bool) -> Option<Segment> {
        let queue = if out_of_band {
            &mut self.out_of_band
        } else {
            &mut self.in_band
        };
        let id = *queue.front()?;
        let call = self.calls.get_mut(&id)?;
        // A descriptor waits until the one before it was used: the server keeps only the one
        // that it received last.
        if call.has_descriptor && self.descriptor_in_flight {
            return None;
        }
        queue.pop_front();
        let progress = std::mem::replace(&mut call.progress, Progress::Outgoing);
        let Progress::Queued(segment) = progress else {
            call.progress = progress;
            return None;
        };
        let request = InFlight {
            out_of_band,
            has_descriptor: call.has_descriptor,
            without_reply: call.without_reply,
            begun: false,
        };
        self.descriptor_in_flight |= request.has_descriptor;
        self.in_band_in_flight += usize::from(!out_of_band);
        self.in_flight.insert(id, request);
        Some(segment)
    }

    /// Removes a call from its queue.
    fn leave_queue(&mut self, id: u64) {
        for queue in [&mut self.in_band, &mut self.out_of_band] {
            if let Ok(index) = queue.binary_search(&id) {
                queue.remove(index);
            }
        }
    }

    /// Returns a request, of which nothing was sent, to the front of its queue.
    pub(super) fn requeue(&mut self, id: u64, segment: Segment) {
        let Some(request) = self.in_flight.get(&id).copied() else {
            return;
        };
        self.leave_flight(id);
        if let Some(call) = self.calls.get_mut(&id) {
            call.progress = Progress::Queued(segment);
            if request.out_of_band {
                self.out_of_band.push_front(id);
            } else {
                self.in_band.push_front(id);
            }
        }
    }

    /// Whether a call waits to be sent.
    pub(super) fn has_queued(&self) -> bool {
        !self.in_band.is_empty() || !self.out_of_band.is_empty()
    }

    /// Records that the first byte of a request was sent.
    pub(super) fn begun(&mut self, id: u64) {
        if let Some(request) = self.in_flight.get_mut(&id) {
            request.begun = true;
        }
        if let Some(call) = self.calls.get_mut(&id)
            && matches!(call.progress, Progress::Outgoing)
        {
            call.progress = Progress::Sent;
        }
    }

    /// Records that a request was sent completely.
    pub(super) fn sent(&mut self, id: u64) -> Sent {
        let request = self.in_flight.get(&id);
        if !request.is_some_and(|request| request.without_reply) {
            return Sent::AwaitsReply;
        }
        self.leave_flight(id);
        Sent::Complete {
            answered: self.answer(id, Answer::Sent),
        }
    }

    /// Records a reply; returns its call, if somebody waits for it.
    ///
    /// # Errors
    ///
    /// When the reply has no id, and several requests are in flight.
    pub(super) fn replied(
        &mut self,
        id: ReplyId,
        message: &[u8],
    ) -> Result<Option<u64>, Disconnected> {
        let id = match id {
            ReplyId::Number(id) => id,
            ReplyId::Foreign => return Ok(None),
            ReplyId::Missing => {
                let mut sent = self.sent_ids();
                match (sent.next(), sent.count()) {
                    (Some(id), 0) => id,
                    // The reply to a request that is not in flight any more.
                    (None, _) => return Ok(None),
                    (Some(_), others) => return Err(unidentified(1 + others, message)),
                }
            }
        };
        // A server cannot reply to a request that it has not received.
        if !self.in_flight.get(&id).is_some_and(|request| request.begun) {
            return Ok(None);
        }
        self.leave_flight(id);
        let waiting = match self.calls.get(&id).map(|call| &call.progress) {
            Some(Progress::Sent) => self.answer(id, Answer::Reply(message.to_vec())),
            _ => false,
        };
        Ok(waiting.then_some(id))
    }

    /// The ids of the requests in flight of which a part was sent.
    fn sent_ids(&self) -> impl Iterator<Item = u64> {
        let in_flight = self.in_flight.iter();
        in_flight.filter_map(|(id, request)| request.begun.then_some(*id))
    }

    /// Forgets every request in flight, whose replies will not come. Their calls remain.
    pub(super) fn clear_in_flight(&mut self) {
        self.in_flight.clear();
        self.in_band_in_flight = 0;
        self.descriptor_in_flight = false;
    }

    fn leave_flight(&mut self, id: u64) {
        if let Some(request) = self.in_flight.remove(&id) {
            self.in_band_in_flight -= usize::from(!request.out_of_band);
            self.descriptor_in_flight &= !request.has_descriptor;
        }
    }

    /// Answers a call; returns `false` if it was answered before, or nobody waits for it.
    fn answer(&mut self, id: u64, answer: Answer) -> bool {
        let Some(call) = self.calls.get_mut(&id) else {
            return false;
        };
        if matches!(call.progress, Progress::Answered(_)) {
            return false;
        }
        if let Some(deadline) = call.deadline.take() {
            self.deadlines.remove(&(deadline, id));
        }
        call.progress = Progress::Answered(answer);
        true
    }

    /// Takes the answer of a call, which ends it; `None` if it has not been answered.
    pub(super) fn take_answer(&mut self, id: u64) -> Option<Answer> {
        let call = self.calls.remove(&id)?;
        if let Progress::Answered(answer) = call.progress {
            return Some(answer);
        }
        self.calls.insert(id, call);
        None
    }

    /// Ends a call that nobody waits for any more; returns how far its request was, if it was
    /// not answered.
    pub(super) fn forget(&mut self, id: u64) -> Option<Reached> {
        let call = self.calls.remove(&id)?;
        if let Some(deadline) = call.deadline {
            self.deadlines.remove(&(deadline, id));
        }
        let reached = Reached::of(&call.progress)?;
        self.abandon(id, reached);
        Some(reached)
    }

    /// Answers the next call whose deadline has passed.
    pub(super) fn expire(&mut self, now: Instant) -> Option<(u64, Reached)> {
        loop {
            let &(deadline, id) = self.deadlines.first()?;
            if deadline > now {
                return None;
            }
            self.deadlines.pop_first();
            let call = self.calls.get(&id);
            if let Some(reached) = call.and_then(|call| Reached::of(&call.progress)) {
                let sent = reached == Reached::Sent;
                self.answer(id, Answer::TimedOut { sent });
                self.abandon(id, reached);
                return Some((id, reached));
            }
        }
    }

    /// Removes a request that is not sent yet; one that was sent remains in flight.
    fn abandon(&mut self, id: u64, reached: Reached) {
        match reached {
            Reached::Queue => self.leave_queue(id),
            Reached::Outgoing => self.leave_flight(id),
            Reached::Sent => {}
        }
    }

    /// The number of calls, queued calls, requests in flight and deadlines.
    #[cfg(test)]
    pub(super) fn entries(&self) -> usize {
        let queued = self.in_band.len() + self.out_of_band.len();
        self.calls.len() + queued + self.in_flight.len() + self.deadlines.len()
    }

    /// The earliest deadline of a call.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }

    /// Answers all calls; returns those that had no answer.
    pub(super) fn disconnect(&mut self, cause: &Disconnected) -> Vec<u64> {
        self.in_band.clear();
        self.out_of_band.clear();
        self.deadlines.clear();
        self.clear_in_flight();
        self.fail(cause, |_| true)
    }

    /// Answers the calls whose requests have been sent; returns them.
    pub(super) fn fail_sent(&mut self, cause: &Disconnected) -> Vec<u64> {
        self.fail(cause, |progress| matches!(progress, Progress::Sent))
    }

    fn fail(&mut self, cause: &Disconnected, affects: fn(&Progress) -> bool) -> Vec<u64> {
        let mut failed = Vec::new();
        for (id, call) in &mut self.calls {
            let sent = match call.progress {
                Progress::Answered(_) => continue,
                Progress::Queued(_) | Progress::Outgoing => false,
                Progress::Sent => true,
            };
            if !affects(&call.progress) {
                continue;
            }
            if let Some(deadline) = call.deadline.take() {
                self.deadlines.remove(&(deadline, *id));
            }
            let cause = cause.clone();
            call.progress = Progress::Answered(Answer::Disconnected { cause, sent });
            failed.push(*id);
        }
        failed.sort_unstable();
        failed
    }
}

/// The cause for a reply without an id that cannot be assigned to a call.
fn unidentified(in_flight: usize, message: &[u8]) -> Disconnected {
    let detail = format!(
        "expected a reply with an id, as {in_flight} commands are in flight, found `{}`",
        start_of(message)
    );
    Disconnected::Unexpected { detail }
}

/// How far the request of a call was when the call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// It was in a queue.
    Queue,
    /// It was among the outgoing bytes, and has to be removed from them.
    Outgoing,
    /// At least a part of it was sent.
    Sent,
}

impl Reached {
    fn of(progress: &Progress) -> Option<Self> {
        match progress {
            Progress::Queued(_) => Some(Reached::Queue),
            Progress::Outgoing => Some(Reached::Outgoing),
            Progress::Sent => Some(Reached::Sent),
            Progress::Answered(_) => None,
        }
    }
}

/// What happens when the last byte of a request was sent.
pub(super) enum Sent {
    /// The server will reply.
    AwaitsReply,
    /// The server does not reply.
    Complete {
        /// Whether this answered a call.
        answered: bool,
    },
}
