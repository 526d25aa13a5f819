// Generated from snapshot.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    json,
    object,
    entry,
    array,
    string,
    plain,
    number,
    literal,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::json => &JSON,
            Rule::object => &OBJECT,
            Rule::entry => &ENTRY,
            Rule::array => &ARRAY,
            Rule::string => &STRING,
            Rule::plain => &PLAIN,
            Rule::number => &NUMBER,
            Rule::literal => &LITERAL,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static ARRAY: Expression<Rule> = Token(Rule::array, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("["), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Optional(&Sequence(&[Expression::Rule(&VALUE), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal(","), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&VALUE)]))])), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("]")]))]));
static ENTRY: Expression<Rule> = Token(Rule::entry, &Sequence(&[Expression::Rule(&STRING), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal(":"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&VALUE)]));
static JSON: Expression<Rule> = Token(Rule::json, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Start, Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&VALUE), Text(Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))), Expression::Rule(&EOI)]));
static LITERAL: Expression<Rule> = Token(Rule::literal, &Text(Pattern::Choice(&[Pattern::Literal("true"), Pattern::Literal("false"), Pattern::Literal("null")])));
static NUMBER: Expression<Rule> = Token(Rule::number, &Text(Pattern::Sequence(&[Pattern::Optional(&Pattern::Literal("-")), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Optional(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))])), Pattern::Optional(&Pattern::Sequence(&[Pattern::AnyCase("e"), Pattern::Optional(&Pattern::One(Set::of("+-"))), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))]))])));
static OBJECT: Expression<Rule> = Token(Rule::object, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("{"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Optional(&Sequence(&[Expression::Rule(&ENTRY), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal(","), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&ENTRY)]))])), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("}")]))]));
static PLAIN: Expression<Rule> = Token(Rule::plain, &Text(Pattern::Span(Set::except("\n\"\\"))));
static PLAIN_TEXT: Pattern = Pattern::Span(Set::except("\n\"\\"));
static SPACE_TEXT: Pattern = Pattern::Choice(&[Pattern::Literal("    "), Pattern::Literal("  "), Pattern::Literal(" "), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::One(Set::of("\t\r"))]);
static STRING: Expression<Rule> = Token(Rule::string, &Text(Pattern::Sequence(&[Pattern::Literal("\""), Pattern::Rule(&PLAIN_TEXT), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("\\"), Pattern::Choice(&[Pattern::Sequence(&[Pattern::Literal("u"), Pattern::One(Set::of("0123456789ABCDEFabcdef")), Pattern::One(Set::of("0123456789ABCDEFabcdef")), Pattern::One(Set::of("0123456789ABCDEFabcdef")), Pattern::One(Set::of("0123456789ABCDEFabcdef"))]), Pattern::One(Set::except(""))]), Pattern::Rule(&PLAIN_TEXT)])), Pattern::Literal("\"")])));
static VALUE: Expression<Rule> = Choice(&[Expression::Rule(&OBJECT), Expression::Rule(&ARRAY), Expression::Rule(&STRING), Expression::Rule(&NUMBER), Expression::Rule(&LITERAL)]);
