//! The state of the synchronization with a guest agent.
//!
//! An agent that was restarted, or that answers a client before this one, may send old replies,
//! or the rest of one. The client sends `guest-sync-delimited` with a new number, and discards
//! everything until the byte 0xFF and a reply with that number (guest agent reference,
//! *guest-sync-delimited*). The byte before the request makes the agent discard an incomplete
//! request in the same way.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant};

use super::failure::Disconnected;
use crate::protocol::{Frames, Message, Reply};

/// The byte that separates messages: no JSON text contains it.
pub(super) const SEPARATOR: u8 = 0xff;

/// The time after which the first request is repeated; each further one doubles it.
const FIRST_RETRY: Duration = Duration::from_millis(500);

/// The longest time between two requests.
const LONGEST_RETRY: Duration = Duration::from_secs(8);

/// The state of the synchronization.
#[derive(Debug)]
pub(super) struct Synchronization {
    /// Whether this is the first one, which the session starts with.
    pub(super) first: bool,
    pub(super) deadline: Option<Instant>,
    /// The number that the agent has to return; `None` while nothing was requested.
    number: Option<u64>,
    /// The time of the next request.
    pub(super) retry_at: Instant,
    retry_after: Duration,
    /// Whether the separator of a reply was received.
    pub(super) separated: bool,
}

/// A random number, after which the ids of a session with an agent begin. The agent may still
/// send replies to earlier clients, whose ids must not be those of this one.
pub(super) fn random_id() -> u64 {
    // The keys of a hash table are the random numbers of the standard library. Numbers of this
    // size are exact in every JSON parser.
    RandomState::new().build_hasher().finish() >> 16
}

/// What was read during the synchronization.
pub(super) enum Read {
    /// The reply to the last request.
    Synchronized,
    /// Another message.
    Discarded,
    /// No complete message.
    Nothing,
}

impl Synchronization {
    pub(super) fn new(first: bool, deadline: Option<Instant>, now: Instant) -> Self {
        Synchronization {
            first,
            deadline,
            number: None,
            retry_at: now,
            retry_after: FIRST_RETRY,
            separated: false,
        }
    }

    pub(super) fn requested(&mut self, number: u64, now: Instant) {
        self.number = Some(number);
        self.retry_at = now + self.retry_after;
        self.retry_after = LONGEST_RETRY.min(self.retry_after * 2);
    }

    pub(super) fn read_message(&mut self, frames: &mut Frames) -> Result<Read, Disconnected> {
        // Only the message that follows a separator can be the reply.
        let separated = std::mem::take(&mut self.separated);
        let Some(message) = frames.next_frame().map_err(Disconnected::Malformed)? else {
            self.separated = separated;
            return Ok(Read::Nothing);
        };
        let Ok(Message::Reply(Reply {
            result: Ok(value), ..
        })) = Message::parse(message)
        else {
            return Ok(Read::Discarded);
        };
        let number: Option<u64> = value.get().parse().ok();
        Ok(if separated && number.is_some() && number == self.number {
            Read::Synchronized
        } else {
            Read::Discarded
        })
    }
}
