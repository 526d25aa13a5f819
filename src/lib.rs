//! A client for QMP, the protocol that controls QEMU, with typed commands and events.
//!
//! A [`Client`] is a connection to a running QEMU or to its storage daemon. It executes
//! commands and returns events, which are types that implement [`Command`] and [`Event`].
//! The type of a command determines the type of its reply. There are three sources of such
//! types:
//!
//! - ready bindings: the feature `qemu` adds the module `qemu` for QEMU 7.2 to 11.0, and the
//!   feature `guest` adds the module `guest` for its guest agent;
//! - a build script that generates bindings from other documents, see [`include_bindings!`];
//! - handwritten types that the feature `macros` checks against documents, see the module
//!   `checked`.
//!
//! No feature is enabled by default. The feature `tokio` adds the client for tokio, and the
//! feature `testing` a server for tests, which needs no QEMU: see the module `testing`. With the
//! feature `tracing`, the clients report connections, the names of commands and events, and
//! discarded replies to the crate of that name, at the level `DEBUG` and in a span for each
//! connection. Arguments, replies and data are never reported, as they may be secret.
//!
//! The clients are for Unix systems. On others, the crate has the bindings and the protocol.
//!
//! ```no_run
//! use qmp_client::Client;
//! use qmp_client::qemu::commands::QueryStatus;
//! use qmp_client::qemu::events::Event;
//! use std::time::Duration;
//!
//! // qemu-system-x86_64 … -qmp unix:/run/vm/qmp.sock,server=on,wait=off
//! let client = Client::builder().wait_for_server(true).connect("unix:/run/vm/qmp.sock")?;
//! println!("the guest is {}", client.execute(QueryStatus::new())?.status);
//! let mut events = client.events::<Event>();
//! while let Some(event) = events.next(Duration::from_secs(10))? {
//!     println!("{}", event.event.name());
//! }
//! # Ok::<(), qmp_client::Error>(())
//! ```
//!
//! The protocol itself, without I/O, is in [`protocol`]. In this
//! documentation, "specification" refers to the *QEMU Machine Protocol Specification*, which
//! is part of QEMU's documentation.

// docs.rs shows which feature an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "macros")]
pub mod checked;
#[cfg(unix)]
mod client;
#[doc(hidden)]
pub mod codegen;
mod interface;
pub mod protocol;
pub mod strict;
#[cfg(all(unix, feature = "testing"))]
pub mod testing;

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
/// fn is_running(client: &Client) -> Result<bool, Error> {
///     Ok(client.execute(QueryStatus::new())?.status == RunState::Running)
/// }
/// ```
///
/// A command is created from its required arguments, in the documents' order; methods set the
/// optional ones. A union has a constructor for each branch, which takes the content of the
/// branch without the objects that only wrap it. Many types convert from others with [`From`]:
/// unions from the contents of their branches, and objects in a branch from their only required
/// member. Strings are text or paths ([`IntoText`]). Enums are their own type, so that arguments
/// in the wrong order do not compile; `from` converts text.
///
/// ```
/// use qmp_client::qemu::commands::{BlockdevAdd, BlockdevSnapshot, ChardevAdd, Transaction};
/// use qmp_client::qemu::types::{BlockdevOptions, ChardevBackend, SocketAddressLegacy};
///
/// let file = BlockdevOptions::file("/vm/overlay.qcow2");
/// let overlay = BlockdevAdd::new(BlockdevOptions::qcow2(file).node_name("overlay0"));
/// let snapshot = Transaction::new([BlockdevSnapshot::new("disk0", "overlay0")]);
/// let socket = SocketAddressLegacy::unix("/run/vm/console.sock");
/// let console = ChardevAdd::new("console0", ChardevBackend::socket(socket));
/// ```
#[cfg(feature = "qemu")]
#[rustfmt::skip]
pub mod qemu;

/// The interface of QEMU's guest agent, from version 7.2 to 11.0.
///
/// A client connects to an agent with [`Builder::guest_agent`].
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
/// | `event = "NAME"` | the name of the event; by default, it is derived from the name of the type |
/// | `exhaustive` | requires a field for every member in the documents |
///
/// | on a field | |
/// |---|---|
/// | `rename = "name"` | the name of the member; by default, it is derived from the name of the field |
/// | `default`, `default = path` | the value for an absent member |
/// | `try_from`, `try_from = Type` | converts the value from the type of the member, or from `Type`, with [`TryFrom`] |
///
/// A variant of an enum can have the option `event = "NAME"`. The option `other` marks the
/// variant for all other events, which has no fields or a [`RawEvent`].
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
/// | `command = "name"` | the name of the command; by default, it is derived from the name of the type |
/// | `returns = Type` | the type of the reply; required if the command returns a value, [`Empty`] otherwise |
/// | `branch = "value"` | the branch of the union, if the arguments are one |
///
/// | on a field | |
/// |---|---|
/// | `rename = "name"` | the name of the argument; by default, it is derived from the name of the field |
/// | `try_into`, `try_into = Type` | converts the value to the type of the argument, or to `Type`, with [`TryInto`] |
///
/// The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpCommand;

/// Derives `Deserialize` or `Serialize` for a struct, checked as an object of the documents.
///
/// A struct of one unnamed field is checked, deserialized and serialized as that field.
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
/// | `name = "Name"` | the name of the object; by default, that of the type. A type whose name is not in the documents is checked against every member that has this type |
/// | `receive`, `send` | whether the object is received (`Deserialize`), sent (`Serialize`) or both; the default is `receive` |
/// | `branch = "value"` | the branch of the union, if the object is one |
/// | `exhaustive` | requires a field for every member in the documents |
/// | `try_from = Type`, `try_into = Type` | converts the whole value from `Type`, or to `Type`; cannot be combined with the options above |
///
/// Fields have the options of [`QmpEvent`](derive@QmpEvent) and
/// [`QmpCommand`](derive@QmpCommand). The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpObject;

/// Derives `Deserialize` and `Serialize` for an enum, checked as an enum of the documents.
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
/// | `name = "Name"` | the name of the enum; by default, that of the type. A type whose name is not in the documents is checked against every member that has this type |
/// | `send` | the enum is sent: all servers of the option `versions` must have its values |
///
/// A variant can have the option `rename = "value"`. The option `other` marks the variant for
/// unlisted values, which has no fields, or a `String` that keeps the value. The guide is in
/// [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::QmpEnum;

/// Creates a [`Command`] from a request in JSON, with Rust expressions as values.
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
/// After the request, `returns = Type` sets the type of the reply. The options that all macros
/// have are accepted there as well. The guide is in [`checked`].
#[cfg(feature = "macros")]
pub use qmp_macros::command;

/// Generates bindings without a build script.
///
/// The bindings are the modules `commands`, `events`, `types` and `versions`, for a whole
/// interface or for the commands and events that `select` names.
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

/// The [blocking client](blocking::Client).
#[cfg(unix)]
pub use client::blocking::Client;
#[cfg(all(unix, feature = "tokio"))]
pub use client::tokio;
#[cfg(unix)]
pub use client::{
    AddedFd, Address, AddressError, Builder, Error, ErrorKind, EventOptions, JobOptions,
    JobProgress, Machine, MachineBuilder, Outcome, ServerSchema, blocking,
};
pub use codegen::{IntoText, UnknownBranch, UnknownValue};
pub use interface::{
    Command, Empty, Event, EventSet, NoReplyCommand, OutOfBandCommand, VersionTable, Versions,
};
pub use protocol::session::Overflow;
pub use protocol::{
    Capability, CommandError, ErrorClass, EventMessage, Greeting, ParseVersionError, RawEvent,
    Request, Timestamp, Timestamped, Version, VersionTriple,
};

/// Includes the bindings that a build script generated with `qmp_gen::Builder`.
///
/// The bindings are the modules `commands`, `events`, `types` and `versions`.
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
/// The bindings are compiled again whenever the crate that includes them changes, which takes
/// about two seconds for a whole interface. To reduce this time, select the commands and
/// events that the application uses (`Builder::select`), or include the bindings in a small
/// library crate.
#[macro_export]
macro_rules! include_bindings {
    () => {
        $crate::include_bindings!("qmp.rs");
    };
    ($file:literal) => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "this package has no build script, which generates the bindings; \
                 add a file `build.rs` next to `Cargo.toml`:\n\n\
                 fn main() -> Result<(), qmp_gen::BuildError> {\n    \
                 qmp_gen::Builder::new().generate().map(drop)\n\
                 }\n\n\
                 and `qmp-gen` to `[build-dependencies]`"
            ),
            "/",
            $file
        ));
    };
}
