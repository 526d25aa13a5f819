//! The kinds of value that the documents know, and which types of Rust's fit each.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::super::UnknownValue;
use super::type_info::{Content, Form};
use crate::interface::Empty;

/// A type whose values go over the wire.
///
/// Implemented by a derive, or for a type of one's own by `#[derive(QmpObject)]` on
/// a struct of one unnamed field, which is what that field is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type that the documents' values could be",
    label = "not known to the checks",
    note = "derive `QmpEnum` or `QmpObject` for it; a struct of one unnamed field is what that \
            field is, and `serde_json::Value` is anything"
)]
pub trait Wire {
    /// [`Maybe`] for a type that stands for a value which is left out, [`Always`]
    /// for any other.
    type Presence;

    /// What it is, as data.
    const FORM: Form;

    /// Whether this value stands for one that is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// There is always a value.
#[derive(Debug)]
pub enum Always {}

/// There may be none.
#[derive(Debug)]
pub enum Maybe {}

/// [`Wire::Presence`] of a type of which it is known whether its values may be absent.
pub trait Presence {
    /// [`Maybe`] or [`Always`].
    type Presence;
}

/// Whether they may.
#[derive(Debug)]
pub enum Known<const MAY_BE_ABSENT: bool> {}

impl Presence for Known<true> {
    type Presence = Maybe;
}

impl Presence for Known<false> {
    type Presence = Always;
}

/// A type that can hold whatever value a server sends of the kind `K`.
///
/// ```
/// use qmp_client::checked::{ReceiveAs, Int8, Str};
///
/// fn hold<K, T: ReceiveAs<K>>() {}
///
/// hold::<Str, String>();
/// hold::<Int8, i64>();
/// hold::<Str, Option<&str>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold what the documents call `{K}`",
    label = "does not fit"
)]
pub trait ReceiveAs<K>: Wire {}

/// A type of which every value is one that a server takes as the kind `K`.
///
/// ```
/// use qmp_client::checked::{SendAs, Int, Str};
///
/// fn give<K, T: SendAs<K>>() {}
///
/// give::<Str, &str>();
/// // Not the other way round: an `int` need not fit.
/// give::<Int, u32>();
/// ```
#[diagnostic::on_unimplemented(
    message = "not every `{Self}` is what the documents call `{K}`",
    label = "does not fit"
)]
pub trait SendAs<K>: Wire {}

/// An array of what `K` is.
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

        impl Form {
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
    /// One of 8 bits.
    Int8 = 2,
    /// One of 16 bits.
    Int16 = 3,
    /// One of 32 bits.
    Int32 = 4,
    /// An unsigned integer of 8 bits.
    Uint8 = 5,
    /// One of 16 bits.
    Uint16 = 6,
    /// One of 32 bits.
    Uint32 = 7,
    /// One of 64 bits, `size` as well as `uint64`.
    Uint64 = 8,
    /// A number, with or without a fraction.
    Number = 9,
    /// `true` or `false`.
    Bool = 10,
    /// `null`.
    Null = 11,
    /// Any value.
    Any = 12,
    /// One of several strings.
    Enum = 13,
    /// An object.
    Object = 14,
    /// One of several kinds.
    Alternate = 15,
    /// The reply of a command of which the documents say none: `{}`.
    Nothing = 16,
}

/// Writes the row of a type: its generics, what it holds, and what it gives.
macro_rules! fits {
    ($($generics:tt $type:ty: holds [$($held:ident)*] gives [$($given:ident)*];)*) => {$(
        fits! { @impl $generics Wire for $type {
            type Presence = Always;
            const FORM: Form = Form {
                holds: 0 $(| bit::$held)*,
                gives: 0 $(| bit::$given)*,
                may_be_absent: false,
                content: Content::Plain,
            };
        } }
        $(fits! { @impl $generics ReceiveAs<$held> for $type {} })*
        $(fits! { @impl $generics SendAs<$given> for $type {} })*
    )*};
    (@impl [$($generics:tt)*] $($rest:tt)*) => { impl<$($generics)*> $($rest)* };
}

fits! {
    [] String: holds [Str Enum] gives [Str Alternate Any];
    [] Box<str>: holds [Str Enum] gives [Str Alternate Any];
    [] Cow<'_, str>: holds [Str Enum] gives [Str Alternate Any];
    [] str: holds [Str Enum] gives [Str Alternate Any];
    [] UnknownValue: holds [Str Enum] gives [Str Enum Alternate Any];
    [] char: holds [] gives [Str Alternate Any];
    // To write one that is not UTF-8 is an error.
    [] Path: holds [] gives [Str Alternate Any];
    [] PathBuf: holds [] gives [Str Alternate Any];

    [] i8: holds [Int8] gives [Int8 Int16 Int32 Int Number Alternate Any];
    [] i16: holds [Int8 Int16 Uint8] gives [Int16 Int32 Int Number Alternate Any];
    [] i32: holds [Int8 Int16 Int32 Uint8 Uint16] gives [Int32 Int Number Alternate Any];
    [] i64: holds [Int8 Int16 Int32 Int Uint8 Uint16 Uint32] gives [Int Number Alternate Any];
    [] u8: holds [Uint8]
        gives [Uint8 Uint16 Uint32 Uint64 Int16 Int32 Int Number Alternate Any];
    [] u16: holds [Uint8 Uint16] gives [Uint16 Uint32 Uint64 Int32 Int Number Alternate Any];
    [] u32: holds [Uint8 Uint16 Uint32] gives [Uint32 Uint64 Int Number Alternate Any];
    [] u64: holds [Uint8 Uint16 Uint32 Uint64] gives [Uint64 Number Alternate Any];
    [] usize: holds [] gives [Uint64 Number Alternate Any];
    [] isize: holds [] gives [Int Number Alternate Any];
    [] f32: holds [] gives [Number Alternate Any];
    [] f64: holds [Number] gives [Number Alternate Any];
    [] bool: holds [Bool] gives [Bool Alternate Any];
    [] (): holds [Null] gives [Null Alternate Any];

    [] Empty: holds [Nothing] gives [];
    [] Map<String, Value>: holds [Object Nothing] gives [Object Alternate Any];
    [V] BTreeMap<String, V>: holds [] gives [Object Alternate Any];
    [V, S] HashMap<String, V, S>: holds [] gives [Object Alternate Any];
}

// An object has members of any kind.
impl<V: ReceiveAs<Any>> ReceiveAs<Object> for BTreeMap<String, V> {}
impl<V: ReceiveAs<Any>, S> ReceiveAs<Object> for HashMap<String, V, S> {}

/// What may be any value.
macro_rules! fits_anything {
    ($($type:ty: $gives:tt;)*) => {$(
        impl Wire for $type {
            type Presence = Always;
            const FORM: Form = Form::ANYTHING;
        }
        impl<K> ReceiveAs<K> for $type {}
        fits_anything! { @$gives $type }
    )*};
    (@gives $type:ty) => { impl<K> SendAs<K> for $type {} };
    (@skips $type:ty) => {};
}

fits_anything! {
    Value: gives;
    Box<RawValue>: gives;
    RawValue: gives;
    IgnoredAny: skips;
}

/// What is an array of what it contains.
macro_rules! arrays {
    ($([$($generics:tt)*] $type:ty: $reads:tt;)*) => {$(
        impl<T: Wire, $($generics)*> Wire for $type {
            type Presence = Always;
            const FORM: Form = Form::array(&T::FORM);
        }
        impl<K, T: SendAs<K> + Wire<Presence = Always>, $($generics)*> SendAs<Array<K>> for $type {}
        impl<T: Wire, $($generics)*> SendAs<Alternate> for $type {}
        impl<T: Wire, $($generics)*> SendAs<Any> for $type {}
        arrays! { @$reads [$($generics)*] $type }
    )*};
    (@holds [$($generics:tt)*] $type:ty) => {
        impl<K, T: ReceiveAs<K>, $($generics)*> ReceiveAs<Array<K>> for $type {}
    };
    (@only_gives [$($generics:tt)*] $type:ty) => {};
}

arrays! {
    [] Vec<T>: holds;
    [] Box<[T]>: holds;
    [] VecDeque<T>: holds;
    [] BTreeSet<T>: holds;
    [S] HashSet<T, S>: holds;
    [] [T]: only_gives;
    [const N: usize] [T; N]: only_gives;
}

/// A pointer is what it points to.
impl<T: Wire> Wire for Box<T> {
    type Presence = T::Presence;
    const FORM: Form = T::FORM;

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<K, T: ReceiveAs<K>> ReceiveAs<K> for Box<T> {}
impl<K, T: SendAs<K>> SendAs<K> for Box<T> {}

/// A reference gives what it refers to.
impl<T: Wire + ?Sized> Wire for &T {
    type Presence = T::Presence;
    const FORM: Form = T::FORM;

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<K, T: SendAs<K> + ?Sized> SendAs<K> for &T {}

// What may be borrowed from the text that is read.
impl ReceiveAs<Str> for &str {}
impl ReceiveAs<Enum> for &str {}
impl<K> ReceiveAs<K> for &RawValue {}

impl<T: Wire> Wire for Option<T> {
    type Presence = Maybe;
    const FORM: Form = Form {
        may_be_absent: true,
        ..T::FORM
    };

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Wire::is_absent)
    }
}

impl<K, T: ReceiveAs<K>> ReceiveAs<K> for Option<T> {}
impl<K, T: SendAs<K>> SendAs<K> for Option<T> {}

/// Anything that is written as JSON, where the documents ask for no more.
#[derive(Debug)]
pub struct Anything<T> {
    value: T,
    is_absent: bool,
}

/// A value that may be anything.
pub fn anything<T: serde::Serialize>(value: T) -> Anything<T> {
    Anything {
        value,
        is_absent: false,
    }
}

/// The value of an argument that the documents do not list. `None` stands for one that
/// is left out, as it does for those that are listed.
pub fn unlisted<T: serde::Serialize>(value: T) -> Anything<T> {
    Anything {
        is_absent: serde_json::to_value(&value).is_ok_and(|value| value.is_null()),
        value,
    }
}

impl<T: serde::Serialize> serde::Serialize for Anything<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> Wire for Anything<T> {
    type Presence = Always;
    const FORM: Form = Form::ANYTHING;

    fn is_absent(&self) -> bool {
        self.is_absent
    }
}

/// `null`.
pub const NULL: () = ();
