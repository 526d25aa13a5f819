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
    /// The session ended.
    Disconnected {
        /// Why it ended.
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
    /// complete when the request has been sent.
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
}

/// All calls of a session.
#[derive(Debug, Default)]
pub(super) struct Calls {
    last_id: u64,
    calls: HashMap<u64, Call>,
    in_band: VecDeque<u64>,
    out_of_band: VecDeque<u64>,
    in_flight: HashMap<u64, InFlight>,
    in_band_in_flight: usize,
    descriptor_in_flight: bool,
    deadlines: BTreeSet<(Instant, u64)>,
}

impl Calls {
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
        loop {
            let queue = if out_of_band {
                &mut self.out_of_band
            } else {
                &mut self.in_band
            };
            let id = *queue.front()?;
            let Some(call) = self.calls.get_mut(&id) else {
                // Nobody waits for the call any more.
                queue.pop_front();
                continue;
            };
            // A descriptor waits until the one before it was used: the server keeps only the
            // one that it received last.
            if call.has_descriptor && self.descriptor_in_flight {
                return None;
            }
            queue.pop_front();
            match std::mem::replace(&mut call.progress, Progress::Outgoing) {
                Progress::Queued(segment) => {
                    let has_descriptor = call.has_descriptor;
                    self.descriptor_in_flight |= has_descriptor;
                    self.in_band_in_flight += usize::from(!out_of_band);
                    let in_flight = InFlight {
                        out_of_band,
                        has_descriptor,
                    };
                    self.in_flight.insert(id, in_flight);
                    return Some(segment);
                }
                // The deadline of the call passed.
                answered => call.progress = answered,
            }
        }
    }

    /// Whether a call waits to be sent.
    pub(super) fn has_queued(&self) -> bool {
        let queued = |id| {
            let call = self.calls.get(id);
            call.is_some_and(|call| matches!(call.progress, Progress::Queued(_)))
        };
        self.in_band.iter().chain(&self.out_of_band).any(queued)
    }

    /// Records that the first byte of a request was sent.
    pub(super) fn begun(&mut self, id: u64) {
        if let Some(call) = self.calls.get_mut(&id)
            && matches!(call.progress, Progress::Outgoing)
        {
            call.progress = Progress::Sent;
        }
    }

    /// Records that a request was sent completely; returns whether that answers its call.
    pub(super) fn sent(&mut self, id: u64) -> bool {
        let without_reply = self.calls.get(&id).is_some_and(|call| call.without_reply);
        without_reply && {
            self.leave_flight(id);
            self.answer(id, Answer::Sent)
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
            ReplyId::Missing => match self.only_in_flight() {
                Some(id) => id,
                // The reply to a request whose reply nobody waits for.
                None if self.in_flight.is_empty() => return Ok(None),
                None => return Err(unidentified(self.in_flight.len(), message)),
            },
        };
        self.leave_flight(id);
        let waiting = match self.calls.get(&id).map(|call| &call.progress) {
            Some(Progress::Sent) => self.answer(id, Answer::Reply(message.to_vec())),
            _ => false,
        };
        Ok(waiting.then_some(id))
    }

    fn only_in_flight(&self) -> Option<u64> {
        let mut in_flight = self.in_flight.keys();
        match (in_flight.next(), in_flight.next()) {
            (Some(id), None) => Some(*id),
            _ => None,
        }
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

    /// Answers a call; returns whether somebody waits for it.
    fn answer(&mut self, id: u64, answer: Answer) -> bool {
        let Some(call) = self.calls.get_mut(&id) else {
            return false;
        };
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

    /// Ends a call that nobody waits for any more; returns whether its request has to be
    /// removed from the outgoing bytes.
    pub(super) fn forget(&mut self, id: u64) -> bool {
        let Some(call) = self.calls.remove(&id) else {
            return false;
        };
        if let Some(deadline) = call.deadline {
            self.deadlines.remove(&(deadline, id));
        }
        let withdraw = matches!(call.progress, Progress::Outgoing);
        if withdraw {
            self.leave_flight(id);
        }
        withdraw
    }

    /// Answers the next call whose deadline has passed.
    pub(super) fn expire(&mut self, now: Instant) -> Option<Expired> {
        let &(deadline, id) = self.deadlines.first()?;
        if deadline > now {
            return None;
        }
        self.deadlines.pop_first();
        let progress = self.calls.get(&id).map(|call| &call.progress);
        let withdraw = matches!(progress, Some(Progress::Outgoing));
        let sent = matches!(progress, Some(Progress::Sent));
        if withdraw {
            self.leave_flight(id);
        }
        self.answer(id, Answer::TimedOut { sent });
        Some(Expired { id, withdraw, sent })
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

/// A call whose deadline has passed.
pub(super) struct Expired {
    pub(super) id: u64,
    /// Whether its request has to be removed from the outgoing bytes.
    pub(super) withdraw: bool,
    /// Whether a part of the request was sent.
    pub(super) sent: bool,
}
