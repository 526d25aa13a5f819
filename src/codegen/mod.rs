//! What generated code stands on.
//!
//! A generated item states facts: which members it has, which of them are
//! required, how to read member *i* and how to write them all. How an object,
//! an enum, a union or an alternate is read from JSON and written to it stands
//! once, here. Nothing in this module is meant for hand-written code; its shape
//! follows the generator of the same version.

mod alternate;
mod enumeration;
mod object;
mod union;

pub use alternate::{Alternate, Kind};
pub use enumeration::{Enum, Unlisted};
pub use object::{Member, Object, Writer, at, get};
pub use serde;
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use union::{Branch, OtherBranch, Union, branch, take};

pub use alternate::{read as read_alternate, write as write_alternate};
pub use enumeration::{read as read_enum, write as write_enum};
pub use object::{read as read_object, write as write_object};
pub use union::{read as read_union, write as write_union, write_members as write_union_members};

use crate::protocol::RawEvent;

pub use crate::{
    __alternate as alternate, __enumeration as enumeration, __object as object, __union as union,
    __wrapped as wrapped,
};

/// Members that the documents do not list, by their names.
pub type Members = Map<String, Value>;

/// How generated code says that a member is always there.
#[allow(non_upper_case_globals)]
pub const required: bool = true;
/// How generated code says that a member may be left out.
#[allow(non_upper_case_globals)]
pub const optional: bool = false;

/// Reads the data of an event; one that carries none has no members.
pub fn event_data<T: serde::de::DeserializeOwned>(data: Option<&RawValue>) -> Result<T, Error> {
    serde_json::from_str(data.map_or("{}", RawValue::get))
}

/// Keeps an event that the documents do not list.
pub fn other_event(name: &str, data: Option<&RawValue>) -> Result<RawEvent, Error> {
    Ok(RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    })
}

/// A member's value before it has been read.
///
/// An object is read into a value whose members are all absent; when a required
/// one is still absent at the end, reading fails, so a placeholder is never
/// seen outside.
pub trait Absent {
    /// The placeholder.
    fn absent() -> Self;
}

macro_rules! absent {
    ($($type:ty),*) => {$(
        impl Absent for $type {
            fn absent() -> Self {
                <$type>::default()
            }
        }
    )*};
}

absent!(
    bool, i8, i16, i32, i64, u8, u16, u32, u64, f64, String, Value, Map<String, Value>,
    ()
);

impl<T> Absent for Option<T> {
    fn absent() -> Self {
        None
    }
}

impl<T> Absent for Vec<T> {
    fn absent() -> Self {
        Vec::new()
    }
}

impl<T: Absent> Absent for Box<T> {
    fn absent() -> Self {
        Box::new(T::absent())
    }
}

/// States the facts of an [`Object`]: its name, and of each member the number,
/// whether it is required, the field and the name on the wire; for an open
/// object also the field that keeps what is not listed.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ident $name:literal { $($index:literal $need:ident $field:ident $wire:literal,)* } $($extra:ident)?) => {
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                Self {
                    $($field: $crate::codegen::Absent::absent(),)*
                    $($extra: $crate::codegen::Absent::absent(),)?
                }
            }
        }
        impl $crate::codegen::Object for $type {
            const NAME: &'static str = $name;
            const MEMBERS: &'static [$crate::codegen::Member] =
                &[$($crate::codegen::Member { name: $wire, required: $crate::codegen::$need }),*];

            #[allow(unused_variables)]
            fn read<'de, A: $crate::codegen::MapAccess<'de>>(
                &mut self,
                member: usize,
                map: &mut A,
            ) -> ::core::result::Result<(), A::Error> {
                match member {
                    $($index => $crate::codegen::get(map, &mut self.$field),)*
                    _ => ::core::result::Result::Ok(()),
                }
            }

            #[allow(unused_variables)]
            fn write<M: $crate::codegen::SerializeMap>(
                &self,
                out: &mut $crate::codegen::Writer<M>,
            ) {
                $(out.$need($wire, &self.$field);)*
                $(out.extra(&self.$extra);)?
            }

            $(
                fn extra(
                    &mut self,
                ) -> ::core::option::Option<&mut $crate::codegen::Members> {
                    ::core::option::Option::Some(&mut self.$extra)
                }
            )?
        }
        $crate::__impl_serde!($type, write_object, read_object);
    };
}

/// Writes `serde`'s traits and [`Absent`] for a [`Union`].
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($type:ty) => {
        $crate::__impl_serde!($type, write_union, read_union);
    };
}

/// Writes `serde`'s traits for a struct that only holds a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __wrapped {
    ($type:ty) => {
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}

/// Writes `serde`'s traits and [`Absent`] for an [`Alternate`].
#[doc(hidden)]
#[macro_export]
macro_rules! __alternate {
    ($type:ty) => {
        $crate::__impl_serde!($type, write_alternate, read_alternate);
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                <Self as $crate::codegen::Alternate>::other($crate::codegen::Value::Null)
            }
        }
    };
}

/// States the facts of an [`Enum`]: its name, and the variant of each value.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident $name:literal { $($variant:ident $wire:literal,)* }) => {
        impl $type {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Other(value) => value.as_str(),
                }
            }
        }
        impl $crate::codegen::Enum for $type {
            const NAME: &'static str = $name;
            const VALUES: &'static [(&'static str, Self)] = &[$(($wire, Self::$variant)),*];

            fn unlisted(value: $crate::codegen::Unlisted) -> Self {
                Self::Other(value)
            }

            fn wire(&self) -> &str {
                self.as_str()
            }
        }
        $crate::__impl_serde!($type, write_enum, read_enum);
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                Self::from("")
            }
        }
        impl ::core::convert::From<&str> for $type {
            fn from(value: &str) -> Self {
                <Self as $crate::codegen::Enum>::from_wire(value)
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// `Serialize` and `Deserialize` over the shared functions named.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($type:ty, $write:ident, $read:ident) => {
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::$write(self, serializer)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::$read(deserializer)
            }
        }
    };
}
