//! The expressions of a grammar, and what matches them against a text.
//!
//! The grammars are pest's, and `cargo run -p grammars` writes each as a table of the
//! expressions below, in a file beside it. Two things make that cheaper than the code
//! that `pest_derive` generates: what has no tokens in it is matched without
//! [`ParserState`], and one function walks every table, where generated code is a
//! closure for every expression. These were half of what compiling this crate took,
//! and each build script compiles it.

mod pattern;
#[cfg(test)]
mod tests;

pub(crate) use pattern::{Pattern, Set};

use pest::error::Error;
use pest::iterators::Pairs;
use pest::{ParseResult, ParserState, RuleType};

/// An expression that may have tokens in it.
#[derive(Debug)]
pub(crate) enum Expression<R: 'static> {
    /// Text without tokens.
    Text(Pattern),
    /// The token of a rule.
    Token(R, &'static Expression<R>),
    /// Another rule's expression.
    Rule(&'static Expression<R>),
    /// Each of them, one after another.
    Sequence(&'static [Expression<R>]),
    /// The first of them that matches.
    Choice(&'static [Expression<R>]),
    /// The expression, or nothing.
    Optional(&'static Expression<R>),
    /// The expression as often as it matches.
    Repeat(&'static Expression<R>),
}

/// Parses a text as one expression. It need not match the whole text.
pub(crate) fn parse<'t, R: RuleType>(
    expression: &'static Expression<R>,
    text: &'t str,
) -> Result<Pairs<'t, R>, Box<Error<R>>> {
    pest::state(text, |state| matches(expression, text, state)).map_err(Box::new)
}

fn matches<'t, R: RuleType>(
    expression: &'static Expression<R>,
    text: &'t str,
    state: Box<ParserState<'t, R>>,
) -> ParseResult<Box<ParserState<'t, R>>> {
    match expression {
        Expression::Text(pattern) => {
            let start = state.position().pos();
            let matched = pattern
                .end(text, start)
                .and_then(|end| text.get(start..end));
            match matched {
                // Moves the position over it.
                Some(matched) => state.match_string(matched),
                None => Err(state),
            }
        }
        Expression::Token(rule, expression) => {
            state.rule(*rule, |state| matches(expression, text, state))
        }
        Expression::Rule(expression) => matches(expression, text, state),
        Expression::Sequence(all) => state.sequence(|state| {
            let mut parts = all.iter();
            parts.try_fold(state, |state, part| matches(part, text, state))
        }),
        Expression::Choice(all) => {
            let mut state = state;
            for alternative in *all {
                match matches(alternative, text, state) {
                    Ok(matched) => return Ok(matched),
                    Err(unchanged) => state = unchanged,
                }
            }
            Err(state)
        }
        Expression::Optional(expression) => {
            state.optional(|state| matches(expression, text, state))
        }
        Expression::Repeat(expression) => state.repeat(|state| matches(expression, text, state)),
    }
}
