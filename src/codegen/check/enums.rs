//! Reading and writing enums.

use std::fmt;
use std::marker::PhantomData;

use serde::Serializer;
use serde::de::{Deserializer, Error, Visitor};

/// An enum whose variants are strings in JSON.
pub trait WireEnum: Sized {
    /// Its name in Rust.
    const NAME: &'static str;

    /// The variant for a string.
    fn from_wire(value: &str) -> Option<Self>;
}

/// Writes a variant; `None` is the variant for unlisted values, if it does not keep them.
///
/// # Errors
///
/// If the value is `None`, and errors of the serializer.
pub fn write_enum<T: WireEnum, S: Serializer>(
    wire: Option<&str>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(wire) = wire else {
        return Err(<S::Error as serde::ser::Error>::custom(format_args!(
            "cannot serialize a `{}` with an unlisted value: its variant marked `#[qmp(other)]` \
             does not keep the value; add a `String` to it",
            T::NAME
        )));
    };
    serializer.serialize_str(wire)
}

/// Reads a variant.
///
/// # Errors
///
/// If the value is not a string, or the enum has no variant for it.
pub fn read_enum<'de, T: WireEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: WireEnum> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string (a value of `{}`)", T::NAME)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::from_wire(value).ok_or_else(|| {
            E::custom(format_args!(
                "`{}` has no variant for \"{value}\"; add a variant marked `#[qmp(other)]` to \
                 accept unlisted values",
                T::NAME
            ))
        })
    }
}
