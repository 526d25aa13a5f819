//! A client whose methods wait for their results.
//!
//! [`Client`] is for programs with threads, and for those that do one thing at a time. It has no
//! threads of its own: whoever waits performs the I/O for all. Clones share a connection, and
//! each can be used in a thread of its own; their commands are in flight together.
//!
//! ```no_run
//! use qmp_client::blocking::Client;
//! use qmp_client::qemu::commands::{QueryStatus, SystemPowerdown};
//! use qmp_client::qemu::events::Shutdown;
//! use std::time::Duration;
//!
//! let client = Client::connect("unix:/run/vm/qmp.sock")?;
//! println!("the guest is {}", client.execute(QueryStatus::new())?.status);
//!
//! // The subscription is older than the command, so that its event is not missed.
//! let mut events = client.events::<Shutdown>();
//! client.execute(SystemPowerdown::new())?;
//! let shutdown = events.wait(Duration::from_secs(90), |_| true)?;
//! println!("down since {:?}", shutdown.timestamp);
//! # Ok::<(), qmp_client::Error>(())
//! ```

mod call;
mod client;
mod connect;
mod events;
mod executor;
mod handle;
mod machine;

pub use call::{Call, PendingReply};
pub use client::Client;
pub use events::Events;
