//! The context of lowering a classic document.

use std::collections::HashSet;

use super::entry::TableEntry;
use super::type_names::TypeNames;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Span};
use crate::ir::{Doc, EnumValue, Kind, Name, Schema, Type, TypeDef};

/// The context of lowering a section.
pub(crate) struct Lowering<'a> {
    pub(crate) document: &'a Document,
    pub(crate) schema: &'a mut Schema,
    pub(crate) names: &'a mut TypeNames,
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// The names in the document's headings.
    pub(crate) headings: HashSet<String>,
    /// The entries of the document's table.
    pub(crate) table: Vec<TableEntry>,
}

impl<'a> Lowering<'a> {
    /// A lowering of a document into a schema.
    pub(crate) fn new(
        document: &'a Document,
        schema: &'a mut Schema,
        names: &'a mut TypeNames,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Lowering {
            document,
            schema,
            names,
            diagnostics,
            headings: HashSet::new(),
            table: Vec::new(),
        }
    }

    /// The text of a span.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.document.text().get(span.range()).unwrap_or("")
    }

    /// The number of columns before a span.
    pub(crate) fn indent(&self, span: Span) -> usize {
        self.document.position(span.start).1.saturating_sub(1)
    }

    /// Reports a problem.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A name for a type from the parts of the path to it.
    pub(crate) fn claim(&mut self, path: &[&str]) -> String {
        self.names.claim(path)
    }

    /// Defines a type; it is described where `span` is.
    pub(crate) fn define(&mut self, name: String, span: Span, doc: Doc, kind: Kind) -> Type {
        self.schema.types.push(TypeDef {
            doc,
            ..TypeDef::new(Name::new(&*name, span), kind)
        });
        Type::Named(name)
    }

    /// Defines an enum; of two values with one name, the first.
    pub(crate) fn define_enum(
        &mut self,
        path: &[&str],
        span: Span,
        doc: Doc,
        values: impl IntoIterator<Item = EnumValue>,
    ) -> Type {
        let mut seen = HashSet::new();
        let values = values
            .into_iter()
            .filter(|value| seen.insert(value.name.text.clone()))
            .collect();
        let name = self.claim(path);
        self.define(name, span, doc, Kind::Enum(values))
    }
}
