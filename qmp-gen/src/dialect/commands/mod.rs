//! The *commands* dialect: `qmp-commands.txt`, QEMU 0.13 to 2.8, and the `.hx`
//! files from which it was made.

mod mixed;
mod table;

use pest::iterators::Pair;

use super::classic::{self, Entry, Lowering, Section, TypeNames};
use super::start;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Schema;
use rules::Rule;

mod rules {
    include!("commands.pest.rs");
}

/// Whether a text that goes by another name is such a document.
pub(super) fn recognise(text: &str) -> bool {
    Rule::commands.parse(text).is_ok()
}

/// Adds the document's commands to the schema.
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
    let before = schema.commands.len();
    if !has_table(document.text()) {
        let sections = classic::split(document, whole).items;
        let mut lowering = Lowering::new(document, schema, names, diagnostics);
        sections_of(&mut lowering, &sections);
    } else if document.file_name().ends_with(".hx") {
        let parts = Parts::of_table(document, whole, diagnostics);
        let mut lowering = Lowering::new(document, schema, names, diagnostics);
        parts.lower(&mut lowering);
    } else {
        let (text, entries, human) = mixed::read(document, whole, diagnostics);
        let parts = Parts {
            sections: classic::split(&text, whole).items,
            entries,
            human,
        };
        let mut lowering = Lowering::new(&text, schema, names, diagnostics);
        parts.lower(&mut lowering);
    }
    if schema.commands.len() == before {
        diagnostics.push(Diagnostic::new(
            Code::NoItems,
            start(id, document),
            "no heading in the document names a command",
        ));
    }
}

fn has_table(text: &str) -> bool {
    text.lines()
        .any(|line| matches!(line.trim_end(), "SQMP" | "EQMP" | "STEXI"))
}

fn sections_of(lowering: &mut Lowering<'_>, sections: &[Section]) {
    let names = sections.iter().flat_map(|section| &section.names);
    lowering.headings = names.map(|name| name.text.clone()).collect();
    for section in sections {
        classic::command(lowering, section);
    }
}

/// What a document with a table has in it.
#[derive(Default)]
struct Parts {
    sections: Vec<Section>,
    entries: Vec<Entry>,
    /// Whether the human monitor's commands are in the table too: its manual is
    /// beside them.
    human: bool,
}

impl Parts {
    /// Reads a file whose text is in blocks, with the table around them.
    fn of_table(document: &Document, whole: Span, diagnostics: &mut Diagnostics) -> Parts {
        let mut parts = Parts::default();
        // The rule matches every text.
        let Ok(mut parsed) = Rule::table.parse(document.text()) else {
            return parts;
        };
        let mut conditions = Vec::new();
        for part in parsed.next().into_iter().flat_map(Pair::into_inner) {
            let span = place(&part, whole);
            match part.as_rule() {
                Rule::block | Rule::entry if table::is_off(&conditions) => {}
                Rule::block => parts.block(document, &part, span, diagnostics),
                Rule::texi => parts.human = true,
                Rule::condition => table::condition(&part, &mut conditions),
                Rule::entry => {
                    let entry = table::entry(diagnostics, &part, span, &conditions);
                    parts.entries.extend(entry);
                }
                Rule::other if part.as_str().trim_end() == "EQMP" => {
                    diagnostics.push(stray(span, &part, "this EQMP ends no block"));
                }
                Rule::other if part.as_str().trim_start().starts_with('{') => {
                    diagnostics.push(Diagnostic::new(
                        Code::TableEntry,
                        line(span, &part),
                        "an entry of the table that can't be read",
                    ));
                }
                _ => {}
            }
        }
        parts
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
            // A heading that lacks its dashes is no text.
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

    fn lower(self, lowering: &mut Lowering<'_>) {
        let first = lowering.schema.commands.len();
        lowering.table = self.entries;
        sections_of(lowering, &self.sections);
        for entry in std::mem::take(&mut lowering.table) {
            table::lower(lowering, entry, self.human);
        }
        // Those from the table alone go where their entries are.
        lowering.schema.commands[first..].sort_by_key(|command| command.name.span.start);
    }
}

fn place(part: &Pair<'_, Rule>, whole: Span) -> Span {
    Span {
        start: part.as_span().start(),
        end: part.as_span().end(),
        ..whole
    }
}

/// The first line of a part.
fn line(span: Span, part: &Pair<'_, Rule>) -> Span {
    let line = part.as_str().lines().next().unwrap_or("").trim_end();
    Span {
        end: span.start + line.len(),
        ..span
    }
}

fn unterminated(span: Span) -> Diagnostic {
    let span = Span {
        end: span.start + "SQMP".len(),
        ..span
    };
    Diagnostic::new(Code::UnterminatedBlock, span, "no EQMP ends this block")
}

fn stray(span: Span, part: &Pair<'_, Rule>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayMark, line(span, part), message)
}
