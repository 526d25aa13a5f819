// Generated from events.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    events,
    heading,
    number,
    event,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::events => &EVENTS,
            Rule::heading => &HEADING,
            Rule::number => &NUMBER,
            Rule::event => &EVENT,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static EVENT: Expression<Rule> = Token(Rule::event, &Text(Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::One(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_")), Pattern::Span(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_")), Pattern::Not(&Pattern::One(Set::of("abcdefghijklmnopqrstuvwxyz")))])));
static EVENT_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::One(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_")), Pattern::Span(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_")), Pattern::Not(&Pattern::One(Set::of("abcdefghijklmnopqrstuvwxyz")))]);
static EVENTS: Expression<Rule> = Token(Rule::events, &Sequence(&[Text(Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Rule(&HEADING_TEXT)), Pattern::Rule(&LINE_TEXT)]))), Expression::Rule(&HEADING)]));
static HEADING: Expression<Rule> = Token(Rule::heading, &Sequence(&[Optional(&Sequence(&[Expression::Rule(&NUMBER), Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))]))])), Expression::Rule(&EVENT), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(","), Pattern::Span(Set::of("\t "))])), Expression::Rule(&EVENT)])), Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Repeat(&Pattern::Literal("-")), Pattern::Span(Set::of("\t "))])), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI)])]));
static HEADING_TEXT: Pattern = Pattern::Sequence(&[Pattern::Optional(&Pattern::Sequence(&[Pattern::Rule(&NUMBER_TEXT), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Pattern::Rule(&EVENT_TEXT), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(","), Pattern::Span(Set::of("\t ")), Pattern::Rule(&EVENT_TEXT)])), Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Repeat(&Pattern::Literal("-")), Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End])]);
static LINE_TEXT: Pattern = Pattern::Sequence(&[Pattern::Span(Set::except("\n\r")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])]);
static NUMBER: Expression<Rule> = Token(Rule::number, &Text(Pattern::Sequence(&[Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))])), Pattern::Optional(&Pattern::Literal("."))])));
static NUMBER_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))])), Pattern::Optional(&Pattern::Literal("."))]);
