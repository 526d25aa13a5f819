//! The spans of marks, entries and blocks, and the problems of marks without a counterpart.

use pest::iterators::Pair;

use super::rules::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;

pub(super) fn place(part: &Pair<'_, Rule>, whole: Span) -> Span {
    whole.at(part.as_span().start()..part.as_span().end())
}

/// The first line of a part.
pub(super) fn line(span: Span, part: &Pair<'_, Rule>) -> Span {
    let line = part.as_str().lines().next().unwrap_or("").trim_end();
    span.at(span.start..span.start + line.len())
}

pub(super) fn unterminated(span: Span) -> Diagnostic {
    let span = span.at(span.start..span.start + "SQMP".len());
    Diagnostic::new(
        Code::UnterminatedBlock,
        span,
        "this block lacks EQMP at its end",
    )
}

pub(super) fn stray(span: Span, part: &Pair<'_, Rule>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayMark, line(span, part), message)
}
