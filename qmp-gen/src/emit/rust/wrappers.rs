//! Objects that only wrap one value.

use std::collections::{HashMap, HashSet};

use crate::ir::{Kind, Member, Object, Type};
use crate::resolve::Interface;

/// The objects that only wrap one value, as `{ "data": … }` does: they have exactly one
/// member, it is required, and no other object has them as base.
pub(super) struct Wrappers(HashMap<String, Member>);

impl Wrappers {
    pub(super) fn new(interface: &Interface) -> Self {
        let objects = || {
            interface
                .types()
                .filter_map(|definition| match &definition.kind {
                    Kind::Object(object) => Some((&definition.name.text, object)),
                    _ => None,
                })
        };
        let bases: HashSet<&str> = objects()
            .filter_map(|(_, object)| Some(object.base.as_ref()?.text.as_str()))
            .collect();
        let wrappers = objects().filter(|(name, _)| !bases.contains(name.as_str()));
        let wrappers = wrappers.filter_map(|(name, object)| {
            let (member, count) = required_member(interface, object)?;
            (count == 1).then(|| (name.clone(), member))
        });
        Wrappers(wrappers.collect())
    }

    /// The member of a wrapper.
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        self.0.get(name)
    }

    /// The type of the value in a type, which may be wrapped several times.
    pub(super) fn content<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut content = ty;
        // A wrapper that contains itself has no content.
        for _ in 0..=self.0.len() {
            let Type::Named(name) = content else {
                return content;
            };
            match self.0.get(name) {
                Some(member) => content = &member.ty,
                None => return content,
            }
        }
        ty
    }
}

/// The required member of an object that has exactly one, and the number of all members.
pub(super) fn required_member(interface: &Interface, object: &Object) -> Option<(Member, usize)> {
    if object.open || object.discriminator.is_some() {
        return None;
    }
    let members = interface.members(object);
    let count = members.len();
    let mut required = members.into_iter().filter(|member| !member.optional);
    let member = required.next()?;
    required.next().is_none().then_some((member, count))
}
