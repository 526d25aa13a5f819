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
pub use object::{Member, Object, at};
pub use serde;
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use union::{Branch, Union, take};

pub use alternate::{read as read_alternate, write as write_alternate};
pub use enumeration::{read as read_enum, write as write_enum};
pub use object::{read as read_object, write as write_object};
pub use union::{read as read_union, write as write_union};

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

/// Writes `serde`'s traits and [`Absent`] for an [`Object`].
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_object {
    ($type:ty) => {
        $crate::__impl_serde!($type, write_object, read_object);
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                <Self as $crate::codegen::Object>::absent()
            }
        }
    };
}

/// Writes `serde`'s traits and [`Absent`] for a [`Union`].
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_union {
    ($type:ty) => {
        $crate::__impl_serde!($type, write_union, read_union);
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                <Self as $crate::codegen::Union>::absent()
            }
        }
    };
}

/// Writes `serde`'s traits and [`Absent`] for an [`Alternate`].
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_alternate {
    ($type:ty) => {
        $crate::__impl_serde!($type, write_alternate, read_alternate);
        impl $crate::codegen::Absent for $type {
            fn absent() -> Self {
                <Self as $crate::codegen::Alternate>::other($crate::codegen::Value::Null)
            }
        }
    };
}

/// Writes `serde`'s traits, [`Absent`] and the conversions from and to text for
/// an [`Enum`].
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_enum {
    ($type:ty) => {
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
        impl ::core::convert::From<::std::string::String> for $type {
            fn from(value: ::std::string::String) -> Self {
                <Self as $crate::codegen::Enum>::from_wire(&value)
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::core::cmp::PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }
        impl ::core::cmp::PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
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
