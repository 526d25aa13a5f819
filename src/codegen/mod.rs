//! What generated code stands on.
//!
//! A generated item states facts: which members it has, which of them are
//! required, and where each of them lies. How an object, an enum, a union or an
//! alternate is read from JSON and written to it stands once, here, and is
//! compiled once: nothing that is generated depends on the format or on the
//! error type. Nothing in this module is meant for hand-written code; its shape
//! follows the generator of the same version.

mod enumeration;
mod field;
mod input;
mod output;
mod union;

pub use enumeration::{Enum, Unlisted, from_wire};
pub use field::{Field, Members, write_members, write_object};
pub use input::{AnyReader, Fail, Input, Reader, read, read_value};
pub use output::{Entries, Output, Plain, write};
pub use serde;
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use union::{
    Branch, OtherBranch, Union, branch, read_union, wrapped, write_union, write_union_members,
};

pub use crate::{
    __alternate as alternate, __delegate as delegate, __enumeration as enumeration,
    __object as object, __union as union,
};

use crate::protocol::RawEvent;

/// Members that the documents do not list, by their names.
pub type Extra = Map<String, Value>;

/// How generated code says that a member is always there.
#[allow(non_upper_case_globals)]
pub const required: bool = true;
/// How generated code says that a member may be left out.
#[allow(non_upper_case_globals)]
pub const optional: bool = false;

/// The kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Int,
    /// Any other number.
    Float,
    /// A string.
    Str,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// Reads a value.
///
/// # Errors
///
/// When what is read is not what the type asks for.
pub fn get<T: Field>(input: &mut dyn Input) -> Result<T, Fail> {
    let mut value = T::absent();
    value.read(input)?;
    Ok(value)
}

/// Puts the name of a member before what went wrong in it.
pub fn at<E: serde::de::Error>(member: &str, error: E) -> E {
    E::custom(Fail::of(error).at(member))
}

/// Reads the data of an event; one that carries none has no members.
///
/// # Errors
///
/// When the data is not what the event should carry.
pub fn event_data<T: serde::de::DeserializeOwned>(data: Option<&RawValue>) -> Result<T, Error> {
    serde_json::from_str(data.map_or("{}", RawValue::get))
}

/// Keeps an event that the documents do not list.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    }
}

/// States the facts of an object: its name, and of each member the number,
/// whether it is required, the field and the name on the wire; for an open
/// object also the field that keeps what is not listed.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ident $name:literal { $($index:literal $need:ident $field:ident $wire:literal,)* } $($extra:ident)?) => {
        $crate::__members! { $type $name { $($index $need $field $wire,)* } $($extra)? }
        impl $crate::codegen::Field for $type {
            fn absent() -> Self {
                Self {
                    $($field: $crate::codegen::Field::absent(),)*
                    $($extra: $crate::codegen::Extra::new(),)?
                }
            }

            fn read(
                &mut self,
                input: &mut dyn $crate::codegen::Input,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                input.object(self)
            }

            fn write(
                &self,
                out: &mut dyn $crate::codegen::Output,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                $crate::codegen::write_object(self, out)
            }
        }
        $crate::__serde! { $type }
    };
}

/// States where members lie.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($type:ident $name:literal { $($index:literal $need:ident $field:ident $wire:literal,)* } $($extra:ident)?) => {
        impl $crate::codegen::Members for $type {
            fn name(&self) -> &'static str {
                $name
            }

            fn members(&self) -> &'static [(&'static str, bool)] {
                &[$(($wire, $crate::codegen::$need)),*]
            }

            fn member(&self, at: usize) -> ::core::option::Option<&dyn $crate::codegen::Field> {
                match at {
                    $($index => ::core::option::Option::Some(&self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn member_mut(
                &mut self,
                at: usize,
            ) -> ::core::option::Option<&mut dyn $crate::codegen::Field> {
                match at {
                    $($index => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }

            $(
                fn extra(&self) -> ::core::option::Option<&$crate::codegen::Extra> {
                    ::core::option::Option::Some(&self.$extra)
                }

                fn extra_mut(&mut self) -> ::core::option::Option<&mut $crate::codegen::Extra> {
                    ::core::option::Option::Some(&mut self.$extra)
                }
            )?
        }
    };
}

/// States the facts of a union: its name, the member that chooses the branch,
/// the enum of branches, and the other common members.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($type:ident $name:literal $discriminator:literal $branches:ident { $($index:literal $need:ident $field:ident $wire:literal,)* }) => {
        $crate::__members! { $type $name { $($index $need $field $wire,)* } }
        impl $crate::codegen::Union for $type {
            fn discriminator(&self) -> &'static str {
                $discriminator
            }

            fn branch(&self) -> &dyn $crate::codegen::Branch {
                &self.branch
            }

            fn set_branch(
                &mut self,
                value: ::std::string::String,
                members: $crate::codegen::Extra,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                self.branch = $branches::from_members(value, members)?;
                ::core::result::Result::Ok(())
            }
        }
        impl $crate::codegen::Field for $type {
            fn absent() -> Self {
                Self {
                    $($field: $crate::codegen::Field::absent(),)*
                    branch: $branches::Other(::core::default::Default::default()),
                }
            }

            fn read(
                &mut self,
                input: &mut dyn $crate::codegen::Input,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                $crate::codegen::read_union(self, input)
            }

            fn write(
                &self,
                out: &mut dyn $crate::codegen::Output,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                $crate::codegen::write_union(self, out)
            }
        }
        $crate::__serde! { $type }
    };
}

/// States the facts of an alternate: the variant for each kind of JSON value.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternate {
    ($type:ident { $($variant:ident)* } { $($($kind:ident)|+ $for:ident,)* }) => {
        impl $crate::codegen::Field for $type {
            fn absent() -> Self {
                Self::Other($crate::codegen::Value::Null)
            }

            fn read(
                &mut self,
                input: &mut dyn $crate::codegen::Input,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                input.any(&mut |kind, input| {
                    *self = match kind {
                        $($($crate::codegen::Kind::$kind)|+ => Self::$for($crate::codegen::get(input)?),)*
                        #[allow(unreachable_patterns)]
                        _ => Self::Other($crate::codegen::get(input)?),
                    };
                    ::core::result::Result::Ok(())
                })
            }

            fn write(
                &self,
                out: &mut dyn $crate::codegen::Output,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                match self {
                    $(Self::$variant(value) => $crate::codegen::Field::write(value, out),)*
                    Self::Other(value) => $crate::codegen::Field::write(value, out),
                }
            }

            fn takes_null() -> bool {
                true
            }
        }
        $crate::__serde! { $type }
    };
}

/// Reads and writes a struct as what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($type:ident) => {
        impl $crate::codegen::Field for $type {
            fn absent() -> Self {
                Self($crate::codegen::Field::absent())
            }

            fn read(
                &mut self,
                input: &mut dyn $crate::codegen::Input,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                self.0.read(input)
            }

            fn write(
                &self,
                out: &mut dyn $crate::codegen::Output,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                self.0.write(out)
            }
        }
        $crate::__serde! { $type }
    };
}

/// States the facts of an enum: the variant of each value.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident { $($variant:ident $wire:literal,)* }) => {
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
            const VALUES: &'static [(&'static str, Self)] = &[$(($wire, Self::$variant)),*];

            fn unlisted(value: $crate::codegen::Unlisted) -> Self {
                Self::Other(value)
            }
        }
        impl $crate::codegen::Field for $type {
            fn absent() -> Self {
                $crate::codegen::from_wire("")
            }

            fn read(
                &mut self,
                input: &mut dyn $crate::codegen::Input,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                let what = ::core::concat!("a value of `", ::core::stringify!($type), "`");
                input.text(what, &mut |text| *self = $crate::codegen::from_wire(text))
            }

            fn write(
                &self,
                out: &mut dyn $crate::codegen::Output,
            ) -> ::core::result::Result<(), $crate::codegen::Fail> {
                out.plain($crate::codegen::Plain::Text(self.as_str()))
            }
        }
        impl ::core::convert::From<&str> for $type {
            fn from(value: &str) -> Self {
                $crate::codegen::from_wire(value)
            }
        }
        impl ::core::cmp::PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        $crate::__serde! { $type }
    };
}

/// `Serialize` and `Deserialize` for a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::write(self, serializer)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::read(deserializer)
            }
        }
    };
}
