//! Drive QEMU over QMP with typed commands and events.
//!
//! A [`Client`] is a connection to a running QEMU (or to its storage daemon): it
//! carries out commands, each a type that knows its reply's type, and hands out
//! the events that come. Commands and events are types that implement
//! [`Command`] and [`Event`]. Those of QEMU 7.2 to 10.0 are in the module `qemu`,
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

/// QEMU's interface, from version 7.2 to 10.0: commands, events and types.
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

/// The interface of QEMU's guest agent, from version 7.2 to 10.0.
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

#[cfg(feature = "macros")]
pub use qmp_macros::{QmpCommand, QmpEnum, QmpEvent, QmpObject, bindings, command};

pub use client::{Address, AddressError, Client, ConnectOptions, Error};
pub use codegen::{OtherBranch, Unlisted};
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
#[macro_export]
macro_rules! include_bindings {
    () => {
        $crate::include_bindings!("qmp.rs");
    };
    ($file:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $file));
    };
}
