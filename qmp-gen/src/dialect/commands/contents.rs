//! The sections of text in a document of commands, and its table.

use pest::iterators::Pair;

use super::marks::{line, place, stray, unterminated};
use super::rules::Rule;
use super::{mixed, table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::classic::{self, Section, TableEntry};
use crate::document::{Document, DocumentId, Documents, Span};

/// The sections and the table of a document.
#[derive(Default)]
pub(in crate::dialect) struct Contents {
    pub(super) sections: Vec<Section>,
    pub(super) entries: Vec<TableEntry>,
    /// Whether the table also has the commands of the human monitor, with their manual.
    pub(super) human: bool,
    /// The text of a document that mixes text and table, at the same offsets.
    pub(super) text: Option<Document>,
}

impl Contents {
    /// Reads a file whose text is in blocks, with the table around them.
    fn of_table(document: &Document, whole: Span, diagnostics: &mut Diagnostics) -> Contents {
        let mut contents = Contents::default();
        // The rule matches every text.
        let Ok(mut parsed) = Rule::table.parse(document.text()) else {
            return contents;
        };
        let mut conditions = Vec::new();
        for part in parsed.next().into_iter().flat_map(Pair::into_inner) {
            let span = place(&part, whole);
            match part.as_rule() {
                Rule::block | Rule::entry if table::is_off(&conditions) => {}
                Rule::block => contents.block(document, &part, span, diagnostics),
                Rule::texi => contents.human = true,
                Rule::condition => table::condition(&part, &mut conditions),
                Rule::entry => {
                    let entry = table::entry(diagnostics, &part, span, &conditions);
                    contents.entries.extend(entry);
                }
                Rule::other if part.as_str().trim_end() == "EQMP" => {
                    diagnostics.push(stray(span, &part, "EQMP without an SQMP before it"));
                }
                Rule::other if part.as_str().trim_start().starts_with('{') => {
                    diagnostics.push(Diagnostic::new(
                        Code::TableEntry,
                        line(span, &part),
                        "this entry of the table cannot be parsed",
                    ));
                }
                _ => {}
            }
        }
        contents
    }

    /// Adds a block of text. Before the first entry of the table is the document's
    /// own introduction.
    fn block(
        &mut self,
        document: &Document,
        block: &Pair<'_, Rule>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let mut parts = block.clone().into_inner();
        let Some(body) = parts.find(|part| part.as_rule() == Rule::text) else {
            return;
        };
        if !parts.any(|part| part.as_rule() == Rule::closed) {
            diagnostics.push(unterminated(span));
        }
        let body = place(&body, span);
        let sections = classic::split(document, body);
        if let Some(orphan) = sections.orphan
            && sections.items.is_empty()
            && let Some(entry) = self.entries.last()
        {
            // A heading without dashes is not text of the section.
            let line = document.text().get(orphan.range()).unwrap_or("");
            let is_heading = !line.trim().contains(char::is_whitespace);
            let start = if is_heading { orphan.end } else { orphan.start };
            self.sections.push(Section {
                names: Vec::new(),
                title: orphan,
                entry: Some(entry.name.clone()),
                body: Span { start, ..body },
            });
        }
        self.sections.extend(sections.items);
    }
}

/// Splits the document into sections, and parses the table if it has one.
pub(in crate::dialect) fn parse(
    id: DocumentId,
    documents: &Documents,
    diagnostics: &mut Diagnostics,
) -> Contents {
    let (document, whole) = (documents.get(id), documents.whole(id));
    if !has_table(document.text()) {
        return Contents {
            sections: classic::split(document, whole).items,
            ..Contents::default()
        };
    }
    if document.file_name().ends_with(".hx") {
        return Contents::of_table(document, whole, diagnostics);
    }
    let (text, entries, human) = mixed::read(document, whole, diagnostics);
    Contents {
        sections: classic::split(&text, whole).items,
        entries,
        human,
        text: Some(text),
    }
}

fn has_table(text: &str) -> bool {
    text.lines()
        .any(|line| matches!(line.trim_end(), "SQMP" | "EQMP" | "STEXI"))
}
