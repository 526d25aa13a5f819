//! The state of the handshake: the greeting of a QMP server and the negotiation.

use std::time::{Duration, Instant};

use super::envelope::ReplyId;
use super::failure::{Disconnected, Stage};
use super::options::SessionOptions;
use crate::protocol::{Message, Reply, start_of};

/// The state of the handshake.
#[derive(Debug)]
pub(super) struct Handshake {
    deadline: Option<Instant>,
    /// The id of the request that negotiates, once the server has greeted.
    negotiation: Option<u64>,
}

impl Handshake {
    pub(super) fn new(deadline: Option<Instant>) -> Self {
        Handshake {
            deadline,
            negotiation: None,
        }
    }

    /// Whether the negotiation was requested.
    pub(super) fn is_negotiating(&self) -> bool {
        self.negotiation.is_some()
    }

    /// Records the id of the request that negotiates.
    pub(super) fn requested(&mut self, id: u64) {
        self.negotiation = Some(id);
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    pub(super) fn expired(&self, options: &SessionOptions, now: Instant) -> Option<Disconnected> {
        let stage = match self.negotiation {
            None => Stage::Greeting,
            Some(_) => Stage::Negotiation,
        };
        self.deadline
            .filter(|deadline| *deadline <= now)
            .map(|_| Disconnected::TimedOut {
                stage,
                allowed: options.handshake_timeout.unwrap_or(Duration::MAX),
            })
    }

    /// Processes a reply; returns whether it completes the handshake.
    pub(super) fn reply(&self, id: ReplyId, message: &[u8]) -> Result<bool, Disconnected> {
        let Some(negotiation) = self.negotiation else {
            let detail = format!("expected a greeting, found `{}`", start_of(message));
            return Err(Disconnected::Unexpected { detail });
        };
        if !matches!(id, ReplyId::Missing) && id != ReplyId::Number(negotiation) {
            return Ok(false);
        }
        match Message::parse(message).map_err(Disconnected::Malformed)? {
            Message::Reply(Reply { result: Ok(_), .. }) => Ok(true),
            Message::Reply(Reply {
                result: Err(error), ..
            }) => Err(Disconnected::Rejected(error)),
            _ => Ok(false),
        }
    }
}
