//! JSON with a span for every value.

use pest::error::InputLocation;
use pest::iterators::Pair;

use super::rules::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::node::{DEEPEST, Node, NodeKind, too_deep};
use crate::document::{DocumentId, Span};
use crate::ir::Name;

/// Reads a text.
pub(super) fn read(id: DocumentId, text: &str) -> Result<Node, Box<Diagnostic>> {
    let span = |start: usize, end: usize| Span::new(id, start..end);
    if let Some(at) = too_deep(text, b"\"", false) {
        let message = format!("values nest more than {DEEPEST} levels deep");
        return Err(Box::new(Diagnostic::new(
            Code::TooDeep,
            span(at, at + 1),
            message,
        )));
    }
    let parsed = Rule::json.parse(text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let end = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |c| at + c.len_utf8());
        let message = format!("this is not valid JSON: {}", error.variant.message());
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

fn node(id: DocumentId, pair: &Pair<'_, Rule>) -> Node {
    let span = Span::new(id, pair.as_span().start()..pair.as_span().end());
    let kind = match pair.as_rule() {
        Rule::object => NodeKind::Object(
            pair.clone()
                .into_inner()
                .filter_map(|entry| {
                    let mut parts = entry.into_inner();
                    let (name, value) = (parts.next()?, parts.next()?);
                    let place = span.at(name.as_span().start()..name.as_span().end());
                    let name = Name::new(unescaped(name.as_str()), place);
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

/// The text of a string literal; an escape that is no character is kept as it is.
fn unescaped(literal: &str) -> String {
    serde_json::from_str(literal).unwrap_or_else(|_| literal.trim_matches('"').to_owned())
}
