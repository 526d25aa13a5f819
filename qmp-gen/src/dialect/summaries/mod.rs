//! The *summaries* dialect: text for items that other documents define.
//!
//! ```text
//! # A line with a `#` in the first column is a comment.
//!
//! lamp-set
//!     Lights the lamp, or puts it out; LAMP_LIT follows.
//!
//!     A second paragraph.
//!
//! Lamp.wick
//!     A member, a value or a branch, named with a dot.
//! ```

use pest::iterators::Pair;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Span};
use crate::ir::{Doc, DocBlock, List, Name, SummaryText};
use rules::Rule;

mod rules {
    include!("summaries.pest.rs");
}

/// The extension of files in this dialect.
pub(crate) const EXTENSION: &str = "summaries";

/// Whether the text of a file with another name is in this dialect, by its first line.
pub(crate) fn recognise(text: &str) -> bool {
    Rule::summaries.parse(text).is_ok()
}

/// Reads the entries of a document.
pub(super) fn read(
    id: DocumentId,
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Vec<SummaryText> {
    // The rule matches every text.
    let Ok(mut parsed) = Rule::document.parse(document.text()) else {
        return Vec::new();
    };
    let mut parser = SummaryParser {
        id,
        diagnostics,
        entries: Vec::new(),
        open: None,
        orphaned: false,
    };
    for line in parsed.next().into_iter().flat_map(Pair::into_inner) {
        parser.line(&line);
    }
    parser.close();
    parser.entries
}

struct SummaryParser<'a> {
    id: DocumentId,
    diagnostics: &'a mut Diagnostics,
    entries: Vec<SummaryText>,
    open: Option<OpenEntry>,
    /// Whether text without an entry has been reported, and goes on.
    orphaned: bool,
}

/// The entry whose text is being read.
struct OpenEntry {
    name: Name,
    doc: Doc,
    /// The indentation of its first line, which is that of the others.
    indent: Option<String>,
    /// Whether the next line continues the last block.
    goes_on: bool,
}

impl SummaryParser<'_> {
    fn line(&mut self, line: &Pair<'_, Rule>) {
        match line.as_rule() {
            Rule::blank => {
                if let Some(open) = &mut self.open {
                    open.goes_on = false;
                }
            }
            Rule::entry => {
                self.close();
                let Some(name) = line.clone().into_inner().next() else {
                    return;
                };
                self.open = Some(OpenEntry {
                    name: Name::new(name.as_str(), self.span(&name)),
                    doc: Doc::default(),
                    indent: None,
                    goes_on: false,
                });
            }
            Rule::text => self.text(line),
            Rule::stray => self.stray(line),
            _ => {}
        }
    }

    /// A line of text under an entry.
    fn text(&mut self, line: &Pair<'_, Rule>) {
        let (mut indent, mut mark, mut content) = ("", None, None);
        for part in line.clone().into_inner() {
            match part.as_rule() {
                Rule::indent => indent = part.as_str(),
                Rule::mark => mark = Some(part.as_str()),
                _ => content = Some(part),
            }
        }
        let Some(content) = content else {
            return;
        };
        let span = self.span(&content);
        let Some(open) = &mut self.open else {
            return self.orphan(span);
        };
        let expected = open.indent.get_or_insert_with(|| indent.to_owned());
        // Deeper text after an entry of a list continues it.
        let deeper = indent.strip_prefix(expected.as_str());
        let in_list = matches!(open.doc.blocks.last(), Some(DocBlock::List(_)));
        let under = in_list && mark.is_none() && deeper.is_some_and(|more| !more.is_empty());
        let odd = deeper != Some("") && !under;
        let message = format!(
            "this line is indented by {}, but the first line of `{}` by {}",
            counted(indent),
            open.name.text,
            counted(expected)
        );
        let ends_list = in_list && mark.is_none() && !under;
        let goes_on = open.goes_on && !ends_list;
        add(&mut open.doc, mark.is_some(), goes_on, content.as_str());
        open.goes_on = true;
        if odd {
            self.report(Code::OddIndentation, span, message);
        }
    }

    /// A line in the first column that is not a name: text that lacks its indentation.
    fn stray(&mut self, line: &Pair<'_, Rule>) {
        let span = self.span(line);
        let Some(open) = &mut self.open else {
            return self.orphan(span);
        };
        add(&mut open.doc, false, open.goes_on, line.as_str());
        open.goes_on = true;
        let message = format!(
            "expected a name or an indented line; the line was read as text of `{}`",
            open.name.text
        );
        self.report(Code::OddIndentation, span, message);
    }

    /// Text before the first entry; of several lines the first is reported.
    fn orphan(&mut self, span: Span) {
        if !std::mem::replace(&mut self.orphaned, true) {
            self.report(
                Code::TextWithoutEntry,
                span,
                "this text has no name above it; it was ignored",
            );
        }
    }

    /// Ends the entry that is being read.
    fn close(&mut self) {
        let Some(OpenEntry { name, doc, .. }) = self.open.take() else {
            return;
        };
        if doc.is_empty() {
            let message = format!("the entry `{}` has no text", name.text);
            self.report(Code::EntryWithoutText, name.span, message);
        } else {
            self.entries.push(SummaryText { name, doc });
        }
    }

    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let place = pair.as_span();
        let text = place.as_str();
        Span::new(
            self.id,
            place.start()..place.start() + text.trim_end().len(),
        )
    }
}

/// Adds a line to the text: to the last block if it continues that.
fn add(doc: &mut Doc, begins_entry: bool, goes_on: bool, line: &str) {
    let line = line.trim_end();
    match doc.blocks.last_mut() {
        Some(DocBlock::List(list)) if begins_entry => list.entries.push(Doc::paragraph(line)),
        _ if begins_entry => doc.blocks.push(DocBlock::List(List::of_texts([line]))),
        Some(DocBlock::Paragraph(text)) if goes_on => {
            text.push('\n');
            text.push_str(line);
        }
        Some(DocBlock::List(list)) if goes_on => {
            let last = list.entries.last_mut().and_then(|e| e.blocks.last_mut());
            if let Some(DocBlock::Paragraph(last)) = last {
                last.push('\n');
                last.push_str(line);
            }
        }
        _ => doc.push_paragraph(line),
    }
}

/// Describes an indentation in words.
fn counted(indent: &str) -> String {
    let (tabs, spaces) = (indent.matches('\t').count(), indent.matches(' ').count());
    let several = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    match (tabs, spaces) {
        (0, spaces) => several(spaces, "space"),
        (tabs, 0) => several(tabs, "tab"),
        (tabs, spaces) => format!("{} and {}", several(tabs, "tab"), several(spaces, "space")),
    }
}
