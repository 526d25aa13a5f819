//! The *events* dialect: `qmp-events.txt`, QEMU 0.12 to 2.8.

use super::classic::{self, Lowering, Sections, TypeNames};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{DocumentId, Documents};
use crate::ir::Schema;
use rules::Rule;

mod rules {
    include!("events.pest.rs");
}

/// Whether the text of a file with another name is in this dialect.
pub(crate) fn recognise(text: &str) -> bool {
    Rule::events.parse(text).is_ok()
}

/// Splits the document into sections.
pub(super) fn parse(id: DocumentId, documents: &Documents) -> Sections {
    classic::split(documents.get(id), documents.whole(id))
}

/// Adds the document's events to the schema.
pub(super) fn lower(
    id: DocumentId,
    documents: &Documents,
    sections: &Sections,
    schema: &mut Schema,
    names: &mut TypeNames,
    diagnostics: &mut Diagnostics,
) {
    let before = schema.events.len();
    let mut lowering = Lowering::new(documents.get(id), schema, names, diagnostics);
    lowering.headings = sections.names().map(str::to_owned).collect();
    for section in &sections.items {
        classic::event(&mut lowering, section);
    }
    if schema.events.len() == before {
        diagnostics.push(Diagnostic::new(
            Code::NoItems,
            documents.first_line(id),
            "no heading in the document names an event",
        ));
    }
}
