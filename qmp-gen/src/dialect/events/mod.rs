//! The *events* dialect: `qmp-events.txt`, QEMU 0.12 to 2.8.

use super::classic::{self, Lowering, TypeNames};
use super::start;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Schema;
use rules::Rule;

mod rules {
    include!("events.pest.rs");
}

/// Whether a text that goes by another name is such a document.
pub(super) fn recognise(text: &str) -> bool {
    Rule::events.parse(text).is_ok()
}

/// Adds the document's events to the schema.
pub(super) fn lower(
    id: DocumentId,
    document: &Document,
    schema: &mut Schema,
    names: &mut TypeNames,
    diagnostics: &mut Diagnostics,
) {
    let whole = Span {
        document: id,
        start: 0,
        end: document.text().len(),
    };
    let sections = classic::split(document, whole);
    let before = schema.events.len();
    let mut lowering = Lowering::new(document, schema, names, diagnostics);
    lowering.headings = sections.names().map(str::to_owned).collect();
    for section in &sections.items {
        classic::event(&mut lowering, section);
    }
    if schema.events.len() == before {
        diagnostics.push(Diagnostic::new(
            Code::NoItems,
            start(id, document),
            "no heading in the document names an event",
        ));
    }
}
