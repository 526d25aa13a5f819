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
    pub(super) fn is(&self, sign: &str) -> bool {
        self.kind == Rule::sign && self.text == sign
    }

    pub(super) fn begins_doc(&self) -> bool {
        self.kind == Rule::comment && self.text.starts_with("##")
    }
}

/// The tokens of a text, or why it is not taken apart. They are found when a file is
/// loaded, since they say what it includes, and kept until it is lowered.
#[derive(Debug, Clone)]
pub(crate) struct Tokens(Result<Vec<(Rule, Range<usize>)>, Refused>);

/// Why a text is not taken apart, and what in it is the reason.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    pub(super) code: Code,
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

impl Tokens {
    pub(crate) fn of(text: &str) -> Tokens {
        Tokens(tokens(text))
    }

    /// The tokens, with what they say in the text that they are of.
    pub(super) fn within<'t>(&self, text: &'t str) -> Result<Vec<Token<'t>>, &Refused> {
        let tokens = self.0.as_ref()?.iter().map(|(kind, range)| Token {
            kind: *kind,
            text: text.get(range.clone()).unwrap_or(""),
            start: range.start,
        });
        Ok(tokens.collect())
    }
}

fn tokens(text: &str) -> Result<Vec<(Rule, Range<usize>)>, Refused> {
    if let Some(at) = too_deep(text, b"'", true) {
        return Err(Refused {
            code: Code::TooDeep,
            range: at..at + 1,
            message: format!("a value that nests more than {DEEPEST} levels deep"),
        });
    }
    // The rule matches every text; only the lexer's own limits are left.
    let mut parsed = Rule::schema.parse(text).map_err(|error| Refused {
        code: Code::SchemaSyntax,
        range: 0..text.chars().next().map_or(0, char::len_utf8),
        message: format!("the text can't be read: {}", error.variant.message()),
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
