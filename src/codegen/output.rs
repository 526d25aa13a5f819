//! Writing, whatever the format: `serde`'s serializers behind one object.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::{Fail, Field};

/// Where a value is written, once.
pub trait Output {
    /// A value that is written as `serde` writes it.
    fn plain(&mut self, value: Plain<'_>) -> Result<(), Fail>;
    /// An array.
    fn array(&mut self, elements: &mut dyn Iterator<Item = &dyn Field>) -> Result<(), Fail>;
    /// An object, whose members `members` writes.
    fn object(&mut self, members: &mut dyn FnMut(&mut dyn Entries)) -> Result<(), Fail>;
}

/// A value without parts.
#[derive(Debug, Clone, Copy)]
pub enum Plain<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a fraction.
    Int(i64),
    /// A number without a fraction and a sign.
    Uint(u64),
    /// A number.
    Float(f64),
    /// A string.
    Text(&'a str),
    /// Any value.
    Value(&'a Value),
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => serializer.serialize_unit(),
            Plain::Bool(value) => serializer.serialize_bool(*value),
            Plain::Int(value) => serializer.serialize_i64(*value),
            Plain::Uint(value) => serializer.serialize_u64(*value),
            Plain::Float(value) => serializer.serialize_f64(*value),
            Plain::Text(value) => serializer.serialize_str(value),
            Plain::Value(value) => value.serialize(serializer),
        }
    }
}

/// The members of an object that is being written. The first failure is kept and
/// ends the writing.
pub trait Entries {
    /// A member.
    fn entry(&mut self, name: &str, value: &dyn Field);
}

/// Writes a value.
pub fn write<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value).serialize(serializer)
}

struct Written<'a>(&'a dyn Field);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = Erased::Ready(serializer);
        self.0.write(&mut out).map_err(S::Error::custom)?;
        match out {
            Erased::Done(done) => done,
            Erased::Ready(serializer) => serializer.serialize_unit(),
            Erased::Busy => Err(S::Error::custom("a value was written twice")),
        }
    }
}

enum Erased<S: Serializer> {
    Ready(S),
    Busy,
    Done(Result<S::Ok, S::Error>),
}

impl<S: Serializer> Erased<S> {
    fn with(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) -> Result<(), Fail> {
        match std::mem::replace(self, Erased::Busy) {
            Erased::Ready(serializer) => {
                *self = Erased::Done(write(serializer));
                Ok(())
            }
            _ => Err(Fail::of("a value was written twice")),
        }
    }
}

impl<S: Serializer> Output for Erased<S> {
    fn plain(&mut self, value: Plain<'_>) -> Result<(), Fail> {
        self.with(|serializer| value.serialize(serializer))
    }

    fn array(&mut self, elements: &mut dyn Iterator<Item = &dyn Field>) -> Result<(), Fail> {
        self.with(|serializer| {
            let mut seq = serializer.serialize_seq(None)?;
            for element in elements {
                seq.serialize_element(&Written(element))?;
            }
            seq.end()
        })
    }

    fn object(&mut self, members: &mut dyn FnMut(&mut dyn Entries)) -> Result<(), Fail> {
        self.with(|serializer| {
            let mut entries = Map {
                map: serializer.serialize_map(None)?,
                result: Ok(()),
            };
            members(&mut entries);
            entries.result?;
            entries.map.end()
        })
    }
}

struct Map<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Entries for Map<M> {
    fn entry(&mut self, name: &str, value: &dyn Field) {
        if self.result.is_ok() {
            self.result = self.map.serialize_entry(name, &Written(value));
        }
    }
}
