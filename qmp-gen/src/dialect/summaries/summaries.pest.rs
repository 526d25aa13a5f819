// Generated from summaries.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    document,
    blank,
    entry,
    name,
    text,
    indent,
    mark,
    content,
    stray,
    summaries,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::document => &DOCUMENT,
            Rule::blank => &BLANK,
            Rule::entry => &ENTRY,
            Rule::name => &NAME,
            Rule::text => &TEXT,
            Rule::indent => &INDENT,
            Rule::mark => &MARK,
            Rule::content => &CONTENT,
            Rule::stray => &STRAY,
            Rule::summaries => &SUMMARIES,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static BLANK: Expression<Rule> = Token(Rule::blank, &Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Rule(&END_TEXT)])));
static COMMENT_TEXT: Pattern = Pattern::Sequence(&[Pattern::Literal("#"), Pattern::Span(Set::except("\n\r"))]);
static CONTENT: Expression<Rule> = Token(Rule::content, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r"))])));
static DOCUMENT: Expression<Rule> = Token(Rule::document, &Sequence(&[Text(Pattern::Start), Repeat(&Sequence(&[Expression::Rule(&LINE), Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))])), Expression::Rule(&LINE), Expression::Rule(&EOI)]));
static END_TEXT: Pattern = Pattern::Ahead(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End]));
static ENTRY: Expression<Rule> = Token(Rule::entry, &Sequence(&[Expression::Rule(&NAME), Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Rule(&END_TEXT)]))]));
static INDENT: Expression<Rule> = Token(Rule::indent, &Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])));
static LINE: Expression<Rule> = Choice(&[Text(Pattern::Rule(&COMMENT_TEXT)), Expression::Rule(&BLANK), Expression::Rule(&ENTRY), Expression::Rule(&TEXT), Expression::Rule(&STRAY)]);
static MARK: Expression<Rule> = Token(Rule::mark, &Text(Pattern::Sequence(&[Pattern::Literal("-"), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])));
static NAME: Expression<Rule> = Token(Rule::name, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static STRAY: Expression<Rule> = Token(Rule::stray, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r"))])));
static SUMMARIES: Expression<Rule> = Token(Rule::summaries, &Text(Pattern::Sequence(&[Pattern::Start, Pattern::Literal("#"), Pattern::Span(Set::of("\t ")), Pattern::Literal("qmp-summaries"), Pattern::Span(Set::of("\t ")), Pattern::Rule(&END_TEXT)])));
static TEXT: Expression<Rule> = Token(Rule::text, &Sequence(&[Expression::Rule(&INDENT), Choice(&[Sequence(&[Expression::Rule(&MARK), Expression::Rule(&CONTENT)]), Expression::Rule(&CONTENT)])]));
