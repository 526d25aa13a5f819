//! Values, branches and members that the documents do not list.

use serde_json::{Map, Value};

/// Members that the documents do not list, by their names.
pub type Extra = Map<String, Value>;

/// A value that the documents do not list, as the server sent it.
///
/// It can't be made from a value that they do list: text becomes an enum
/// through `From`, which finds the listed variant first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(super) fn new(value: &str) -> Self {
        UnknownValue(value.into())
    }

    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A branch that the documents do not list, whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnknownBranch {
    /// The discriminator's value.
    pub value: String,
    /// The members beside the common ones.
    pub members: Extra,
}
