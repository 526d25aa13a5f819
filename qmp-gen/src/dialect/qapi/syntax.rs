//! From the tokens of the schema language to values and documentation comments.

use std::collections::HashMap;

use super::rules::Rule;
use super::tokens::{Token, Tokens};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Name;

/// What stands at the top of a schema.
#[derive(Debug)]
pub(super) enum Item<'t> {
    /// A documentation comment.
    Doc(Comment<'t>),
    /// A directive or a definition.
    Value(Node),
}

/// A documentation comment, line by line, without the marks before the lines.
#[derive(Debug, Clone)]
pub(super) struct Comment<'t> {
    /// The mark that begins it.
    pub(super) span: Span,
    /// The lines, each without its `#` and the space after that.
    pub(super) lines: Vec<Line<'t>>,
    /// What comes behind the lines, which should be the mark that ends it.
    pub(super) end: Span,
}

/// A line of a documentation comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

/// What a text has in it.
#[derive(Debug, Default)]
pub(super) struct Text<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Commas too few or too many, and comments that are not marked as they
    /// should be: old releases have some.
    pub(super) style_issues: Vec<(Span, &'static str)>,
}

/// Reads a document.
pub(super) fn read<'t>(
    id: DocumentId,
    document: &'t Document,
    tokens: &Tokens,
    diagnostics: &mut Diagnostics,
) -> Text<'t> {
    let text = document.text();
    let tokens = match tokens.within(text) {
        Ok(tokens) => tokens,
        Err(refused) => {
            let place = Span {
                document: id,
                start: refused.range.start,
                end: refused.range.end,
            };
            diagnostics.push(Diagnostic::new(refused.code, place, &refused.message));
            return Text::default();
        }
    };
    let parser = Parser {
        id,
        text,
        tokens,
        at: 0,
        read: Text::default(),
        diagnostics,
    };
    parser.schema()
}

/// What is wrong with a value that can't be read.
struct SyntaxError {
    span: Span,
    message: String,
}

/// Reads token after token. What is wrong is wrong at the token that can't stand
/// where it does, as it is for QEMU's generator.
struct Parser<'a, 'd> {
    id: DocumentId,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    // The next token.
    at: usize,
    read: Text<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Parser<'a, '_> {
    fn schema(mut self) -> Text<'a> {
        while let Some(token) = self.peek() {
            let from = self.at;
            if token.begins_doc() {
                let comment = self.comment(&token);
                self.read.items.push(Item::Doc(comment));
                continue;
            }
            match self.value("a definition in braces") {
                Ok(node) => {
                    // What follows something else belongs to it.
                    if !node.is_object() {
                        self.recover(from);
                    }
                    self.read.items.push(Item::Value(node));
                }
                Err(SyntaxError { span, message }) => {
                    let problem = Diagnostic::new(Code::SchemaSyntax, span, message);
                    self.diagnostics.push(problem);
                    self.recover(from);
                }
            }
        }
        self.read
    }

    /// The next token that is no plain comment.
    fn peek(&mut self) -> Option<Token<'a>> {
        loop {
            let token = *self.tokens.get(self.at)?;
            if token.kind != Rule::comment || token.begins_doc() {
                return Some(token);
            }
            self.at += 1;
        }
    }

    fn peek_sign(&mut self, sign: &str) -> bool {
        self.peek().is_some_and(|token| token.is(sign))
    }

    fn peek_string(&mut self) -> Option<Token<'a>> {
        self.peek().filter(|token| token.kind == Rule::string)
    }

    fn span(&self, token: &Token<'_>) -> Span {
        Span {
            document: self.id,
            start: token.start,
            end: token.start + token.text.len(),
        }
    }

    /// The place behind the last token: the end of the last line.
    fn end(&self) -> Span {
        let end = self.text.len() - usize::from(self.text.ends_with('\n'));
        Span {
            document: self.id,
            start: end,
            end,
        }
    }

    /// From a place to the token that was read last.
    fn since(&self, start: Span) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        Span {
            end: last.map_or(start.end, |token| self.span(token).end),
            ..start
        }
    }

    /// Goes on where the next thing begins: at a brace at the beginning of a
    /// line, with the comments before it.
    fn recover(&mut self, from: usize) {
        let least = self.at.max(from + 1);
        let begins = |token: &Token<'_>| {
            let before = self.text.get(..token.start).unwrap_or("");
            token.is("{") && (before.is_empty() || before.ends_with(['\n', '\r']))
        };
        let rest = self.tokens.get(least..).unwrap_or(&[]);
        self.at = match rest.iter().position(begins) {
            None => self.tokens.len(),
            Some(behind) => {
                let skipped = rest.get(..behind).unwrap_or(&[]).iter().rev();
                let comments = skipped.take_while(|token| token.kind == Rule::comment);
                least + behind - comments.count()
            }
        };
    }

    /// That the next token is not what is expected.
    fn unexpected(&mut self, expected: &str) -> SyntaxError {
        let Some(token) = self.peek() else {
            return SyntaxError {
                span: self.end(),
                message: format!("the value does not end: expected {expected}"),
            };
        };
        if token.kind == Rule::broken {
            return self.broken(&token);
        }
        let message = match token.kind {
            Rule::comment => {
                format!("a documentation comment stands before a definition: expected {expected}")
            }
            Rule::stray if token.text.starts_with('"') => {
                format!("stray `\"`: expected {expected}; strings stand in single quotes")
            }
            Rule::sign | Rule::stray => format!("stray `{}`: expected {expected}", token.text),
            _ => format!("expected {expected}, not {}", token.text),
        };
        SyntaxError {
            span: self.span(&token),
            message,
        }
    }

    /// What a string has in it that it may not.
    fn broken(&self, token: &Token<'_>) -> SyntaxError {
        let good = |c: char| matches!(c, ' '..='~') && c != '\\' && c != '\'';
        // Behind the quote, whatever is right.
        let mut rest = token.text.get(1..).unwrap_or("");
        loop {
            rest = rest.trim_start_matches(good);
            match rest.strip_prefix("\\\\") {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        let mut chars = rest.chars();
        let (message, length) = match (chars.next(), chars.next()) {
            (None, _) | (Some('\\'), None) => {
                let message = "a string that does not end on its line: expected `'`".to_owned();
                return SyntaxError {
                    span: self.span(token),
                    message,
                };
            }
            (Some('\\'), Some(c)) => {
                let message = format!("unknown escape `\\{c}`: a string has no other than `\\\\`");
                (message, 1 + c.len_utf8())
            }
            (Some(c), _) => {
                let message = format!(
                    "the character {c:?} can't stand in a string, which is of printable ASCII"
                );
                (message, c.len_utf8())
            }
        };
        let start = self.span(token).end - rest.len();
        SyntaxError {
            span: Span {
                start,
                end: start + length,
                document: self.id,
            },
            message,
        }
    }

    // --- values -----------------------------------------------------------------

    fn value(&mut self, expected: &str) -> Result<Node, SyntaxError> {
        let Some(token) = self.peek() else {
            return Err(self.unexpected(expected));
        };
        let kind = match token.kind {
            Rule::sign if token.is("{") => self.object()?,
            Rule::sign if token.is("[") => self.array()?,
            Rule::string => {
                self.at += 1;
                NodeKind::String(unescaped(token))
            }
            Rule::boolean => {
                self.at += 1;
                NodeKind::Bool(token.text == "true")
            }
            _ => return Err(self.unexpected(expected)),
        };
        Ok(Node {
            span: self.since(self.span(&token)),
            kind,
        })
    }

    fn object(&mut self) -> Result<NodeKind, SyntaxError> {
        let mut entries: Vec<(Name, Node)> = Vec::new();
        // By what stands between the quotes: no two spellings are the same text.
        let mut places: HashMap<&str, Span> = HashMap::new();
        self.at += 1;
        if self.peek_sign("}") {
            self.at += 1;
            return Ok(NodeKind::Object(entries));
        }
        let mut expected = "a string or `}`";
        loop {
            let Some(key) = self.peek_string() else {
                if entries.is_empty() || !self.extra("}") {
                    return Err(self.unexpected(expected));
                }
                break;
            };
            expected = "a string";
            self.at += 1;
            let name = Name {
                text: unescaped(key),
                span: self.span(&key),
            };
            if !self.peek_sign(":") {
                return Err(self.unexpected("`:`"));
            }
            self.at += 1;
            let first = places.get(key.text).copied();
            match (first, self.peek()) {
                (Some(first), Some(value)) => self.duplicate(&name, first, self.span(&value)),
                _ => {
                    places.insert(key.text, name.span);
                }
            }
            let value = self.value("`{`, `[`, a string or a boolean")?;
            if first.is_none() {
                entries.push((name, value));
            }
            if !self.comma("}", "`,` or `}`")? {
                break;
            }
        }
        Ok(NodeKind::Object(entries))
    }

    fn array(&mut self) -> Result<NodeKind, SyntaxError> {
        let mut elements = Vec::new();
        self.at += 1;
        if self.peek_sign("]") {
            self.at += 1;
            return Ok(NodeKind::Array(elements));
        }
        let mut expected = "`{`, `[`, `]`, a string or a boolean";
        loop {
            if !elements.is_empty() && self.extra("]") {
                break;
            }
            elements.push(self.value(expected)?);
            expected = "`{`, `[`, a string or a boolean";
            if !self.comma("]", "`,` or `]`")? {
                break;
            }
        }
        Ok(NodeKind::Array(elements))
    }

    /// Reads over a comma, or over the bracket that closes; whether it was a
    /// comma. One that is missing is read over: the oldest schemas forgot some.
    fn comma(&mut self, close: &str, expected: &str) -> Result<bool, SyntaxError> {
        match self.peek() {
            Some(token) if token.is(close) => {
                self.at += 1;
                Ok(false)
            }
            Some(token) if token.is(",") => {
                self.at += 1;
                Ok(true)
            }
            Some(token) if token.kind == Rule::string => {
                let span = self.span(&token);
                self.read
                    .style_issues
                    .push((span, "a comma is missing before this"));
                Ok(true)
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Reads over the bracket that closes, though a comma stands before it: the
    /// oldest schemas have some.
    fn extra(&mut self, close: &str) -> bool {
        let Some(token) = self.peek().filter(|token| token.is(close)) else {
            return false;
        };
        let message = "nothing stands between a comma and this bracket: leave the comma out";
        self.read.style_issues.push((self.span(&token), message));
        self.at += 1;
        true
    }

    /// Reports a key that was there before. QEMU's generator does so at the
    /// value; the key says more where it is in that line too.
    fn duplicate(&mut self, name: &Name, first: Span, value: Span) {
        let between = self.text.get(name.span.end..value.start).unwrap_or("");
        let at = if between.contains('\n') {
            value
        } else {
            name.span
        };
        let message = format!("duplicate key `{}`", name.text);
        self.diagnostics.push(
            Diagnostic::new(Code::SchemaSyntax, at, message).related(first, "the first is here"),
        );
    }

    // --- documentation comments ---------------------------------------------------

    fn comment(&mut self, first: &Token<'_>) -> Comment<'a> {
        let span = self.span(first);
        self.at += 1;
        self.mark(
            first,
            "junk after `##` at the start of a documentation comment",
        );
        let mut lines = Vec::new();
        loop {
            let next = self.tokens.get(self.at).copied();
            let Some(token) = next.filter(|token| token.kind == Rule::comment) else {
                let end = next.map_or(self.end(), |token| self.span(&token));
                let message = "a documentation comment must end with `##`, before this";
                self.read.style_issues.push((end, message));
                return Comment { span, lines, end };
            };
            self.at += 1;
            if token.begins_doc() {
                self.mark(
                    &token,
                    "junk after `##` at the end of a documentation comment",
                );
                let end = self.span(&token);
                return Comment { span, lines, end };
            }
            lines.push(self.line(self.span(&token), token.text));
        }
    }

    fn mark(&mut self, token: &Token<'_>, message: &'static str) {
        if token.text != "##" {
            let span = self.span(token);
            let start = span.start + 2;
            self.read
                .style_issues
                .push((Span { start, ..span }, message));
        }
    }

    fn line(&mut self, span: Span, text: &'a str) -> Line<'a> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if !text.is_empty() && !text.starts_with(' ') {
            let message = "a space is missing after `#` in a documentation comment";
            self.read.style_issues.push((span, message));
        }
        let text = text.strip_prefix(' ').unwrap_or(text);
        let start = span.end - text.len();
        let text = text.trim_end();
        Line {
            text,
            span: Span {
                start,
                end: start + text.len(),
                ..span
            },
        }
    }
}

/// The text of a string.
pub(super) fn unescaped(token: Token<'_>) -> String {
    let text = token.text.strip_prefix('\'').unwrap_or(token.text);
    let text = text.strip_suffix('\'').unwrap_or(text);
    match text.contains('\\') {
        true => text.replace("\\\\", "\\"),
        false => text.to_owned(),
    }
}
