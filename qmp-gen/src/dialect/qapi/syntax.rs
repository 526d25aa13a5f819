//! Parses the tokens of the schema language into values and documentation comments.

use std::collections::HashMap;

use super::doc::{DocComment, DocLine};
use super::rules::Rule;
use super::tokens::{Token, Tokens};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Name;

/// An element of a schema's file.
#[derive(Debug)]
pub(super) enum TopLevel<'t> {
    /// A documentation comment.
    Comment(DocComment<'t>),
    /// A value, which should be a directive or a definition.
    Value(Node),
}

/// The content of a schema's file.
#[derive(Debug, Default)]
pub(super) struct SchemaFile<'t> {
    pub(super) elements: Vec<TopLevel<'t>>,
    /// Missing and extra commas, and comments with the wrong marks, as old releases have them.
    pub(super) style_issues: Vec<(Span, &'static str)>,
}

/// Parses a schema's file.
pub(super) fn parse<'t>(
    id: DocumentId,
    document: &'t Document,
    tokens: &Tokens,
    diagnostics: &mut Diagnostics,
) -> SchemaFile<'t> {
    let text = document.text();
    let tokens = match tokens.within(text) {
        Ok(tokens) => tokens,
        Err(error) => {
            let place = Span::new(id, error.range.clone());
            diagnostics.push(Diagnostic::new(error.code, place, &error.message));
            return SchemaFile::default();
        }
    };
    let parser = Parser {
        id,
        text,
        tokens,
        at: 0,
        file: SchemaFile::default(),
        diagnostics,
    };
    parser.schema()
}

/// Why a value can't be parsed.
struct SyntaxError {
    span: Span,
    message: String,
}

/// A recursive-descent parser. Like QEMU's generator, it reports an error at the first token
/// that it did not expect.
struct Parser<'a, 'd> {
    id: DocumentId,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    /// The index of the next token.
    at: usize,
    file: SchemaFile<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Parser<'a, '_> {
    fn schema(mut self) -> SchemaFile<'a> {
        while let Some(token) = self.peek() {
            let from = self.at;
            if token.is_doc_marker() {
                let comment = self.comment(&token);
                self.file.elements.push(TopLevel::Comment(comment));
                continue;
            }
            match self.value("a definition in braces") {
                Ok(node) => {
                    // The tokens after any other value are skipped with it.
                    if !node.is_object() {
                        self.recover(from);
                    }
                    self.file.elements.push(TopLevel::Value(node));
                }
                Err(SyntaxError { span, message }) => {
                    let problem = Diagnostic::new(Code::SchemaSyntax, span, message);
                    self.diagnostics.push(problem);
                    self.recover(from);
                }
            }
        }
        self.file
    }

    /// Skips plain comments, and returns the token after them.
    fn peek(&mut self) -> Option<Token<'a>> {
        loop {
            let token = *self.tokens.get(self.at)?;
            if token.kind != Rule::comment || token.is_doc_marker() {
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
        Span::new(self.id, token.start..token.start + token.text.len())
    }

    /// The end of the last line.
    fn end(&self) -> Span {
        let end = self.text.len() - usize::from(self.text.ends_with('\n'));
        Span::new(self.id, end..end)
    }

    /// The place from `start` to the token before the next one.
    fn span_from(&self, start: Span) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        Span {
            end: last.map_or(start.end, |token| self.span(token).end),
            ..start
        }
    }

    /// Skips tokens up to the next brace at the beginning of a line, and the comments before
    /// it. At least the token at index `from` is skipped.
    fn recover(&mut self, from: usize) {
        let least = self.at.max(from + 1);
        let begins = |token: &Token<'_>| {
            let before = self.text.get(..token.start).unwrap_or("");
            token.is("{") && (before.is_empty() || before.ends_with(['\n', '\r']))
        };
        let rest = self.tokens.get(least..).unwrap_or(&[]);
        self.at = match rest.iter().position(begins) {
            None => self.tokens.len(),
            Some(count) => {
                let skipped = rest.get(..count).unwrap_or(&[]).iter().rev();
                let comments = skipped.take_while(|token| token.kind == Rule::comment);
                least + count - comments.count()
            }
        };
    }

    /// The error that the next token is not what is expected.
    fn unexpected(&mut self, expected: &str) -> SyntaxError {
        let Some(token) = self.peek() else {
            return SyntaxError {
                span: self.end(),
                message: format!("unexpected end of the file: expected {expected}"),
            };
        };
        if token.kind == Rule::broken {
            return self.broken(&token);
        }
        let message = match token.kind {
            Rule::comment => {
                format!(
                    "expected {expected}, found a documentation comment: put it before a definition"
                )
            }
            Rule::stray if token.text.starts_with('"') => {
                format!("stray `\"`: expected {expected}; write strings in single quotes")
            }
            Rule::sign | Rule::stray => format!("stray `{}`: expected {expected}", token.text),
            _ => format!("expected {expected}, found {}", token.text),
        };
        SyntaxError {
            span: self.span(&token),
            message,
        }
    }

    /// The error of a string that contains an invalid character or escape, or has no end.
    fn broken(&self, token: &Token<'_>) -> SyntaxError {
        let is_allowed = |c: char| matches!(c, ' '..='~') && c != '\\' && c != '\'';
        // Skips the quote and everything that is allowed.
        let mut rest = token.text.get(1..).unwrap_or("");
        loop {
            rest = rest.trim_start_matches(is_allowed);
            match rest.strip_prefix("\\\\") {
                Some(after) => rest = after,
                None => break,
            }
        }
        let mut chars = rest.chars();
        let (message, length) = match (chars.next(), chars.next()) {
            (None, _) | (Some('\\'), None) => {
                let message = "unterminated string: expected `'` at the end".to_owned();
                return SyntaxError {
                    span: self.span(token),
                    message,
                };
            }
            (Some('\\'), Some(c)) => {
                let message = format!("unknown escape `\\{c}`: expected `\\\\`, the only one");
                (message, 1 + c.len_utf8())
            }
            (Some(c), _) => {
                let message =
                    format!("the character {c:?} is not allowed in a string: use printable ASCII");
                (message, c.len_utf8())
            }
        };
        let start = self.span(token).end - rest.len();
        SyntaxError {
            span: Span::new(self.id, start..start + length),
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
            span: self.span_from(self.span(&token)),
            kind,
        })
    }

    fn object(&mut self) -> Result<NodeKind, SyntaxError> {
        let mut entries: Vec<(Name, Node)> = Vec::new();
        // By the text in the quotes: two spellings are never the same text.
        let mut places: HashMap<&str, Span> = HashMap::new();
        self.at += 1;
        if self.peek_sign("}") {
            self.at += 1;
            return Ok(NodeKind::Object(entries));
        }
        let mut expected = "a string or `}`";
        loop {
            let Some(key) = self.peek_string() else {
                if entries.is_empty() || !self.closes_after_comma("}") {
                    return Err(self.unexpected(expected));
                }
                break;
            };
            expected = "a string";
            self.at += 1;
            let name = Name::new(unescaped(key), self.span(&key));
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
            if !elements.is_empty() && self.closes_after_comma("]") {
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

    /// Reads a comma or the closing bracket. Returns whether it was a comma. A missing comma is
    /// only a style issue: the oldest schemas lack some.
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
                self.style_issue(span, "expected a comma before this");
                Ok(true)
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    /// Reads the closing bracket after a comma, if it is next. That is only a style issue: the
    /// oldest schemas have such commas.
    fn closes_after_comma(&mut self, close: &str) -> bool {
        let Some(token) = self.peek().filter(|token| token.is(close)) else {
            return false;
        };
        let message = "trailing comma before this bracket: remove it";
        self.style_issue(self.span(&token), message);
        self.at += 1;
        true
    }

    /// Reports a duplicate key. QEMU's generator does so in the line of the value; if the key is
    /// in that line too, it is the better place.
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

    fn comment(&mut self, first: &Token<'_>) -> DocComment<'a> {
        let span = self.span(first);
        self.at += 1;
        self.check_marker(
            first,
            "unexpected text after the `##` that begins a documentation comment",
        );
        let mut lines = Vec::new();
        loop {
            let next = self.tokens.get(self.at).copied();
            let Some(token) = next.filter(|token| token.kind == Rule::comment) else {
                let end = next.map_or(self.end(), |token| self.span(&token));
                let message = "expected `##` at the end of the documentation comment before this";
                self.style_issue(end, message);
                return DocComment { span, lines, end };
            };
            self.at += 1;
            if token.is_doc_marker() {
                self.check_marker(
                    &token,
                    "unexpected text after the `##` that ends a documentation comment",
                );
                let end = self.span(&token);
                return DocComment { span, lines, end };
            }
            lines.push(self.line(self.span(&token), token.text));
        }
    }

    fn style_issue(&mut self, span: Span, message: &'static str) {
        self.file.style_issues.push((span, message));
    }

    /// Reports text after the `##` that begins or ends a documentation comment.
    fn check_marker(&mut self, token: &Token<'_>, message: &'static str) {
        if token.text != "##" {
            let span = self.span(token);
            let start = span.start + 2;
            self.style_issue(Span { start, ..span }, message);
        }
    }

    fn line(&mut self, span: Span, text: &'a str) -> DocLine<'a> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if !text.is_empty() && !text.starts_with(' ') {
            let message = "expected a space after `#` in a documentation comment";
            self.style_issue(span, message);
        }
        let text = text.strip_prefix(' ').unwrap_or(text);
        let start = span.end - text.len();
        let text = text.trim_end();
        DocLine {
            text,
            span: span.at(start..start + text.len()),
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
