//! A text that has marks and entries of the table in it, as `qmp-commands.txt` of
//! forks has that were merged from a `.hx` file.

use pest::iterators::Pair;

use super::marks::{place, stray, unterminated};
use super::rules::Rule;
use super::table;
use crate::diagnostic::Diagnostics;
use crate::dialect::classic::TableEntry;
use crate::document::{Document, Span};

/// Reads the entries. The document that comes with them is the text in the same
/// places, with spaces for everything else. Marks only separate the two, so one
/// that has no other half changes nothing.
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
                let message = "this SQMP is in a block already";
                diagnostics.extend(within.map(|_| stray(span, &part, message)));
            }
            Rule::closer if open.take().is_none() => {
                diagnostics.push(stray(span, &part, "this EQMP ends no block"));
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
