//! Unions: common members, and a branch chosen by one of them.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::{Absent, Writer, at};

/// The facts of a generated union: a struct of the common members and of the
/// branch.
pub trait Union: Absent + Sized {
    /// The type's name in the documents, for messages.
    const NAME: &'static str;
    /// The member that chooses the branch.
    const DISCRIMINATOR: &'static str;
    /// The branches.
    type Branch: Branch;

    /// Takes the common members out of `members` and puts `branch` beside them.
    fn from_members(
        members: &mut Map<String, Value>,
        branch: impl FnOnce(&mut Map<String, Value>) -> Result<Self::Branch, serde_json::Error>,
    ) -> Result<Self, serde_json::Error>;

    /// Writes the common members, the discriminator apart.
    fn write<M: SerializeMap>(&self, out: &mut Writer<M>);

    /// The branch.
    fn branch(&self) -> &Self::Branch;
}

/// The branches of a [`Union`]. An unknown one is kept whole.
pub trait Branch: Absent + Sized {
    /// Makes the branch for a value of the discriminator from the members that
    /// are left.
    fn from_members(value: String, members: Map<String, Value>) -> Result<Self, serde_json::Error>;

    /// The discriminator's value.
    fn value(&self) -> &str;

    /// Writes the branch's own members.
    fn write<M: SerializeMap>(&self, out: &mut Writer<M>);
}

/// Takes a member out of an object that is being read; an optional one is an
/// `Option`, which reads the `null` that stands for its absence.
pub fn take<T: DeserializeOwned>(
    members: &mut Map<String, Value>,
    name: &str,
    required: bool,
) -> Result<T, serde_json::Error> {
    let value = match members.remove(name) {
        Some(value) => value,
        None if required => {
            return Err(serde_json::Error::custom(format_args!(
                "the required member `{name}` is missing"
            )));
        }
        None => Value::Null,
    };
    serde_json::from_value(value).map_err(|e| at(name, e))
}

/// Reads a branch from the members that are left.
pub fn branch<T: DeserializeOwned>(members: Map<String, Value>) -> Result<T, serde_json::Error> {
    serde_json::from_value(Value::Object(members))
}

/// A branch that the documents do not list, whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OtherBranch {
    /// The discriminator's value.
    pub value: String,
    /// The members beside the common ones.
    pub members: Map<String, Value>,
}

/// Writes a union.
pub fn write<T: Union, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new(serializer.serialize_map(None)?);
    write_members(value, &mut out);
    out.end()
}

/// Writes the members of a union.
pub fn write_members<T: Union, M: SerializeMap>(value: &T, out: &mut Writer<M>) {
    out.required(T::DISCRIMINATOR, value.branch().value());
    value.write(out);
    value.branch().write(out);
}

/// Reads a union. The discriminator may come after the members it governs, so
/// they are gathered first.
pub fn read<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut members = Map::deserialize(deserializer)?;
    let mut read = || -> Result<T, serde_json::Error> {
        let value: String = take(&mut members, T::DISCRIMINATOR, true)?;
        T::from_members(&mut members, |members| {
            T::Branch::from_members(value, std::mem::take(members))
        })
    };
    read().map_err(|e| match e.to_string() {
        path if path.starts_with('`') => D::Error::custom(path),
        message => D::Error::custom(format_args!("{}: {message}", T::NAME)),
    })
}
