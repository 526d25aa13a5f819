//! Checked conversions between the type of a field and the type of its member.

use std::any::type_name;
use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::kinds::Wire;
use super::read::MemberReader;
use super::write::ObjectWriter;
use crate::codegen::at;

impl<'de, A: MapAccess<'de>> MemberReader<A> {
    /// Converts the value of a member to the type of its field.
    ///
    /// # Errors
    ///
    /// If the conversion fails.
    pub fn convert<W, T: TryFrom<W, Error: Display>>(
        &self,
        index: usize,
        value: W,
    ) -> Result<T, A::Error> {
        T::try_from(value).map_err(|error| {
            let message = failure::<W, T>(Some(self.what()), &error);
            at(self.name(index), A::Error::custom(message))
        })
    }

    /// Converts the value of an optional member.
    ///
    /// # Errors
    ///
    /// If the conversion fails.
    pub fn convert_optional<W, T: TryFrom<W, Error: Display>>(
        &self,
        index: usize,
        value: Option<W>,
    ) -> Result<Option<T>, A::Error> {
        value.map(|value| self.convert(index, value)).transpose()
    }
}

impl<M: SerializeMap> ObjectWriter<M> {
    /// Converts the value of a field to the type of its member, and writes it. `what` is the
    /// description of the object in errors.
    ///
    /// # Errors
    ///
    /// If the conversion fails, and errors of the serializer and of the value.
    pub fn converted<W: TryFrom<T, Error: Display> + Serialize + Wire, T: Clone>(
        &mut self,
        what: &str,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        let value = W::try_from(value.clone()).map_err(|error| {
            let message = failure::<T, W>(Some(what), &error);
            M::Error::custom(format_args!("`{name}`: {message}"))
        })?;
        self.member(name, &value)
    }

    /// Does the same for an optional member.
    ///
    /// # Errors
    ///
    /// As [`ObjectWriter::converted`].
    pub fn converted_optional<W: TryFrom<T, Error: Display> + Serialize + Wire, T: Clone>(
        &mut self,
        what: &str,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => self.converted::<W, T>(what, name, value),
            None => Ok(()),
        }
    }
}

/// Reads a type by converting it from another.
///
/// # Errors
///
/// If the value does not have that type, or the conversion fails.
pub fn deserialize_from<'de, W, T, D>(deserializer: D) -> Result<T, D::Error>
where
    W: Deserialize<'de>,
    T: TryFrom<W, Error: Display>,
    D: Deserializer<'de>,
{
    let value = W::deserialize(deserializer)?;
    T::try_from(value).map_err(|error| D::Error::custom(failure::<W, T>(None, &error)))
}

/// Writes a type by converting it to another.
///
/// # Errors
///
/// If the conversion fails, and errors of the serializer.
pub fn serialize_into<W, T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
where
    W: TryFrom<T, Error: Display> + Serialize,
    T: Clone,
    S: Serializer,
{
    W::try_from(value.clone())
        .map_err(|error| S::Error::custom(failure::<T, W>(None, &error)))?
        .serialize(serializer)
}

fn failure<From, To>(what: Option<&str>, error: &impl Display) -> String {
    let what = what.map_or_else(String::new, |what| format!(" ({what})"));
    let (from, to) = (type_name::<From>(), type_name::<To>());
    format!("cannot convert from `{from}` to `{to}`{what}: {error}")
}

/// A text that is borrowed from the input if it has no escapes. serde itself always copies
/// into a `Cow`.
#[derive(Debug)]
pub struct Text<'de>(Cow<'de, str>);

impl<'de> Text<'de> {
    /// The text.
    pub fn into_cow<'a>(self) -> Cow<'a, str>
    where
        'de: 'a,
    {
        self.0
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text)))
    }
}
