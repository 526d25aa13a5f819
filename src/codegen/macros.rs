//! What generated code stands on.
//!
//! A generated item states facts: which members it has, and by which names. How an
//! object, an enum, a union or an alternate is read from a document, written,
//! printed and compared stands once, here, and is compiled once: a generated item
//! picks its members out of an [`Input`] and shows them as [`Shown`], and nothing
//! else in it depends on what is done with them. Nothing in this module is meant
//! for hand-written code; its shape follows the generator of the same version.
//!
//! What all of this is for is the time it takes to compile. To check a whole
//! interface takes as long as it has functions, so an item has few; each is
//! `#[inline]`, so that an application compiles those alone which it uses.

mod field;
mod input;
mod tape;
mod unknown;
mod value_ref;

pub use field::Field;
pub(crate) use input::Attempt;
pub use input::{Fail, Input, read, read_text};
pub use serde;
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use unknown::{UnknownBranch, UnknownValue};
pub use value_ref::{
    Branch, Elements, Members, Object, Plain, ValueRef, Visit, debug, equal, write,
};

pub use crate::{
    __alternate as alternate, __branches as branches, __delegate as delegate,
    __enumeration as enumeration, __object as object, __record as record, __union as union,
};

use crate::protocol::RawEvent;

/// Members that the documents do not list, by their names.
pub type Extra = Map<String, Value>;

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

/// Puts the name of a member before what went wrong in it.
pub fn at<E: serde::de::Error>(member: &str, error: E) -> E {
    E::custom(Fail::of(error).at(member))
}

/// Reads the data of an event; one that carries none has no members.
///
/// # Errors
///
/// When the data is not what the event should carry.
pub fn event_data<'de, T: serde::Deserialize<'de>>(
    data: Option<&'de RawValue>,
) -> Result<T, Error> {
    serde_json::from_str(data.map_or("{}", RawValue::get))
}

/// Keeps an event that the documents do not list.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    }
}

/// Writes the traits of an object: its name, the field and the name on the wire of
/// each member, for an open object the field that keeps what is not listed, and
/// the members that hold secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ident $name:literal $($facts:tt)*) => {
        $crate::__record! { $type $name $($facts)* }
        $crate::__shown! { $type }
        $crate::__checked! { object $type $name }
    };
}

/// The same, for an object that prints and compares itself in its own way.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (
        $type:ident $name:literal { $($field:ident $wire:literal),* $(,)? }
        $(extra $extra:ident beside $listed:expr)? $(, hiding $secrets:expr)?
    ) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.object($name);
                Self {
                    $($field: input.member($wire),)*
                    $($extra: input.rest($listed),)?
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::__shown_object!(
                    ::core::stringify!($type),
                    &[$(($wire, &self.$field)),*]
                    $(, &self.$extra)?
                )$(.hiding($secrets))?)
            }
        }
        $crate::__serde! { $type }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __shown_object {
    ($name:expr, $members:expr) => {
        $crate::codegen::ValueRef::object($name, $members)
    };
    ($name:expr, $members:expr, $extra:expr) => {
        $crate::codegen::ValueRef::open($name, $members, $extra)
    };
}

/// Writes the traits of a union: its name, the member that chooses the branch, and
/// the other common members.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $type:ident $name:literal $discriminator:literal { $($field:ident $wire:literal),* $(,)? }
        $(, hiding $secrets:expr)?
    ) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.object($name);
                Self {
                    $($field: input.member($wire),)*
                    branch: input.branch($discriminator, &[$($wire),*]),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::codegen::ValueRef::union(
                    ::core::stringify!($type),
                    $discriminator,
                    &self.branch,
                    &[$(($wire, &self.$field)),*],
                )$(.hiding($secrets))?)
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
        $crate::__checked! { object $type $name }
    };
}

/// Writes the traits of the branches of a union: those that add members, those
/// that don't, and the member in which a branch stands where it has one of its
/// own.
#[doc(hidden)]
#[macro_export]
macro_rules! __branches {
    ($type:ident { $($variant:ident $wire:literal),* $(,)? } { $($bare:ident $bare_wire:literal),* $(,)? } $wrapper:tt) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                match input.branch_value() {
                    $($wire => Self::$variant($crate::__branch_input!(input $wrapper)),)*
                    $($bare_wire => Self::$bare,)*
                    other => Self::Other(input.other_branch(other)),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to(match self {
                    $(Self::$variant(inner) => $crate::__branch_shown!($wire inner $wrapper),)*
                    $(Self::$bare => $crate::codegen::ValueRef::bare($bare_wire),)*
                    Self::Other(other) => $crate::codegen::ValueRef::branch(&other.value, &other.members),
                })
            }
        }
        $crate::__shown! { $type }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __branch_input {
    ($input:ident []) => {
        $input.same()
    };
    ($input:ident [$wrapper:literal]) => {
        $input.member($wrapper)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __branch_shown {
    ($wire:literal $inner:ident []) => {
        $crate::codegen::ValueRef::branch($wire, $inner)
    };
    ($wire:literal $inner:ident [$wrapper:literal]) => {
        $crate::codegen::ValueRef::wrapped($wire, $wrapper, $inner)
    };
}

/// Writes the traits of an alternate: the variant for each kind of JSON value.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternate {
    ($type:ident { $($variant:ident)* } { $($($kind:ident)|+ $for:ident),* $(,)? }) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                match input.kind() {
                    $($($crate::codegen::Kind::$kind)|+ => Self::$for(input.same()),)*
                    #[allow(unreachable_patterns)]
                    _ => Self::Other(input.same()),
                }
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                match self {
                    $(Self::$variant(value) => $crate::codegen::Field::visit(value, to),)*
                    Self::Other(value) => $crate::codegen::Field::visit(value, to),
                }
            }

            #[inline]
            fn takes_null() -> bool {
                true
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Writes the traits of a struct that is what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __delegate {
    ($type:ident) => {
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                Self(input.same())
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                self.0.visit(to)
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Writes the traits of an enum: the variant of each value.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ident { $($variant:ident $wire:literal),* $(,)? }) => {
        impl $type {
            /// The value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Other(value) => value.as_str(),
                }
            }
        }
        impl $crate::codegen::Field for $type {
            #[inline]
            fn read(input: &mut $crate::codegen::Input<'_>) -> Self {
                input.choice(
                    ::core::stringify!($type),
                    &[$(($wire, Self::$variant)),*],
                    Self::Other,
                )
            }

            #[inline]
            fn visit(&self, to: $crate::codegen::Visit<'_>) {
                to($crate::codegen::ValueRef::Choice(
                    ::core::stringify!($type),
                    self.as_str(),
                ))
            }
        }
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::codegen::read_text(value)
            }
        }
        impl ::core::cmp::PartialEq<&str> for $type {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        $crate::__checked! { enum $type [$($wire)*] }
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state)
            }
        }
        $crate::__shown! { $type }
        $crate::__serde! { $type }
    };
}

/// Nothing: without the macros, nobody asks what a type is in the documents.
#[cfg(not(feature = "macros"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    ($($facts:tt)*) => {};
}

/// `Debug` and `PartialEq`, by what a value shows.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($type:ident) => {
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Value, json};

    use crate::codegen::{self, Extra, UnknownBranch};

    #[derive(Clone)]
    struct Outer {
        common: i64,
        branch: OuterBranch,
    }

    #[derive(Clone)]
    enum OuterBranch {
        Union(Inner),
        Open(Open),
        Other(UnknownBranch),
    }

    #[derive(Clone)]
    struct Inner {
        also: Option<bool>,
        branch: InnerBranch,
    }

    #[derive(Clone)]
    enum InnerBranch {
        Bare,
        Other(UnknownBranch),
    }

    #[derive(Clone)]
    struct Open {
        listed: Vec<i64>,
        extra: Extra,
    }

    codegen::union! { Outer "Outer" "kind" { common "common" } }
    codegen::branches! { OuterBranch { Union "union", Open "open" } {} [] }
    codegen::union! { Inner "Inner" "sub" { also "also" } }
    codegen::branches! { InnerBranch {} { Bare "bare" } [] }
    codegen::object! { Open "Open" { listed "listed" } extra extra beside &["listed"] }

    fn again(value: &Value) -> String {
        let outer: Outer = serde_json::from_value(value.clone()).unwrap();
        serde_json::to_string(&outer).unwrap()
    }

    /// What is not listed is kept once, however deep unions stand in each other.
    #[test]
    fn branches_that_are_unions_or_open() {
        for value in [
            json!({ "kind": "union", "common": 1, "sub": "bare" }),
            json!({ "kind": "union", "common": 1, "sub": "new", "also": true, "z": 3 }),
            json!({ "kind": "open", "common": 1, "listed": [1, 2], "z": { "more": [] } }),
            json!({ "kind": "new", "common": 1, "z": null }),
        ] {
            let text = again(&value);
            assert_eq!(text.len(), value.to_string().len(), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }

    #[test]
    fn what_is_wrong_ends_an_array() {
        let elements = vec![json!("no number"); 100_000];
        let open = json!({ "kind": "open", "common": 1, "listed": elements });
        let error = serde_json::from_value::<Outer>(open).unwrap_err();
        let expected = "`listed`: expected an integer, found the string \"no number\"";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn debug() {
        let value = json!({ "kind": "union", "common": 1, "sub": "new", "z": 3 });
        let outer: Outer = serde_json::from_value(value).unwrap();
        assert_eq!(
            format!("{outer:?}"),
            "Outer { common: 1, branch: union(Inner { also: None, branch: new({\"z\": \
             Number(3)}) }) }"
        );
    }
}
