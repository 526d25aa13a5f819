//! Replies to commands.

use std::error::Error;
use std::fmt;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::codegen::{self, UnknownValue};

/// The reply to a request (specification, *Commands Responses*) with a value of type `R`.
#[derive(Debug, Clone)]
pub struct Reply<R = Box<RawValue>> {
    /// The id of the request; `None` if it had none, or if the server could not read it.
    pub id: Option<Value>,
    /// The member `return`, by default as text, or the error.
    pub result: Result<R, CommandError>,
}

/// The error of a command that the server rejected or could not execute.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandError {
    /// The kind of error. Most are [`ErrorClass::GenericError`].
    pub class: ErrorClass,
    /// A description for people. Do not parse it.
    pub desc: String,
    /// Details of the error. Only servers before QEMU 1.2 send this.
    pub data: Option<Box<Value>>,
}

impl CommandError {
    /// Creates an error, as a server for tests returns it.
    ///
    /// ```
    /// use qmp_client::{CommandError, ErrorClass};
    ///
    /// let error = CommandError::new(ErrorClass::DeviceNotFound, "no device `disk7`");
    /// assert_eq!(error.to_string(), "no device `disk7` (DeviceNotFound)");
    /// ```
    pub fn new(class: ErrorClass, desc: impl Into<String>) -> Self {
        CommandError {
            class,
            desc: desc.into(),
            data: None,
        }
    }
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
/// These are the classes that QEMU has used since 1.2. Older versions had dozens, such as
/// `DeviceInUse` and `JSONParsing`, which become `Other`.
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
    /// An error without a more specific class; see [`CommandError::desc`].
    GenericError,
    /// The server does not have the command. Before capabilities are negotiated, it has only
    /// `qmp_capabilities`.
    CommandNotFound,
    /// The device is not active.
    DeviceNotActive,
    /// The device does not exist.
    DeviceNotFound,
    /// The host's KVM lacks a required feature.
    KvmMissingCap,
    /// An unknown class.
    Other(UnknownValue),
}

codegen::enumeration! { ErrorClass {
    GenericError "GenericError",
    CommandNotFound "CommandNotFound",
    DeviceNotActive "DeviceNotActive",
    DeviceNotFound "DeviceNotFound",
    KvmMissingCap "KVMMissingCap",
} }
