//! Drive QEMU over QMP with typed commands and events.
//!
//! A [`Client`] is a connection to a running QEMU or to its storage daemon. It executes
//! commands, whose types determine the types of their replies, and returns events.
//! Commands and events are types that implement [`Command`] and [`Event`]:
//!
//! - the feature `qemu` has those of QEMU 7.2 to 11.0 in the module `qemu`, and the feature
//!   `guest` those of its guest agent in the module `guest`;
//! - a build script can generate them from other documents, see [`include_bindings!`];
//! - the feature `macros` checks handwritten types, see the module `checked`.
//!
//! No feature is on by default.
//!
//! ```no_run
//! use qmp_client::Client;
//! use qmp_client::qemu::commands::QueryStatus;
//! use qmp_client::qemu::events::Event;
//! use std::time::Duration;
//!
//! // qemu-system-x86_64 … -qmp unix:/run/vm/qmp.sock,server=on,wait=off
//! let mut client = Client::builder().wait_for_server(true).connect("unix:/run/vm/qmp.sock")?;
//! println!("the guest is {}", client.execute(&QueryStatus::new())?.status);
//! while let Some(event) = client.next_event::<Event>(Duration::from_secs(10))? {
//!     println!("{}", event.event.name());
//! }
//! # Ok::<(), qmp_client::Error>(())
//! ```
//!
//! The protocol itself, without I/O, is in [`protocol`]. "Specification" in this
//! documentation refers to the *QEMU Machine Protocol Specification* in QEMU's
//! documentation.

// docs.rs shows which feature an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "macros")]
pub mod checked;
mod client;
#[doc(hidden)]
pub mod codegen;
mod interface;
pub mod protocol;

/// QEMU's interface, from version 7.2 to 11.0: commands, events and types.
///
/// A member that one of these versions lacks is optional, and its documentation says which
/// versions have it. Commands, events and the most common types have a short description;
/// every item that current QEMU has links to QEMU's reference manual.
///
/// ```
/// use qmp_client::qemu::commands::QueryStatus;
/// use qmp_client::qemu::types::RunState;
/// use qmp_client::{Client, Error};
///
/// fn is_running(client: &mut Client) -> Result<bool, Error> {
///     Ok(client.execute(&QueryStatus::new())?.status == RunState::Running)
/// }
/// ```
#[cfg(feature = "qemu")]
#[rustfmt::skip]
pub mod qemu;

/// The interface of QEMU's guest agent, from version 7.2 to 11.0.
///
/// ```
/// use qmp_client::Command;
/// use qmp_client::guest::commands::GuestPing;
///
/// assert_eq!(GuestPing::NAME, "guest-ping");
/// ```
#[cfg(feature = "guest")]
#[rustfmt::skip]
pub mod guest;

/// Derives [`Event`] for a struct, or [`EventSet`] for an enum, checked against the documents.
///
/// ```
/// use qmp_client::{Event, QmpEvent};
///
/// #[derive(QmpEvent)]
/// struct Shutdown {
///     guest: bool,
/// }
///
/// assert_eq!(Shutdown::NAME, "SHUTDOWN");
/// ```
///
/// | on the type | |
/// |---|---|
/// | `event = "NAME"` | the event, if the type has another name |
/// | `exhaustive` | requires a field for every member in the documents |
///
/// | on a field | |
/// |---|---|
/// | `rename = "name"` | the member, if the field has another name |
/// | `default`, `default = path` | the value for an absent member |
/// | `try_from`, `try_from = Type` | converts from the type of the member, or from `Type` |
///
/// A variant of an enum has `event = "NAME"`, or `other` for all other events: without
/// fields, or with a [`RawEvent`].
///
/// All macros have the options `schema = "path"`, `builtin = "guest"`, `versions =
/// "7.2..=11.0"`, `crate = "path"` and `no_prelude`. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpEvent;

/// Derives [`Command`] for a struct of its arguments, checked against the documents.
///
/// ```
/// use qmp_client::{Command, QmpCommand};
///
/// #[derive(QmpCommand)]
/// struct DeviceDel<'a> {
///     id: &'a str,
/// }
///
/// assert_eq!(DeviceDel::NAME, "device_del");
/// ```
///
/// | on the type | |
/// |---|---|
/// | `command = "name"` | the command, if the type has another name |
/// | `returns = Type` | the type of the reply; the default is [`Empty`], if the command returns nothing |
/// | `branch = "value"` | the branch, if the arguments are a union |
///
/// | on a field | |
/// |---|---|
/// | `rename = "name"` | the argument, if the field has another name |
/// | `try_into`, `try_into = Type` | converts to the type of the argument, or to `Type` |
///
/// The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpCommand;

/// Makes a struct an object, checked against the documents. A struct of one unnamed field is
/// checked, read and written as that field.
///
/// ```
/// use qmp_client::QmpObject;
///
/// #[derive(Debug, QmpObject)]
/// #[qmp(name = "StatusInfo")]
/// struct Status {
///     running: bool,
/// }
///
/// let status: Status = serde_json::from_str(r#"{ "running": true, "status": "running" }"#)?;
/// assert!(status.running);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// | on the type | |
/// |---|---|
/// | `name = "Name"` | the object, if the type has another name; a type with an unknown name is checked where it is used |
/// | `receive`, `send` | the directions; the default is `receive` |
/// | `branch = "value"` | the branch, if the object is a union |
/// | `exhaustive` | requires a field for every member in the documents |
/// | `try_from = Type`, `try_into = Type` | instead of all others: converts the whole value from `Type` or to it |
///
/// Fields have the options of [`QmpEvent`](derive@QmpEvent) and
/// [`QmpCommand`](derive@QmpCommand). The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpObject;

/// Makes an enum one of the documents' enums, checked against them.
///
/// ```
/// use qmp_client::QmpEnum;
///
/// #[derive(Debug, PartialEq, QmpEnum)]
/// enum RunState {
///     Running,
///     #[qmp(rename = "inmigrate")]
///     Incoming,
///     #[qmp(other)]
///     Other(String),
/// }
///
/// assert_eq!(serde_json::to_string(&RunState::Incoming)?, r#""inmigrate""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// | on the type | |
/// |---|---|
/// | `name = "Name"` | the enum, if the type has another name; a type with an unknown name is checked where it is used |
/// | `send` | checks its values against `versions` |
///
/// A variant has `rename = "value"`, or `other` for unlisted values: without fields, or with
/// a `String`. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpEnum;

/// Evaluates to the command of a request in JSON, with Rust expressions as values.
///
/// ```
/// use qmp_client::{Command, command};
///
/// fn name_of<C: Command>(_: &C) -> &'static str {
///     C::NAME
/// }
///
/// let id = "disk0";
/// let delete = command!({ "execute": "device_del", "arguments": { "id": id } });
/// assert_eq!(name_of(&delete), "device_del");
/// ```
///
/// The request may be followed by `returns = Type`, the type of the reply, and by the
/// options of all macros. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::command;

/// Generates bindings without a build script: the modules `commands`, `events`, `types` and
/// `versions`, for a whole interface or a part of it.
///
/// ```
/// mod qmp {
///     qmp_client::bindings!(select = ["stop", "cont", "query-status"]);
/// }
///
/// use qmp_client::Command;
/// assert_eq!(qmp::commands::QueryStatus::NAME, "query-status");
/// ```
///
/// The first arguments may be paths of documents: `bindings!("qmp-events.txt")`. The guide is
/// in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::bindings;

pub use client::{Address, AddressError, Client, ConnectOptions, Error};
pub use codegen::{UnknownBranch, UnknownValue};
pub use interface::{Command, Empty, Event, EventSet, VersionTable, Versions};
pub use protocol::{
    Capability, CommandError, ErrorClass, EventMessage, Greeting, RawEvent, Request, Timestamp,
    Timestamped, Version, VersionTriple,
};

/// Includes the bindings that a build script generated with `qmp_gen::Builder`: the modules
/// `commands`, `events`, `types` and `versions`.
///
/// The argument is the name that was passed to the builder's `output`; the default is
/// `qmp.rs`.
///
/// ```ignore
/// mod qmp {
///     qmp_client::include_bindings!();
/// }
/// ```
///
/// The bindings are compiled with the crate that includes them, whenever it changes. A whole
/// interface takes about two seconds: select the commands and events that the application
/// uses (`Builder::select`), or include the bindings in a small library crate.
#[macro_export]
macro_rules! include_bindings {
    () => {
        $crate::include_bindings!("qmp.rs");
    };
    ($file:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $file));
    };
}
