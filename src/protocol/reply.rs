//! Replies: what a command returned, or why it failed.

use std::error::Error;
use std::fmt;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::codegen::{self, UnknownValue};

/// The answer to a request (specification, *Commands Responses*); what was
/// returned is an `R`.
#[derive(Debug, Clone)]
pub struct Reply<R = Box<RawValue>> {
    /// The id the request was sent with; `None` where the server could not read
    /// the request far enough to see it.
    pub id: Option<Value>,
    /// The `return` member, by default its text, or the error.
    pub result: Result<R, CommandError>,
}

/// A command that the server refused or could not carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandError {
    /// What kind of failure it is. Most are [`ErrorClass::GenericError`].
    pub class: ErrorClass,
    /// The failure in words, for people: not a thing to parse.
    pub desc: String,
    /// More about the failure. Only servers before QEMU 1.2 send this.
    pub data: Option<Box<Value>>,
}

codegen::record! { CommandError "CommandError" {
    class "class",
    desc "desc",
    data "data",
} }

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.desc, self.class)
    }
}

impl Error for CommandError {}

/// The kind of a [`CommandError`].
///
/// These are the classes QEMU has used since 1.2. Before, there were dozens
/// (`DeviceInUse`, `JSONParsing` and so on): they are kept as sent.
///
/// ```
/// use qmp_client::ErrorClass;
///
/// assert_eq!(ErrorClass::from("DeviceNotFound"), ErrorClass::DeviceNotFound);
/// assert_eq!(ErrorClass::from("DeviceInUse").as_str(), "DeviceInUse");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum ErrorClass {
    /// Anything that has no class of its own; the words say what.
    GenericError,
    /// The server has no such command, or not yet: before the capabilities are
    /// negotiated there is only `qmp_capabilities`.
    CommandNotFound,
    /// The device is there and is not in use.
    DeviceNotActive,
    /// There is no such device.
    DeviceNotFound,
    /// The host's KVM lacks something that is needed.
    KvmMissingCap,
    /// One that is not known here.
    Other(UnknownValue),
}

codegen::enumeration! { ErrorClass {
    GenericError "GenericError",
    CommandNotFound "CommandNotFound",
    DeviceNotActive "DeviceNotActive",
    DeviceNotFound "DeviceNotFound",
    KvmMissingCap "KVMMissingCap",
} }
