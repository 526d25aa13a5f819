//! The definitions of a schema by name.

use std::collections::HashMap;

use super::definitions::{Definition, DefinitionKind, kind_and_name};
use crate::dialect::node::{Node, NodeKind};
use crate::ir::{Builtin, Type};

/// The definitions of a schema by name. Of several with one name, it has the first.
pub(super) struct DefinitionIndex<'a>(HashMap<&'a str, (DefinitionKind, &'a Node)>);

impl<'a> DefinitionIndex<'a> {
    pub(super) fn new(definitions: &'a [Definition]) -> Self {
        let mut index = HashMap::with_capacity(definitions.len());
        for definition in definitions {
            if let Some((kind, name)) = kind_and_name(&definition.node)
                && let Some(name) = name.text()
            {
                index.entry(name).or_insert((kind, &definition.node));
            }
        }
        DefinitionIndex(index)
    }

    /// The definition of that name.
    pub(super) fn get(&self, name: &str) -> Option<(DefinitionKind, &'a Node)> {
        self.0.get(name).copied()
    }

    /// The type that a value names: a name, or a list of one name. Anything else is read as
    /// any value.
    pub(super) fn type_of(&self, node: &Node) -> Type {
        match &node.kind {
            NodeKind::String(name) => self.type_named(name),
            NodeKind::Array(elements) => Type::array(match elements.as_slice() {
                [element] => (element.text()).map_or(Builtin::Any.into(), |n| self.type_named(n)),
                _ => Builtin::Any.into(),
            }),
            _ => Builtin::Any.into(),
        }
    }

    fn type_named(&self, name: &str) -> Type {
        match Builtin::from_name(name) {
            Some(builtin) => builtin.into(),
            None if self.is_old_any(name) => Builtin::Any.into(),
            None => Type::Named(name.to_owned()),
        }
    }

    /// Whether a name is one that old releases wrote for any value.
    pub(super) fn is_old_any(&self, name: &str) -> bool {
        ["visitor", "**", "dict"].contains(&name) && self.get(name).is_none()
    }
}
