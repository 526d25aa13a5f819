//! The rules of a grammar.

use std::collections::{BTreeMap, BTreeSet};

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr, OptimizedRule};

/// What a name in an expression means.
pub(crate) enum Named<'r> {
    /// A rule of the grammar.
    Rule(&'r OptimizedRule),
    /// One of pest itself.
    Builtin(&'r str),
}

/// The rules that others mention: whose expressions, and whose patterns.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) expressions: BTreeSet<String>,
    pub(crate) patterns: BTreeSet<String>,
}

impl Asked {
    /// One that is not there yet, and whether that is its pattern.
    fn next(&self, known: &BTreeMap<(String, bool), String>) -> Option<(String, bool)> {
        let expressions = self.expressions.iter().map(|name| (name.clone(), false));
        let patterns = self.patterns.iter().map(|name| (name.clone(), true));
        expressions
            .chain(patterns)
            .find(|one| !known.contains_key(one))
    }
}

/// The rules of a grammar, of which the tables can say everything.
pub(crate) struct Rules(Vec<OptimizedRule>);

impl Rules {
    pub(crate) fn new(rules: Vec<OptimizedRule>) -> Result<Rules, String> {
        let rules = Rules(rules);
        for rule in &rules.0 {
            let why = match rule.ty {
                _ if ["WHITESPACE", "COMMENT"].contains(&&*rule.name) => {
                    "spaces and comments can't be implicit"
                }
                RuleType::NonAtomic => "a rule can't be `!`",
                RuleType::Atomic if rules.any(&rule.expr, &Named::is_compound) => {
                    "a `$` rule can't be within a `@` rule"
                }
                _ => continue,
            };
            return Err(format!("`{}`: {why}", rule.name));
        }
        Ok(rules)
    }

    /// The rule of that name; none where it is part of pest.
    pub(crate) fn get(&self, name: &str) -> Option<&OptimizedRule> {
        self.0.iter().find(|rule| rule.name == name)
    }

    /// Whether a rule comes to itself again.
    pub(crate) fn is_recursive(&self, rule: &OptimizedRule) -> bool {
        self.any(&rule.expr, &|named| named.is(&rule.name))
    }

    /// Whether there is such a name among those that an expression comes to, other
    /// than to look ahead. What is within `@` and `$` rules counts.
    pub(crate) fn any<'r>(
        &'r self,
        expr: &'r OptimizedExpr,
        test: &dyn Fn(&Named<'r>) -> bool,
    ) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            match expr {
                OptimizedExpr::Ident(name) if seen.insert(name) => {
                    let rule = self.get(name);
                    if test(&rule.map_or(Named::Builtin(name), Named::Rule)) {
                        return true;
                    }
                    open.extend(rule.map(|rule| &rule.expr));
                }
                OptimizedExpr::Seq(first, rest) | OptimizedExpr::Choice(first, rest) => {
                    open.extend([&**first, &**rest]);
                }
                OptimizedExpr::Opt(inner) | OptimizedExpr::Rep(inner) => open.push(inner),
                _ => {}
            }
        }
        false
    }

    /// The table as Rust.
    pub(crate) fn table(&self, grammar: &str) -> Result<String, String> {
        let (mut statics, mut asked) = (BTreeMap::new(), Asked::default());
        // All that can be asked for, and then what these mention.
        let tokens = || self.0.iter().filter(|rule| rule.ty != RuleType::Silent);
        asked
            .expressions
            .extend(tokens().map(|rule| rule.name.clone()));
        while let Some((name, is_pattern)) = asked.next(&statics) {
            let rule = self.get(&name).ok_or_else(|| format!("no rule `{name}`"))?;
            let code = if is_pattern {
                self.pattern(&rule.expr, &mut asked)?.code()
            } else {
                self.expression_of(rule, &mut asked)?.code()
            };
            statics.insert((name, is_pattern), code);
        }
        let statics: String = statics
            .iter()
            .map(|((name, is_pattern), code)| {
                let name = name.to_uppercase();
                match is_pattern {
                    true => format!("static {name}_TEXT: Pattern = {code};\n"),
                    false => format!("static {name}: Expression<Rule> = {code};\n"),
                }
            })
            .collect();
        let (mut variants, mut arms) = (String::new(), String::new());
        for OptimizedRule { name, .. } in tokens() {
            let constant = name.to_uppercase();
            variants += &format!("    {name},\n");
            arms += &format!("            Rule::{name} => &{constant},\n");
        }
        Ok(FILE
            .replace("GRAMMAR", grammar)
            .replace("    VARIANTS\n", &variants)
            .replace("            ARMS\n", &arms)
            .replace("STATICS\n", &statics))
    }
}

impl Named<'_> {
    fn is(&self, name: &str) -> bool {
        matches!(self, Named::Rule(rule) if rule.name == name)
    }

    fn is_compound(&self) -> bool {
        matches!(self, Named::Rule(rule) if rule.ty == RuleType::CompoundAtomic)
    }
}

/// The parts of a sequence, or of a choice; pest has them two by two.
pub(crate) fn flat(expr: &OptimizedExpr) -> Vec<&OptimizedExpr> {
    let mut all = Vec::new();
    let mut rest = expr;
    loop {
        match (expr, rest) {
            (OptimizedExpr::Seq(..), OptimizedExpr::Seq(first, next))
            | (OptimizedExpr::Choice(..), OptimizedExpr::Choice(first, next)) => {
                all.push(&**first);
                rest = next;
            }
            (_, last) => {
                all.push(last);
                return all;
            }
        }
    }
}

const FILE: &str = "\
// Generated from GRAMMAR by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    VARIANTS
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            ARMS
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
STATICS
";
