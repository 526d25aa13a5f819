// Generated from qapi.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    schema,
    comment,
    sign,
    boolean,
    string,
    broken,
    rest,
    stray,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::schema => &SCHEMA,
            Rule::comment => &COMMENT,
            Rule::sign => &SIGN,
            Rule::boolean => &BOOLEAN,
            Rule::string => &STRING,
            Rule::broken => &BROKEN,
            Rule::rest => &REST,
            Rule::stray => &STRAY,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static BOOLEAN: Expression<Rule> = Token(Rule::boolean, &Text(Pattern::Choice(&[Pattern::Literal("true"), Pattern::Literal("false")])));
static BROKEN: Expression<Rule> = Token(Rule::broken, &Text(Pattern::Sequence(&[Pattern::Literal("'"), Pattern::Rule(&REST_TEXT)])));
static COMMENT: Expression<Rule> = Token(Rule::comment, &Text(Pattern::Sequence(&[Pattern::Literal("#"), Pattern::Rule(&REST_TEXT)])));
static PLAIN_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of(" !\"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~")), Pattern::Span(Set::of(" !\"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"))]);
static REST: Expression<Rule> = Token(Rule::rest, &Text(Pattern::Span(Set::except("\n\r"))));
static REST_TEXT: Pattern = Pattern::Span(Set::except("\n\r"));
static SCHEMA: Expression<Rule> = Token(Rule::schema, &Sequence(&[Text(Pattern::Start), Repeat(&Choice(&[Text(Pattern::Rule(&SPACE_TEXT)), Expression::Rule(&COMMENT), Expression::Rule(&SIGN), Expression::Rule(&STRING), Expression::Rule(&BOOLEAN), Expression::Rule(&BROKEN), Expression::Rule(&STRAY)])), Expression::Rule(&EOI)]));
static SIGN: Expression<Rule> = Token(Rule::sign, &Text(Pattern::One(Set::of(",:[]{}"))));
static SPACE_TEXT: Pattern = Pattern::Choice(&[Pattern::Sequence(&[Pattern::One(Set::of("\n ")), Pattern::Span(Set::of("\n "))]), Pattern::Sequence(&[Pattern::WhiteSpace, Pattern::Repeat(&Pattern::WhiteSpace)])]);
static STRAY: Expression<Rule> = Token(Rule::stray, &Text(Pattern::Sequence(&[Pattern::One(Set::except("")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Choice(&[Pattern::WhiteSpace, Pattern::One(Set::of("',:[]{}"))])), Pattern::One(Set::except(""))]))])));
static STRING: Expression<Rule> = Token(Rule::string, &Text(Pattern::Sequence(&[Pattern::Literal("'"), Pattern::Rule(&TEXT_TEXT), Pattern::Literal("'")])));
static TEXT_TEXT: Pattern = Pattern::Repeat(&Pattern::Choice(&[Pattern::Rule(&PLAIN_TEXT), Pattern::Literal("\\\\")]));
