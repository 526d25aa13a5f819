//! Reading, whatever the format: `serde`'s deserializers behind one object.
//!
//! What is generated for a type knows nothing of the deserializer it is read
//! from, so it is compiled once and small; the part that depends on the
//! deserializer stands here, once for each of them.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde_json::Value;

use super::{Field, Kind, Members};

/// Why a value could not be read or written: a message that begins with the path
/// to the member it is about.
#[derive(Debug)]
pub struct Fail(String);

impl Fail {
    /// What another error says.
    pub fn of(error: impl fmt::Display) -> Self {
        Fail(error.to_string())
    }

    /// Puts the name of a member before; a chain of them reads as a path:
    /// `inserted.image.size: …`.
    #[must_use]
    pub fn at(self, member: &str) -> Self {
        Fail(match self.0.strip_prefix('`') {
            // Whatever begins with a back-quote here was written by this function.
            Some(rest) if rest.contains("`: ") => format!("`{member}.{rest}"),
            _ => format!("`{member}`: {}", self.0),
        })
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that is yet to be read. It is read once; what asks twice is refused.
pub trait Input {
    /// `true` or `false`.
    fn bool(&mut self) -> Result<bool, Fail>;
    /// A number without a fraction.
    fn int(&mut self) -> Result<i64, Fail>;
    /// A number without a fraction and a sign.
    fn uint(&mut self) -> Result<u64, Fail>;
    /// A number.
    fn float(&mut self) -> Result<f64, Fail>;
    /// `null`.
    fn null(&mut self) -> Result<(), Fail>;
    /// A string; errors say `what` it is.
    fn text(&mut self, what: &str, take: &mut dyn FnMut(&str)) -> Result<(), Fail>;
    /// Any value.
    fn value(&mut self) -> Result<Value, Fail>;
    /// Nothing, or what `some` reads.
    fn option(&mut self, some: Reader<'_>) -> Result<(), Fail>;
    /// An array, each element of which `element` reads.
    fn array(&mut self, element: Reader<'_>) -> Result<(), Fail>;
    /// An object.
    fn object(&mut self, members: &mut dyn Members) -> Result<(), Fail>;
    /// A value of whatever kind it is; `take` reads it once it knows that.
    fn any(&mut self, take: AnyReader<'_>) -> Result<(), Fail>;
}

/// What reads a value.
pub type Reader<'a> = &'a mut dyn FnMut(&mut dyn Input) -> Result<(), Fail>;

/// What reads a value whose kind it is told.
pub type AnyReader<'a> = &'a mut dyn FnMut(Kind, &mut dyn Input) -> Result<(), Fail>;

/// Reads a value.
pub fn read<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::absent();
    value
        .read(&mut Erased(Some(deserializer)))
        .map_err(D::Error::custom)?;
    Ok(value)
}

/// Reads a value that has been read as any value before.
pub fn read_value<T: Field>(value: Value) -> Result<T, Fail> {
    let mut read = T::absent();
    read.read(&mut Erased(Some(value)))?;
    Ok(read)
}

/// Reads a value that has been read as any value before, in its place.
pub(super) fn read_into(place: &mut dyn Field, value: Value) -> Result<(), Fail> {
    place.read(&mut Erased(Some(value)))
}

struct Erased<D>(Option<D>);

impl<'de, D: Deserializer<'de>> Erased<D> {
    fn take(&mut self) -> Result<D, Fail> {
        self.0
            .take()
            .ok_or_else(|| Fail::of("a value was read twice"))
    }

    fn scalar<T: Deserialize<'de>>(&mut self) -> Result<T, Fail> {
        T::deserialize(self.take()?).map_err(Fail::of)
    }
}

impl<'de, D: Deserializer<'de>> Input for Erased<D> {
    fn bool(&mut self) -> Result<bool, Fail> {
        self.scalar()
    }

    fn int(&mut self) -> Result<i64, Fail> {
        self.scalar()
    }

    fn uint(&mut self) -> Result<u64, Fail> {
        self.scalar()
    }

    fn float(&mut self) -> Result<f64, Fail> {
        self.scalar()
    }

    fn null(&mut self) -> Result<(), Fail> {
        self.scalar()
    }

    fn text(&mut self, what: &str, take: &mut dyn FnMut(&str)) -> Result<(), Fail> {
        self.take()?
            .deserialize_str(TextVisitor { what, take })
            .map_err(Fail::of)
    }

    fn value(&mut self) -> Result<Value, Fail> {
        self.scalar()
    }

    fn option(&mut self, some: Reader<'_>) -> Result<(), Fail> {
        self.take()?
            .deserialize_option(OptionVisitor(some))
            .map_err(Fail::of)
    }

    fn array(&mut self, element: Reader<'_>) -> Result<(), Fail> {
        self.take()?
            .deserialize_seq(ArrayVisitor(element))
            .map_err(Fail::of)
    }

    fn object(&mut self, members: &mut dyn Members) -> Result<(), Fail> {
        self.take()?
            .deserialize_map(ObjectVisitor(members))
            .map_err(Fail::of)
    }

    fn any(&mut self, take: AnyReader<'_>) -> Result<(), Fail> {
        self.take()?
            .deserialize_any(AnyVisitor(take))
            .map_err(Fail::of)
    }
}

struct TextVisitor<'a> {
    what: &'a str,
    take: &'a mut dyn FnMut(&str),
}

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        (self.take)(text);
        Ok(())
    }
}

struct OptionVisitor<'a>(Reader<'a>);

impl<'de> Visitor<'de> for OptionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (self.0)(&mut Erased(Some(deserializer))).map_err(D::Error::custom)
    }
}

/// Reads one value with what is given: an element of an array.
struct ReaderSeed<'a>(Reader<'a>);

impl<'de> DeserializeSeed<'de> for ReaderSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (self.0)(&mut Erased(Some(deserializer))).map_err(D::Error::custom)
    }
}

struct ArrayVisitor<'a>(Reader<'a>);

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(ReaderSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

struct ObjectVisitor<'a>(&'a mut dyn Members);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON object ({})", self.0.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let object = self.0;
        let members = object.members();
        let open = object.extra().is_some();
        let mut seen = Seen::new(members.len());
        let mut next = 0;
        while let Some(key) = map.next_key_seed(KeySeed {
            members,
            next,
            open,
        })? {
            match key {
                Key::Member(at) => {
                    if let Some(place) = object.member_mut(at) {
                        map.next_value_seed(FieldSeed(place, members[at].0))?;
                    }
                    seen.insert(at);
                    next = at + 1;
                }
                Key::Extra(name) => {
                    let value = map.next_value()?;
                    if let Some(extra) = object.extra_mut() {
                        extra.insert(name, value);
                    }
                }
                Key::Skipped => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let missing = members
            .iter()
            .enumerate()
            .find(|(at, m)| m.1 && !seen.contains(*at));
        match missing {
            None => Ok(()),
            Some((_, (name, _))) => Err(A::Error::custom(format_args!(
                "{} without its required member `{name}`",
                object.name()
            ))),
        }
    }
}

struct FieldSeed<'a>(&'a mut dyn Field, &'static str);

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let read = self.0.read(&mut Erased(Some(deserializer)));
        read.map_err(|fail| D::Error::custom(fail.at(self.1)))
    }
}

/// Which members have been read.
struct Seen {
    low: u128,
    // Beyond 128 members; no object of QMP's comes near.
    high: Vec<bool>,
}

impl Seen {
    fn new(members: usize) -> Self {
        Seen {
            low: 0,
            high: vec![false; members.saturating_sub(128)],
        }
    }

    fn insert(&mut self, member: usize) {
        match member.checked_sub(128) {
            None => self.low |= 1 << member,
            Some(high) => self.high[high] = true,
        }
    }

    fn contains(&self, member: usize) -> bool {
        match member.checked_sub(128) {
            None => self.low & (1 << member) != 0,
            Some(high) => self.high[high],
        }
    }
}

enum Key {
    Member(usize),
    Extra(String),
    Skipped,
}

/// Finds a key among the members. A server writes members in the documents'
/// order, so the one after the last is tried first.
struct KeySeed {
    members: &'static [(&'static str, bool)],
    next: usize,
    open: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        if self.members.get(self.next).is_some_and(|m| m.0 == name) {
            return Ok(Key::Member(self.next));
        }
        Ok(match self.members.iter().position(|m| m.0 == name) {
            Some(member) => Key::Member(member),
            None if self.open => Key::Extra(name.to_owned()),
            None => Key::Skipped,
        })
    }
}

struct AnyVisitor<'a>(AnyReader<'a>);

impl AnyVisitor<'_> {
    fn take<'de, E: Error>(
        self,
        kind: Kind,
        value: impl IntoDeserializer<'de, E>,
    ) -> Result<(), E> {
        (self.0)(kind, &mut Erased(Some(value.into_deserializer()))).map_err(E::custom)
    }
}

impl<'de> Visitor<'de> for AnyVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.take(Kind::Null, ())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.take(Kind::Bool, value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take(Kind::Int, value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take(Kind::Int, value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take(Kind::Float, value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.take(Kind::Str, value)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let value = MapAccessDeserializer::new(map);
        (self.0)(Kind::Object, &mut Erased(Some(value))).map_err(A::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let value = SeqAccessDeserializer::new(seq);
        (self.0)(Kind::Array, &mut Erased(Some(value))).map_err(A::Error::custom)
    }
}
