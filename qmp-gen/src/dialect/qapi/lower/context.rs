//! The context of lowering one definition.

use super::super::doc::{self, DocComment, DocText};
use super::super::index::DefinitionIndex;
use crate::document::Span;
use crate::ir::{Metadata, Schema};

/// The lowering of one definition.
pub(super) struct Lowering<'a> {
    pub(super) index: &'a DefinitionIndex<'a>,
    /// The module that the definition is in.
    module: &'a str,
    pub(super) doc: DocText<'a>,
    /// The definition, with the types of objects in it that have no name of their own.
    pub(super) lowered: Schema,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(
        index: &'a DefinitionIndex<'a>,
        module: &'a str,
        comment: Option<&'a DocComment<'a>>,
    ) -> Self {
        Lowering {
            index,
            module,
            doc: comment.map(doc::read_text).unwrap_or_default(),
            lowered: Schema::default(),
        }
    }

    /// The metadata of an item of which only the module is known.
    pub(super) fn module_only(&self) -> Metadata {
        Metadata {
            module: Some(self.module.to_owned()),
            ..Metadata::default()
        }
    }

    /// Records the position `place` of the type name of the item or member at `of`.
    pub(super) fn add_type_place(&mut self, of: Span, place: Span) {
        self.lowered.type_places.insert(of, place);
    }
}
