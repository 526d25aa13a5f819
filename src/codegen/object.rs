//! Objects: named members, some of them optional, in any order.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::Absent;

/// What is known of a member beside its type.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether an object without it is an error.
    pub required: bool,
}

/// The facts of a generated object. As a placeholder every member of it is
/// absent.
pub trait Object: Absent + Sized {
    /// The type's name in the documents, for messages.
    const NAME: &'static str;
    /// The members in the documents' order.
    const MEMBERS: &'static [Member];

    /// Reads the value of member number `member`.
    fn read<'de, A: MapAccess<'de>>(&mut self, member: usize, map: &mut A) -> Result<(), A::Error>;

    /// Writes every member that is there.
    fn write<M: SerializeMap>(&self, out: &mut Writer<M>);

    /// Where members that the documents do not list are kept, for an open
    /// object.
    fn extra(&mut self) -> Option<&mut Map<String, Value>> {
        None
    }
}

/// Reads a value in its place.
pub fn get<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    place: &mut T,
) -> Result<(), A::Error> {
    *place = map.next_value()?;
    Ok(())
}

/// Writes members. The first failure is kept and ends the writing, so that
/// generated code has none to pass on: a good part of its compile time.
pub struct Writer<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    /// Writes to `map`.
    pub fn new(map: M) -> Self {
        Writer {
            map,
            result: Ok(()),
        }
    }

    /// Writes a member that is always there.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(name, value);
        }
    }

    /// Writes a member that is left out when there is none.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes members that the documents do not list.
    pub fn extra(&mut self, members: &Map<String, Value>) {
        for (name, value) in members {
            self.required(name, value);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first failure on the way, or that of ending it.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.result?;
        self.map.end()
    }
}

/// Writes an object.
pub fn write<T: Object, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new(serializer.serialize_map(None)?);
    value.write(&mut out);
    out.end()
}

/// Reads an object; a member that is not listed is skipped, or kept where the
/// object is open.
pub fn read<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a JSON object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = T::absent();
        let mut seen = Seen::new(T::MEMBERS.len());
        let mut next = 0;
        let open = value.extra().is_some();
        while let Some(key) = map.next_key_seed(KeySeed {
            members: T::MEMBERS,
            next,
            open,
        })? {
            match key {
                Key::Member(member) => {
                    value
                        .read(member, &mut map)
                        .map_err(|e| at(T::MEMBERS[member].name, e))?;
                    seen.insert(member);
                    next = member + 1;
                }
                Key::Extra(name) => {
                    let member = map.next_value()?;
                    if let Some(extra) = value.extra() {
                        extra.insert(name, member);
                    }
                }
                Key::Skipped => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        for (member, facts) in T::MEMBERS.iter().enumerate() {
            if facts.required && !seen.contains(member) {
                return Err(A::Error::custom(format_args!(
                    "{} without its required member `{}`",
                    T::NAME,
                    facts.name
                )));
            }
        }
        Ok(value)
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
    members: &'static [Member],
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
        if self.members.get(self.next).is_some_and(|m| m.name == name) {
            return Ok(Key::Member(self.next));
        }
        Ok(match self.members.iter().position(|m| m.name == name) {
            Some(member) => Key::Member(member),
            None if self.open => Key::Extra(name.to_owned()),
            None => Key::Skipped,
        })
    }
}

/// Puts the name of a member before what went wrong in it; a chain of them
/// reads as a path: `inserted.image.size: …`.
pub fn at<E: Error>(member: &str, error: E) -> E {
    let message = error.to_string();
    match message.strip_prefix('`') {
        // Whatever begins with a back-quote here was written by this function.
        Some(rest) if rest.contains("`: ") => E::custom(format_args!("`{member}.{rest}")),
        _ => E::custom(format_args!("`{member}`: {message}")),
    }
}
