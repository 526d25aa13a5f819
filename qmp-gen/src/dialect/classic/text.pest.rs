// Generated from text.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    rest,
    name,
    quoted,
    quoted_name,
    text,
    comment,
    heading,
    chapter,
    title,
    heading_names,
    heading_name,
    number,
    words,
    line,
    body,
    blank,
    indent,
    label,
    data_label,
    description_label,
    none,
    example_label,
    note_label,
    note_word,
    since_label,
    version,
    returns_label,
    array_label,
    sent,
    received,
    member,
    names,
    quoted_names,
    without_colon,
    value,
    opening,
    text_line,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::rest => &REST,
            Rule::name => &NAME,
            Rule::quoted => &QUOTED,
            Rule::quoted_name => &QUOTED_NAME,
            Rule::text => &TEXT,
            Rule::comment => &COMMENT,
            Rule::heading => &HEADING,
            Rule::chapter => &CHAPTER,
            Rule::title => &TITLE,
            Rule::heading_names => &HEADING_NAMES,
            Rule::heading_name => &HEADING_NAME,
            Rule::number => &NUMBER,
            Rule::words => &WORDS,
            Rule::line => &LINE,
            Rule::body => &BODY,
            Rule::blank => &BLANK,
            Rule::indent => &INDENT,
            Rule::label => &LABEL,
            Rule::data_label => &DATA_LABEL,
            Rule::description_label => &DESCRIPTION_LABEL,
            Rule::none => &NONE,
            Rule::example_label => &EXAMPLE_LABEL,
            Rule::note_label => &NOTE_LABEL,
            Rule::note_word => &NOTE_WORD,
            Rule::since_label => &SINCE_LABEL,
            Rule::version => &VERSION,
            Rule::returns_label => &RETURNS_LABEL,
            Rule::array_label => &ARRAY_LABEL,
            Rule::sent => &SENT,
            Rule::received => &RECEIVED,
            Rule::member => &MEMBER,
            Rule::names => &NAMES,
            Rule::quoted_names => &QUOTED_NAMES,
            Rule::without_colon => &WITHOUT_COLON,
            Rule::value => &VALUE,
            Rule::opening => &OPENING,
            Rule::text_line => &TEXT_LINE,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static ARRAY_LABEL: Expression<Rule> = Token(Rule::array_label, &Sequence(&[Choice(&[Expression::Rule(&QUOTED), Expression::Rule(&NAME)]), Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Literal("array:")])), Expression::Rule(&REST)]));
static BLANK: Expression<Rule> = Token(Rule::blank, &Text(Pattern::Choice(&[Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])]), Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Ahead(&Pattern::End)])])));
static BODY: Expression<Rule> = Token(Rule::body, &Sequence(&[Text(Pattern::Start), Repeat(&Expression::Rule(&BODY_LINE)), Expression::Rule(&EOI)]));
static BODY_LINE: Expression<Rule> = Choice(&[Expression::Rule(&COMMENT), Expression::Rule(&BLANK), Expression::Rule(&INDENTED)]);
static CHAPTER: Expression<Rule> = Token(Rule::chapter, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Not(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))])), Expression::Rule(&REST), Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Span(Set::of("\t ")), Pattern::Literal("="), Pattern::Literal("="), Pattern::Literal("="), Pattern::Repeat(&Pattern::Literal("="))])), Expression::Rule(&TRAILING)]));
static COMMENT: Expression<Rule> = Token(Rule::comment, &Sequence(&[Text(Pattern::Literal("HXCOMM")), Expression::Rule(&REST), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI)])]));
static DASHES_TEXT: Pattern = Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Repeat(&Pattern::Literal("-"))]);
static DATA_LABEL: Expression<Rule> = Token(Rule::data_label, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Literal("Data"), Pattern::Literal("Arguments")]), Pattern::Span(Set::of("\t ")), Pattern::Literal(":"), Pattern::Span(Set::of("\t "))])), Optional(&Expression::Rule(&NONE)), Expression::Rule(&REST)]));
static DESCRIPTION_LABEL: Expression<Rule> = Token(Rule::description_label, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("Description"), Pattern::Literal(":"), Pattern::Span(Set::of("\t "))])), Expression::Rule(&REST)]));
static EXAMPLE_LABEL: Expression<Rule> = Token(Rule::example_label, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("Example"), Pattern::Optional(&Pattern::Literal("s"))])), Choice(&[Sequence(&[Text(Pattern::Sequence(&[Pattern::Optional(&Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Literal("("), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Literal(")")])), Pattern::Span(Set::of("\t ")), Pattern::Literal(":")])), Expression::Rule(&REST)]), Sequence(&[Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Literal("for"), Pattern::One(Set::of("\t "))])), Expression::Rule(&REST)])])]));
static HEADING: Expression<Rule> = Token(Rule::heading, &Sequence(&[Expression::Rule(&TITLE), Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Rule(&DASHES_TEXT)])), Expression::Rule(&TRAILING)]));
static HEADING_NAME: Expression<Rule> = Token(Rule::heading_name, &Sequence(&[Text(Pattern::Optional(&Pattern::Literal("@"))), Expression::Rule(&NAME)]));
static HEADING_NAMES: Expression<Rule> = Token(Rule::heading_names, &Sequence(&[Optional(&Sequence(&[Expression::Rule(&NUMBER), Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))]))])), Expression::Rule(&HEADING_NAME), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(","), Pattern::Span(Set::of("\t "))])), Expression::Rule(&HEADING_NAME)])), Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Ahead(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))]))]));
static INDENT: Expression<Rule> = Token(Rule::indent, &Text(Pattern::Span(Set::of("\t "))));
static INDENTED: Expression<Rule> = Sequence(&[Expression::Rule(&INDENT), Choice(&[Expression::Rule(&LABEL), Expression::Rule(&SENT), Expression::Rule(&RECEIVED), Expression::Rule(&MEMBER), Expression::Rule(&VALUE), Expression::Rule(&OPENING), Expression::Rule(&TEXT_LINE)]), Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::Ahead(&Pattern::End)]))]);
static LABEL: Expression<Rule> = Token(Rule::label, &Choice(&[Expression::Rule(&DATA_LABEL), Expression::Rule(&DESCRIPTION_LABEL), Expression::Rule(&EXAMPLE_LABEL), Expression::Rule(&NOTE_LABEL), Expression::Rule(&SINCE_LABEL), Expression::Rule(&RETURNS_LABEL), Expression::Rule(&ARRAY_LABEL)]));
static LINE: Expression<Rule> = Token(Rule::line, &Choice(&[Sequence(&[Expression::Rule(&REST), Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))]), Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r"))]))]));
static MEMBER: Expression<Rule> = Token(Rule::member, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("-"), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Choice(&[Sequence(&[Expression::Rule(&NAMES), Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(":")])), Expression::Rule(&REST)]), Sequence(&[Expression::Rule(&QUOTED_NAMES), Expression::Rule(&WITHOUT_COLON), Text(Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Expression::Rule(&REST)]), Expression::Rule(&REST)])]));
static NAME: Expression<Rule> = Token(Rule::name, &Text(Pattern::Sequence(&[Pattern::One(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static NAMES: Expression<Rule> = Token(Rule::names, &Choice(&[Expression::Rule(&QUOTED_NAMES), Sequence(&[Expression::Rule(&NAME), Text(Pattern::Ahead(&Pattern::Literal(":")))])]));
static NONE: Expression<Rule> = Token(Rule::none, &Text(Pattern::Sequence(&[Pattern::AnyCase("none"), Pattern::Optional(&Pattern::Literal(".")), Pattern::Ahead(&Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End])]))])));
static NOTE_LABEL: Expression<Rule> = Token(Rule::note_label, &Sequence(&[Expression::Rule(&NOTE_WORD), Text(Pattern::Literal(":")), Expression::Rule(&REST)]));
static NOTE_WORD: Expression<Rule> = Token(Rule::note_word, &Text(Pattern::Choice(&[Pattern::AnyCase("Notes"), Pattern::AnyCase("Note"), Pattern::Literal("Warning")])));
static NUMBER: Expression<Rule> = Token(Rule::number, &Text(Pattern::Sequence(&[Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))])), Pattern::Optional(&Pattern::Literal("."))])));
static OPENING: Expression<Rule> = Token(Rule::opening, &Sequence(&[Text(Pattern::Literal("{")), Expression::Rule(&REST)]));
static QUOTED: Expression<Rule> = Token(Rule::quoted, &Sequence(&[Text(Pattern::Literal("\"")), Expression::Rule(&QUOTED_NAME), Text(Pattern::Literal("\""))]));
static QUOTED_NAME: Expression<Rule> = Token(Rule::quoted_name, &Text(Pattern::Sequence(&[Pattern::One(Set::of("+-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("+-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static QUOTED_NAMES: Expression<Rule> = Token(Rule::quoted_names, &Sequence(&[Expression::Rule(&QUOTED), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(",")]), Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Literal("and")])]), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Expression::Rule(&QUOTED)]))]));
static RECEIVED: Expression<Rule> = Token(Rule::received, &Sequence(&[Text(Pattern::Literal("<-")), Expression::Rule(&REST)]));
static REST: Expression<Rule> = Token(Rule::rest, &Text(Pattern::Span(Set::except("\n\r"))));
static RETURNS_LABEL: Expression<Rule> = Token(Rule::returns_label, &Sequence(&[Text(Pattern::Literal("Returns:")), Expression::Rule(&REST)]));
static SENT: Expression<Rule> = Token(Rule::sent, &Sequence(&[Text(Pattern::Literal("->")), Expression::Rule(&REST)]));
static SINCE_LABEL: Expression<Rule> = Token(Rule::since_label, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("Since"), Pattern::Optional(&Pattern::Literal(":")), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Expression::Rule(&VERSION), Text(Pattern::Sequence(&[Pattern::Optional(&Pattern::Literal(".")), Pattern::Ahead(&Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End])]))])), Expression::Rule(&REST)]));
static TEXT: Expression<Rule> = Token(Rule::text, &Sequence(&[Text(Pattern::Start), Repeat(&Choice(&[Expression::Rule(&COMMENT), Expression::Rule(&HEADING), Expression::Rule(&CHAPTER), Expression::Rule(&LINE)])), Expression::Rule(&EOI)]));
static TEXT_LINE: Expression<Rule> = Token(Rule::text_line, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r"))])));
static TITLE: Expression<Rule> = Token(Rule::title, &Sequence(&[Text(Pattern::Span(Set::of("\t "))), Choice(&[Expression::Rule(&HEADING_NAMES), Expression::Rule(&WORDS)])]));
static TRAILING: Expression<Rule> = Sequence(&[Text(Pattern::Span(Set::of("\t "))), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI)])]);
static VALUE: Expression<Rule> = Token(Rule::value, &Sequence(&[Expression::Rule(&QUOTED_NAMES), Text(Pattern::Choice(&[Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal(":")]), Pattern::Sequence(&[Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t ")), Pattern::Literal("-"), Pattern::One(Set::of("\t "))])])), Expression::Rule(&REST)]));
static VERSION: Expression<Rule> = Token(Rule::version, &Text(Pattern::Sequence(&[Pattern::Optional(&Pattern::Sequence(&[Pattern::Literal("QEMU"), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))]))])));
static WITHOUT_COLON: Expression<Rule> = Token(Rule::without_colon, &Text(Pattern::Literal("")));
static WORDS: Expression<Rule> = Token(Rule::words, &Text(Pattern::Sequence(&[Pattern::Not(&Pattern::One(Set::of("\t "))), Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r"))])));
