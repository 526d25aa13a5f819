//! Support for the macros: the traits that a checked type has, and how it is read and
//! written.
//!
//! A derive only lists the members that a struct asks for; reading and writing them is
//! implemented here, once for all types. The contents of enums and objects are compared
//! with the documents as data, while compiling.

mod compare;
mod enums;
mod generated;
mod kinds;
mod read;
mod type_info;
mod write;

pub use compare::{check_given, check_held};
pub use enums::{Choice, read_choice, write_choice};
pub use kinds::{
    Alternate, Always, Any, Array, Bool, Enum, Int, Int8, Int16, Int32, Known, Maybe, NULL,
    Nothing, Null, Number, Object, Presence, ReceiveAs, SendAs, Str, Uint8, Uint16, Uint32, Uint64,
    Wire, anything, unlisted,
};
pub use read::{Members, Record, read_event, read_record, refused};
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error, value::RawValue};
pub use type_info::{Content, Documented, Field, Form, Member};
pub use write::{Elements, Writer};

pub use super::event_data;
pub use crate::interface::{Command, Empty, Event, EventSet};
