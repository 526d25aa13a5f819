//! A connection as a state machine, without sockets, clocks or threads.
//!
//! A [`Session`] is the client's side of a connection. Its owner passes it the received bytes
//! and the current time, sends the bytes that it returns, and asks it what has changed:
//!
//! ```
//! use qmp_client::protocol::Request;
//! use qmp_client::protocol::session::{Answer, CallOptions, Output, Session, SessionOptions};
//! use std::time::Instant;
//!
//! // In place of a socket.
//! fn transmitted(session: &mut Session) -> String {
//!     let mut text = Vec::new();
//!     while let Some(transmit) = session.transmit() {
//!         text.extend_from_slice(transmit.bytes);
//!         let length = transmit.bytes.len();
//!         session.sent(length);
//!     }
//!     String::from_utf8(text).expect("requests are UTF-8")
//! }
//!
//! let now = Instant::now();
//! let mut session = Session::new(SessionOptions::new(), now);
//! session.receive(br#"{"QMP": {"version": {"qemu": {"major": 10, "minor": 0, "micro": 2},
//!     "package": ""}, "capabilities": []}}"#, now);
//! assert_eq!(transmitted(&mut session), "{\"execute\":\"qmp_capabilities\",\"id\":1}\n");
//! session.receive(br#"{"return": {}, "id": 1}"#, now);
//! assert_eq!(session.poll_output(), Some(Output::Ready));
//!
//! let stop = session.send(&Request::new("stop"), CallOptions::new(), now)?;
//! assert_eq!(transmitted(&mut session), "{\"execute\":\"stop\",\"id\":2}\n");
//! session.receive(br#"{"return": {}, "id": 2}"#, now);
//! assert_eq!(session.poll_output(), Some(Output::Answered(stop)));
//! let answer = session.take_answer(stop);
//! assert!(matches!(answer, Some(Answer::Reply(text)) if text == br#"{"return": {}, "id": 2}"#));
//! # Ok::<(), qmp_client::protocol::session::SendError>(())
//! ```
//!
//! # Rules
//!
//! - The session greets, negotiates, and gives every request an id. Requests that are made
//!   before the negotiation is complete are sent after it.
//! - One command is in flight at a time; with out-of-band execution enabled, eight. More would
//!   make a server stop reading, and out-of-band commands with them. Out-of-band commands pass
//!   those that wait.
//! - A command whose deadline has passed remains in flight until its late reply arrives, which
//!   is discarded.
//! - A reply without an id is the reply to the only command in flight; with several in flight,
//!   it ends the session. A reply with an unknown id is ignored.
//! - A file descriptor is passed with the first byte of its request; the next one waits until
//!   that request was answered.
//! - An event is added to the queue of every [subscription](Session::subscribe) that selects it.
//! - The first failure ends the session: all calls and subscriptions get its cause.

mod agent;
mod calls;
mod descriptor;
mod envelope;
mod failure;
mod handshake;
mod machine;
mod negotiation;
mod options;
mod outgoing;
mod subscriptions;
mod synchronization;
#[cfg(test)]
mod tests;
mod trace;

pub use calls::{Answer, CallId, CallOptions};
pub use failure::{Disconnected, Stage};
pub use machine::{Output, Session, Transmit};
pub use options::{SendError, SessionOptions};
pub use subscriptions::{Filter, Interruption, Overflow, SubscriptionId};
