//! Lowers valid definitions to the IR, each on its own. Validation has reported their
//! problems, which are ignored here.

mod context;
mod definitions;
mod docs;
mod members;

use super::definitions::Definition;
use super::index::DefinitionIndex;
use super::qtype;
use super::validate::ValidDefinition;
use crate::dialect::node::Node;
use crate::document::{Documents, Span};
use crate::ir::{EnumValue, Kind, Metadata, Name, Schema, TypeDef};
use crate::parallel;
use context::Lowering;

/// Adds definitions to the schema, in their order.
pub(super) fn lower(
    definitions: &[ValidDefinition],
    index: &DefinitionIndex,
    documents: &Documents,
    schema: &mut Schema,
) {
    let parts = parallel::map(definitions, |definition| {
        let document = documents.get(definition.name.span.document);
        Lowering::new(index, document.module(), definition.comment).definition(definition)
    });
    for part in parts {
        schema.commands.extend(part.commands);
        schema.events.extend(part.events);
        schema.types.extend(part.types);
        schema.type_places.extend(part.type_places);
    }
}

/// Adds the built-in enum, if a definition names it.
pub(super) fn add_builtin_enum(
    definitions: &[Definition],
    documents: &Documents,
    schema: &mut Schema,
) {
    if schema.types.iter().any(|ty| ty.name.text == qtype::NAME) {
        return;
    }
    let mut definitions = definitions.iter();
    let Some(span) = definitions.find_map(|d| find_string(&d.node, qtype::NAME)) else {
        return;
    };
    let value = |text: &&str| EnumValue {
        name: Name::new(*text, span),
        doc: Default::default(),
        metadata: Metadata::default(),
    };
    schema.types.push(TypeDef {
        name: Name::new(qtype::NAME, span),
        doc: Default::default(),
        kind: Kind::Enum(qtype::VALUES.iter().map(value).collect()),
        metadata: Metadata {
            module: Some(documents.get(span.document).module().to_owned()),
            ..Metadata::default()
        },
        nested: false,
    });
}

/// Finds a string in a value.
fn find_string(node: &Node, string: &str) -> Option<Span> {
    if node.text() == Some(string) {
        return Some(node.span);
    }
    let values = node.entries().iter().map(|(_, value)| value);
    values
        .chain(node.elements())
        .find_map(|value| find_string(value, string))
}
