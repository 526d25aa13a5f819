//! The *commands* dialect: `qmp-commands.txt`, QEMU 0.13 to 2.8, and the `.hx`
//! files from which it was made.

mod table;

use pest::Parser;
use pest::iterators::Pair;

use super::classic::{self, Lowering, TypeNames};
use super::start;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Schema;
use rules::{CommandsParser, Rule};

#[allow(missing_docs, unreachable_pub)]
mod rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "dialect/commands/commands.pest"]
    pub(super) struct CommandsParser;
}

/// Whether a text that goes by another name is such a document.
pub(super) fn recognise(text: &str) -> bool {
    CommandsParser::parse(Rule::commands, text).is_ok()
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
    let mut lowering = Lowering {
        document,
        schema,
        names,
        diagnostics,
        vocabulary: None,
    };
    if has_table(document.text()) {
        with_table(&mut lowering, whole);
    } else {
        text(&mut lowering, whole);
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
        .any(|line| matches!(line.trim_end(), "SQMP" | "STEXI"))
}

/// Adds the commands of a text; gives back its first line where it has none.
fn text(lowering: &mut Lowering<'_>, span: Span) -> Option<Span> {
    let sections = classic::split(lowering.document, span, lowering.diagnostics);
    for section in &sections.named {
        classic::command(lowering, section);
    }
    if sections.named.is_empty() {
        sections.orphan
    } else {
        None
    }
}

fn with_table(lowering: &mut Lowering<'_>, whole: Span) {
    // The rule matches every text.
    let Ok(mut parsed) = CommandsParser::parse(Rule::table, lowering.document.text()) else {
        return;
    };
    let mut entries = Vec::new();
    let mut conditions = Vec::new();
    // The human monitor's commands stand in the same table as QMP's where its
    // manual stands beside them.
    let mut human = false;
    for part in parsed.next().into_iter().flat_map(Pair::into_inner) {
        let span = Span {
            start: part.as_span().start(),
            end: part.as_span().end(),
            ..whole
        };
        match part.as_rule() {
            Rule::block | Rule::entry if table::is_off(&conditions) => {}
            Rule::block => block(lowering, &part, span, entries.is_empty()),
            Rule::texi => human = true,
            Rule::condition => table::condition(&part, &mut conditions),
            Rule::entry => {
                entries.extend(table::entry(lowering, &part, span, &conditions));
            }
            Rule::other if part.as_str().trim_start().starts_with('{') => {
                lowering.report(Diagnostic::new(
                    Code::TableEntry,
                    Span {
                        end: span.start + part.as_str().trim_end().len(),
                        ..span
                    },
                    "an entry of the table that can't be read",
                ));
            }
            _ => {}
        }
    }
    let first = lowering
        .schema
        .commands
        .iter()
        .position(|c| c.name.span.document == whole.document);
    for entry in entries {
        table::lower(lowering, entry, human);
    }
    if let Some(first) = first {
        // Those from the table alone go where they stand.
        lowering.schema.commands[first..].sort_by_key(|command| command.name.span.start);
    }
}

/// A block of text. Before the first entry of the table stands the document's
/// own introduction.
fn block(lowering: &mut Lowering<'_>, block: &Pair<'_, Rule>, span: Span, introduction: bool) {
    let mut parts = block.clone().into_inner();
    let Some(body) = parts.find(|part| part.as_rule() == Rule::text) else {
        return;
    };
    if !parts.any(|part| part.as_rule() == Rule::closed) {
        lowering.report(Diagnostic::new(
            Code::UnterminatedBlock,
            Span {
                end: span.start + "SQMP".len(),
                ..span
            },
            "no EQMP ends this block",
        ));
    }
    let text_span = Span {
        start: body.as_span().start(),
        end: body.as_span().end(),
        ..span
    };
    if let Some(orphan) = text(lowering, text_span)
        && !introduction
    {
        lowering.report(Diagnostic::new(
            Code::TextWithoutHeading,
            orphan,
            "this block's text stands under no heading",
        ));
    }
}
