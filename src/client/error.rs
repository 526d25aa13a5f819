//! Errors of a client.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use super::{Address, AddressError};
use crate::codegen;
use crate::protocol::session::{Disconnected, Stage};
use crate::protocol::{CommandError, ErrorClass};

/// An error of a client.
///
/// The text of the error says what was being done, and what went wrong. It includes the text of
/// its cause, so that [`source`](StdError::source) is only the cause's own source. `Debug` shows
/// the same text: a `main` that returns the error prints it.
///
/// Clones share their contents: when a connection fails, all callers get the same error.
///
/// # Examples
///
/// ```no_run
/// use qmp_client::{Client, ErrorClass, ErrorKind, Outcome};
/// use qmp_client::qemu::commands::DeviceDel;
///
/// let client = Client::connect("unix:/run/vm/qmp.sock")?;
/// if let Err(error) = client.execute(DeviceDel::new("net1")) {
///     match (error.kind(), error.class()) {
///         (_, Some(ErrorClass::DeviceNotFound)) => println!("it was removed before"),
///         (ErrorKind::Timeout, _) => println!("slow: {error}"),
///         _ if error.outcome() == Outcome::NotSent => println!("can be repeated: {error}"),
///         _ => return Err(error),
///     }
/// }
/// # Ok::<(), qmp_client::Error>(())
/// ```
#[derive(Clone)]
pub struct Error(Arc<Details>);

struct Details {
    reason: Reason,
    /// The operation that failed, which follows "while" in the text.
    doing: Option<String>,
    command: Option<String>,
    event: Option<String>,
    outcome: Outcome,
}

/// What went wrong.
enum Reason {
    Address(AddressError),
    Connect {
        address: Address,
        waited: Option<Duration>,
        source: io::Error,
    },
    Disconnected(Disconnected),
    Timeout(Duration),
    OutOfBandNotEnabled,
    Command(CommandError),
    Encode(serde_json::Error),
    DecodeReply(serde_json::Error),
    DecodeEvent(serde_json::Error),
    Lagged(u64),
    Overflowed(usize),
    Io(io::Error),
    NotStarted {
        program: String,
        source: io::Error,
    },
    Exited {
        program: String,
        status: ExitStatus,
        stderr: String,
    },
    Other(ErrorKind, String),
}

/// The kind of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The address of the server could not be parsed.
    Address,
    /// The server could not be reached: see [`Error::io_error`].
    Connect,
    /// The server does not offer a capability, or it was not enabled when connecting.
    Capability,
    /// The operation did not complete in time: see [`Error::timeout`].
    Timeout,
    /// The server or this program closed the connection.
    Closed,
    /// Reading or writing failed for another reason: see [`Error::io_error`].
    Io,
    /// The server sent an unexpected message, or something that is not QMP.
    Protocol,
    /// The server rejected the command or failed to execute it: see [`Error::command_error`].
    Command,
    /// The arguments of a command could not be serialized.
    Encode,
    /// The server executed the command, but its reply does not match the reply type.
    DecodeReply,
    /// The data of an event does not match its type. The event was removed from the queue.
    DecodeEvent,
    /// Events were lost because the queue of a subscription was full: see [`Error::lost`].
    Lagged,
    /// A job failed: see [`Client::run_job`](crate::Client::run_job).
    Job,
    /// The guest refused to release a device: see [`Client::unplug`](crate::Client::unplug).
    Refused,
    /// The process of a [`Machine`](crate::Machine) could not be started, or has exited: see
    /// [`Error::exit_status`].
    Process,
}

/// Whether a command may have been executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Nothing was sent: the command was not executed, and can be repeated.
    NotSent,
    /// The command was sent, and its reply was not received: it may have been executed.
    Unknown,
    /// The server answered: it executed the command, or rejected it as the error says.
    Answered,
}

impl Error {
    fn new(reason: Reason, outcome: Outcome) -> Self {
        Error(Arc::new(Details {
            reason,
            doing: None,
            command: None,
            event: None,
            outcome,
        }))
    }

    fn with(self, change: impl FnOnce(&mut Details)) -> Self {
        let mut error = self;
        if let Some(details) = Arc::get_mut(&mut error.0) {
            change(details);
        }
        error
    }

    pub(super) fn connect(address: &Address, waited: Option<Duration>, source: io::Error) -> Self {
        let address = address.clone();
        let reason = Reason::Connect {
            address,
            waited,
            source,
        };
        Error::new(reason, Outcome::NotSent)
    }

    pub(super) fn disconnected(cause: Disconnected, sent: bool) -> Self {
        let outcome = if sent {
            Outcome::Unknown
        } else {
            Outcome::NotSent
        };
        Error::new(Reason::Disconnected(cause), outcome)
    }

    pub(super) fn timed_out(allowed: Duration, sent: bool) -> Self {
        let outcome = if sent {
            Outcome::Unknown
        } else {
            Outcome::NotSent
        };
        Error::new(Reason::Timeout(allowed), outcome)
    }

    pub(super) fn out_of_band_not_enabled() -> Self {
        Error::new(Reason::OutOfBandNotEnabled, Outcome::NotSent)
    }

    pub(super) fn rejected(error: CommandError) -> Self {
        Error::new(Reason::Command(error), Outcome::Answered)
    }

    pub(super) fn encode(source: serde_json::Error) -> Self {
        Error::new(Reason::Encode(source), Outcome::NotSent)
    }

    pub(super) fn decode_reply(source: serde_json::Error) -> Self {
        Error::new(Reason::DecodeReply(source), Outcome::Answered)
    }

    pub(super) fn decode_event(event: &str, source: serde_json::Error) -> Self {
        Error::new(Reason::DecodeEvent(source), Outcome::Answered)
            .with(|details| details.event = Some(event.to_owned()))
    }

    pub(super) fn lagged(lost: u64) -> Self {
        Error::new(Reason::Lagged(lost), Outcome::Answered)
    }

    pub(super) fn overflowed(limit: usize) -> Self {
        Error::new(Reason::Overflowed(limit), Outcome::Answered)
    }

    pub(crate) fn io(source: io::Error) -> Self {
        Error::new(Reason::Io(source), Outcome::NotSent)
    }

    pub(super) fn not_started(program: &str, source: io::Error) -> Self {
        let program = program.to_owned();
        Error::new(Reason::NotStarted { program, source }, Outcome::NotSent)
    }

    pub(super) fn exited(program: &str, status: ExitStatus, stderr: String) -> Self {
        let reason = Reason::Exited {
            program: program.to_owned(),
            status,
            stderr,
        };
        Error::new(reason, Outcome::NotSent)
    }

    pub(super) fn connected_before(program: &str) -> Self {
        let text = format!("a client has been connected to `{program}` before; clone that client");
        Error::other(ErrorKind::Process, text, Outcome::NotSent)
    }

    pub(super) fn protocol(detail: String) -> Self {
        Error::other(ErrorKind::Protocol, detail, Outcome::Answered)
    }

    pub(super) fn other(kind: ErrorKind, text: impl Into<String>, outcome: Outcome) -> Self {
        Error::new(Reason::Other(kind, text.into()), outcome)
    }

    /// Adds the operation that failed, unless there is one.
    pub(super) fn while_doing(self, doing: impl Into<String>) -> Self {
        self.with(|details| {
            details.doing.get_or_insert_with(|| doing.into());
        })
    }

    /// Adds the command that failed.
    pub(super) fn for_command(self, command: &str) -> Self {
        self.with(|details| details.command = Some(command.to_owned()))
    }

    /// Adds the event that was waited for.
    pub(super) fn for_event(self, event: &str) -> Self {
        self.with(|details| {
            details.event.get_or_insert_with(|| event.to_owned());
        })
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.reason {
            Reason::Address(_) => ErrorKind::Address,
            Reason::Connect { .. } => ErrorKind::Connect,
            Reason::Disconnected(cause) => match cause {
                Disconnected::Closed { .. } | Disconnected::ClosedHere => ErrorKind::Closed,
                Disconnected::Io(_) => ErrorKind::Io,
                Disconnected::TimedOut { .. } => ErrorKind::Timeout,
                Disconnected::NotOffered { .. } => ErrorKind::Capability,
                Disconnected::Rejected(_) => ErrorKind::Command,
                Disconnected::Malformed(_) | Disconnected::Unexpected { .. } => ErrorKind::Protocol,
            },
            Reason::Timeout(_) => ErrorKind::Timeout,
            Reason::OutOfBandNotEnabled => ErrorKind::Capability,
            Reason::Command(_) => ErrorKind::Command,
            Reason::Encode(_) => ErrorKind::Encode,
            Reason::DecodeReply(_) => ErrorKind::DecodeReply,
            Reason::DecodeEvent(_) => ErrorKind::DecodeEvent,
            Reason::Lagged(_) | Reason::Overflowed(_) => ErrorKind::Lagged,
            Reason::Io(_) => ErrorKind::Io,
            Reason::NotStarted { .. } | Reason::Exited { .. } => ErrorKind::Process,
            Reason::Other(kind, _) => *kind,
        }
    }

    /// Whether the command that failed may have been executed.
    ///
    /// For an error that is not about a command, whether anything was sent.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// The name of the command that failed.
    pub fn command(&self) -> Option<&str> {
        self.0.command.as_deref()
    }

    /// The name of the event that was waited for or could not be decoded.
    pub fn event(&self) -> Option<&str> {
        self.0.event.as_deref()
    }

    /// The path to the member of a reply or an event that could not be decoded, or of an
    /// argument that could not be serialized, such as `inserted.image.size`.
    pub fn path(&self) -> Option<String> {
        match &self.0.reason {
            Reason::Encode(error) | Reason::DecodeReply(error) | Reason::DecodeEvent(error) => {
                codegen::path_in(&error.to_string()).map(ToOwned::to_owned)
            }
            _ => None,
        }
    }

    /// The error with which the server answered the command.
    pub fn command_error(&self) -> Option<&CommandError> {
        match &self.0.reason {
            Reason::Command(error) | Reason::Disconnected(Disconnected::Rejected(error)) => {
                Some(error)
            }
            _ => None,
        }
    }

    /// The class of the error with which the server answered the command.
    pub fn class(&self) -> Option<&ErrorClass> {
        self.command_error().map(|error| &error.class)
    }

    /// The error of the operating system.
    pub fn io_error(&self) -> Option<&io::Error> {
        match &self.0.reason {
            Reason::Connect { source, .. }
            | Reason::NotStarted { source, .. }
            | Reason::Io(source) => Some(source),
            Reason::Disconnected(Disconnected::Io(source)) => Some(source),
            _ => None,
        }
    }

    /// The status with which the process of a [`Machine`](crate::Machine) has exited. The text of
    /// the error includes the last lines of its standard error.
    pub fn exit_status(&self) -> Option<ExitStatus> {
        match &self.0.reason {
            Reason::Exited { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The timeout that passed, as it was set.
    pub fn timeout(&self) -> Option<Duration> {
        match &self.0.reason {
            Reason::Timeout(allowed)
            | Reason::Disconnected(Disconnected::TimedOut { allowed, .. }) => Some(*allowed),
            _ => None,
        }
    }

    /// The number of events lost: see [`ErrorKind::Lagged`]. The subscription continues.
    pub fn lost(&self) -> Option<u64> {
        match &self.0.reason {
            Reason::Lagged(lost) => Some(*lost),
            _ => None,
        }
    }

    /// Why the connection ended, if it did.
    pub fn disconnected_by(&self) -> Option<&Disconnected> {
        match &self.0.reason {
            Reason::Disconnected(cause) => Some(cause),
            _ => None,
        }
    }

    /// Whether a subscription that returned the error has further events.
    #[cfg(feature = "tokio")]
    pub(super) fn subscription_continues(&self) -> bool {
        matches!(self.0.reason, Reason::Lagged(_) | Reason::DecodeEvent(_))
    }

    /// Whether the connection was closed while it was being established, so that another attempt
    /// may succeed.
    pub(super) fn is_absence(&self) -> bool {
        match &self.0.reason {
            Reason::Connect { source, .. } => is_absent(source),
            Reason::Disconnected(Disconnected::Closed { .. }) => true,
            Reason::Disconnected(Disconnected::Io(source)) => {
                source.kind() == io::ErrorKind::ConnectionReset
            }
            _ => false,
        }
    }

    /// The error of a handshake, for which the whole connect timeout was allowed.
    pub(super) fn handshake(cause: Disconnected, timeout: Option<Duration>) -> Self {
        let cause = match (cause, timeout) {
            (Disconnected::TimedOut { stage, .. }, Some(allowed)) => {
                Disconnected::TimedOut { stage, allowed }
            }
            (cause, _) => cause,
        };
        Error::disconnected(cause, false)
    }

    /// Adds how long the client waited for the server.
    pub(super) fn after_waiting(self, time: Duration) -> Self {
        self.with(|details| {
            if let Reason::Connect { waited, .. } = &mut details.reason {
                *waited = Some(time);
            }
        })
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
    )
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        let command = details.command.as_deref().unwrap_or("command");
        match &details.reason {
            Reason::Address(error) => error.fmt(f)?,
            Reason::Connect {
                address,
                waited,
                source,
            } => {
                write!(f, "cannot connect to {address}")?;
                if let Some(waited) = waited {
                    write!(f, " within {waited:?}")?;
                }
                write!(f, ": {source}{}", hint(source, waited.is_some()))?;
            }
            Reason::Disconnected(cause) => cause.fmt(f)?,
            Reason::Timeout(allowed) => write!(f, "timed out after {allowed:?}")?,
            Reason::OutOfBandNotEnabled => f.write_str(
                "out-of-band execution is not enabled; use `enable(Capability::OutOfBand)` when \
                 connecting",
            )?,
            Reason::Command(error) => return write!(f, "{command}: {error}"),
            Reason::Encode(error) => {
                return write!(f, "{command}: cannot serialize the arguments: {error}");
            }
            Reason::DecodeReply(error) => {
                return write!(f, "{command}: cannot decode the reply: {error}");
            }
            Reason::DecodeEvent(error) => {
                let event = details.event.as_deref().unwrap_or("event");
                return write!(f, "{event}: cannot decode the event: {error}");
            }
            Reason::Lagged(lost) => write!(
                f,
                "{lost} events were lost, because the queue of the subscription was full"
            )?,
            Reason::Overflowed(limit) => write!(
                f,
                "the subscription ended, because its queue of {limit} events was full"
            )?,
            Reason::Io(error) => write!(f, "I/O error: {error}")?,
            Reason::NotStarted { program, source } => {
                write!(f, "cannot start `{program}`: {source}")?;
            }
            Reason::Exited {
                program,
                status,
                stderr,
            } => {
                write!(f, "`{program}` exited ({status}): {}", last_lines(stderr))?;
            }
            Reason::Other(_, text) => f.write_str(text)?,
        }
        let is_handshake = matches!(
            &details.reason,
            Reason::Disconnected(Disconnected::TimedOut { .. })
        );
        match &details.doing {
            // The text of the cause has a "while".
            Some(doing) if is_handshake => write!(f, " ({doing})")?,
            Some(doing) => write!(f, " while {doing}")?,
            None => {}
        }
        if let Reason::Disconnected(Disconnected::TimedOut {
            stage: Stage::Greeting,
            ..
        }) = &details.reason
        {
            f.write_str(
                " (is another client connected? QEMU serves one client at a time on each socket; \
                 a guest agent sends no greeting)",
            )?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The last lines of what a process has written.
fn last_lines(stderr: &str) -> &str {
    let text = stderr.trim();
    let Some((start, _)) = text.rmatch_indices('\n').nth(9) else {
        return if text.is_empty() {
            "it has not written why"
        } else {
            text
        };
    };
    text[start..].trim_start()
}

/// Suggests how to reach a server.
fn hint(error: &io::Error, waited: bool) -> &'static str {
    match error.kind() {
        _ if is_absent(error) && !waited => {
            " (is the server running? Client::builder().wait_for_server(true) waits until it is)"
        }
        _ if is_absent(error) => " (is the server running?)",
        io::ErrorKind::PermissionDenied => " (only the user who started QEMU may use its socket)",
        _ => "",
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.reason {
            Reason::Connect { source, .. }
            | Reason::NotStarted { source, .. }
            | Reason::Io(source) => source.source(),
            Reason::Disconnected(cause) => cause.source(),
            Reason::Encode(error) | Reason::DecodeReply(error) | Reason::DecodeEvent(error) => {
                error.source()
            }
            _ => None,
        }
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Error::new(Reason::Address(error), Outcome::NotSent)
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// For functions that return [`io::Error`]: keeps the text, and the kind where there is one.
impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        let kind = match (error.io_error(), error.kind()) {
            (Some(source), _) => source.kind(),
            (None, ErrorKind::Timeout) => io::ErrorKind::TimedOut,
            (None, ErrorKind::Closed) => io::ErrorKind::ConnectionAborted,
            (None, _) => io::ErrorKind::Other,
        };
        io::Error::new(kind, error)
    }
}
