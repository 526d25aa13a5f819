//! The greeting of a QMP server and the negotiation of capabilities.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::envelope::ReplyId;
use super::failure::{Disconnected, Stage};
use super::{Session, SessionOptions, State};
use crate::protocol::{Capability, Greeting, Message, Reply, Request, start_of};

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

impl Session {
    /// Processes a greeting: starts the negotiation.
    pub(super) fn greeted(&mut self, greeting: Greeting) -> Result<(), Disconnected> {
        let State::Handshake(handshake) = &self.state else {
            let detail = "expected a reply or an event, found a second greeting: the server was \
                          replaced by another; connect again";
            return Err(Disconnected::Unexpected {
                detail: detail.into(),
            });
        };
        // QEMU may greet a client that connects during its start a second time, before it
        // answers the negotiation.
        if handshake.negotiation.is_some() {
            self.greeting = Some(Arc::new(greeting));
            return Ok(());
        }

        let enable = &self.options.enable;
        let offered = |capability: &&Capability| greeting.capabilities.contains(*capability);
        if let Some(missing) = enable.iter().find(|capability| !offered(capability)) {
            return Err(Disconnected::NotOffered {
                capability: missing.clone(),
                offered: greeting.capabilities,
            });
        }
        let mut request = Request::new("qmp_capabilities");
        // Servers before QEMU 2.12 reject arguments here.
        if !enable.is_empty() {
            request = request
                .with_arguments(&json!({ "enable": enable }))
                .map_err(|error| Disconnected::Unexpected {
                    detail: error.to_string(),
                })?;
        }
        let id = self.calls.new_id();
        let bytes = request.to_bytes_with_id(&Value::from(id));
        let deadline = handshake.deadline;
        self.send_own(bytes);
        self.greeting = Some(Arc::new(greeting));
        self.state = State::Handshake(Handshake {
            deadline,
            negotiation: Some(id),
        });
        Ok(())
    }
}
