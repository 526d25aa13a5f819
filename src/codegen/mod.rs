//! Support for generated code: the code that the generator and the macros write calls it.
//!
//! Reading, writing, printing and comparing objects, enums, unions and alternates is
//! implemented here, once for all types. A generated item only lists its names and
//! members: it takes its members from an [`Input`] and presents itself as a [`ValueRef`].
//! Nothing in this module is meant for handwritten code: it changes with the generator,
//! without notice.
//!
//! The aim is a short compile time. Checking a whole interface takes time in proportion to
//! its number of functions, so an item has few; each is `#[inline]`, so that an application
//! compiles only those it uses.

#[cfg(feature = "macros")]
pub mod check;
mod conversions;
mod events;
mod fail;
mod field;
mod input;
mod kind;
mod macros;
mod nested;
mod output;
mod read;
mod strict;
mod tape;
#[cfg(test)]
mod tests;
mod text;
mod unknown;
mod values;

pub use events::{other_event, read_event, write_event};
pub(crate) use fail::path_in;
pub use fail::{Fail, at};
pub use field::{Branch, Elements, Field, Members, Object, Plain, ValueRef, Visit};
pub use input::Input;
pub use kind::Kind;
pub use output::{debug, equal, write};
pub(crate) use read::{Attempt, read_strictly};
pub use read::{event_data, read, read_text};
pub use serde;
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use text::{IntoText, array, plain_array, texts};
pub use unknown::{Extra, UnknownBranch, UnknownValue};

pub use crate::protocol::VersionTriple;
pub use crate::{
    __alternate as alternate, __branches as branches, __conversions as conversions,
    __delegate as delegate, __enumeration as enumeration, __events as events, __object as object,
    __record as record, __same_members as same_members, __union as union,
};
