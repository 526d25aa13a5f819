//! Types that the classic documents describe without naming them: each is
//! called after the place where it is described.

use std::collections::HashSet;

use super::table::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Span};
use crate::ir::{Doc, EnumValue, Kind, Metadata, Name, Schema, Type, TypeDef};
use crate::naming::pascal;

/// The names that are taken, over all documents of a run.
#[derive(Debug, Default)]
pub(crate) struct TypeNames(HashSet<String>);

impl TypeNames {
    /// With these names taken.
    pub(crate) fn taken(names: impl Iterator<Item = String>) -> Self {
        TypeNames(names.collect())
    }

    /// `wanted`, or with the first number behind it that makes it free.
    fn claim(&mut self, wanted: String) -> String {
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
}

/// What the lowering of a section works with.
pub(crate) struct Lowering<'a> {
    pub(crate) document: &'a Document,
    pub(crate) schema: &'a mut Schema,
    pub(crate) names: &'a mut TypeNames,
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// The names in the document's headings.
    pub(crate) headings: HashSet<String>,
    /// The table beside the text.
    pub(crate) table: Vec<Entry>,
    /// Values that are known before it is known whose they are.
    pub(crate) vocabulary: Option<Vec<(Name, Doc)>>,
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
            vocabulary: None,
        }
    }

    /// The text of a place.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.document.text().get(span.range()).unwrap_or("")
    }

    /// How many columns are left of a place.
    pub(crate) fn indent(&self, span: Span) -> usize {
        self.document.position(span.start).1.saturating_sub(1)
    }

    /// Reports a problem.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A name for a type from the parts of the path to it.
    pub(crate) fn claim(&mut self, path: &[&str]) -> String {
        self.names.claim(join(path))
    }

    /// Defines a type; it is described where `span` is.
    pub(crate) fn define(&mut self, name: String, span: Span, doc: Doc, kind: Kind) -> Type {
        self.schema.types.push(TypeDef {
            name: Name {
                text: name.clone(),
                span,
            },
            doc,
            kind,
            metadata: Metadata::default(),
            nested: false,
        });
        Type::Named(name)
    }

    /// Defines an enum; each value with what is told of it.
    pub(crate) fn define_enum(
        &mut self,
        path: &[&str],
        span: Span,
        doc: Doc,
        values: impl IntoIterator<Item = (Name, Doc)>,
    ) -> Type {
        let mut seen = HashSet::new();
        let values = values
            .into_iter()
            .filter(|(name, _)| seen.insert(name.text.clone()))
            .map(|(name, doc)| EnumValue {
                name,
                doc,
                metadata: Metadata::default(),
            })
            .collect();
        let name = self.claim(path);
        self.define(name, span, doc, Kind::Enum(values))
    }
}

/// The parts of a path as one name. Words with which one part ends and the next
/// begins stand once: `query-pci` and `PCI device` give `QueryPciDevice`. But a
/// type is not called like the item it belongs to.
fn join(path: &[&str]) -> String {
    let parts: Vec<String> = path.iter().map(|part| pascal(part)).collect();
    let mut name = String::new();
    for (i, part) in parts.iter().enumerate() {
        let overlap = (2..=part.len())
            .rev()
            .filter(|n| part.is_char_boundary(*n))
            .find(|n| is_word_end(part, *n) && name.ends_with(&part[..*n]))
            .unwrap_or(0);
        let nothing_added = overlap == part.len() && parts.first() == Some(&name) && i > 0;
        name.push_str(&part[if nothing_added { 0 } else { overlap }..]);
    }
    name
}

fn is_word_end(name: &str, at: usize) -> bool {
    name[at..]
        .chars()
        .next()
        .is_none_or(|c| c.is_ascii_uppercase())
        && name[..at]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_become_names() {
        assert_eq!(
            join(&["BLOCK_JOB_ERROR", "operation"]),
            "BlockJobErrorOperation"
        );
        assert_eq!(join(&["query-pci", "PCI device"]), "QueryPciDevice");
        assert_eq!(join(&["query-status", "Return"]), "QueryStatusReturn");
        assert_eq!(join(&["query-status", "status"]), "QueryStatusStatus");
    }
}
