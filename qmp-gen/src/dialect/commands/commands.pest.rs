// Generated from commands.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    table,
    comment,
    other,
    block,
    text,
    closed,
    texi,
    condition,
    ifdef,
    ifndef,
    if_,
    elif,
    else_,
    endif,
    expression,
    entry,
    field,
    member,
    string,
    macro_,
    piece,
    content,
    value,
    mixed,
    opener,
    closer,
    text_part,
    arguments,
    argument,
    name,
    flag,
    kind,
    optional,
    commands,
    heading,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::table => &TABLE,
            Rule::comment => &COMMENT,
            Rule::other => &OTHER,
            Rule::block => &BLOCK,
            Rule::text => &TEXT,
            Rule::closed => &CLOSED,
            Rule::texi => &TEXI,
            Rule::condition => &CONDITION,
            Rule::ifdef => &IFDEF,
            Rule::ifndef => &IFNDEF,
            Rule::if_ => &IF_,
            Rule::elif => &ELIF,
            Rule::else_ => &ELSE_,
            Rule::endif => &ENDIF,
            Rule::expression => &EXPRESSION,
            Rule::entry => &ENTRY,
            Rule::field => &FIELD,
            Rule::member => &MEMBER,
            Rule::string => &STRING,
            Rule::macro_ => &MACRO_,
            Rule::piece => &PIECE,
            Rule::content => &CONTENT,
            Rule::value => &VALUE,
            Rule::mixed => &MIXED,
            Rule::opener => &OPENER,
            Rule::closer => &CLOSER,
            Rule::text_part => &TEXT_PART,
            Rule::arguments => &ARGUMENTS,
            Rule::argument => &ARGUMENT,
            Rule::name => &NAME,
            Rule::flag => &FLAG,
            Rule::kind => &KIND,
            Rule::optional => &OPTIONAL,
            Rule::commands => &COMMANDS,
            Rule::heading => &HEADING,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static ANY_LINE_TEXT: Pattern = Pattern::Sequence(&[Pattern::Span(Set::except("\n\r")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])]);
static ARGUMENT: Expression<Rule> = Token(Rule::argument, &Sequence(&[Expression::Rule(&NAME), Text(Pattern::Literal(":")), Choice(&[Expression::Rule(&FLAG), Expression::Rule(&KIND)]), Optional(&Expression::Rule(&OPTIONAL))]));
static ARGUMENTS: Expression<Rule> = Token(Rule::arguments, &Sequence(&[Text(Pattern::Start), Optional(&Sequence(&[Expression::Rule(&ARGUMENT), Repeat(&Sequence(&[Text(Pattern::Literal(",")), Expression::Rule(&ARGUMENT)]))])), Expression::Rule(&EOI)]));
static BLANK_TEXT: Pattern = Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])]);
static BLOCK: Expression<Rule> = Token(Rule::block, &Sequence(&[Text(Pattern::Literal("SQMP")), Expression::Rule(&END), Expression::Rule(&TEXT), Optional(&Expression::Rule(&CLOSED))]));
static CLOSED: Expression<Rule> = Token(Rule::closed, &Text(Pattern::Literal("EQMP")));
static CLOSER: Expression<Rule> = Token(Rule::closer, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("EQMP"), Pattern::Span(Set::of("\t "))])), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI), Text(Pattern::Ahead(&Pattern::Literal("{")))])]));
static COMMANDS: Expression<Rule> = Token(Rule::commands, &Sequence(&[Text(Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Choice(&[Pattern::Rule(&HEADING_TEXT), Pattern::Sequence(&[Pattern::Literal("SQMP"), Pattern::Rule(&END_TEXT)])])), Pattern::Rule(&ANY_LINE_TEXT)]))), Choice(&[Expression::Rule(&HEADING), Sequence(&[Text(Pattern::Literal("SQMP")), Expression::Rule(&END)])])]));
static COMMENT: Expression<Rule> = Token(Rule::comment, &Sequence(&[Text(Pattern::Literal("HXCOMM")), Expression::Rule(&LINE)]));
static CONDITION: Expression<Rule> = Token(Rule::condition, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal("#"), Pattern::Span(Set::of("\t "))])), Choice(&[Expression::Rule(&IFDEF), Expression::Rule(&IFNDEF), Expression::Rule(&IF_), Expression::Rule(&ELIF), Expression::Rule(&ELSE_), Expression::Rule(&ENDIF)]), Text(Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)))]));
static CONTENT: Expression<Rule> = Token(Rule::content, &Text(Pattern::Repeat(&Pattern::Choice(&[Pattern::Sequence(&[Pattern::Literal("\\"), Pattern::One(Set::except(""))]), Pattern::One(Set::except("\n\r\""))]))));
static ELIF: Expression<Rule> = Token(Rule::elif, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("elif"), Pattern::Span(Set::of("\t "))])), Expression::Rule(&EXPRESSION)]));
static ELSE_: Expression<Rule> = Token(Rule::else_, &Text(Pattern::Sequence(&[Pattern::Literal("else"), Pattern::Span(Set::except("\n\r"))])));
static END: Expression<Rule> = Sequence(&[Text(Pattern::Span(Set::of("\t "))), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI)])]);
static END_TEXT: Pattern = Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End])]);
static ENDIF: Expression<Rule> = Token(Rule::endif, &Text(Pattern::Sequence(&[Pattern::Literal("endif"), Pattern::Span(Set::except("\n\r"))])));
static ENTRY: Expression<Rule> = Token(Rule::entry, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal("{"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Repeat(&Sequence(&[Choice(&[Expression::Rule(&FIELD), Expression::Rule(&STRING)]), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Optional(&Pattern::Literal(",")), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))]))])), Text(Pattern::Sequence(&[Pattern::Literal("}"), Pattern::Span(Set::of("\t ")), Pattern::Optional(&Pattern::Literal(","))])), Expression::Rule(&END)]));
static EXPRESSION: Expression<Rule> = Token(Rule::expression, &Text(Pattern::Sequence(&[Pattern::Not(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::Literal("/*"), Pattern::Literal("//")])), Pattern::One(Set::except("")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::Literal("/*"), Pattern::Literal("//")])), Pattern::One(Set::except(""))]))])));
static FIELD: Expression<Rule> = Token(Rule::field, &Sequence(&[Text(Pattern::Literal(".")), Expression::Rule(&MEMBER), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("="), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Choice(&[Expression::Rule(&STRING), Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("("), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&STRING), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal(")")]))]), Expression::Rule(&VALUE)])]));
static FLAG: Expression<Rule> = Token(Rule::flag, &Text(Pattern::Sequence(&[Pattern::Literal("-"), Pattern::One(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))])));
static HEADING: Expression<Rule> = Token(Rule::heading, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Optional(&Pattern::Literal("@")), Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Repeat(&Pattern::Literal("-"))])), Expression::Rule(&END)]));
static HEADING_TEXT: Pattern = Pattern::Sequence(&[Pattern::Optional(&Pattern::Literal("@")), Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Literal("-"), Pattern::Repeat(&Pattern::Literal("-")), Pattern::Rule(&END_TEXT)]);
static IF_: Expression<Rule> = Token(Rule::if_, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("if"), Pattern::Span(Set::of("\t "))])), Expression::Rule(&EXPRESSION)]));
static IFDEF: Expression<Rule> = Token(Rule::ifdef, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("ifdef"), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Expression::Rule(&EXPRESSION)]));
static IFNDEF: Expression<Rule> = Token(Rule::ifndef, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("ifndef"), Pattern::One(Set::of("\t ")), Pattern::Span(Set::of("\t "))])), Expression::Rule(&EXPRESSION)]));
static KIND: Expression<Rule> = Token(Rule::kind, &Text(Pattern::One(Set::of("/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))));
static LINE: Expression<Rule> = Sequence(&[Text(Pattern::Span(Set::except("\n\r"))), Choice(&[Text(Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])), Expression::Rule(&EOI)])]);
static LINE_START_EQMP_TEXT: Pattern = Pattern::Sequence(&[Pattern::Literal("EQMP"), Pattern::Span(Set::of("\t ")), Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::End, Pattern::Literal("{")])]);
static MACRO_: Expression<Rule> = Token(Rule::macro_, &Text(Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static MEMBER: Expression<Rule> = Token(Rule::member, &Text(Pattern::Sequence(&[Pattern::One(Set::of(".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of(".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static MEMBER_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of(".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of(".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))]);
static MIXED: Expression<Rule> = Token(Rule::mixed, &Sequence(&[Text(Pattern::Start), Repeat(&Sequence(&[Text(Pattern::Not(&Pattern::End)), Expression::Rule(&MIXED_PART)])), Expression::Rule(&EOI)]));
static MIXED_PART: Expression<Rule> = Choice(&[Expression::Rule(&COMMENT), Expression::Rule(&OPENER), Expression::Rule(&CLOSER), Expression::Rule(&TEXI), Expression::Rule(&CONDITION), Expression::Rule(&NAMED_ENTRY), Expression::Rule(&TEXT_PART)]);
static NAME: Expression<Rule> = Token(Rule::name, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static NAMED_ENTRY: Expression<Rule> = Sequence(&[Text(Pattern::Ahead(&Pattern::Sequence(&[Pattern::Span(Set::of("\t ")), Pattern::Literal("{"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("."), Pattern::Rule(&MEMBER_TEXT), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("=")]))), Expression::Rule(&ENTRY)]);
static OPENER: Expression<Rule> = Token(Rule::opener, &Sequence(&[Text(Pattern::Literal("SQMP")), Expression::Rule(&END)]));
static OPTIONAL: Expression<Rule> = Token(Rule::optional, &Text(Pattern::One(Set::of(".?"))));
static OTHER: Expression<Rule> = Token(Rule::other, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r")), Pattern::Optional(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))])));
static PART: Expression<Rule> = Choice(&[Expression::Rule(&COMMENT), Expression::Rule(&BLOCK), Expression::Rule(&TEXI), Expression::Rule(&CONDITION), Expression::Rule(&ENTRY), Text(Pattern::Rule(&BLANK_TEXT)), Expression::Rule(&OTHER)]);
static PIECE: Expression<Rule> = Token(Rule::piece, &Sequence(&[Text(Pattern::Literal("\"")), Expression::Rule(&CONTENT), Text(Pattern::Literal("\""))]));
static SPACE_TEXT: Pattern = Pattern::Choice(&[Pattern::One(Set::of("\t ")), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r"), Pattern::Sequence(&[Pattern::Literal("/*"), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Literal("*/")), Pattern::One(Set::except(""))])), Pattern::Literal("*/")]), Pattern::Sequence(&[Pattern::Literal("//"), Pattern::Span(Set::except("\n\r"))])]);
static STRING: Expression<Rule> = Token(Rule::string, &Sequence(&[Repeat(&Sequence(&[Expression::Rule(&MACRO_), Text(Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)))])), Expression::Rule(&PIECE), Repeat(&Sequence(&[Text(Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))), Choice(&[Expression::Rule(&PIECE), Expression::Rule(&MACRO_)])]))]));
static TABLE: Expression<Rule> = Token(Rule::table, &Sequence(&[Text(Pattern::Start), Repeat(&Sequence(&[Text(Pattern::Not(&Pattern::End)), Expression::Rule(&PART)])), Expression::Rule(&EOI)]));
static TEXI: Expression<Rule> = Token(Rule::texi, &Sequence(&[Text(Pattern::Literal("STEXI")), Expression::Rule(&END), Text(Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Literal("ETEXI")), Pattern::Rule(&TEXT_LINE_TEXT)]))), Optional(&Sequence(&[Text(Pattern::Literal("ETEXI")), Expression::Rule(&END)]))]));
static TEXT: Expression<Rule> = Token(Rule::text, &Text(Pattern::Repeat(&Pattern::Sequence(&[Pattern::Not(&Pattern::Rule(&LINE_START_EQMP_TEXT)), Pattern::Rule(&TEXT_LINE_TEXT)]))));
static TEXT_LINE_TEXT: Pattern = Pattern::Choice(&[Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r")), Pattern::Optional(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))]), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]);
static TEXT_PART: Expression<Rule> = Token(Rule::text_part, &Text(Pattern::Choice(&[Pattern::Sequence(&[Pattern::One(Set::except("\n\r")), Pattern::Span(Set::except("\n\r")), Pattern::Optional(&Pattern::Choice(&[Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]))]), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")])));
static VALUE: Expression<Rule> = Token(Rule::value, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r,}")), Pattern::Span(Set::except("\n\r,}"))])));
