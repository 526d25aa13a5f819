//! Code written by hand, checked against QEMU's documents when it compiles.
//!
//! Generated bindings have a type for everything. Where a program needs three events
//! and a command, it may rather say what it needs itself, in types of its own. The
//! derives and macros of the feature `macros` hold such types to the documents: a
//! member that does not exist, a type that cannot hold what may come, a missing
//! argument is an error where it stands, with the line of the document that says
//! otherwise.
//!
//! # To a checked event in five minutes
//!
//! ```sh
//! cargo add qmp-client --features macros
//! cargo add serde_json    # for the examples
//! ```
//!
//! An event is a struct. By its name it is known which event it is, by the names of
//! its fields which members it asks for; the others are skipped.
//!
//! ```
//! use qmp_client::QmpEvent;
//!
//! #[derive(Debug, QmpEvent)]
//! struct BlockJobCompleted {
//!     device: String,
//!     offset: i64,
//!     error: Option<String>,
//! }
//!
//! let data = r#"{ "type": "commit", "device": "disk", "len": 4096, "offset": 4096, "speed": 0 }"#;
//! let completed: BlockJobCompleted = serde_json::from_str(data)?;
//! assert_eq!((completed.device.as_str(), completed.error), ("disk", None));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! What borrows, such as a `&str`, is read from a message that one holds
//! ([`EventMessage::decode`](crate::EventMessage::decode)); events that are waited for,
//! and replies, own what they have. It is an [`Event`] like those of the generated bindings, and what
//! [`Client::wait_for`](crate::Client::wait_for) returns:
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use qmp_client::{Client, QmpEvent};
//! # #[derive(QmpEvent)]
//! # struct BlockJobCompleted { device: String, error: Option<String> }
//!
//! let mut client = Client::connect("unix:/run/vm/qmp.sock")?;
//! let completed = client.wait_for::<BlockJobCompleted>(Duration::from_secs(60))?.event;
//! println!("{} is done: {:?}", completed.device, completed.error);
//! # Ok::<(), qmp_client::Error>(())
//! ```
//!
//! Now for the checks. `error` may be left out, so without the `Option` this is
//! refused, and so is a number for `device`:
//!
//! ```compile_fail,E0277
//! use qmp_client::QmpEvent;
//!
//! #[derive(QmpEvent)]
//! struct BlockJobCompleted {
//!     device: u64,
//!     error: String,
//! }
//! ```
//!
//! ```text
//! error[E0277]: `u64` cannot hold `device` of the event `BLOCK_JOB_COMPLETED`
//!  --> src/main.rs:5:13
//!   |
//! 5 |     device: u64,
//!   |             ^^^ the documents say a string
//!   |
//!   = note: it is held by `String`, `&str` and `Cow<str>`
//!   = note: documented at schema/built-in/qemu.json:1475
//! ```
//!
//! # Names
//!
//! Names are as the generator would give them: `BlockJobCompleted` for
//! `BLOCK_JOB_COMPLETED`, `node_name` for `node-name`, `InMigrate` for `in-migrate`.
//! Others are said:
//!
//! ```
//! use qmp_client::{QmpEnum, QmpEvent};
//!
//! #[derive(QmpEvent)]
//! #[qmp(event = "BLOCK_JOB_ERROR")]
//! struct JobFailed {
//!     #[qmp(rename = "device")]
//!     job: String,
//!     #[qmp(rename = "operation")]
//!     op: IoOp,
//! }
//!
//! #[derive(QmpEnum)]
//! #[qmp(name = "IoOperationType")]
//! enum IoOp {
//!     Read,
//!     Write,
//! }
//! ```
//!
//! A member that may be left out is an `Option`, or has a default: `#[qmp(default)]`,
//! or `#[qmp(default = path)]` for what a function gives. `#[qmp(exhaustive)]` on an
//! event refuses to compile when the documents have members that it does not ask for.
//!
//! # Enums
//!
//! A variant is a value. An enum that is read needs one for every value that the
//! documents list, or one marked `#[qmp(other)]` for the rest; if that holds a
//! `String`, it keeps what it was.
//!
//! ```
//! use qmp_client::QmpEnum;
//!
//! #[derive(Debug, PartialEq, QmpEnum)]
//! enum RunState {
//!     Running,
//!     Paused,
//!     #[qmp(other)]
//!     Other(String),
//! }
//!
//! let state: RunState = serde_json::from_str(r#""postmigrate""#)?;
//! assert_eq!(state, RunState::Other("postmigrate".to_owned()));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Sets of events
//!
//! On an enum, `QmpEvent` makes the set of events that a program cares about. A
//! variant is an event: bare, with fields, or with a struct that is an event. A set
//! is what [`Client::next_event`](crate::Client::next_event) hands out, and it reads
//! whole messages. Without a variant for the rest, other events are passed over.
//!
//! ```
//! use qmp_client::{QmpEvent, RawEvent};
//! # #[derive(Debug, QmpEvent)]
//! # #[qmp(event = "BLOCK_JOB_COMPLETED")]
//! # struct Completed { device: String }
//!
//! #[derive(Debug, QmpEvent)]
//! enum Seen {
//!     Completed(Completed),
//!     Stop,
//!     Shutdown { guest: bool },
//!     #[qmp(event = "DEVICE_DELETED")]
//!     Gone { path: String },
//!     #[qmp(other)]
//!     Other(RawEvent),
//! }
//!
//! let line = r#"{ "event": "SHUTDOWN", "data": { "guest": true, "reason": "guest-shutdown" },
//!     "timestamp": { "seconds": 1, "microseconds": 2 } }"#;
//! let seen: Seen = serde_json::from_str(line)?;
//! assert!(matches!(seen, Seen::Shutdown { guest: true }));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Commands
//!
//! A command is a struct of its arguments: all that are required, and any of the
//! others. `returns` says what the reply is read as, where there is one.
//!
//! ```
//! use qmp_client::{Command, QmpCommand, QmpEnum, QmpObject};
//!
//! #[derive(QmpCommand)]
//! struct BlockResize<'a> {
//!     node_name: Option<&'a str>,
//!     size: i64,
//! }
//!
//! #[derive(QmpCommand)]
//! #[qmp(command = "query-status", returns = Status)]
//! struct HowIsIt;
//!
//! #[derive(Debug, QmpObject)]
//! #[qmp(name = "StatusInfo")]
//! struct Status {
//!     running: bool,
//! }
//!
//! let resize = BlockResize { node_name: Some("disk"), size: 1 << 30 };
//! assert_eq!(BlockResize::NAME, "block_resize");
//! assert_eq!(serde_json::to_string(&resize)?, r#"{"node-name":"disk","size":1073741824}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Objects
//!
//! `QmpObject` is for the objects in events, replies and arguments. It is the object
//! of the documents that `name` says, or that is called like the struct; one that is
//! called like none is checked where it is used. An object that is sent says so with
//! `send`, and both ways with `send, receive`. `branch` makes a struct one branch of a
//! union, here and on a command: its members stand beside the common ones, and the
//! value that chooses it is written for you. Reading such a struct fails where the
//! server has another branch. An object that has itself in it needs a name.
//!
//! ```
//! use qmp_client::{QmpCommand, QmpObject};
//!
//! #[derive(QmpCommand)]
//! #[qmp(command = "blockdev-add", branch = "qcow2")]
//! struct AddQcow2<'a> {
//!     node_name: &'a str,
//!     file: File<'a>,
//! }
//!
//! #[derive(QmpObject)]
//! #[qmp(name = "BlockdevOptions", branch = "file", send)]
//! struct File<'a> {
//!     filename: &'a str,
//! }
//!
//! let add = AddQcow2 { node_name: "disk", file: File { filename: "/images/disk" } };
//! let expected = r#"{"driver":"qcow2","node-name":"disk","#.to_owned()
//!     + r#""file":{"driver":"file","filename":"/images/disk"}}"#;
//! assert_eq!(serde_json::to_string(&add)?, expected);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! A struct of one unnamed field is whatever that field is: with it a name, an id or
//! a size gets a type of its own.
//!
//! ```
//! use qmp_client::{QmpEvent, QmpObject};
//!
//! #[derive(Debug, PartialEq, QmpObject)]
//! struct JobId(String);
//!
//! #[derive(QmpEvent)]
//! #[qmp(event = "JOB_STATUS_CHANGE")]
//! struct JobChanged {
//!     id: JobId,
//!     status: String,
//! }
//! ```
//!
//! # Requests as they stand in the documents
//!
//! [`command!`](crate::command!) takes a request in JSON, with expressions for values.
//! Arguments that the documents do not list, where a command takes such, are taken here
//! alone. Its value is a command, whose reply is [`Empty`] or what `returns`
//! says.
//!
//! ```
//! use qmp_client::command;
//!
//! let (name, filename) = ("disk", std::path::Path::new("/images/disk"));
//! let add = command!({ "execute": "blockdev-add", "arguments": {
//!     "driver": "qcow2",
//!     "node-name": name,
//!     "discard": "unmap",
//!     "file": { "driver": "file", "filename": filename },
//! } });
//! # let _ = serde_json::to_string(&add)?;
//! let resize = command!({ "execute": "block_resize", "arguments": {
//!     "node-name": name, "size": 20 * (1 << 30),
//! } });
//! # let _ = serde_json::to_string(&resize)?;
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! What is written out is compared whole, and so is the kind of an expression. What
//! stands in an expression's type – which enum it is, which object – is compared when
//! the code is built: `cargo check` alone does not get so far.
//!
//! ```compile_fail
//! # use qmp_client::command;
//! // error: the enum `BlockdevDiscardOptions` has no value `unmapp`; perhaps `unmap` is meant
//! let _ = command!({ "execute": "blockdev-add", "arguments": {
//!     "driver": "null-co", "node-name": "n", "discard": "unmapp",
//! } });
//! ```
//!
//! # Whole interfaces
//!
//! [`bindings!`](crate::bindings!) writes what a build script would have generated:
//! the modules `commands`, `events`, `types` and `versions`, or a part of them. A whole
//! interface is compiled again whenever the crate changes, which takes seconds: select
//! what the application uses, or write the macro in a small library crate.
//!
//! ```
//! mod qmp {
//!     qmp_client::bindings!(select = ["query-status", "STOP", "RESUME"]);
//! }
//!
//! use qmp::types::RunState;
//! assert_eq!(RunState::Running.as_str(), "running");
//! ```
//!
//! # Which documents
//!
//! Those that a macro names with `schema`, a path that begins where the package's
//! `Cargo.toml` is: whatever the generator reads. Or several: `schema = ["…", "…"]`.
//!
//! ```
//! use qmp_client::QmpEvent;
//!
//! #[derive(QmpEvent)]
//! #[qmp(schema = "schema/qmp-events.txt")]
//! struct Watchdog {
//!     action: String,
//! }
//! ```
//!
//! Else those that the package names:
//!
//! ```toml
//! [package.metadata.qmp]
//! schema = "docs/qmp-events.txt"
//! ```
//!
//! Else the built-in ones: QEMU from 7.2 to 11.0, as in the module `qemu`, or, with
//! `builtin = "guest"`, its guest agent. Documents of the package's own take the place of
//! QEMU's; `builtin = "qemu"` is these all the same. What one of the releases lacks may
//! be left out there: for one release alone, name its document. A document is read once for a crate, and the
//! crate is checked again when it changes; a file that is added to a folder is
//! noticed when something else changes.
//!
//! # Which versions
//!
//! `versions = "7.2..=11.0"` (or `"7.2.."`, or `"7.2"`, without an end), on a macro or for the package, says which servers the
//! code is for. What is sent and one of them does not have, or the documents call
//! deprecated, is then refused, and so is an event that one of them never sends; a
//! member that an older one does not send has to be an `Option`. The values of an enum
//! are looked at if it says `send`. Without `versions`, and in what is received,
//! something deprecated is a warning. `#[allow(deprecated)]` turns either off.
//!
//! ```compile_fail
//! use qmp_client::QmpCommand;
//!
//! // error: the command `device-sync-config` is there since 9.2, after 7.2
//! #[derive(QmpCommand)]
//! #[qmp(versions = "7.2..=11.0")]
//! struct DeviceSyncConfig {
//!     id: String,
//! }
//! ```
//!
//! # Types that fit
//!
//! Whether a type fits is asked of [`ReceiveAs`] for what is read, and of [`SendAs`] for
//! what is sent: an `i64` holds an `int`, and a `u32` gives one. So aliases, generics
//! and types of your own are known for what they are.
//!
//! | the documents say | holds it | gives it |
//! |---|---|---|
//! | `str` | `String`, `&str`, `Cow<str>`, `Box<str>` | these, `char`, paths |
//! | `int`, `int64` | `i64` | integers that always fit |
//! | `size`, `uint64` | `u64` | integers that always fit |
//! | `int8` … `uint32` | that type and wider ones | that type and narrower ones |
//! | `number` | `f64` | numbers |
//! | `bool` | `bool` | `bool` |
//! | an enum | one with `QmpEnum`, strings | one with `QmpEnum` |
//! | an object | one with `QmpObject`, maps | one with `QmpObject` and `send`, maps |
//! | an array | `Vec`, `VecDeque`, sets, boxed slices | these, slices, arrays |
//! | anything | `serde_json::Value`, `RawValue` | these |
//!
//! Enums and objects of generated bindings fit as those do that are derived; their
//! alternates don't, and are a `serde_json::Value` here. `serde_json::Value` is anything everywhere. `&str` is read only where the text needs
//! no escapes; `Cow<str>` always is.
//!
//! Where in a crate the client has another path, macros are told:
//! `#[qmp(crate = "vm::qmp_client")]`. That it was renamed in `Cargo.toml` they find out
//! themselves. In a crate with `#![no_implicit_prelude]` everything works, and errors are
//! plainer: the compiler's attributes for them cannot be reached there.

// A derive states facts – which members a struct asks for – and how those are read and
// written stands here, once. What stands *in* an enum or an object is compared as data,
// while compiling: `Form` against `Documented`.

mod choice;
mod compare;
mod form;
mod generated;
mod kinds;
mod read;
mod write;

#[doc(hidden)]
pub use choice::{Choice, read_choice, write_choice};
#[doc(hidden)]
pub use compare::{check_given, check_held};
#[doc(hidden)]
pub use form::{Content, Documented, Field, Form, Member};
pub use kinds::{
    Alternate, Always, Any, Array, Bool, Enum, Int, Int8, Int16, Int32, Maybe, Nothing, Null,
    Number, Object, ReceiveAs, SendAs, Str, Uint8, Uint16, Uint32, Uint64, Wire,
};
#[doc(hidden)]
pub use kinds::{Known, NULL, Presence, anything, unlisted};
#[doc(hidden)]
pub use read::{Members, Record, read_event, read_record, refused};
#[doc(hidden)]
pub use serde::de::MapAccess;
#[doc(hidden)]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
#[doc(hidden)]
pub use serde_json::{Error, value::RawValue};
#[doc(hidden)]
pub use write::{Elements, Writer};

#[doc(hidden)]
pub use crate::codegen::event_data;
#[doc(hidden)]
pub use crate::interface::{Command, Empty, Event, EventSet};
