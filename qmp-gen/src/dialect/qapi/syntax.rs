//! From a text of the schema language to values and documentation comments.

use std::collections::HashMap;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

use super::rules::{QapiParser, Rule};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{DEEPEST, Node, NodeKind, too_deep};
use crate::document::{DocumentId, Span};
use crate::ir::Name;

/// What stands at the top of a schema.
#[derive(Debug)]
pub(super) enum Item {
    /// A documentation comment.
    Doc(Comment),
    /// A directive or a definition.
    Value(Node),
}

/// A documentation comment, line by line, without the marks before the lines.
#[derive(Debug)]
pub(super) struct Comment {
    /// The lines, each without its `#` and the space after that.
    pub(super) lines: Vec<Line>,
}

/// A line of a documentation comment.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) span: Span,
}

/// What a text has in it.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) items: Vec<Item>,
    /// Commas too few or too many, and comments that are not marked as they
    /// should be: old releases have some.
    pub(super) slips: Vec<(Span, &'static str)>,
}

/// Reads a text.
pub(super) fn read(id: DocumentId, text: &str, diagnostics: &mut Diagnostics) -> Text {
    let span = |start: usize, end: usize| Span {
        document: id,
        start,
        end,
    };
    if let Some(at) = too_deep(text, b"'\"", true) {
        let message = format!("a value that nests more than {DEEPEST} levels deep");
        diagnostics.push(Diagnostic::new(Code::TooDeep, span(at, at + 1), message));
        return Text::default();
    }
    // The rule matches every text; only the parser's own limits are left.
    let mut parsed = match QapiParser::parse(Rule::schema, text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let message = format!("the text can't be read: {}", error.variant.message());
            let place = span(0, text.chars().next().map_or(0, char::len_utf8));
            diagnostics.push(Diagnostic::new(Code::SchemaSyntax, place, message));
            return Text::default();
        }
    };
    let mut items = Vec::new();
    let mut slips = Vec::new();
    for pair in parsed.next().into_iter().flat_map(Pair::into_inner) {
        let place = span(pair.as_span().start(), pair.as_span().end());
        match pair.as_rule() {
            Rule::doc => items.push(Item::Doc(comment(place, &pair, text, &mut slips))),
            Rule::broken => broken(place, pair.as_str(), diagnostics),
            Rule::EOI => {}
            _ => {
                let mut reader = Reader {
                    id,
                    slips: &mut slips,
                    diagnostics,
                };
                items.push(Item::Value(reader.node(&pair)));
            }
        }
    }
    Text { items, slips }
}

/// Says what is wrong with a value that could not be read.
fn broken(place: Span, text: &str, diagnostics: &mut Diagnostics) {
    let (offset, message) = match QapiParser::parse(Rule::value, text) {
        // A value, and something behind it: that is what is wrong.
        Ok(pairs) => {
            let end = pairs.last().map_or(0, |pair| pair.as_span().end());
            (end, stray(text, end))
        }
        Err(error) => {
            let at = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            (at, expected(text, at, &error.variant))
        }
    };
    let start = place.start + offset;
    let length = text
        .get(offset..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let at = Span {
        start,
        end: start + length,
        ..place
    };
    diagnostics.push(Diagnostic::new(Code::SchemaSyntax, at, message));
}

fn stray(text: &str, at: usize) -> String {
    let rest = text.get(at..).unwrap_or("").trim_start();
    let word = QapiParser::parse(Rule::stray, rest)
        .ok()
        .and_then(|mut pairs| pairs.next());
    match (word, rest.chars().next()) {
        (Some(word), _) => format!("stray `{}`", word.as_str()),
        (None, Some(c)) => format!("stray `{c}`"),
        (None, None) => "the value does not end".to_owned(),
    }
}

fn expected(text: &str, at: usize, variant: &ErrorVariant<Rule>) -> String {
    let ErrorVariant::ParsingError { positives, .. } = variant else {
        return stray(text, at);
    };
    let before = text.get(..at).unwrap_or("").trim_end();
    let in_string = positives
        .iter()
        .any(|rule| matches!(rule, Rule::single | Rule::double));
    if in_string || inside_string(before) {
        return match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some('\n' | '\r') | None => "a string that does not end on its line".to_owned(),
            Some('\\') => "an escape that means nothing".to_owned(),
            Some(_) => "a character that can't stand in a string".to_owned(),
        };
    }
    let what = match before.chars().next_back() {
        Some('{') => "a string or `}`",
        Some('[') => "`{`, `[`, `]`, a string or a boolean",
        Some(',') if positives.contains(&Rule::key) || positives.contains(&Rule::entry) => {
            "a string"
        }
        Some(',' | ':') => "`{`, `[`, a string or a boolean",
        _ if positives.is_empty() => "`:`, `,` or a closing bracket",
        _ => "`:`, `,` or a closing bracket",
    };
    match text
        .get(at..)
        .map(str::trim_start)
        .filter(|rest| !rest.is_empty())
    {
        Some(_) => format!("{}: expected {what}", stray(text, at)),
        None => format!("the value does not end: expected {what}"),
    }
}

/// Whether a string is open at the end of a text's last line.
fn inside_string(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("");
    line.bytes().filter(|b| *b == b'\'').count() % 2 == 1
}

fn comment(
    span: Span,
    pair: &Pair<'_, Rule>,
    text: &str,
    slips: &mut Vec<(Span, &'static str)>,
) -> Comment {
    let mut lines = Vec::new();
    let mut ended = false;
    let mut junk = |part: &Pair<'_, Rule>, message| {
        if !part.as_str().trim().is_empty() {
            let at = Span {
                start: part.as_span().start(),
                end: part.as_span().end(),
                ..span
            };
            slips.push((at, message));
        }
    };
    for part in pair.clone().into_inner() {
        match part.as_rule() {
            Rule::junk => {
                junk(
                    &part,
                    "junk after `##` at the start of a documentation comment",
                );
            }
            Rule::doc_line => lines.extend(part.into_inner().next().map(|text| line(span, &text))),
            Rule::doc_end => {
                ended = true;
                if let Some(part) = part.into_inner().next() {
                    junk(
                        &part,
                        "junk after `##` at the end of a documentation comment",
                    );
                }
            }
            _ => {}
        }
    }
    if !ended {
        // Where the next thing begins.
        let rest = text.get(span.end..).unwrap_or("");
        let next = span.end + (rest.len() - rest.trim_start().len());
        let at = Span {
            start: next,
            end: next,
            ..span
        };
        slips.push((at, "a documentation comment must end with `##`"));
    }
    Comment { lines }
}

fn line(span: Span, text: &Pair<'_, Rule>) -> Line {
    let stripped = text.as_str().strip_prefix(' ').unwrap_or(text.as_str());
    let start = text.as_span().end() - stripped.len();
    let stripped = stripped.trim_end();
    let span = Span {
        start,
        end: start + stripped.len(),
        ..span
    };
    Line {
        text: stripped.to_owned(),
        span,
    }
}

struct Reader<'a> {
    id: DocumentId,
    slips: &'a mut Vec<(Span, &'static str)>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let (start, end) = (pair.as_span().start(), pair.as_span().end());
        Span {
            document: self.id,
            start,
            end,
        }
    }

    /// Whether the pair is a comma too few or too many.
    fn slip(&mut self, pair: &Pair<'_, Rule>) -> bool {
        let message = match pair.as_rule() {
            Rule::missing => "a comma is missing here",
            Rule::extra => "a comma with nothing behind it",
            _ => return false,
        };
        self.slips.push((self.span(pair), message));
        true
    }

    fn node(&mut self, pair: &Pair<'_, Rule>) -> Node {
        let kind = match pair.as_rule() {
            Rule::object => self.object(pair),
            Rule::array => {
                let mut elements = Vec::new();
                for element in pair.clone().into_inner() {
                    if !self.slip(&element) {
                        elements.push(self.node(&element));
                    }
                }
                NodeKind::Array(elements)
            }
            Rule::string => NodeKind::String(unescaped(pair)),
            _ => NodeKind::Bool(pair.as_str() == "true"),
        };
        Node {
            span: self.span(pair),
            kind,
        }
    }

    fn object(&mut self, pair: &Pair<'_, Rule>) -> NodeKind {
        let mut entries: Vec<(Name, Node)> = Vec::new();
        let mut places: HashMap<String, Span> = HashMap::new();
        for entry in pair.clone().into_inner() {
            if self.slip(&entry) {
                continue;
            }
            let mut parts = entry.into_inner();
            let (Some(key), Some(value)) = (parts.next(), parts.next()) else {
                continue;
            };
            let span = self.span(&key);
            let text = key.into_inner().next().map(|string| unescaped(&string));
            let name = Name {
                text: text.unwrap_or_default(),
                span,
            };
            if let Some(first) = places.get(&name.text) {
                let message = format!("duplicate key `{}`", name.text);
                let problem = Diagnostic::new(Code::SchemaSyntax, span, message);
                self.diagnostics
                    .push(problem.related(*first, "the first is here"));
                continue;
            }
            places.insert(name.text.clone(), name.span);
            entries.push((name, self.node(&value)));
        }
        NodeKind::Object(entries)
    }
}

/// The text of a string.
fn unescaped(string: &Pair<'_, Rule>) -> String {
    let raw = string
        .clone()
        .into_inner()
        .next()
        .map_or("", |inner| inner.as_str());
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    // The escapes are JSON's, and that of the other quote.
    let json = format!(
        "\"{}\"",
        raw.replace("\\'", "'")
            .replace('"', "\\\"")
            .replace("\\\\\"", "\\\"")
    );
    serde_json::from_str(&json).unwrap_or_else(|_| raw.to_owned())
}
