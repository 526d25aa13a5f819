//! Enums.

use std::fmt;
use std::marker::PhantomData;

use serde::Serializer;
use serde::de::{Deserializer, Error, Visitor};

/// An enum whose variants are strings on the wire.
pub trait Choice: Sized {
    /// Its name in Rust.
    const NAME: &'static str;

    /// The variant that is this string on the wire.
    fn from_wire(value: &str) -> Option<Self>;
}

/// Writes a variant: `None` for one that did not keep what it was.
///
/// # Errors
///
/// When it did not, and those of the serializer.
pub fn write_choice<T: Choice, S: Serializer>(
    wire: Option<&str>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(wire) = wire else {
        return Err(<S::Error as serde::ser::Error>::custom(format_args!(
            "this `{}` is a value that it does not list, and that it did not keep",
            T::NAME
        )));
    };
    serializer.serialize_str(wire)
}

/// Reads a variant.
///
/// # Errors
///
/// When the value is no string, or one that the enum does not have.
pub fn read_choice<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(ChoiceVisitor(PhantomData))
}

struct ChoiceVisitor<T>(PhantomData<T>);

impl<T: Choice> Visitor<'_> for ChoiceVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of `{}`", T::NAME)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::from_wire(value).ok_or_else(|| {
            E::custom(format_args!(
                "`{}` has no variant for \"{value}\"; a variant marked `#[qmp(other)]` takes \
                 what it does not list",
                T::NAME
            ))
        })
    }
}
