//! Parses the text under a heading to a tree: paragraphs, labels, nested lists, and the
//! messages of examples.

use pest::iterators::Pair;

use super::indent::{self, Indent};
use super::text_rules::Rule;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Span};
use crate::examples::bracket_balance;
use crate::ir::{Name, Sender};

/// Lists nest no deeper than this. QEMU's nest six deep.
const DEEPEST: usize = 32;

/// The number of following lines that are searched for the indentation of a list.
const LOOKAHEAD: usize = 256;

/// A part of a section.
#[derive(Debug)]
pub(crate) enum Block {
    /// Running text.
    Paragraph(Span),
    /// `Data:` or `Arguments:`, and whether `None` follows.
    /// The text after it is empty, most often: a list follows.
    Members { label: Span, none: bool, rest: Span },
    /// `Returns:` and the text after it.
    Returns(Span),
    /// `Example:` or a similar label, and the text after it.
    Example(Span),
    /// `Note:` or a similar label: the word, and the text after it.
    Note(String, Span),
    /// `Since: 2.1`.
    Since(String),
    /// A list.
    List(Vec<ListEntry>),
    /// A message of an example.
    Message(Sender, Span),
}

/// An entry of a list.
#[derive(Debug)]
pub(crate) struct ListEntry {
    /// The names before the colon; empty if the entry is running text.
    pub(crate) names: Vec<Name>,
    /// The mark before the names.
    pub(crate) mark: EntryMark,
    /// The text after the names, up to the first entry of a list in it.
    pub(crate) text: Span,
    /// The rest of the content.
    pub(crate) content: Vec<Content>,
}

/// The mark of a list entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryMark {
    /// `- "name": …`
    Dash,
    /// `"name": …`
    None,
    /// `name array:`
    Array,
}

/// A part of an entry.
#[derive(Debug)]
pub(crate) enum Content {
    /// Running text.
    Text(Span),
    /// A list.
    Items(Vec<ListEntry>),
}

impl ListEntry {
    /// The entries of every list in this one, with the text before each list.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (Span, &[ListEntry])> {
        let mut before = self.text;
        self.content
            .iter()
            .filter_map(move |content| match content {
                Content::Text(span) => {
                    before = *span;
                    None
                }
                Content::Items(items) => Some((before, items.as_slice())),
            })
    }

    /// The entries of every list in this one.
    pub(crate) fn items(&self) -> impl Iterator<Item = &ListEntry> {
        self.lists().flat_map(|(_, items)| items)
    }

    /// Every piece of running text of the entry itself.
    pub(crate) fn texts(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.text).chain(self.content.iter().filter_map(|content| match content {
            Content::Text(span) => Some(*span),
            Content::Items(_) => None,
        }))
    }

    /// The position at which problems of the entry are reported.
    pub(crate) fn span(&self) -> Span {
        match self.names.first() {
            Some(name) => name.span,
            None => self.text,
        }
    }
}

/// Reads the text at `span`.
pub(crate) fn read(document: &Document, span: Span, diagnostics: &mut Diagnostics) -> Vec<Block> {
    let text = document.text().get(span.range()).unwrap_or("");
    let mut parser = BodyParser {
        base: span,
        text,
        indents: Vec::new(),
        blocks: Vec::new(),
        items: Vec::new(),
        after_blank: true,
        message: None,
        too_deep: false,
        diagnostics,
    };
    // The rule matches every text.
    let Ok(mut parsed) = Rule::body.parse(text) else {
        return Vec::new();
    };
    let lines = parsed.next().into_iter().flat_map(Pair::into_inner);
    let mut indent = "";
    for pair in lines.clone() {
        match pair.as_rule() {
            Rule::indent => indent = pair.as_str(),
            Rule::member | Rule::value => parser.indents.push(Some(indent)),
            Rule::blank | Rule::comment | Rule::text_line => {}
            _ => parser.indents.push(None),
        }
    }
    parser.indents.reverse();
    for pair in lines {
        match pair.as_rule() {
            Rule::indent => indent = pair.as_str(),
            Rule::blank => parser.blank(),
            Rule::comment | Rule::EOI => {}
            rule => {
                if rule != Rule::text_line {
                    parser.indents.pop();
                }
                parser.line(indent, &pair);
            }
        }
    }
    parser.finish()
}

struct BodyParser<'a> {
    base: Span,
    text: &'a str,
    // The indentation of the following lines in reverse order; `None` for a line that is not
    // an entry and ends a list.
    indents: Vec<Option<&'a str>>,
    blocks: Vec<Block>,
    // The entries that are open, with their columns. Each is nested in the one before.
    items: Vec<(Indent<'a>, ListEntry)>,
    after_blank: bool,
    // The message that is open, and how many brackets are open in it.
    message: Option<(Sender, Span, isize)>,
    too_deep: bool,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> BodyParser<'a> {
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let trimmed = pair.as_str().trim_end().len();
        let start = self.base.start + span.start();
        self.base.at(start..start + trimmed)
    }

    fn line(&mut self, indent: &'a str, pair: &Pair<'_, Rule>) {
        let rule = pair.as_rule();
        let column = indent::width(indent);
        let starts_message =
            matches!(rule, Rule::sent | Rule::received) || rule == Rule::opening && column == 0;
        if let Some((_, span, depth)) = &mut self.message {
            // A label in the first column ends a message whose brackets never
            // close.
            let ends = starts_message || rule == Rule::label && column == 0;
            let closers = pair.as_str().trim().bytes().all(|b| b"{}[]',".contains(&b));
            if !ends && (*depth > 0 || !self.after_blank && closers) {
                span.end =
                    self.base.start + pair.as_span().start() + pair.as_str().trim_end().len();
                *depth += bracket_balance(pair.as_str());
                self.after_blank = false;
                return;
            }
            self.end_message();
        }
        match rule {
            Rule::sent => self.start_message(Sender::Client, pair, 2),
            Rule::received => self.start_message(Sender::Server, pair, 2),
            Rule::opening if column == 0 => self.start_message(Sender::Server, pair, 0),
            Rule::label => self.label(indent, pair),
            Rule::member => self.item(indent, EntryMark::Dash, pair),
            Rule::value if !self.items.is_empty() || column > 0 => {
                self.item(indent, EntryMark::None, pair);
            }
            _ => self.text(column, pair),
        }
        self.after_blank = false;
    }

    fn blank(&mut self) {
        if !matches!(self.message, Some((_, _, depth)) if depth > 0) {
            self.end_message();
        }
        self.after_blank = true;
    }

    fn start_message(&mut self, sender: Sender, pair: &Pair<'_, Rule>, arrow: usize) {
        self.close_items(0);
        let line = self.span(pair);
        let text = pair.as_str().get(arrow..).unwrap_or("");
        let skipped = arrow + text.len() - text.trim_start().len();
        let start = (line.start + skipped).min(line.end.max(line.start));
        let span = line.at(start..line.end.max(start));
        self.message = Some((sender, span, bracket_balance(text)));
    }

    fn end_message(&mut self) {
        if let Some((sender, span, _)) = self.message.take() {
            self.blocks.push(Block::Message(sender, span));
        }
    }

    fn label(&mut self, indent: &'a str, pair: &Pair<'_, Rule>) {
        let column = indent::width(indent);
        let Some(label) = pair.clone().into_inner().next() else {
            return;
        };
        if label.as_rule() == Rule::array_label {
            return self.item(indent, EntryMark::Array, &label);
        }
        if column > 0 {
            return self.text(column, pair);
        }
        self.close_items(0);
        let span = self.span(&label);
        let mut parts = label.clone().into_inner();
        let rest = parts
            .clone()
            .find(|p| p.as_rule() == Rule::rest)
            .map_or(span, |p| self.span(&p));
        self.blocks.push(match label.as_rule() {
            Rule::data_label => Block::Members {
                label: span,
                none: parts.any(|p| p.as_rule() == Rule::none),
                rest,
            },
            Rule::description_label => Block::Paragraph(rest),
            Rule::example_label => Block::Example(rest),
            Rule::returns_label => Block::Returns(span),
            Rule::note_label => {
                let word = parts.next().map_or("Note", |p| p.as_str());
                Block::Note(word.to_owned(), rest)
            }
            _ => Block::Since(parts.next().map_or("", |p| p.as_str()).to_owned()),
        });
    }

    fn item(&mut self, indent: &'a str, mark: EntryMark, pair: &Pair<'_, Rule>) {
        let mut item = ListEntry {
            names: Vec::new(),
            mark,
            text: Span {
                start: self.span(pair).end,
                ..self.span(pair)
            },
            content: Vec::new(),
        };
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::names | Rule::quoted_names | Rule::quoted | Rule::name => {
                    self.names(&part, &mut item.names);
                }
                Rule::without_colon => {
                    let span = item.names.last().map_or(item.text, |name| name.span);
                    self.diagnostics.push(Diagnostic::new(
                        Code::MissingColon,
                        span,
                        "expected a colon after the name",
                    ));
                }
                Rule::rest => item.text = self.span(&part),
                _ => {}
            }
        }
        let indent = self.nesting(indent, &item);
        let column = indent.column;
        // A line of prose can begin like a value when it is not inside an entry.
        if mark == EntryMark::None
            && self
                .items
                .first()
                .is_some_and(|(first, _)| column <= first.column)
        {
            return self.text(column, pair);
        }
        self.close_items(column);
        if self.items.len() >= DEEPEST {
            if !self.too_deep {
                self.too_deep = true;
                self.diagnostics.push(Diagnostic::new(
                    Code::TooDeep,
                    item.span(),
                    format!(
                        "lists nest {} levels deep; deeper entries were ignored",
                        DEEPEST + 1
                    ),
                ));
            }
            return;
        }
        self.items.push((indent, item));
    }

    /// The column of an entry. Where one line is indented with spaces and another
    /// with a tab, the entry before decides whether anything is nested in it.
    fn nesting(&self, text: &'a str, item: &ListEntry) -> Indent<'a> {
        let column = indent::width(text);
        for (open, parent) in self.items.iter().rev() {
            let same = open.text == text
                || !open.is_comparable(text)
                    && column > open.column
                    && !item.names.is_empty()
                    && !self.has_nested(open, parent);
            if same {
                let column = open.column;
                return Indent { column, text };
            }
        }
        Indent { column, text }
    }

    /// Whether an entry introduces a list: by its words, or because other entries have its
    /// indentation.
    fn has_nested(&self, indent: &Indent<'_>, item: &ListEntry) -> bool {
        let start = item.text.start.saturating_sub(self.base.start);
        let end = item.text.end.saturating_sub(self.base.start);
        let text = self.text.get(start..end).unwrap_or("");
        if indent::introduces_list(text) {
            return true;
        }
        let list = self.indents.iter().rev();
        list.take(LOOKAHEAD)
            .map_while(|ahead| *ahead)
            .take_while(|ahead| indent::width(ahead) >= indent.column)
            .any(|ahead| ahead == indent.text)
            && !indent::is_scalar(text)
    }

    fn names(&self, pair: &Pair<'_, Rule>, names: &mut Vec<Name>) {
        match pair.as_rule() {
            Rule::name | Rule::quoted_name => {
                names.push(Name::new(pair.as_str(), self.span(pair)));
            }
            _ => {
                for part in pair.clone().into_inner() {
                    self.names(&part, names);
                }
            }
        }
    }

    fn text(&mut self, column: usize, pair: &Pair<'_, Rule>) {
        let span = self.span(pair);
        if self.after_blank || is_case(pair.as_str()) {
            self.close_items(column);
        }
        if let Some((_, item)) = self.items.last_mut() {
            match item.content.last_mut() {
                None if !self.after_blank => item.text.end = span.end,
                Some(Content::Text(text)) if !self.after_blank => text.end = span.end,
                _ => item.content.push(Content::Text(span)),
            }
            return;
        }
        match self.blocks.last_mut() {
            Some(Block::Paragraph(text) | Block::Returns(text)) if !self.after_blank => {
                text.end = span.end;
            }
            Some(Block::Example(text) | Block::Note(_, text)) if !self.after_blank => {
                text.end = span.end;
            }
            Some(Block::Members {
                rest, none: false, ..
            }) if !self.after_blank && rest.start < rest.end => {
                rest.end = span.end;
            }
            _ => self.blocks.push(Block::Paragraph(span)),
        }
    }

    /// Closes the entries that are not to the left of `column`.
    fn close_items(&mut self, column: usize) {
        while self.items.last().is_some_and(|(at, _)| at.column >= column) {
            let Some((_, item)) = self.items.pop() else {
                return;
            };
            match self.items.last_mut() {
                Some((_, parent)) => match parent.content.last_mut() {
                    Some(Content::Items(items)) => items.push(item),
                    _ => parent.content.push(Content::Items(vec![item])),
                },
                None => match self.blocks.last_mut() {
                    Some(Block::List(items)) => items.push(item),
                    _ => self.blocks.push(Block::List(vec![item])),
                },
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_message();
        self.close_items(0);
        self.blocks
    }
}

/// `When "type" is "…":` has the indentation of the entries it governs, so it ends those
/// before it.
fn is_case(line: &str) -> bool {
    line.trim_start().starts_with("When ") && line.trim_end().ends_with(':')
}
