//! What a value shows of itself: enough to write, to print and to compare it,
//! each of which stands here once for all types.

use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::{Extra, Field};

/// Where a value shows itself, once.
pub type Visit<'a> = &'a mut dyn FnMut(ValueRef<'_>);

/// The members of an object, by their names on the wire.
pub type Members<'a> = &'a [(&'static str, &'a dyn Field)];

/// What a value is made of.
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    /// A value without parts.
    Plain(Plain<'a>),
    /// A value of an enum: the type, and the value on the wire.
    Choice(&'static str, &'a str),
    /// A value that may be left out.
    Option(Option<&'a dyn Field>),
    /// An array.
    Array(&'a dyn Elements),
    /// An object.
    Object(Object<'a>),
    /// A branch of a union.
    Branch(Branch<'a>),
}

/// What an object is made of.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    /// The type's name in Rust.
    name: &'static str,
    /// The listed members.
    members: Members<'a>,
    /// Which of them hold secrets, and are not printed.
    secrets: &'static [&'static str],
    /// Members that are not listed.
    extra: Option<&'a Extra>,
    /// For a union, the member that chooses the branch, and the branch.
    branch: Option<(&'static str, &'a dyn Field)>,
}

/// What a branch is made of.
#[derive(Clone, Copy)]
pub struct Branch<'a> {
    /// The value of the discriminator.
    value: &'a str,
    /// The member that holds what follows, where that is not an object whose
    /// members stand beside the others.
    wrapper: Option<&'static str>,
    /// What the branch adds.
    inner: Option<&'a dyn Field>,
}

impl<'a> ValueRef<'a> {
    /// An object.
    pub fn object(name: &'static str, members: Members<'a>) -> Self {
        ValueRef::Object(Object {
            name,
            members,
            secrets: &[],
            extra: None,
            branch: None,
        })
    }

    /// An object that may have members which are not listed.
    pub fn open(name: &'static str, members: Members<'a>, extra: &'a Extra) -> Self {
        ValueRef::Object(Object {
            name,
            members,
            secrets: &[],
            extra: Some(extra),
            branch: None,
        })
    }

    /// An object with branches.
    pub fn union(
        name: &'static str,
        discriminator: &'static str,
        branch: &'a dyn Field,
        members: Members<'a>,
    ) -> Self {
        ValueRef::Object(Object {
            name,
            members,
            secrets: &[],
            extra: None,
            branch: Some((discriminator, branch)),
        })
    }

    /// The same object, of which these members are not to be printed.
    #[must_use]
    pub fn hiding(self, secrets: &'static [&'static str]) -> Self {
        match self {
            ValueRef::Object(object) => ValueRef::Object(Object { secrets, ..object }),
            other => other,
        }
    }

    /// A branch without members of its own.
    pub fn bare(value: &'a str) -> Self {
        ValueRef::Branch(Branch {
            value,
            wrapper: None,
            inner: None,
        })
    }

    /// A branch whose members stand beside the common ones.
    pub fn branch(value: &'a str, inner: &'a dyn Field) -> Self {
        ValueRef::Branch(Branch {
            value,
            wrapper: None,
            inner: Some(inner),
        })
    }

    /// A branch whose value stands in a member of its own.
    pub fn wrapped(value: &'a str, wrapper: &'static str, inner: &'a dyn Field) -> Self {
        ValueRef::Branch(Branch {
            value,
            wrapper: Some(wrapper),
            inner: Some(inner),
        })
    }

    /// Whether there is a value to be written.
    fn is_there(self) -> bool {
        !matches!(self, ValueRef::Option(None))
    }
}

/// A value without parts.
#[derive(Debug, Clone, Copy, PartialEq)]
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

/// The elements of an array.
pub trait Elements {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them.
    fn element(&self, at: usize) -> Option<&dyn Field>;
}

impl<T: Field> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, at: usize) -> Option<&dyn Field> {
        self.get(at).map(|element| element as &dyn Field)
    }
}

fn elements(array: &dyn Elements) -> impl Iterator<Item = &dyn Field> {
    (0..array.count()).filter_map(|at| array.element(at))
}

/// Writes a value.
pub fn write<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value).serialize(serializer)
}

/// Prints a value for programmers, as `derive(Debug)` would.
pub fn debug<T: Field>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Written(value), f)
}

/// Whether two values of a type are equal.
pub fn equal<T: Field>(one: &T, other: &T) -> bool {
    Written(one) == Written(other)
}

/// A value, with the traits that all values have.
struct Written<'a>(&'a dyn Field);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut serializer = Some(serializer);
        let mut written = None;
        self.0.visit(&mut |shown| {
            if let Some(serializer) = serializer.take() {
                written = Some(shown.serialize(serializer));
            }
        });
        written.unwrap_or_else(|| Err(S::Error::custom("a value showed nothing of itself")))
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
            ValueRef::Choice(_, value) => serializer.serialize_str(value),
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
            Plain::Text(value) => serializer.serialize_str(value),
            Plain::Value(value) => value.serialize(serializer),
        }
    }
}

impl Object<'_> {
    /// Writes the members among others.
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
    /// Writes what the branch adds among others.
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match (self.wrapper, self.inner) {
            (Some(wrapper), Some(inner)) => map.serialize_entry(wrapper, &Written(inner)),
            (None, Some(inner)) => entries(inner, map, None),
            (_, None) => Ok(()),
        }
    }
}

/// Writes the members of an object, or of a branch, among others; of a branch
/// the value alone, where a name is given for it.
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
            _ => Err(M::Error::custom("a branch that is no object")),
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
            ValueRef::Choice(name, value) => f.debug_tuple(name).field(value).finish(),
            ValueRef::Option(None) => f.write_str("None"),
            ValueRef::Option(Some(value)) => f.debug_tuple("Some").field(&Written(*value)).finish(),
            ValueRef::Array(array) => f
                .debug_list()
                .entries(elements(*array).map(Written))
                .finish(),
            ValueRef::Object(object) => object.fmt(f),
            ValueRef::Branch(Branch { value, inner, .. }) => match inner {
                Some(inner) => f.debug_tuple(value).field(&Written(*inner)).finish(),
                None => f.write_str(value),
            },
        }
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Members of which nothing is known have no type either.
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
            (ValueRef::Choice(_, one), ValueRef::Choice(_, other)) => one == other,
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
