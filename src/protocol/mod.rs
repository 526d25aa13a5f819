//! The protocol without I/O: parses messages from bytes, and serializes requests to bytes.
//!
//! [`Frames`] splits a stream of bytes into JSON objects. [`Message::parse`] turns each of
//! them into a message, and [`Message::parse_as`] also deserializes the value of a reply.
//! [`Request::to_bytes`] serializes a request. Nothing here uses a socket or a clock:
//! [`Client`] is built on this module, and clients for other transports can be as well.
//!
//! ```
//! use qmp_client::protocol::{Frames, Message};
//!
//! let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
//! frames.push(b"{\"event\": \"STOP\", \"timest");
//! assert!(frames.read_next(Message::parse)?.is_none());
//! frames.push(b"amp\": {\"seconds\": 1, \"microseconds\": 0}}\r\n");
//! let message = frames.read_next(Message::parse)?.expect("the object is complete");
//! assert!(matches!(message, Message::Event(event) if event.name == "STOP"));
//! # Ok::<(), qmp_client::protocol::Malformed>(())
//! ```
//!
//! [`Client`]: crate::Client

mod event;
mod frame;
mod greeting;
mod malformed;
mod message;
mod nesting;
mod reply;
mod request;
pub mod session;

pub use event::{EventMessage, RawEvent, Timestamp, Timestamped};
pub use frame::Frames;
pub use greeting::{Capability, Greeting, ParseVersionError, Version, VersionTriple};
pub use malformed::Malformed;
pub(crate) use malformed::start_of;
pub use message::Message;
pub(crate) use nesting::from_str_with;
pub use nesting::{MAX_NESTING, from_str};
pub use reply::{CommandError, ErrorClass, Reply};
pub use request::Request;
