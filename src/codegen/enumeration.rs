//! Enums, which stay open: a value that the documents do not list is kept.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// A value that the documents do not list, as the server sent it.
///
/// It can't be made from a value that they do list: text becomes an enum
/// through `From`, which finds the listed variant first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unlisted(Box<str>);

impl Unlisted {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The facts of a generated enum.
pub trait Enum: Sized + Clone + 'static {
    /// The type's name in the documents, for messages.
    const NAME: &'static str;
    /// Each listed value with its variant.
    const VALUES: &'static [(&'static str, Self)];

    /// The variant for everything else.
    fn unlisted(value: Unlisted) -> Self;

    /// The value on the wire.
    fn wire(&self) -> &str;

    /// The variant for a value on the wire.
    fn from_wire(value: &str) -> Self {
        match Self::VALUES.iter().find(|(name, _)| *name == value) {
            Some((_, variant)) => variant.clone(),
            None => Self::unlisted(Unlisted(value.into())),
        }
    }
}

/// Writes an enum.
pub fn write<T: Enum, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.wire())
}

/// Reads an enum.
pub fn read<'de, T: Enum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: Enum> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string ({})", T::NAME)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok(T::from_wire(value))
    }
}
