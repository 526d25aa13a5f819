//! Drive QEMU over QMP with typed commands and events.
//!
//! A [`Client`] is a connection to a running QEMU (or to its storage daemon): it
//! carries out commands, each a type that knows its reply's type, and hands out
//! the events that come. Commands and events are types that implement
//! [`Command`] and [`Event`]. Those of QEMU 7.2 to 11.0 are in the module `qemu`,
//! behind the feature of that name, and those of its guest agent in `guest`; others
//! are generated and taken in with [`include_bindings!`].
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
//! The protocol itself, without any I/O, is in [`protocol`]. What it is about
//! stands in QEMU's *QEMU Machine Protocol Specification*, which is where this
//! documentation says "specification".

#[cfg(feature = "macros")]
pub mod checked;
mod client;
#[doc(hidden)]
pub mod codegen;
mod interface;
pub mod protocol;

/// QEMU's interface, from version 7.2 to 11.0: commands, events and types.
///
/// What one of these versions lacks is optional, and says since when or until when
/// it is there. Commands and events are told of in a line or two, and so are the
/// types one meets first; the rest is in QEMU's reference manual, to which each
/// item that QEMU still has leads.
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

/// Makes a struct an event of that shape, or an enum the set of events that a program
/// cares about.
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
/// | `event = "NAME"` | the event, where the type is not called like it |
/// | `exhaustive` | every member that the documents list has to be asked for |
///
/// | on a field | |
/// |---|---|
/// | `rename = "name"` | the member, where the field is not called like it |
/// | `default`, `default = path` | what stands for a member that is left out |
///
/// On an enum, a variant has `event = "NAME"`, or `other` for all other events: bare,
/// or with a [`RawEvent`].
///
/// All macros take `schema = "path"`, `builtin = "guest"`, `versions = "7.2..=11.0"` and
/// `crate = "path"`; the guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpEvent;

/// Makes a struct a command, of which it holds the arguments.
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
/// | `command = "name"` | the command, where the type is not called like it |
/// | `returns = Type` | what the reply is read as; [`Empty`] where the documents say none |
/// | `branch = "value"` | the branch, where the arguments are a union |
///
/// A field has `rename = "name"`. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpCommand;

/// Makes a struct an object of the documents, or, where it has one unnamed field,
/// whatever that field is.
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
/// | `name = "Name"` | the object; without it the one that is called like the type, or else it is checked where it is used |
/// | `receive`, `send` | which way it goes; it is received if neither is said |
/// | `branch = "value"` | the branch, where it is a union |
/// | `exhaustive` | every member that the documents list has to be asked for |
///
/// Fields are as those of [`QmpEvent`](derive@QmpEvent). The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpObject;

/// Makes an enum one of the documents'.
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
/// On the type, `name = "Name"` says which enum it is; without it, it is the one that
/// is called like the type, or else it is checked where it is used. `send` has its
/// values held to `versions`. The guide is in
/// [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpEnum;

/// A request as it stands in the documents, with Rust expressions for values. Its value
/// is a command.
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
/// Behind the request there may be `returns = Type`, which the reply is read as, and
/// what all macros take. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::command;

/// The bindings of a whole interface, or of a part of it, in place of a build script:
/// the modules `commands`, `events`, `types` and `versions`.
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
/// The first arguments may be paths of documents: `bindings!("qmp-events.txt")`. The
/// guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::bindings;

pub use client::{Address, AddressError, Client, ConnectOptions, Error};
pub use codegen::{UnknownBranch, UnknownValue};
pub use interface::{Command, Empty, Event, EventSet, VersionTable, Versions};
pub use protocol::{
    Capability, CommandError, ErrorClass, EventMessage, Greeting, RawEvent, Request, Timestamp,
    Timestamped, Version, VersionTriple,
};

/// Includes the bindings that a build script made with `qmp_gen::Builder`: the
/// modules `commands`, `events`, `types` and `versions`.
///
/// The argument is the name given to the builder's `output`, `qmp.rs` where it
/// is left out.
///
/// ```ignore
/// mod qmp {
///     qmp_client::include_bindings!();
/// }
/// ```
///
/// The bindings are compiled with the crate that includes them, each time that it
/// changes. A whole interface takes about two seconds: select the commands and events
/// that the application uses (`Builder::select`), or include the bindings in a small
/// library crate of their own.
#[macro_export]
macro_rules! include_bindings {
    () => {
        $crate::include_bindings!("qmp.rs");
    };
    ($file:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $file));
    };
}
