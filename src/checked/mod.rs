//! What code that `qmp-macros` checked stands on.
//!
//! A derive states facts – which members a struct asks for – and how those are
//! read and written stands here, once. Whether a field's type fits what the
//! documents say is asked of the traits [`Holds`] and [`Gives`], so that aliases and
//! types of one's own are known for what they are. What stands *in* an enum or an
//! object is compared as data, while compiling: [`Form`] against [`Documented`].

mod choice;
mod compare;
mod form;
mod kinds;
mod read;
mod write;

pub use choice::{Choice, not_kept, read_choice};
pub use compare::{check_given, check_held};
pub use form::{Content, Documented, Field, Form, Member};
pub use kinds::{
    Alternate, Always, Any, Array, Bool, Enum, Gives, Holds, Int, Int8, Int16, Int32, Maybe, NULL,
    Nothing, Null, Number, Object, Str, Uint8, Uint16, Uint32, Uint64, Wire, anything,
};
pub use read::{Members, Record, read_event, read_record};
pub use serde::de::MapAccess;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error, value::RawValue};
pub use write::{Elements, Writer};

pub use crate::codegen::event_data;
pub use crate::interface::{Command, Empty, Event, EventSet};
