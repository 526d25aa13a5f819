//! Expressions that may have tokens in them.

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr, OptimizedRule};

use crate::pattern::{Pattern, sequence};
use crate::rules::{Asked, Rules, flat};

/// As `qmp_gen::grammar::Expression`.
pub(crate) enum Expression {
    Text(Pattern),
    Token(String, Box<Expression>),
    Rule(String),
    Sequence(Vec<Expression>),
    Choice(Vec<Expression>),
    Optional(Box<Expression>),
    Repeat(Box<Expression>),
}

impl Rules {
    /// What a rule matches.
    pub(crate) fn expression_of(
        &self,
        rule: &OptimizedRule,
        asked: &mut Asked,
    ) -> Result<Expression, String> {
        let body = match rule.ty {
            RuleType::Atomic => Expression::Text(self.pattern(&rule.expr, asked)?),
            _ => self.expression(&rule.expr, asked)?,
        };
        Ok(match rule.ty {
            RuleType::Silent => body,
            _ => Expression::Token(rule.name.clone(), Box::new(body)),
        })
    }

    fn expression(&self, expr: &OptimizedExpr, asked: &mut Asked) -> Result<Expression, String> {
        if !self.has_tokens(expr) {
            return Ok(Expression::Text(self.pattern(expr, asked)?));
        }
        Ok(match expr {
            OptimizedExpr::Ident(name) if name == "EOI" => Expression::Rule("EOI".to_owned()),
            OptimizedExpr::Ident(name) => {
                asked.expressions.insert(name.clone());
                Expression::Rule(name.to_uppercase())
            }
            OptimizedExpr::Seq(..) => self.sequence(&flat(expr), asked)?,
            OptimizedExpr::Choice(..) => {
                let all = flat(expr)
                    .into_iter()
                    .map(|one| self.expression(one, asked));
                Expression::Choice(all.collect::<Result<_, _>>()?)
            }
            OptimizedExpr::Opt(inner) => {
                Expression::Optional(Box::new(self.expression(inner, asked)?))
            }
            OptimizedExpr::Rep(inner) => {
                Expression::Repeat(Box::new(self.expression(inner, asked)?))
            }
            other => return Err(format!("no expression for {other:?}")),
        })
    }

    /// The expressions one after another, neighbours without tokens as one.
    fn sequence(&self, parts: &[&OptimizedExpr], asked: &mut Asked) -> Result<Expression, String> {
        let mut all = Vec::new();
        for run in parts.chunk_by(|one, next| !self.has_tokens(one) && !self.has_tokens(next)) {
            all.push(match run {
                [part] => self.expression(part, asked)?,
                run => {
                    let run = run.iter().map(|part| self.pattern(part, asked));
                    Expression::Text(sequence(run.collect::<Result<_, _>>()?))
                }
            });
        }
        Ok(Expression::Sequence(all))
    }
}

impl Expression {
    pub(crate) fn code(&self) -> String {
        let list = |all: &[Expression]| {
            let all: Vec<String> = all.iter().map(Expression::code).collect();
            format!("&[{}]", all.join(", "))
        };
        match self {
            Expression::Text(pattern) => format!("Text({})", pattern.code()),
            Expression::Token(rule, body) => format!("Token(Rule::{rule}, &{})", body.code()),
            Expression::Rule(constant) => format!("Expression::Rule(&{constant})"),
            Expression::Sequence(all) => format!("Sequence({})", list(all)),
            Expression::Choice(all) => format!("Choice({})", list(all)),
            Expression::Optional(inner) => format!("Optional(&{})", inner.code()),
            Expression::Repeat(inner) => format!("Repeat(&{})", inner.code()),
        }
    }
}
