//! Serializing, printing and comparing values, once for all types.

use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::field::{Branch, Elements, Field, OTHER, Object, Plain, ValueRef};
use super::text;
use super::unknown::UnknownValue;

fn elements(array: &dyn Elements) -> impl Iterator<Item = &dyn Field> {
    (0..array.count()).filter_map(|at| array.element(at))
}

/// Serializes a value.
pub fn write<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value).serialize(serializer)
}

/// Formats a value as `derive(Debug)` would.
pub fn debug<T: Field>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Written(value), f)
}

/// Whether two values of a type are equal.
pub fn equal<T: Field>(one: &T, other: &T) -> bool {
    Written(one) == Written(other)
}

/// A value with the traits that are implemented here.
pub(super) struct Written<'a>(pub(super) &'a dyn Field);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut serializer = Some(serializer);
        let mut written = None;
        self.0.visit(&mut |shown| {
            if let Some(serializer) = serializer.take() {
                written = Some(shown.serialize(serializer));
            }
        });
        written.unwrap_or_else(|| Err(S::Error::custom("the value has no representation")))
    }
}

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = Ok(());
        self.0.visit(&mut |shown| printed = shown.fmt(f));
        printed
    }
}

impl PartialEq for Written<'_> {
    fn eq(&self, other: &Self) -> bool {
        let mut equal = false;
        self.0
            .visit(&mut |one| other.0.visit(&mut |other| equal = one == other));
        equal
    }
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ValueRef::Plain(plain) => plain.serialize(serializer),
            ValueRef::Choice((_, value)) => serializer.serialize_str(value),
            ValueRef::Tuple(_, None) => serializer.serialize_unit(),
            ValueRef::Tuple(_, Some(value)) => Written(*value).serialize(serializer),
            ValueRef::Option(None) => serializer.serialize_unit(),
            ValueRef::Option(Some(value)) => Written(*value).serialize(serializer),
            ValueRef::Array(array) => {
                let mut seq = serializer.serialize_seq(Some(array.count()))?;
                for element in elements(*array) {
                    seq.serialize_element(&Written(element))?;
                }
                seq.end()
            }
            ValueRef::Object(object) => {
                let mut map = serializer.serialize_map(None)?;
                object.entries(&mut map)?;
                map.end()
            }
            ValueRef::Branch(branch) => {
                let mut map = serializer.serialize_map(None)?;
                branch.entries(&mut map)?;
                map.end()
            }
        }
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => serializer.serialize_unit(),
            Plain::Bool(value) => serializer.serialize_bool(*value),
            Plain::Int(value) => serializer.serialize_i64(*value),
            Plain::Uint(value) => serializer.serialize_u64(*value),
            Plain::Float(value) => serializer.serialize_f64(*value),
            Plain::Text(value) => text::serialize(value, serializer),
            Plain::Value(value) => value.serialize(serializer),
        }
    }
}

impl Object<'_> {
    /// Writes the members to a map.
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if let Some((discriminator, branch)) = self.branch {
            entries(branch, map, Some(discriminator))?;
        }
        for (name, member) in self.members {
            let mut written = Ok(());
            member.visit(&mut |shown| {
                if shown.is_there() {
                    written = map.serialize_entry(name, &shown);
                }
            });
            written?;
        }
        for (name, value) in self.extra.into_iter().flatten() {
            map.serialize_entry(name, value)?;
        }
        if let Some((_, branch)) = self.branch {
            entries(branch, map, None)?;
        }
        Ok(())
    }
}

impl Branch<'_> {
    /// Writes the contents of the branch to a map.
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match (self.wrapper, self.inner) {
            (Some(wrapper), Some(inner)) => map.serialize_entry(wrapper, &Written(inner)),
            (None, Some(inner)) => entries(inner, map, None),
            (_, None) => Ok(()),
        }
    }
}

/// Writes the members of an object or of a branch to a map; with a discriminator, only the
/// value of the branch.
fn entries<M: SerializeMap>(
    value: &dyn Field,
    map: &mut M,
    discriminator: Option<&'static str>,
) -> Result<(), M::Error> {
    let mut written = Ok(());
    value.visit(&mut |shown| {
        written = match (shown, discriminator) {
            (ValueRef::Branch(branch), Some(name)) => map.serialize_entry(name, branch.value),
            (ValueRef::Branch(branch), None) => branch.entries(map),
            (ValueRef::Object(object), None) => object.entries(map),
            _ => Err(M::Error::custom("the branch is not an object")),
        };
    });
    written
}

impl fmt::Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueRef::Plain(Plain::Null) => f.write_str("()"),
            ValueRef::Plain(Plain::Bool(value)) => value.fmt(f),
            ValueRef::Plain(Plain::Int(value)) => value.fmt(f),
            ValueRef::Plain(Plain::Uint(value)) => value.fmt(f),
            ValueRef::Plain(Plain::Float(value)) => value.fmt(f),
            ValueRef::Plain(Plain::Text(value)) => value.fmt(f),
            ValueRef::Plain(Plain::Value(value)) => value.fmt(f),
            ValueRef::Choice((OTHER, value)) => {
                let value = UnknownValue::new(value);
                f.debug_tuple(OTHER).field(&value).finish()
            }
            ValueRef::Choice((variant, _)) => f.write_str(variant),
            ValueRef::Tuple(name, None) => f.write_str(name),
            ValueRef::Tuple(name, Some(value)) => {
                f.debug_tuple(name).field(&Written(*value)).finish()
            }
            ValueRef::Option(None) => f.write_str("None"),
            ValueRef::Option(Some(value)) => f.debug_tuple("Some").field(&Written(*value)).finish(),
            ValueRef::Array(array) => f
                .debug_list()
                .entries(elements(*array).map(Written))
                .finish(),
            ValueRef::Object(object) => object.fmt(f),
            ValueRef::Branch(Branch {
                variant,
                value,
                inner,
                ..
            }) => match inner {
                Some(members) if *variant == OTHER => {
                    let branch = UnknownBranchRef {
                        value,
                        members: Written(*members),
                    };
                    f.debug_tuple(OTHER).field(&branch).finish()
                }
                Some(inner) => f.debug_tuple(variant).field(&Written(*inner)).finish(),
                None => f.write_str(variant),
            },
        }
    }
}

/// A branch that the documents do not list, printed like an `UnknownBranch`.
struct UnknownBranchRef<'a> {
    value: &'a str,
    members: Written<'a>,
}

impl fmt::Debug for UnknownBranchRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("UnknownBranch");
        out.field("value", &self.value);
        out.field("members", &self.members).finish()
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Unlisted members have no type.
        if let (Some(extra), "") = (self.extra, self.name) {
            return f.debug_map().entries(extra).finish();
        }
        let mut out = f.debug_struct(self.name);
        for (name, member) in self.members {
            let field = name.replace(['-', '.'], "_");
            if self.secrets.contains(name) {
                out.field(&field, &format_args!("(not shown)"));
            } else {
                out.field(&field, &Written(*member));
            }
        }
        if let Some(extra) = self.extra {
            out.field("extra", extra);
        }
        if let Some((_, branch)) = self.branch {
            out.field("branch", &Written(branch));
        }
        out.finish()
    }
}

impl PartialEq for ValueRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (ValueRef::Plain(one), ValueRef::Plain(other)) => one == other,
            (ValueRef::Choice((_, one)), ValueRef::Choice((_, other))) => one == other,
            (ValueRef::Tuple(name, one), ValueRef::Tuple(other_name, other)) => {
                name == other_name && one.map(Written) == other.map(Written)
            }
            (ValueRef::Option(one), ValueRef::Option(other)) => {
                one.map(Written) == other.map(Written)
            }
            (ValueRef::Array(one), ValueRef::Array(other)) => {
                one.count() == other.count()
                    && elements(*one)
                        .map(Written)
                        .eq(elements(*other).map(Written))
            }
            (ValueRef::Object(one), ValueRef::Object(other)) => one == other,
            (ValueRef::Branch(one), ValueRef::Branch(other)) => {
                one.value == other.value && one.inner.map(Written) == other.inner.map(Written)
            }
            _ => false,
        }
    }
}

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        let members = |object: &Self| {
            let members = object.members.iter().map(|(_, value)| Written(*value));
            members.collect::<Vec<_>>()
        };
        let branch = |object: &Self| object.branch.map(|(_, branch)| Written(branch));
        self.extra == other.extra
            && branch(self) == branch(other)
            && members(self) == members(other)
    }
}
