//! Values of a JSON-like language, with a span for everything.

use serde_json::Value;

use crate::document::Span;
use crate::ir::Name;

/// A value and its span.
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

    /// The elements of an array; none of any other value.
    pub(super) fn elements(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Array(elements) => elements,
            _ => &[],
        }
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.kind, NodeKind::Object(_))
    }

    /// The text of a string.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// A boolean.
    pub(super) fn flag(&self) -> Option<bool> {
        match &self.kind {
            NodeKind::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The value without its spans.
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

/// The deepest nesting of values. A text with deeper ones is rejected before it is parsed.
pub(super) const DEEPEST: usize = 64;

/// Finds the bracket that opens one level too many, before a recursive parser runs. `quotes`
/// are the marks around strings. If there are `comments`, a `#` outside of strings begins one.
pub(super) fn too_deep(text: &str, quotes: &[u8], comments: bool) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'\n' => {
                // An unterminated string ends with the line.
                comment = false;
                quote = None;
                escaped = false;
            }
            _ if comment => {}
            _ if escaped => escaped = false,
            b'\\' if quote.is_some() => escaped = true,
            b if quote == Some(b) => quote = None,
            _ if quote.is_some() => {}
            b'#' if comments => comment = true,
            b if quotes.contains(&b) => quote = Some(b),
            b'{' | b'[' => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
