//! Reading structs and sets of events.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

use crate::codegen::at;
use crate::interface::EventSet;

/// A struct that is read from the members of an object.
pub trait ReadStruct<'de>: Sized {
    /// The description of the object in errors, such as "the event STOP".
    const WHAT: &'static str;

    /// The names of the members to read.
    const MEMBERS: &'static [&'static str];

    /// Reads the members.
    ///
    /// # Errors
    ///
    /// If a required member is missing, or a value does not have the type of its field.
    fn read<A: MapAccess<'de>>(members: MemberReader<A>) -> Result<Self, A::Error>;
}

/// Reads a struct.
///
/// # Errors
///
/// If the value is not an object, and errors of [`ReadStruct::read`].
pub fn read_struct<'de, T: ReadStruct<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(StructVisitor(PhantomData))
}

struct StructVisitor<T>(PhantomData<T>);

impl<'de, T: ReadStruct<'de>> Visitor<'de> for StructVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON object ({})", T::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(MemberReader {
            map,
            names: T::MEMBERS,
            what: T::WHAT,
        })
    }
}

/// The members of an object that is being read.
#[derive(Debug)]
pub struct MemberReader<A> {
    map: A,
    names: &'static [&'static str],
    what: &'static str,
}

impl<'de, A: MapAccess<'de>> MemberReader<A> {
    /// The index of the next member in the list; other members are skipped.
    ///
    /// # Errors
    ///
    /// Errors of the deserializer.
    pub fn next_index(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some(index) = self.map.next_key_seed(Name(self.names))? {
            if index.is_some() {
                return Ok(index);
            }
            self.map.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    /// Reads the value of the member that [`next_index`](Self::next_index) returned last;
    /// `index` is its index.
    ///
    /// # Errors
    ///
    /// If it does not have the type `T`.
    pub fn value<T: Deserialize<'de>>(&mut self, index: usize) -> Result<Option<T>, A::Error> {
        match self.map.next_value() {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(at(self.name(index), error)),
        }
    }

    /// The value of a member, or the value that represents its absence.
    ///
    /// # Errors
    ///
    /// If it is missing, and `T` cannot represent that.
    pub fn required<T: Deserialize<'de>>(
        &self,
        index: usize,
        value: Option<T>,
    ) -> Result<T, A::Error> {
        match value {
            Some(value) => Ok(value),
            None => T::deserialize(Missing(self.name(index), PhantomData)),
        }
    }

    /// Checks the value of a discriminator.
    ///
    /// # Errors
    ///
    /// If it has another value.
    pub fn expect(
        &self,
        index: usize,
        value: Option<Cow<'_, str>>,
        expected: &'static str,
    ) -> Result<(), A::Error> {
        let value = self.required(index, value)?;
        if value == expected {
            return Ok(());
        }
        let message = format!("expected \"{expected}\", found \"{value}\"");
        Err(at(self.name(index), A::Error::custom(message)))
    }

    /// The description of the object in errors.
    pub(super) fn what(&self) -> &'static str {
        self.what
    }

    pub(super) fn name(&self, index: usize) -> &'static str {
        self.names.get(index).copied().unwrap_or_default()
    }
}

/// Reads the name of a member as its index.
struct Name(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}

/// The input for a missing member: `None` for an `Option`, an error for any other type.
struct Missing<E>(&'static str, PhantomData<E>);

impl<E: Error> Missing<E> {
    fn error(self) -> E {
        E::custom(format_args!("the required member `{}` is missing", self.0))
    }
}

impl<'de, E: Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(self.error())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Reads one of a set of events from a whole message: its name and its data.
///
/// # Errors
///
/// If the message is not an event of the set.
pub fn read_event<'de, T: EventSet, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let EventLine { name, data } = read_struct(deserializer)?;
    match T::read(&name, data.as_deref()) {
        Ok(Some(event)) => Ok(event),
        Ok(None) => Err(D::Error::custom(format_args!(
            "the event `{name}` is not in the set `{}`",
            T::WHAT
        ))),
        Err(error) => Err(at(&name, D::Error::custom(error))),
    }
}

/// An event as a whole message.
struct EventLine {
    name: String,
    data: Option<Box<RawValue>>,
}

impl<'de> ReadStruct<'de> for EventLine {
    const WHAT: &'static str = "an event";
    const MEMBERS: &'static [&'static str] = &["event", "data"];

    fn read<A: MapAccess<'de>>(mut members: MemberReader<A>) -> Result<Self, A::Error> {
        let (mut name, mut data) = (None, None);
        while let Some(index) = members.next_index()? {
            match index {
                0 => name = members.value(0)?,
                _ => data = members.value(1)?,
            }
        }
        Ok(EventLine {
            name: members.required(0, name)?,
            data,
        })
    }
}

/// The error of reading a type that a derive rejected; such a crate does not compile.
pub fn rejected<E: Error>() -> E {
    E::custom("this type does not match the documents")
}
