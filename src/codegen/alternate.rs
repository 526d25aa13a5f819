//! Alternates: one of several types, told apart by the kind of JSON value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::ser::Serializer;
use serde_json::Value;

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

/// The facts of a generated alternate.
pub trait Alternate: Sized {
    /// The type's name in the documents, for messages.
    const NAME: &'static str;

    /// Which alternative this kind of value is; `None` where the documents list
    /// none.
    fn alternative(kind: Kind) -> Option<usize>;

    /// Reads that alternative.
    fn read<'de, D: Deserializer<'de>>(alternative: usize, value: D) -> Result<Self, D::Error>;

    /// The variant for everything else.
    fn other(value: Value) -> Self;

    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Writes an alternate.
pub fn write<T: Alternate, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Reads an alternate.
pub fn read<'de, T: Alternate, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(AlternateVisitor(PhantomData))
}

struct AlternateVisitor<T>(PhantomData<T>);

impl<T: Alternate> AlternateVisitor<T> {
    fn scalar<'de, E: Error, V>(self, kind: Kind, value: V) -> Result<T, E>
    where
        V: IntoDeserializer<'de, E> + Into<Value>,
    {
        match T::alternative(kind) {
            Some(alternative) => T::read(alternative, value.into_deserializer()),
            None => Ok(T::other(value.into())),
        }
    }
}

impl<'de, T: Alternate> Visitor<'de> for AlternateVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON value ({})", T::NAME)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.scalar(Kind::Null, ())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.scalar(Kind::Bool, value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.scalar(Kind::Float, value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.scalar(Kind::Str, value.to_owned())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let value = MapAccessDeserializer::new(map);
        match T::alternative(Kind::Object) {
            Some(alternative) => T::read(alternative, value),
            None => Value::deserialize(value).map(T::other),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        let value = SeqAccessDeserializer::new(seq);
        match T::alternative(Kind::Array) {
            Some(alternative) => T::read(alternative, value),
            None => Value::deserialize(value).map(T::other),
        }
    }
}
