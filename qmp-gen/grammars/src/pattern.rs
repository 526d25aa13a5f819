//! Expressions without tokens.

use pest_meta::ast::RuleType;
use pest_meta::optimizer::OptimizedExpr;

use crate::rules::{Asked, Named, Rules, flat};
use crate::set::Set;

/// As `qmp_gen::grammar::Pattern`.
pub(crate) enum Pattern {
    Literal(String),
    AnyCase(String),
    One(Set),
    Span(Set),
    WhiteSpace,
    Start,
    End,
    Rule(String),
    Sequence(Vec<Pattern>),
    Choice(Vec<Pattern>),
    Optional(Box<Pattern>),
    Repeat(Box<Pattern>),
    Ahead(Box<Pattern>),
    Not(Box<Pattern>),
}

impl Rules {
    /// Whether what an expression matches has tokens in it.
    pub(crate) fn has_tokens(&self, expr: &OptimizedExpr) -> bool {
        self.any(expr, &|named| match named {
            Named::Rule(rule) => rule.ty != RuleType::Silent,
            Named::Builtin(name) => *name == "EOI",
        })
    }

    /// What matches as the expression does, but gives no tokens.
    pub(crate) fn pattern(
        &self,
        expr: &OptimizedExpr,
        asked: &mut Asked,
    ) -> Result<Pattern, String> {
        let mut boxed = |inner| self.pattern(inner, asked).map(Box::new);
        Ok(match expr {
            OptimizedExpr::Str(text) => Pattern::Literal(text.clone()),
            OptimizedExpr::Insens(text) => Pattern::AnyCase(text.clone()),
            OptimizedExpr::Range(first, last) => {
                let set = Set::range(first, last);
                Pattern::One(set.ok_or_else(|| format!("{first:?}..{last:?} is beyond ASCII"))?)
            }
            OptimizedExpr::Ident(name) => self.named(name, asked)?,
            OptimizedExpr::PosPred(inner) => Pattern::Ahead(boxed(inner)?),
            OptimizedExpr::NegPred(inner) => Pattern::Not(boxed(inner)?),
            OptimizedExpr::Opt(inner) => Pattern::Optional(boxed(inner)?),
            OptimizedExpr::Rep(inner) => match *boxed(inner)? {
                Pattern::One(set) => Pattern::Span(set),
                inner => Pattern::Repeat(Box::new(inner)),
            },
            // `(!("a" | "b") ~ ANY)*`
            OptimizedExpr::Skip(until) => {
                let until = until.iter().cloned().map(Pattern::Literal).collect();
                let not = Pattern::Not(Box::new(Pattern::Choice(until)));
                let any = Set::builtin("ANY").map(Pattern::One);
                match sequence(std::iter::once(not).chain(any).collect()) {
                    Pattern::One(set) => Pattern::Span(set),
                    other => Pattern::Repeat(Box::new(other)),
                }
            }
            OptimizedExpr::Seq(..) => {
                let parts = flat(expr).into_iter();
                sequence(
                    parts
                        .map(|part| self.pattern(part, asked))
                        .collect::<Result<_, _>>()?,
                )
            }
            OptimizedExpr::Choice(..) => {
                let all = flat(expr).into_iter();
                choice(
                    all.map(|one| self.pattern(one, asked))
                        .collect::<Result<_, _>>()?,
                )
            }
            other => return Err(format!("no pattern for {other:?}")),
        })
    }

    fn named(&self, name: &str, asked: &mut Asked) -> Result<Pattern, String> {
        if let Some(rule) = self.get(name) {
            // A character is matched sooner than a rule is looked up.
            if !self.is_recursive(rule)
                && let one @ Pattern::One(_) = self.pattern(&rule.expr, &mut Asked::default())?
            {
                return Ok(one);
            }
            asked.patterns.insert(name.to_owned());
            return Ok(Pattern::Rule(name.to_owned()));
        }
        let literal = |text: &str| Pattern::Literal(text.to_owned());
        Ok(match name {
            "SOI" => Pattern::Start,
            "EOI" => Pattern::End,
            "NEWLINE" => Pattern::Choice(vec![literal("\n"), literal("\r\n"), literal("\r")]),
            "WHITE_SPACE" => Pattern::WhiteSpace,
            _ => match Set::builtin(name) {
                Some(set) => Pattern::One(set),
                None => return Err(format!("no pattern for `{name}`")),
            },
        })
    }
}

/// The patterns one after another.
pub(crate) fn sequence(parts: Vec<Pattern>) -> Pattern {
    let mut all: Vec<Pattern> = Vec::new();
    for part in parts {
        if let Pattern::Sequence(more) = part {
            all.extend(more);
            continue;
        }
        // `!"a" ~ ANY` is one character.
        let except = match (all.last(), part.one()) {
            (Some(Pattern::Not(not)), Some(one)) => not.begins().map(|not| one.without(&not)),
            _ => None,
        };
        match except {
            Some(set) => {
                all.pop();
                all.push(Pattern::One(set));
            }
            None => all.push(part),
        }
    }
    only(all, Pattern::Sequence)
}

/// The first of the patterns that matches.
fn choice(alternatives: Vec<Pattern>) -> Pattern {
    let mut all: Vec<Pattern> = Vec::new();
    for alternative in alternatives {
        match (all.last_mut(), alternative) {
            (_, Pattern::Choice(more)) => all.extend(more),
            (Some(last), next) => match (last.one(), next.one()) {
                (Some(set), Some(more)) => *last = Pattern::One(set.union(more)),
                _ => all.push(next),
            },
            (None, first) => all.push(first),
        }
    }
    only(all, Pattern::Choice)
}

/// A list of patterns, unless it is of one.
fn only(mut all: Vec<Pattern>, list: fn(Vec<Pattern>) -> Pattern) -> Pattern {
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => only,
        (last, _) => list(all.into_iter().chain(last).collect()),
    }
}

impl Pattern {
    /// The set, if it is one character of a set.
    fn one(&self) -> Option<Set> {
        match self {
            Pattern::One(set) => Some(set.clone()),
            Pattern::Literal(text) => Set::range(text, text),
            _ => None,
        }
    }

    /// The set, if it matches just where a character of that set follows.
    fn begins(&self) -> Option<Set> {
        let Pattern::Choice(all) = self else {
            return self.one();
        };
        let sets = all.iter().filter_map(Pattern::one);
        let set = sets.reduce(Set::union)?;
        let known = all.iter().all(|one| match one {
            Pattern::Literal(text) => text.chars().next().is_some_and(|c| set.contains(c)),
            Pattern::One(_) => true,
            _ => false,
        });
        known.then_some(set)
    }

    pub(crate) fn code(&self) -> String {
        let list = |all: &[Pattern]| {
            let all: Vec<String> = all.iter().map(Pattern::code).collect();
            format!("&[{}]", all.join(", "))
        };
        let inner = match self {
            Pattern::Literal(text) => format!("Literal({text:?})"),
            Pattern::AnyCase(text) => format!("AnyCase({text:?})"),
            Pattern::One(set) => format!("One({})", set.code()),
            Pattern::Span(set) => format!("Span({})", set.code()),
            Pattern::WhiteSpace => "WhiteSpace".to_owned(),
            Pattern::Start => "Start".to_owned(),
            Pattern::End => "End".to_owned(),
            Pattern::Rule(name) => format!("Rule(&{}_TEXT)", name.to_uppercase()),
            Pattern::Sequence(all) => format!("Sequence({})", list(all)),
            Pattern::Choice(all) => format!("Choice({})", list(all)),
            Pattern::Optional(inner) => format!("Optional(&{})", inner.code()),
            Pattern::Repeat(inner) => format!("Repeat(&{})", inner.code()),
            Pattern::Ahead(inner) => format!("Ahead(&{})", inner.code()),
            Pattern::Not(inner) => format!("Not(&{})", inner.code()),
        };
        format!("Pattern::{inner}")
    }
}
