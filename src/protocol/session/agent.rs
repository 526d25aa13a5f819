//! The session with a guest agent, whose stream is synchronized.

use std::time::{Duration, Instant};

use memchr::memchr;
use serde_json::{Value, json};

use super::failure::{Disconnected, Stage};
use super::machine::{Session, State};
use super::synchronization::{Read, SEPARATOR, Synchronization};
use super::trace;
use crate::protocol::{Frames, Malformed, Request};

impl Session {
    /// Starts the first synchronization of the session.
    pub(super) fn synchronize_first(&mut self, now: Instant) {
        let deadline = self.options.deadline(now);
        self.state = State::Synchronization(Synchronization::new(true, deadline, now));
        self.pump(now);
    }

    /// Starts to synchronize again. Commands in flight get no reply any more.
    fn synchronize(&mut self, now: Instant) {
        // What was not sent yet is sent after the synchronization.
        for (id, segment) in self.outgoing.recall().into_iter().rev() {
            self.calls.requeue(id, segment);
        }
        self.calls.clear_in_flight();
        self.state = State::Synchronization(Synchronization::new(false, None, now));
    }

    /// Synchronizes an agent after a command whose reply nobody waits for: a late reply, which
    /// may have no id, could not be distinguished from that of the next command.
    pub(super) fn synchronize_after_loss(&mut self) {
        if self.options.guest_agent && self.is_ready() {
            self.synchronize(self.latest);
            self.pump(self.latest);
        }
    }

    /// Processes bytes from an agent.
    pub(super) fn receive_from_agent(&mut self, bytes: &[u8], now: Instant) {
        let mut rest = bytes;
        while let Some(end) = memchr(SEPARATOR, rest) {
            self.read_from_agent(&rest[..end], now);
            rest = &rest[end + 1..];
            // What came before is complete or was cut off.
            let partial = self.frames.partial();
            if self.is_ready() && !partial.is_empty() {
                let cause = Malformed::at_end("the rest of a message", partial);
                self.lose_reply(&Disconnected::Malformed(cause), now);
            }
            self.frames = Frames::new(self.options.max_message_size);
            if let State::Synchronization(synchronization) = &mut self.state {
                synchronization.separated = true;
            }
        }
        self.read_from_agent(rest, now);
    }

    fn read_from_agent(&mut self, bytes: &[u8], now: Instant) {
        self.frames.push(bytes);
        while !matches!(self.state, State::Ended(_)) {
            let read = match &mut self.state {
                State::Synchronization(synchronization) => {
                    match synchronization.read_message(&mut self.frames) {
                        Ok(Read::Synchronized) => {
                            self.become_ready();
                            Ok(true)
                        }
                        Ok(Read::Discarded) => {
                            trace::discarded_before_synchronization();
                            Ok(true)
                        }
                        Ok(Read::Nothing) => Ok(false),
                        Err(cause) => Err(cause),
                    }
                }
                _ => self.read_message(),
            };
            match read {
                Ok(true) => {}
                Ok(false) => return,
                Err(cause) => {
                    // The agent was restarted in the middle of a message, or something else
                    // uses the same line. The stream is good again after the next separator.
                    self.frames = Frames::new(self.options.max_message_size);
                    if self.is_ready() {
                        self.lose_reply(&cause, now);
                    }
                    return;
                }
            }
        }
    }

    /// Answers the call whose reply is lost, and synchronizes.
    fn lose_reply(&mut self, cause: &Disconnected, now: Instant) {
        self.fail_sent(cause);
        self.synchronize(now);
    }

    /// Requests the synchronization if somebody waits for it and the time has come.
    pub(super) fn resume_synchronization(&mut self, now: Instant) {
        let due = match &self.state {
            State::Synchronization(synchronization) => self.synchronization_due(synchronization),
            _ => None,
        };
        if due.is_none_or(|due| due > now) {
            return;
        }
        let number = self.calls.new_id();
        let arguments = json!({ "id": number });
        let request = match Request::new("guest-sync-delimited").with_arguments(&arguments) {
            Ok(request) => request.to_bytes_with_id(&Value::from(number)),
            Err(error) => {
                let detail = error.to_string();
                return self.end(Disconnected::Unexpected { detail });
            }
        };
        let mut bytes = vec![SEPARATOR];
        bytes.extend(request);
        self.send_own(bytes);
        if let State::Synchronization(synchronization) = &mut self.state {
            synchronization.requested(number, now);
        }
    }

    /// The time of the next request; `None` if nobody waits for the synchronization, or if the
    /// last request has not been sent.
    fn synchronization_due(&self, synchronization: &Synchronization) -> Option<Instant> {
        let wanted = synchronization.first || self.calls.has_queued();
        (wanted && !self.transmit_closed && self.outgoing.next().is_none())
            .then_some(synchronization.retry_at)
    }

    /// The time at which the synchronization has something to do.
    pub(super) fn synchronization_deadline(
        &self,
        synchronization: &Synchronization,
    ) -> Option<Instant> {
        let due = self.synchronization_due(synchronization);
        due.into_iter().chain(synchronization.deadline).min()
    }

    /// Ends the session if the first synchronization took too long.
    pub(super) fn synchronization_timeout(&mut self, now: Instant) {
        let expired = match &self.state {
            State::Synchronization(synchronization) => synchronization.deadline,
            _ => None,
        };
        if expired.is_some_and(|deadline| deadline <= now) {
            self.end(Disconnected::TimedOut {
                stage: Stage::Synchronization,
                allowed: self.options.handshake_timeout.unwrap_or(Duration::MAX),
            });
        }
    }
}
