//! A client for tokio.
//!
//! [`Client`] has the methods of the [blocking client](crate::blocking::Client), as futures.
//! Each connection has one task, which performs its I/O; replies are decoded by the tasks that
//! wait for them. Dropping a future abandons its command, and neither blocks nor affects others.
//!
//! ```no_run
//! use qmp_client::tokio::Client;
//! use qmp_client::qemu::commands::{QueryStatus, SystemPowerdown};
//! use qmp_client::qemu::events::Shutdown;
//! use std::time::Duration;
//!
//! # async fn run() -> Result<(), qmp_client::Error> {
//! let client = Client::connect("unix:/run/vm/qmp.sock").await?;
//! println!("the guest is {}", client.execute(QueryStatus::new()).await?.status);
//!
//! // The subscription is older than the command, so that its event is not missed.
//! let mut events = client.events::<Shutdown>();
//! client.execute(SystemPowerdown::new()).await?;
//! let shutdown = events.wait(Duration::from_secs(90), |_| true).await?;
//! println!("down since {:?}", shutdown.timestamp);
//! # Ok(())
//! # }
//! ```

mod call;
mod client;
mod connect;
mod driver;
mod events;
mod machine;

pub use call::{Call, PendingReply};
pub use client::Client;
pub use driver::Driver;
pub use events::Events;
