//! What can go wrong between a client and its server.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use super::{Address, AddressError};
use crate::protocol::{Capability, CommandError, Malformed};

/// Why a [`Client`](super::Client) could not do as asked.
///
/// Every message says what was being done. `doing` completes the sentence
/// "while …".
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A text was not an address.
    Address(AddressError),
    /// The server could not be reached.
    Connect {
        /// Where it was looked for.
        address: Address,
        /// For how long, if it was waited for.
        waited: Option<Duration>,
        /// Why the last attempt failed.
        source: io::Error,
    },
    /// A capability was needed that the server does not offer, or that was not
    /// switched on when connecting.
    Capability {
        /// The capability.
        capability: Capability,
        /// What the server offers.
        offered: Vec<Capability>,
    },
    /// The time allowed was up.
    Timeout {
        /// What was being done.
        doing: String,
        /// The time allowed for it.
        after: Duration,
    },
    /// The server closed the connection. This can also be how `quit` ends: QEMU
    /// may be gone before its reply is.
    Closed {
        /// What was being done.
        doing: String,
        /// The beginning of the message in whose middle it happened, if there
        /// was one.
        unfinished: Option<String>,
    },
    /// Reading or writing failed for another reason.
    Io {
        /// What was being done.
        doing: String,
        /// The reason.
        source: io::Error,
    },
    /// The server sent something that is not the protocol's, or not in its
    /// turn.
    Protocol {
        /// What was being done.
        doing: String,
        /// What was expected and what came.
        detail: String,
    },
    /// The server refused the command or failed to carry it out.
    Command {
        /// The command's name.
        command: String,
        /// The server's answer.
        error: CommandError,
    },
    /// The arguments of a command could not be written as JSON. Nothing was
    /// sent.
    Encode {
        /// The command's name.
        command: String,
        /// Which part of it, and why.
        source: serde_json::Error,
    },
    /// The server carried the command out, and its reply is not what the
    /// command's type says.
    DecodeReply {
        /// The command's name.
        command: String,
        /// Which member of the reply, what was expected and what stood there.
        source: serde_json::Error,
    },
    /// An event came whose data is not what its type says. It has been taken
    /// from the queue.
    DecodeEvent {
        /// The event's name.
        event: String,
        /// Which member of the data, what was expected and what stood there.
        source: serde_json::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Address(error) => error.fmt(f),
            Error::Connect {
                address,
                waited,
                source,
            } => {
                write!(f, "cannot connect to {address}")?;
                if let Some(waited) = waited {
                    write!(f, " within {waited:?}")?;
                }
                write!(f, ": {source}{}", hint(source, waited.is_some()))
            }
            Error::Capability {
                capability,
                offered,
            } => {
                if offered.contains(capability) {
                    return write!(
                        f,
                        "the capability `{capability}` was not switched on (ConnectOptions::enable)"
                    );
                }
                write!(
                    f,
                    "the server does not offer the capability `{capability}`, "
                )?;
                if offered.is_empty() {
                    return f.write_str("nor any other");
                }
                f.write_str("only")?;
                offered
                    .iter()
                    .try_for_each(|capability| write!(f, " `{capability}`"))
            }
            Error::Timeout { doing, after } => {
                write!(f, "timed out after {after:?} while {doing}")
            }
            Error::Closed {
                doing,
                unfinished: None,
            } => {
                write!(f, "the server closed the connection while {doing}")
            }
            Error::Closed {
                doing,
                unfinished: Some(text),
            } => {
                write!(
                    f,
                    "the server closed the connection in the middle of a message (`{text}`) \
                     while {doing}"
                )
            }
            Error::Io { doing, source } => write!(f, "while {doing}: {source}"),
            Error::Protocol { doing, detail } => write!(f, "while {doing}: {detail}"),
            Error::Command { command, error } => write!(f, "{command}: {error}"),
            Error::Encode { command, source } => {
                write!(f, "{command}: the arguments could not be written: {source}")
            }
            Error::DecodeReply { command, source } => {
                write!(f, "{command}: the reply could not be read: {source}")
            }
            Error::DecodeEvent { event, source } => {
                write!(f, "{event}: the event could not be read: {source}")
            }
        }
    }
}

/// What to do about a server that cannot be reached.
fn hint(error: &io::Error, waited: bool) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused if !waited => {
            " (is the server running? Client::builder().wait_for_server(true) waits until it is)"
        }
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => " (is the server running?)",
        io::ErrorKind::PermissionDenied => " (the socket belongs to the user who started QEMU)",
        _ => "",
    }
}

// No `source`: the messages above say what their causes say, and a report that
// follows the chain would say it twice. The causes are in the fields.
impl StdError for Error {}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Error::Address(error)
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// What goes wrong on a connection, before it is known what it was wanted for.
#[derive(Debug)]
pub(super) enum Fault {
    Timeout,
    Closed { unfinished: Option<String> },
    Io(io::Error),
    Malformed(Malformed),
}

impl Fault {
    /// The error, with what was being done and the time that was allowed.
    pub(super) fn while_doing(self, doing: String, allowed: Option<Duration>) -> Error {
        match self {
            Fault::Timeout => Error::Timeout {
                doing,
                after: allowed.unwrap_or(Duration::MAX),
            },
            Fault::Closed { unfinished } => Error::Closed { doing, unfinished },
            Fault::Io(source) => Error::Io { doing, source },
            Fault::Malformed(malformed) => Error::Protocol {
                doing,
                detail: malformed.to_string(),
            },
        }
    }
}
