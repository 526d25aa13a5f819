//! The parts of definitions, as both validation and lowering see them.

use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::Name;

/// A member as an object of members lists it.
pub(super) struct MemberEntry<'n> {
    /// The name, without the mark of an optional member.
    pub(super) name: &'n str,
    pub(super) name_span: Span,
    pub(super) optional: bool,
    /// The type, alone or in an object with more about the member.
    pub(super) value: &'n Node,
}

impl MemberEntry<'_> {
    /// Whether the value is an object of members in place of a type, as until QEMU 2.4.
    pub(super) fn is_inline_object(&self) -> bool {
        self.value.is_object() && self.value.get("type").is_none()
    }

    /// The name of the type that an object in place of a type gets.
    pub(super) fn inline_type_name(&self, owner: &str) -> String {
        format!("{owner}{}", crate::naming::pascal(self.name))
    }
}

/// The members that an object lists.
pub(super) fn members(data: &Node) -> impl Iterator<Item = MemberEntry<'_>> {
    data.entries().iter().map(|(key, value)| {
        let name = key.text.strip_prefix('*');
        MemberEntry {
            name: name.unwrap_or(&key.text),
            name_span: key.span,
            optional: name.is_some(),
            value,
        }
    })
}

/// The name of an enum value or a feature: a string, or `name` in an object.
pub(super) fn entry_name(entry: &Node) -> Option<Name> {
    let name = match entry.is_object() {
        true => entry.get("name")?,
        false => entry,
    };
    string_name(name)
}

/// A string as a name.
pub(super) fn string_name(node: &Node) -> Option<Name> {
    Some(Name::new(node.text()?, node.span))
}

/// The elements of the array under a key; `None` if it is missing or something else.
pub(super) fn array<'n>(node: &'n Node, key: &str) -> Option<&'n [Node]> {
    match &node.get(key)?.kind {
        NodeKind::Array(elements) => Some(elements),
        _ => None,
    }
}

/// The type of a member, a branch or an alternative: the value itself, or `type` in an object.
pub(super) fn type_node(value: &Node) -> Option<&Node> {
    match value.is_object() {
        true => value.get("type"),
        false => Some(value),
    }
}

/// The syntax of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnionForm {
    /// With a discriminator.
    Flat,
    /// Without one, until QEMU 6.0: its members are `type` and `data`.
    Simple,
    /// An alternate, before the schema language had a word for it.
    Alternate,
}

/// The form of a union.
pub(super) fn union_form(node: &Node) -> UnionForm {
    let base = node.get("base");
    match node.get("discriminator") {
        // The base of a simple union, if any, is a struct's name.
        None if base.is_some_and(Node::is_object) => UnionForm::Flat,
        None => UnionForm::Simple,
        Some(discriminator) => {
            let is_empty = discriminator.is_object() && discriminator.entries().is_empty();
            match is_empty && base.is_none() {
                true => UnionForm::Alternate,
                false => UnionForm::Flat,
            }
        }
    }
}
