//! Why a session ended.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::protocol::{Capability, CommandError, Malformed};

/// Why a session ended. The first cause is final: every call, every subscription and every
/// later request of the session gets it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Disconnected {
    /// The server closed the connection.
    Closed {
        /// The start of the incomplete message, if there is one.
        unfinished: Option<String>,
    },
    /// This side closed the connection.
    ClosedHere,
    /// Reading from or writing to the connection failed.
    Io(Arc<io::Error>),
    /// The server sent bytes that are not QMP.
    Malformed(Malformed),
    /// The server sent a message that is not allowed at this time.
    Unexpected {
        /// What was expected and what was received.
        detail: String,
    },
    /// The server did not complete the handshake in time.
    TimedOut {
        /// The part of the handshake that was missing.
        stage: Stage,
        /// The time that was allowed for the handshake.
        allowed: Duration,
    },
    /// The server does not offer a capability that was to be enabled.
    NotOffered {
        /// The capability.
        capability: Capability,
        /// The capabilities that the server offers.
        offered: Vec<Capability>,
    },
    /// The server rejected the negotiation of capabilities.
    Rejected(CommandError),
}

/// A part of the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The greeting, the first message of a server.
    Greeting,
    /// The negotiation of capabilities, `qmp_capabilities`.
    Negotiation,
    /// The synchronization with a guest agent, `guest-sync-delimited`.
    Synchronization,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Greeting => "waiting for the greeting",
            Stage::Negotiation => "waiting for the reply to `qmp_capabilities`",
            Stage::Synchronization => "waiting for the reply to `guest-sync-delimited`",
        })
    }
}

impl fmt::Display for Disconnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Disconnected::Closed { unfinished: None } => {
                f.write_str("the server closed the connection")
            }
            Disconnected::Closed {
                unfinished: Some(text),
            } => write!(
                f,
                "the server closed the connection in the middle of a message (`{text}`)"
            ),
            Disconnected::ClosedHere => f.write_str("the connection was closed by this program"),
            Disconnected::Io(error) => write!(f, "I/O error: {error}"),
            Disconnected::Malformed(malformed) => malformed.fmt(f),
            Disconnected::Unexpected { detail } => f.write_str(detail),
            Disconnected::TimedOut { stage, allowed } => {
                write!(f, "timed out after {allowed:?} while {stage}")
            }
            Disconnected::NotOffered {
                capability,
                offered,
            } => {
                write!(
                    f,
                    "the server does not offer the capability `{capability}`; it offers "
                )?;
                if offered.is_empty() {
                    return f.write_str("no capability");
                }
                let offered = offered.iter().map(|capability| format!("`{capability}`"));
                f.write_str(&offered.collect::<Vec<_>>().join(", "))
            }
            Disconnected::Rejected(error) => write!(f, "qmp_capabilities: {error}"),
        }
    }
}

impl Error for Disconnected {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Disconnected::Io(error) => error.source(),
            _ => None,
        }
    }
}
