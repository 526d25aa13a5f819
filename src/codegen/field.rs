//! The trait of all values, and what a value shows of itself.

use serde_json::Value;

use super::input::Input;
use super::unknown::Extra;

/// A value that can be read from a document and shows what it is made of.
pub trait Field {
    /// Reads the value. Where it is not what the type asks for, the input keeps
    /// what is wrong, and what is returned has no meaning.
    fn read(input: &mut Input<'_>) -> Self
    where
        Self: Sized;

    /// Shows the value, once: to be written, printed or compared.
    fn visit(&self, to: Visit<'_>);

    /// What a member of this type is when it is left out, for types that have
    /// something for it.
    fn missing() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Whether `null` is a value of the type. Where it is none, an optional
    /// member that is `null` is one that is left out.
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

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
    pub(super) name: &'static str,
    /// The listed members.
    pub(super) members: Members<'a>,
    /// Which of them hold secrets, and are not printed.
    pub(super) secrets: &'static [&'static str],
    /// Members that are not listed.
    pub(super) extra: Option<&'a Extra>,
    /// For a union, the member that chooses the branch, and the branch.
    pub(super) branch: Option<(&'static str, &'a dyn Field)>,
}

/// What a branch is made of.
#[derive(Clone, Copy)]
pub struct Branch<'a> {
    /// The value of the discriminator.
    pub(super) value: &'a str,
    /// The member that holds what follows, where that is not an object whose
    /// members stand beside the others.
    pub(super) wrapper: Option<&'static str>,
    /// What the branch adds.
    pub(super) inner: Option<&'a dyn Field>,
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
    pub(super) fn is_there(self) -> bool {
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
