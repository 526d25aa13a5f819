//! Support for the macros: the traits of checked types, and functions that read and write
//! them.
//!
//! A derive only lists the members of a struct; reading and writing them is implemented
//! here, once for all types. The contents of enums and objects are compared with the
//! documents as data, at compile time.

mod compare;
mod convert;
mod enums;
mod fields;
mod generated;
mod info_of;
mod kinds;
mod read;
mod type_info;
mod words;
mod write;

pub use compare::{check_received, check_sent};
pub use convert::{Text, deserialize_from, serialize_into};
pub use enums::{WireEnum, read_enum, write_enum};
pub use fields::{
    AnyFields, CheckFields, Declared, Element, FieldsOf, Matching, check_field_of, check_fields_of,
};
pub use info_of::{AnyInfo, InfoOf, ReceivedInfo, SentInfo};
pub use kinds::{
    Alternate, Any, Array, Bool, EmptyReply, Enum, Int, Int8, Int16, Int32, NULL, Null, Number,
    Object, Optional, Presence, PresenceOf, ReceiveAs, Required, SendAs, Str, Uint8, Uint16,
    Uint32, Uint64, Wire, any_value, unlisted_argument,
};
pub use read::{MemberReader, ReadStruct, read_event, read_struct, rejected};
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error, Value, value::RawValue};
pub use type_info::{Content, DocumentedMember, DocumentedType, FieldInfo, TypeInfo};
pub use write::{ArrayWriter, ObjectWriter};

pub use super::{VersionTriple, event_data};
pub use crate::interface::{Command, Empty, Event, EventSet, NoReplyCommand, OutOfBandCommand};
