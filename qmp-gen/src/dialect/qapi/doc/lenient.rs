//! Documentation comments: whose they are, and what they say of what.

use super::super::syntax::{Comment, Line};
use super::strict::Outline;
use crate::document::Span;
use crate::ir::Name;

/// A documentation comment, its sections told apart.
#[derive(Debug, Default)]
pub(crate) struct Docs<'t> {
    /// The definition it is of; none for a text that stands on its own.
    pub(crate) symbol: Option<Name>,
    /// The text of the definition as a whole.
    pub(crate) body: Vec<Line<'t>>,
    /// What is told of members, arguments and values.
    pub(crate) members: Vec<DocEntry<'t>>,
    /// What is told of features.
    pub(crate) features: Vec<DocEntry<'t>>,
    /// `Returns:`
    pub(crate) returns: Option<Section<'t>>,
    /// `Errors:`
    pub(crate) errors: Option<Section<'t>>,
    /// `Since:`
    pub(crate) since: Option<Section<'t>>,
    /// `Note:` and its like, with the word.
    pub(crate) notes: Vec<(String, Vec<Line<'t>>)>,
    /// `Example:`
    pub(crate) examples: Vec<Vec<Line<'t>>>,
    /// `TODO:`, which is nothing to a reader.
    pub(crate) todos: Vec<Line<'t>>,
    /// What it has in it by today's rules, where it is up to them.
    pub(crate) outline: Option<Outline>,
}

/// What is told under a word with a colon.
#[derive(Debug)]
pub(crate) struct Section<'t> {
    pub(crate) lines: Vec<Line<'t>>,
}

/// What is told of something that has a name.
#[derive(Debug)]
pub(crate) struct DocEntry<'t> {
    pub(crate) name: Name,
    pub(crate) lines: Vec<Line<'t>>,
}

/// Where the lines that are being read go.
enum At {
    Body,
    Member(usize),
    Feature(usize),
    Returns,
    Errors,
    Since,
    Note(usize),
    Example(usize),
    Todo,
}

/// The definition that a comment is of: it stands in the first line.
pub(crate) fn symbol(comment: &Comment) -> Option<Name> {
    let line = comment.lines.first()?;
    let text = line.text.strip_prefix('@')?;
    let name = text.trim_end_matches(':').trim_end();
    let start = line.span.start + 1;
    Some(Name {
        text: name.to_owned(),
        span: Span {
            start,
            end: start + name.len(),
            ..line.span
        },
    })
}

/// Reads a comment.
pub(crate) fn read<'t>(comment: &Comment<'t>) -> Docs<'t> {
    let mut reader = Reader {
        docs: Docs::default(),
        at: At::Body,
        in_features: false,
        loose: false,
    };
    let mut lines = comment.lines.as_slice();
    if let Some(symbol) = symbol(comment)
        && let Some((_, rest)) = lines.split_first()
    {
        reader.docs.symbol = Some(symbol);
        lines = rest;
    }
    let mut blank = true;
    for line in lines {
        reader.line(line, blank);
        blank = line.text.is_empty();
    }
    reader.docs
}

struct Reader<'t> {
    docs: Docs<'t>,
    at: At,
    in_features: bool,
    // Whether the section goes on over text that is not indented: old releases
    // wrote examples and notes so.
    loose: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &Line<'t>, after_blank: bool) {
        let text = line.text;
        let indented = text.starts_with([' ', '\t']);
        if !indented && self.section(line) {
            return;
        }
        if !indented && !text.is_empty() && after_blank && !self.loose {
            self.at = At::Body;
            self.in_features = false;
        }
        self.lines().push(*line);
    }

    fn lines(&mut self) -> &mut Vec<Line<'t>> {
        let docs = &mut self.docs;
        let section = match self.at {
            At::Member(i) => docs.members.get_mut(i).map(|d| &mut d.lines),
            At::Feature(i) => docs.features.get_mut(i).map(|d| &mut d.lines),
            At::Returns => docs.returns.as_mut().map(|s| &mut s.lines),
            At::Errors => docs.errors.as_mut().map(|s| &mut s.lines),
            At::Since => docs.since.as_mut().map(|s| &mut s.lines),
            At::Note(i) => docs.notes.get_mut(i).map(|(_, lines)| lines),
            At::Example(i) => docs.examples.get_mut(i),
            At::Todo => Some(&mut docs.todos),
            At::Body => None,
        };
        section.unwrap_or(&mut docs.body)
    }

    /// Whether the line begins a section.
    fn section(&mut self, line: &Line<'t>) -> bool {
        let text = line.text;
        if let Some(rest) = text.strip_prefix('@')
            && let Some((name, _)) = rest.split_once(':')
            && !name.contains(char::is_whitespace)
        {
            self.described(line, name);
            return true;
        }
        if text == "Features:" {
            self.in_features = true;
            self.loose = false;
            self.at = At::Body;
            return true;
        }
        let Some((word, rest)) = text.split_once(':') else {
            return false;
        };
        // Two colons begin a literal block.
        if rest.starts_with(':') {
            return false;
        }
        let rest = tail(line, word.len() + 1);
        let section = |rest: Option<Line<'t>>| Section {
            lines: rest.into_iter().collect(),
        };
        match word {
            "Returns" => self.docs.returns = Some(section(rest)),
            "Errors" => self.docs.errors = Some(section(rest)),
            "Since" => self.docs.since = Some(section(rest)),
            "Note" | "Notes" => {
                self.docs
                    .notes
                    .push((word.to_owned(), rest.into_iter().collect()));
            }
            "Example" | "Examples" => self.docs.examples.push(rest.into_iter().collect()),
            "TODO" => {}
            _ => return false,
        }
        self.at = match word {
            "Returns" => At::Returns,
            "Errors" => At::Errors,
            "Since" => At::Since,
            "Note" | "Notes" => At::Note(self.docs.notes.len() - 1),
            "Example" | "Examples" => At::Example(self.docs.examples.len() - 1),
            _ => At::Todo,
        };
        self.loose = matches!(word, "Example" | "Examples" | "Notes");
        self.in_features = false;
        true
    }

    fn described(&mut self, line: &Line<'t>, name: &str) {
        let start = line.span.start + 1;
        let span = Span {
            start,
            end: start + name.len(),
            ..line.span
        };
        let lines = tail(line, name.len() + 2).into_iter().collect();
        let described = DocEntry {
            name: Name {
                text: name.to_owned(),
                span,
            },
            lines,
        };
        self.loose = false;
        let list = if self.in_features {
            &mut self.docs.features
        } else {
            &mut self.docs.members
        };
        list.push(described);
        let last = list.len() - 1;
        self.at = if self.in_features {
            At::Feature(last)
        } else {
            At::Member(last)
        };
    }
}

/// What stands in a line from a byte on; nothing where that is empty.
fn tail<'t>(line: &Line<'t>, from: usize) -> Option<Line<'t>> {
    let rest = line.text.get(from..)?;
    let text = rest.trim_start();
    let start = line.span.start + from + (rest.len() - text.len());
    (!text.is_empty()).then_some(Line {
        text,
        span: Span { start, ..line.span },
    })
}
