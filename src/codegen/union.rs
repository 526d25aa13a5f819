//! Unions: common members, and a branch chosen by one of them.

use serde_json::{Map, Value};

use super::{Entries, Fail, Field, Input, Members, Output, read_value};

/// A generated union: its members are the common ones, without the one that
/// chooses the branch.
pub trait Union: Members {
    /// The member that chooses the branch.
    fn discriminator(&self) -> &'static str;

    /// The branch.
    fn branch(&self) -> &dyn Branch;

    /// Makes the branch for a value of the discriminator from the members that
    /// are not common.
    ///
    /// # Errors
    ///
    /// When a member of the branch is not what it should be.
    fn set_branch(&mut self, value: String, members: Map<String, Value>) -> Result<(), Fail>;
}

/// The branch of a [`Union`]. An unknown one is kept whole.
pub trait Branch {
    /// The discriminator's value.
    fn value(&self) -> &str;

    /// Writes the branch's own members.
    fn write(&self, out: &mut dyn Entries);
}

/// A branch that the documents do not list, whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OtherBranch {
    /// The discriminator's value.
    pub value: String,
    /// The members beside the common ones.
    pub members: Map<String, Value>,
}

impl OtherBranch {
    /// Writes the members.
    pub fn write(&self, out: &mut dyn Entries) {
        for (name, value) in &self.members {
            out.entry(name, value);
        }
    }
}

/// Reads a branch from the members that are left.
///
/// # Errors
///
/// When a member of the branch is not what it should be.
pub fn branch<T: Field>(members: Map<String, Value>) -> Result<T, Fail> {
    read_value(Value::Object(members))
}

/// Reads a branch whose value stands in a member of its own.
///
/// # Errors
///
/// When the member is missing, or not what it should be.
pub fn wrapped<T: Field>(mut members: Map<String, Value>, name: &str) -> Result<T, Fail> {
    match members.remove(name) {
        Some(value) => read_value(value).map_err(|fail| fail.at(name)),
        None => Err(Fail::of(format_args!(
            "the required member `{name}` is missing"
        ))),
    }
}

/// Reads a union. The discriminator may come after the members it governs, so
/// they are gathered first.
///
/// # Errors
///
/// When a member is missing, or not what it should be.
pub fn read_union(union: &mut dyn Union, input: &mut dyn Input) -> Result<(), Fail> {
    let name = union.name();
    let Value::Object(mut members) = input.value()? else {
        return Err(Fail::of(format_args!("expected a JSON object ({name})")));
    };
    let missing = |member: &str| {
        Fail::of(format_args!(
            "{name} without its required member `{member}`"
        ))
    };
    let discriminator = union.discriminator();
    let value = match members.remove(discriminator) {
        Some(Value::String(value)) => value,
        Some(_) => return Err(Fail::of("expected a string").at(discriminator)),
        None => return Err(missing(discriminator)),
    };
    for (at, (name, required)) in union.members().iter().enumerate() {
        match (members.remove(*name), union.member_mut(at)) {
            (Some(value), Some(place)) => {
                super::input::read_into(place, value).map_err(|fail| fail.at(name))?;
            }
            (None, _) if *required => return Err(missing(name)),
            _ => {}
        }
    }
    union.set_branch(value, members)
}

/// Writes a union's members among others.
pub fn write_union_members(union: &dyn Union, out: &mut dyn Entries) {
    out.entry(union.discriminator(), &union.branch().value().to_owned());
    super::write_members(union, out);
    union.branch().write(out);
}

/// Writes a union.
///
/// # Errors
///
/// When the writer fails.
pub fn write_union(union: &dyn Union, out: &mut dyn Output) -> Result<(), Fail> {
    out.object(&mut |entries| write_union_members(union, entries))
}
