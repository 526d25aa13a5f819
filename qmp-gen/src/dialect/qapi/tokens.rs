//! Splits a text of the schema language into tokens.

use std::ops::Range;

use pest::iterators::Pair;

use super::rules::Rule;
use crate::diagnostic::Code;
use crate::dialect::node::{DEEPEST, too_deep};

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) kind: Rule,
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Token<'_> {
    /// Whether it is that sign.
    pub(super) fn is(&self, sign: &str) -> bool {
        self.kind == Rule::sign && self.text == sign
    }

    /// Whether it begins or ends a documentation comment.
    pub(super) fn is_doc_marker(&self) -> bool {
        self.kind == Rule::comment && self.text.starts_with("##")
    }
}

/// The tokens of a text, or why it can't be split. They are made when a file is loaded, to
/// find the files that it includes, and kept until it is parsed.
#[derive(Debug, Clone)]
pub(crate) struct Tokens(Result<Vec<(Rule, Range<usize>)>, LexError>);

/// Why a text can't be split into tokens.
#[derive(Debug, Clone)]
pub(super) struct LexError {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

impl Tokens {
    /// Splits a text.
    pub(crate) fn of(text: &str) -> Tokens {
        Tokens(tokens(text))
    }

    /// The tokens with their text, which is a part of the text that was split.
    pub(super) fn within<'t>(&self, text: &'t str) -> Result<Vec<Token<'t>>, &LexError> {
        let tokens = self.0.as_ref()?.iter().map(|(kind, range)| Token {
            kind: *kind,
            text: text.get(range.clone()).unwrap_or(""),
            start: range.start,
        });
        Ok(tokens.collect())
    }
}

fn tokens(text: &str) -> Result<Vec<(Rule, Range<usize>)>, LexError> {
    if let Some(at) = too_deep(text, b"'", true) {
        return Err(LexError {
            code: Code::TooDeep,
            range: at..at + 1,
            message: format!("values nest more than {DEEPEST} levels deep"),
        });
    }
    // The grammar matches every text: only limits of the lexer can make this fail.
    let mut parsed = Rule::schema.parse(text).map_err(|error| LexError {
        code: Code::SchemaSyntax,
        range: 0..text.chars().next().map_or(0, char::len_utf8),
        message: format!(
            "cannot split the text into tokens: {}",
            error.variant.message()
        ),
    })?;
    let pairs = parsed.next().into_iter().flat_map(Pair::into_inner);
    let tokens = pairs
        .filter(|pair| pair.as_rule() != Rule::EOI)
        .map(|pair| {
            let span = pair.as_span();
            (pair.as_rule(), span.start()..span.end())
        });
    Ok(tokens.collect())
}
