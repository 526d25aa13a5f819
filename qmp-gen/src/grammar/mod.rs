//! Expressions of a grammar, and the matcher for them.
//!
//! The grammars are pest's, and `cargo run -p grammars` writes each as a table of the
//! expressions below, in a file next to it. Two things make that cheaper than the code
//! that `pest_derive` generates: expressions without tokens are matched without
//! [`ParserState`], and one function interprets every table, where generated code has a
//! closure per expression. The closures took half of the compile time of this crate,
//! which every build script compiles.

mod pattern;
#[cfg(test)]
mod tests;

pub(crate) use pattern::{Pattern, Set};

use pest::error::Error;
use pest::iterators::Pairs;
use pest::{ParseResult, ParserState, RuleType};

/// An expression that may produce tokens.
#[derive(Debug)]
pub(crate) enum Expression<R: 'static> {
    /// Text without tokens.
    Text(Pattern),
    /// A rule that produces a token.
    Token(R, &'static Expression<R>),
    /// The expression of another rule.
    Rule(&'static Expression<R>),
    /// All expressions in order.
    Sequence(&'static [Expression<R>]),
    /// The first expression that matches.
    Choice(&'static [Expression<R>]),
    /// The expression, if it matches.
    Optional(&'static Expression<R>),
    /// The expression, zero or more times.
    Repeat(&'static Expression<R>),
}

/// Parses the start of a text with an expression.
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
                // Advances the position.
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
