//! The kinds of value in the documents, and the types of Rust that fit each.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::super::UnknownValue;
use super::type_info::{Content, TypeInfo};
use crate::interface::Empty;

/// A type whose values are sent or received.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be checked against the documents",
    label = "expected a type that implements `Wire`",
    note = "derive `QmpEnum` or `QmpObject` for it, or use `serde_json::Value`"
)]
pub trait Wire {
    /// [`Optional`] if a value may represent an absent member, [`Required`] otherwise.
    type Presence;

    /// The type as data.
    const INFO: TypeInfo;

    /// Whether this value represents an absent member.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value is always present.
#[derive(Debug)]
pub enum Required {}

/// A value may be absent.
#[derive(Debug)]
pub enum Optional {}

/// Maps a constant to a [`Wire::Presence`].
pub trait Presence {
    /// [`Optional`] or [`Required`].
    type Presence;
}

/// A type that has the presence for a constant.
#[derive(Debug)]
pub enum PresenceOf<const MAY_BE_ABSENT: bool> {}

impl Presence for PresenceOf<true> {
    type Presence = Optional;
}

impl Presence for PresenceOf<false> {
    type Presence = Required;
}

/// A type that can receive every value of the kind `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot receive every value of the kind `{K}`",
    label = "expected a type that can receive the kind `{K}`"
)]
pub trait ReceiveAs<K>: Wire {}

/// A type whose every value can be sent as the kind `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as the kind `{K}`",
    label = "expected a type whose values are all of the kind `{K}`"
)]
pub trait SendAs<K>: Wire {}

/// An array of the kind `K`.
#[derive(Debug)]
pub struct Array<K>(K);

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $bit:literal),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $kind {}
        )*

        /// A bit for each kind.
        pub(super) mod bit {
            $(#[allow(non_upper_case_globals)] pub(in crate::codegen::check) const $kind: u32 = 1 << $bit;)*
        }

        impl TypeInfo {
            $(
                #[doc = concat!("The kind [`", stringify!($kind), "`](super::", stringify!($kind), ").")]
                #[allow(non_upper_case_globals)]
                pub const $kind: u32 = bit::$kind;
            )*
        }
    };
}

kinds! {
    /// A string.
    Str = 0,
    /// A signed integer of 64 bits, `int` as well as `int64`.
    Int = 1,
    /// A signed integer of 8 bits.
    Int8 = 2,
    /// A signed integer of 16 bits.
    Int16 = 3,
    /// A signed integer of 32 bits.
    Int32 = 4,
    /// An unsigned integer of 8 bits.
    Uint8 = 5,
    /// An unsigned integer of 16 bits.
    Uint16 = 6,
    /// An unsigned integer of 32 bits.
    Uint32 = 7,
    /// An unsigned integer of 64 bits, `size` as well as `uint64`.
    Uint64 = 8,
    /// A number, with or without a fraction.
    Number = 9,
    /// `true` or `false`.
    Bool = 10,
    /// `null`.
    Null = 11,
    /// Any value.
    Any = 12,
    /// A value of an enum.
    Enum = 13,
    /// An object.
    Object = 14,
    /// A value of an alternate.
    Alternate = 15,
    /// The reply of a command that returns nothing: `{}`.
    EmptyReply = 16,
}

/// Implements the traits of a type: its generics, the kinds that it can receive, and the
/// kinds that it can be sent as.
macro_rules! implement {
    ($($generics:tt $type:ty: receives [$($received:ident)*] sends [$($sent:ident)*];)*) => {$(
        implement! { @impl $generics Wire for $type {
            type Presence = Required;
            const INFO: TypeInfo = TypeInfo {
                receives: 0 $(| bit::$received)*,
                sends: 0 $(| bit::$sent)*,
                may_be_absent: false,
                content: Content::Scalar,
            };
        } }
        $(implement! { @impl $generics ReceiveAs<$received> for $type {} })*
        $(implement! { @impl $generics SendAs<$sent> for $type {} })*
    )*};
    (@impl [$($generics:tt)*] $($rest:tt)*) => { impl<$($generics)*> $($rest)* };
}

implement! {
    [] String: receives [Str Enum] sends [Str Alternate Any];
    [] Box<str>: receives [Str Enum] sends [Str Alternate Any];
    [] Cow<'_, str>: receives [Str Enum] sends [Str Alternate Any];
    [] str: receives [Str Enum] sends [Str Alternate Any];
    [] UnknownValue: receives [Str Enum] sends [Str Enum Alternate Any];
    [] char: receives [] sends [Str Alternate Any];
    // Serializing a path that is not UTF-8 is an error.
    [] Path: receives [] sends [Str Alternate Any];
    [] PathBuf: receives [] sends [Str Alternate Any];

    [] i8: receives [Int8] sends [Int8 Int16 Int32 Int Number Alternate Any];
    [] i16: receives [Int8 Int16 Uint8] sends [Int16 Int32 Int Number Alternate Any];
    [] i32: receives [Int8 Int16 Int32 Uint8 Uint16] sends [Int32 Int Number Alternate Any];
    [] i64: receives [Int8 Int16 Int32 Int Uint8 Uint16 Uint32] sends [Int Number Alternate Any];
    [] u8: receives [Uint8]
        sends [Uint8 Uint16 Uint32 Uint64 Int16 Int32 Int Number Alternate Any];
    [] u16: receives [Uint8 Uint16] sends [Uint16 Uint32 Uint64 Int32 Int Number Alternate Any];
    [] u32: receives [Uint8 Uint16 Uint32] sends [Uint32 Uint64 Int Number Alternate Any];
    [] u64: receives [Uint8 Uint16 Uint32 Uint64] sends [Uint64 Number Alternate Any];
    [] usize: receives [] sends [Uint64 Number Alternate Any];
    [] isize: receives [] sends [Int Number Alternate Any];
    [] f32: receives [] sends [Number Alternate Any];
    [] f64: receives [Number] sends [Number Alternate Any];
    [] bool: receives [Bool] sends [Bool Alternate Any];
    [] (): receives [Null] sends [Null Alternate Any];

    [] Empty: receives [EmptyReply] sends [];
    [] Map<String, Value>: receives [Object EmptyReply] sends [Object Alternate Any];
    [V] BTreeMap<String, V>: receives [] sends [Object Alternate Any];
    [V, S] HashMap<String, V, S>: receives [] sends [Object Alternate Any];
}

// The members of an object are of any kind.
impl<V: ReceiveAs<Any>> ReceiveAs<Object> for BTreeMap<String, V> {}
impl<V: ReceiveAs<Any>, S> ReceiveAs<Object> for HashMap<String, V, S> {}

/// Implements the traits of types for any value.
macro_rules! implement_any {
    ($($type:ty: $sends:tt;)*) => {$(
        impl Wire for $type {
            type Presence = Required;
            const INFO: TypeInfo = TypeInfo::ANY;
        }
        impl<K> ReceiveAs<K> for $type {}
        implement_any! { @$sends $type }
    )*};
    (@sends $type:ty) => { impl<K> SendAs<K> for $type {} };
    (@skips $type:ty) => {};
}

implement_any! {
    Value: sends;
    Box<RawValue>: sends;
    RawValue: sends;
    IgnoredAny: skips;
}

/// Implements the traits of arrays.
macro_rules! arrays {
    ($([$($generics:tt)*] $type:ty: $reads:tt;)*) => {$(
        impl<T: Wire, $($generics)*> Wire for $type {
            type Presence = Required;
            const INFO: TypeInfo = TypeInfo::array(&T::INFO);
        }
        impl<K, T: SendAs<K> + Wire<Presence = Required>, $($generics)*> SendAs<Array<K>> for $type {}
        impl<T: Wire, $($generics)*> SendAs<Alternate> for $type {}
        impl<T: Wire, $($generics)*> SendAs<Any> for $type {}
        arrays! { @$reads [$($generics)*] $type }
    )*};
    (@receives [$($generics:tt)*] $type:ty) => {
        impl<K, T: ReceiveAs<K>, $($generics)*> ReceiveAs<Array<K>> for $type {}
    };
    (@only_sends [$($generics:tt)*] $type:ty) => {};
}

arrays! {
    [] Vec<T>: receives;
    [] Box<[T]>: receives;
    [] VecDeque<T>: receives;
    [] BTreeSet<T>: receives;
    [S] HashSet<T, S>: receives;
    [] [T]: only_sends;
    [const N: usize] [T; N]: only_sends;
}

/// Implements [`Wire`] for pointers as for their targets.
macro_rules! pointers {
    ($($type:ty: [$($bounds:tt)*];)*) => {$(
        impl<T: $($bounds)*> Wire for $type {
            type Presence = T::Presence;
            const INFO: TypeInfo = T::INFO;

            fn is_absent(&self) -> bool {
                (**self).is_absent()
            }
        }
    )*};
}

pointers! {
    Box<T>: [Wire];
    &T: [Wire + ?Sized];
}

impl<K, T: ReceiveAs<K>> ReceiveAs<K> for Box<T> {}
impl<K, T: SendAs<K>> SendAs<K> for Box<T> {}

// What is borrowed can only be sent.
impl<K, T: SendAs<K> + ?Sized> SendAs<K> for &T {}

// Types that borrow from the input.
impl ReceiveAs<Str> for &str {}
impl ReceiveAs<Enum> for &str {}
impl<K> ReceiveAs<K> for &RawValue {}

impl<T: Wire> Wire for Option<T> {
    type Presence = Optional;
    const INFO: TypeInfo = TypeInfo {
        may_be_absent: true,
        ..T::INFO
    };

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Wire::is_absent)
    }
}

impl<K, T: ReceiveAs<K>> ReceiveAs<K> for Option<T> {}
impl<K, T: SendAs<K>> SendAs<K> for Option<T> {}

/// A serializable value, for a member that may have any value.
#[derive(Debug)]
pub struct AnyValue<T> {
    value: T,
    is_absent: bool,
}

/// Wraps the value of a member that may have any value.
pub fn any_value<T: serde::Serialize>(value: T) -> AnyValue<T> {
    AnyValue {
        value,
        is_absent: false,
    }
}

/// Wraps the value of an argument that the documents do not list. `None` means that the
/// argument is absent, as for listed ones.
pub fn unlisted_argument<T: serde::Serialize>(value: T) -> AnyValue<T> {
    AnyValue {
        is_absent: serde_json::to_value(&value).is_ok_and(|value| value.is_null()),
        value,
    }
}

impl<T: serde::Serialize> serde::Serialize for AnyValue<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> Wire for AnyValue<T> {
    type Presence = Required;
    const INFO: TypeInfo = TypeInfo::ANY;

    fn is_absent(&self) -> bool {
        self.is_absent
    }
}

/// `null`.
pub const NULL: () = ();
