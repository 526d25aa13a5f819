//! Values, branches and members that the documents do not list.

use serde_json::{Map, Value};

/// Members that the documents do not list, by their names.
pub type Extra = Map<String, Value>;

/// A value that the documents do not list, as the server sent it.
///
/// It cannot be created directly, and so is never a listed value: convert a string to the enum
/// with `From`, which returns the listed variant if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(super) fn new(value: &str) -> Self {
        UnknownValue(value.into())
    }

    /// The value in JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A branch that the documents do not list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnknownBranch {
    /// The value of the discriminator.
    pub value: String,
    /// The members other than the common ones.
    pub members: Extra,
}
