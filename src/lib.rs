//! Drive QEMU over QMP with typed commands and events.
//!
//! A [`Client`] is a connection to a running QEMU (or to its storage daemon): it
//! carries out commands, each a type that knows its reply's type, and hands out
//! the events that come. Commands and events are types that implement
//! [`Command`] and [`Event`]: usually generated ones, taken in with
//! [`include_bindings!`].
//!
//! ```no_run
//! use qmp_client::{Client, Command, RawEvent, Version};
//! use serde::Serialize;
//! use std::time::Duration;
//!
//! #[derive(Serialize)]
//! struct QueryVersion {}
//!
//! impl Command for QueryVersion {
//!     const NAME: &'static str = "query-version";
//!     type Reply = Version;
//! }
//!
//! // qemu-system-x86_64 … -qmp unix:/run/vm/qmp.sock,server=on,wait=off
//! let mut client = Client::builder().wait_for_server(true).connect("unix:/run/vm/qmp.sock")?;
//! println!("QEMU {}", client.execute(&QueryVersion {})?);
//! while let Some(event) = client.next_event::<RawEvent>(Duration::from_secs(10))? {
//!     println!("{}", event.event.name);
//! }
//! # Ok::<(), qmp_client::Error>(())
//! ```
//!
//! The protocol itself, without any I/O, is in [`protocol`]. What it is about
//! stands in QEMU's *QEMU Machine Protocol Specification*, which is where this
//! documentation says "specification".

mod client;
#[doc(hidden)]
pub mod codegen;
mod interface;
pub mod protocol;

pub use client::{Address, AddressError, Client, ConnectOptions, Error};
pub use codegen::Unlisted;
pub use interface::{Command, Empty, Event, EventSet, Versions};
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
