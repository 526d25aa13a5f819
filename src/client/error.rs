//! Errors of a client.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use super::{Address, AddressError};
use crate::protocol::{Capability, CommandError, Malformed};

/// An error of a [`Client`](crate::Client).
///
/// The field `doing` of several variants is the operation that failed. In the message, it
/// follows "while", as in "timed out after 10s while connecting to unix:/run/vm/qmp.sock".
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The address of the server could not be parsed.
    Address(AddressError),
    /// The server could not be reached.
    Connect {
        /// The address of the server.
        address: Address,
        /// How long the client waited for the server; `None` if it was not to wait.
        waited: Option<Duration>,
        /// The error of the last attempt.
        source: io::Error,
    },
    /// A required capability is not offered by the server, or was not enabled when
    /// connecting.
    Capability {
        /// The capability.
        capability: Capability,
        /// The capabilities that the server offers.
        offered: Vec<Capability>,
    },
    /// The operation timed out.
    Timeout {
        /// The operation that failed.
        doing: String,
        /// The timeout.
        after: Duration,
    },
    /// The server closed the connection. The command `quit` may return this error as well,
    /// because QEMU may exit before it sends the reply.
    Closed {
        /// The operation that failed.
        doing: String,
        /// The start of the incomplete message, if there is one.
        unfinished: Option<String>,
    },
    /// Reading or writing failed for another reason.
    Io {
        /// The operation that failed.
        doing: String,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The server sent an unexpected message, or something that is not QMP.
    Protocol {
        /// The operation that failed.
        doing: String,
        /// What was expected and what was received.
        detail: String,
    },
    /// The server rejected the command or failed to execute it.
    Command {
        /// The command's name.
        command: String,
        /// The error that the server returned.
        error: CommandError,
    },
    /// The arguments of a command could not be serialized. Nothing was sent.
    Encode {
        /// The command's name.
        command: String,
        /// The serialization error.
        source: serde_json::Error,
    },
    /// The server executed the command, but its reply does not match the reply type.
    DecodeReply {
        /// The command's name.
        command: String,
        /// The member of the reply, what was expected and what was found.
        source: serde_json::Error,
    },
    /// The data of an event does not match its type. The event was removed from the
    /// queue.
    DecodeEvent {
        /// The event's name.
        event: String,
        /// The member of the data, what was expected and what was found.
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
                        "the capability `{capability}` is not enabled; use `ConnectOptions::enable`"
                    );
                }
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
            Error::Io { doing, source } => write!(f, "I/O error while {doing}: {source}"),
            Error::Protocol { doing, detail } => {
                write!(f, "protocol error while {doing}: {detail}")
            }
            Error::Command { command, error } => write!(f, "{command}: {error}"),
            Error::Encode { command, source } => {
                write!(f, "{command}: cannot serialize the arguments: {source}")
            }
            Error::DecodeReply { command, source } => {
                write!(f, "{command}: cannot decode the reply: {source}")
            }
            Error::DecodeEvent { event, source } => {
                write!(f, "{event}: cannot decode the event: {source}")
            }
        }
    }
}

/// Suggests how to reach a server.
fn hint(error: &io::Error, waited: bool) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused if !waited => {
            " (is the server running? Client::builder().wait_for_server(true) waits until it is)"
        }
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => " (is the server running?)",
        io::ErrorKind::PermissionDenied => " (only the user who started QEMU may use its socket)",
        _ => "",
    }
}

// No `source`: the messages above include their causes, and a report that follows the
// chain would repeat them. The causes are in the fields.
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

/// A failure on a connection, without the operation that it interrupts.
#[derive(Debug)]
pub(super) enum Fault {
    Timeout,
    Closed { unfinished: Option<String> },
    Io(io::Error),
    Malformed(Malformed),
}

impl Fault {
    /// Adds the operation and its timeout.
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
