//! The *commands* dialect: `qmp-commands.txt`, QEMU 0.13 to 2.8, and the `.hx`
//! files from which it was made.

mod contents;
mod marks;
mod mixed;
mod rules;
mod table;

use super::classic::{self, Lowering, TypeNames};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{DocumentId, Documents};
use crate::ir::Schema;
pub(super) use contents::{Contents, parse};
use rules::Rule;

/// Whether the text of a file with another name is in this dialect.
pub(crate) fn recognise(text: &str) -> bool {
    Rule::commands.parse(text).is_ok()
}

/// Adds the document's commands to the schema.
pub(super) fn lower(
    id: DocumentId,
    documents: &Documents,
    contents: Contents,
    schema: &mut Schema,
    names: &mut TypeNames,
    diagnostics: &mut Diagnostics,
) {
    let before = schema.commands.len();
    let Contents {
        sections,
        entries,
        human,
        text,
    } = contents;
    let document = text.as_ref().unwrap_or(documents.get(id));
    let mut lowering = Lowering::new(document, schema, names, diagnostics);
    let headings = sections.iter().flat_map(|section| &section.names);
    lowering.headings = headings.map(|name| name.text.clone()).collect();
    lowering.table = entries;
    for section in &sections {
        classic::command(&mut lowering, section);
    }
    let entries = std::mem::take(&mut lowering.table);
    if !entries.is_empty() {
        for entry in entries {
            table::lower(&mut lowering, entry, human);
        }
        // Commands of the table alone are sorted in where their entries are.
        lowering.schema.commands[before..].sort_by_key(|command| command.name.span.start);
    }
    if schema.commands.len() == before {
        diagnostics.push(Diagnostic::new(
            Code::NoItems,
            documents.first_line(id),
            "no heading in the document names a command",
        ));
    }
}
