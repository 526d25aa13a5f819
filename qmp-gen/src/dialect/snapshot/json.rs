//! JSON with a place for every value.

use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pair;
use serde_json::Value;

use super::rules::{Rule, SnapshotParser};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{DocumentId, Span};
use crate::ir::Name;

/// No snapshot nests deeper than this; what does is refused before it is read.
const DEEPEST: usize = 64;

/// A JSON value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
}

#[derive(Debug, Clone)]
pub(super) enum NodeKind {
    Object(Vec<(Name, Node)>),
    Array(Vec<Node>),
    String(String),
    Bool(bool),
    Other,
}

impl Node {
    /// The value of a member of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(key, _)| key.text == name)
            .map(|(_, value)| value)
    }

    /// The members of an object; none of any other value.
    pub(super) fn entries(&self) -> &[(Name, Node)] {
        match &self.kind {
            NodeKind::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a string.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value without its places.
    pub(super) fn value(&self) -> Value {
        match &self.kind {
            NodeKind::Object(entries) => Value::Object(
                entries
                    .iter()
                    .map(|(name, node)| (name.text.clone(), node.value()))
                    .collect(),
            ),
            NodeKind::Array(elements) => Value::Array(elements.iter().map(Node::value).collect()),
            NodeKind::String(text) => Value::String(text.clone()),
            NodeKind::Bool(value) => Value::Bool(*value),
            NodeKind::Other => Value::Null,
        }
    }
}

/// Reads a text.
pub(super) fn read(id: DocumentId, text: &str) -> Result<Node, Box<Diagnostic>> {
    let span = |start: usize, end: usize| Span {
        document: id,
        start,
        end,
    };
    if let Some(at) = too_deep(text) {
        let message = format!("JSON that nests more than {DEEPEST} levels deep");
        return Err(Box::new(Diagnostic::new(
            Code::TooDeep,
            span(at, at + 1),
            message,
        )));
    }
    let parsed = SnapshotParser::parse(Rule::json, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let end = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |c| at + c.len_utf8());
        let message = format!("this is not JSON: {}", error.variant.message());
        Box::new(Diagnostic::new(Code::NotJson, span(at, end), message))
    })?;
    let value = parsed.flat_map(Pair::into_inner).next();
    Ok(value.map_or(
        Node {
            span: span(0, text.len()),
            kind: NodeKind::Other,
        },
        |value| node(id, &value),
    ))
}

/// The bracket that opens one level too many. The parser works level by level,
/// so this is asked before it begins.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, b) in text.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn node(id: DocumentId, pair: &Pair<'_, Rule>) -> Node {
    let span = Span {
        document: id,
        start: pair.as_span().start(),
        end: pair.as_span().end(),
    };
    let kind = match pair.as_rule() {
        Rule::object => NodeKind::Object(
            pair.clone()
                .into_inner()
                .filter_map(|entry| {
                    let mut parts = entry.into_inner();
                    let (name, value) = (parts.next()?, parts.next()?);
                    let name_span = Span {
                        start: name.as_span().start(),
                        end: name.as_span().end(),
                        ..span
                    };
                    let name = Name {
                        text: unescaped(name.as_str()),
                        span: name_span,
                    };
                    Some((name, node(id, &value)))
                })
                .collect(),
        ),
        Rule::array => NodeKind::Array(
            pair.clone()
                .into_inner()
                .map(|value| node(id, &value))
                .collect(),
        ),
        Rule::string => NodeKind::String(unescaped(pair.as_str())),
        Rule::literal if pair.as_str() == "true" => NodeKind::Bool(true),
        Rule::literal if pair.as_str() == "false" => NodeKind::Bool(false),
        _ => NodeKind::Other,
    };
    Node { span, kind }
}

/// The text of a string literal; an escape that stands for no character is left
/// as it is.
fn unescaped(literal: &str) -> String {
    serde_json::from_str(literal).unwrap_or_else(|_| literal.trim_matches('"').to_owned())
}
