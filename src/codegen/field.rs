//! The trait of all values, and their representation for output.

use serde_json::Value;

use super::input::Input;
use super::unknown::{Extra, UnknownBranch};

/// The variant for values and branches that the documents do not list.
pub(super) const OTHER: &str = "Other";

/// A value that can be read, and presents its parts for output.
pub trait Field {
    /// Reads the value. If the input does not match the type, it keeps the error, and the
    /// returned value is meaningless.
    fn read(input: &mut Input<'_>) -> Self
    where
        Self: Sized;

    /// Calls a function with the value once, to serialize, print or compare it.
    fn visit(&self, to: Visit<'_>);

    /// The variant of an enum, and its value in JSON. No other type has one.
    fn choice(&self) -> (&'static str, &str) {
        ("", "")
    }

    /// The value of an absent member; `None` if the type has no such value.
    fn missing() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Whether `null` is a value of the type. If not, an optional member that is `null`
    /// counts as absent.
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// A function that is called with a value once.
pub type Visit<'a> = &'a mut dyn FnMut(ValueRef<'_>);

/// The members of an object, by their names in JSON.
pub type Members<'a> = &'a [(&'static str, &'a dyn Field)];

/// The parts of a value.
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    /// A value without parts.
    Plain(Plain<'a>),
    /// A value of an enum: the variant, and the value in JSON.
    Choice((&'static str, &'a str)),
    /// A newtype, or the variant of an alternate: its name, and the value unless it is `null`.
    Tuple(&'static str, Option<&'a dyn Field>),
    /// A value that may be absent.
    Option(Option<&'a dyn Field>),
    /// An array.
    Array(&'a dyn Elements),
    /// An object.
    Object(Object<'a>),
    /// A branch of a union.
    Branch(Branch<'a>),
}

/// The parts of an object.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    /// The type's name in Rust.
    pub(super) name: &'static str,
    /// The listed members.
    pub(super) members: Members<'a>,
    /// The members that contain secrets and are not printed.
    pub(super) secrets: &'static [&'static str],
    /// Unlisted members.
    pub(super) extra: Option<&'a Extra>,
    /// The discriminator of a union, and the branch.
    pub(super) branch: Option<(&'static str, &'a dyn Field)>,
}

impl Object<'_> {
    /// Whether no value of the type has members.
    pub(super) fn has_no_members(&self) -> bool {
        self.members.is_empty() && self.extra.is_none() && self.branch.is_none()
    }
}

/// The parts of a branch.
#[derive(Clone, Copy)]
pub struct Branch<'a> {
    /// The variant in Rust.
    pub(super) variant: &'static str,
    /// The value of the discriminator.
    pub(super) value: &'a str,
    /// The member that contains the branch; `None` if its members are those of the union.
    pub(super) wrapper: Option<&'static str>,
    /// The contents of the branch.
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

    /// An object that may have unlisted members.
    pub fn open(name: &'static str, members: Members<'a>, extra: &'a Extra) -> Self {
        ValueRef::Object(Object {
            name,
            members,
            secrets: &[],
            extra: Some(extra),
            branch: None,
        })
    }

    /// A union.
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

    /// Hides the values of some members in the `Debug` output of the object.
    #[must_use]
    pub fn hiding(self, secrets: &'static [&'static str]) -> Self {
        match self {
            ValueRef::Object(object) => ValueRef::Object(Object { secrets, ..object }),
            other => other,
        }
    }

    /// A branch that adds no members.
    pub fn bare(variant: &'static str, value: &'a str) -> Self {
        ValueRef::Branch(Branch {
            variant,
            value,
            wrapper: None,
            inner: None,
        })
    }

    /// A branch whose members are those of the union, or the value of its member `wrapper`.
    pub fn branch(
        variant: &'static str,
        value: &'a str,
        inner: &'a dyn Field,
        wrapper: Option<&'static str>,
    ) -> Self {
        ValueRef::Branch(Branch {
            variant,
            value,
            wrapper,
            inner: Some(inner),
        })
    }

    /// A branch that the documents do not list.
    pub fn other_branch(branch: &'a UnknownBranch) -> Self {
        Self::branch(OTHER, &branch.value, &branch.members, None)
    }

    /// A newtype, or an alternate.
    pub fn tuple(name: &'static str, value: &'a dyn Field) -> Self {
        ValueRef::Tuple(name, Some(value))
    }

    /// An alternate that is `null`.
    pub fn null(variant: &'static str) -> Self {
        ValueRef::Tuple(variant, None)
    }

    /// Whether there is a value to write.
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
    /// A number without a fraction or a sign.
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
    /// The number of elements.
    fn count(&self) -> usize;
    /// The element at an index.
    fn element(&self, at: usize) -> Option<&dyn Field>;
}
