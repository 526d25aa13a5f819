//! A QMP server for tests: a program tests how it manages virtual machines, without QEMU.
//!
//! A [`Server`] runs in the process of the test. It behaves as QEMU does, according to the
//! documents: it greets, negotiates capabilities, and rejects unknown commands and invalid
//! arguments with QEMU's error classes. A command without an expectation has a sample reply:
//! an example of the documents, or the shortest valid value.
//!
//! ```
//! use qmp_client::qemu::commands::{BlockResize, QueryStatus};
//! use qmp_client::testing::Server;
//! use qmp_client::{Client, Empty, Error};
//! use serde_json::json;
//!
//! /// The code under test.
//! fn grow(client: &Client, node: &str, size: i64) -> Result<bool, Error> {
//!     client.execute(BlockResize::new(size).node_name(node))?;
//!     Ok(client.execute(QueryStatus::new())?.running)
//! }
//!
//! let server = Server::new();
//! server.on::<BlockResize>(|_| Ok(Empty)).once();
//! server.on_json::<QueryStatus>(|_| Ok(json!({ "running": true, "status": "running" })));
//!
//! assert!(grow(&server.client()?, "disk", 1 << 30)?);
//! assert_eq!(server.received()[0].arguments, json!({ "node-name": "disk", "size": 1 << 30 }));
//! server.verify().expect("everything went as expected");
//! # Ok::<(), Error>(())
//! ```
//!
//! # Expectations
//!
//! | method of [`Server`] | the function gets | and returns |
//! |---|---|---|
//! | [`on`](Server::on) | a typed command | its typed reply |
//! | [`on_json`](Server::on_json) | a typed command | JSON |
//! | [`on_name`](Server::on_name) | the arguments as JSON | JSON |
//! | [`on_call`](Server::on_call) | a [`Call`]: arguments, id, file descriptors | JSON |
//!
//! Replies in JSON are checked against the documents. A function returns a
//! [`CommandError`](crate::CommandError) for a command that fails.
//!
//! An [`Expectation`] has a number of calls ([`once`](Expectation::once),
//! [`times`](Expectation::times), [`optional`](Expectation::optional)), events that follow the
//! reply ([`emit`](Expectation::emit)), and faults ([`fault`](Expectation::fault)). Invalid
//! requests, unexpected and missing calls fail the test in [`verify`](Server::verify), which
//! names the nearest expectation:
//!
//! ```
//! use qmp_client::testing::Server;
//! use serde_json::json;
//!
//! let server = Server::new();
//! server.on_name("block_resize", |_| Ok(json!({}))).once();
//! let client = server.client()?;
//! let arguments = json!({ "size": "1G" });
//! client.execute_raw::<serde_json::Value>("block_resize", Some(&arguments)).unwrap_err();
//! assert_eq!(
//!     server.verify().unwrap_err().to_string(),
//!     "2 problems:\n\
//!      - block_resize: `size`: expected `int` (nearest expectation: `block_resize`, expected \
//!      once, called never)\n\
//!      - missing call: `block_resize`, expected once, called never",
//! );
//! # Ok::<(), qmp_client::Error>(())
//! ```
//!
//! # Misbehaviour
//!
//! A [`Fault`] makes the server misbehave: in the replies of an expectation, or after a number
//! of bytes of its output ([`ServerBuilder::fault_at`]).
//!
//! ```
//! use qmp_client::testing::{Fault, Server};
//! use qmp_client::qemu::commands::Stop;
//! use qmp_client::{Empty, ErrorKind, Outcome};
//!
//! let server = Server::new();
//! server.on::<Stop>(|_| Ok(Empty)).fault(Fault::HalfMessage);
//! let error = server.client()?.execute(Stop::new()).unwrap_err();
//! assert_eq!((error.kind(), error.outcome()), (ErrorKind::Closed, Outcome::Unknown));
//! # Ok::<(), qmp_client::Error>(())
//! ```

mod builder;
mod call;
mod connection;
mod dialogue;
mod documents;
mod expectation;
mod fault;
mod listener;
mod message;
mod output;
mod recording;
mod rule;
mod server;
mod state;
mod transport;
mod unverified;

pub use builder::{ServerBuilder, StartError};
pub use call::{Call, Received};
pub use expectation::Expectation;
pub use fault::Fault;
pub use server::Server;
pub use unverified::Unverified;
