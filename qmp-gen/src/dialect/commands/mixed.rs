//! Parses a text that contains marks and entries of the table, as in `qmp-commands.txt` of forks
//! that merged it with a `.hx` file.

use pest::iterators::Pair;

use super::marks::{place, stray, unterminated};
use super::rules::Rule;
use super::table;
use crate::diagnostic::Diagnostics;
use crate::dialect::classic::TableEntry;
use crate::document::{Document, Span};

/// Parses the entries. Returns them with a document that has the text at the same offsets, and
/// spaces in place of everything else. Marks only separate text and table, so a mark without
/// its other half changes nothing.
pub(super) fn read(
    document: &Document,
    whole: Span,
    diagnostics: &mut Diagnostics,
) -> (Document, Vec<TableEntry>, bool) {
    let mut text = String::with_capacity(document.text().len());
    let mut entries = Vec::new();
    let mut human = false;
    let mut conditions = Vec::new();
    let mut open: Option<Span> = None;
    // The rule matches every text.
    let parsed = Rule::mixed.parse(document.text());
    for part in parsed.into_iter().flatten().flat_map(Pair::into_inner) {
        let span = place(&part, whole);
        blank(&mut text, document, span.start);
        match part.as_rule() {
            Rule::text_part if !table::is_off(&conditions) => text.push_str(part.as_str()),
            Rule::entry if !table::is_off(&conditions) => {
                entries.extend(table::entry(diagnostics, &part, span, &conditions));
            }
            Rule::condition => table::condition(&part, &mut conditions),
            Rule::texi => human = true,
            Rule::opener => {
                let within = open.replace(span);
                let message = "SQMP inside a block: the block before lacks EQMP";
                diagnostics.extend(within.map(|_| stray(span, &part, message)));
            }
            Rule::closer if open.take().is_none() => {
                diagnostics.push(stray(span, &part, "EQMP without an SQMP before it"));
            }
            _ => {}
        }
    }
    blank(&mut text, document, document.text().len());
    diagnostics.extend(open.map(unterminated));
    (Document::new(document.name(), text), entries, human)
}

/// Adds a space for each byte of the document up to `end`, and its line ends.
fn blank(text: &mut String, document: &Document, end: usize) {
    let skipped = document.text().get(text.len()..end).unwrap_or("");
    let blanks = skipped.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' });
    text.extend(blanks);
}
