// Generated from prose.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    prose,
    note,
    part,
    part_mark,
    optional_word,
    fixed_word,
    default_part,
    default_value,
    since_part,
    version,
    type_phrase,
    array_phrase,
    array_word,
    json_array,
    json_type,
    json,
    kind,
    bare_type,
    named_type,
    phrase,
    optional_phrase,
    fixed_phrase,
    default_phrase,
    recursion,
    json_listing,
    type_in_text,
    named_in_text,
    listing,
    quoted,
    double,
    single,
    choice,
    chosen,
    word,
    mark,
}

impl Rule {
    pub(crate) fn parse(self, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
        grammar::parse(self.expression(), text)
    }

    fn expression(self) -> &'static Expression<Rule> {
        match self {
            Rule::EOI => &EOI,
            Rule::prose => &PROSE,
            Rule::note => &NOTE,
            Rule::part => &PART,
            Rule::part_mark => &PART_MARK,
            Rule::optional_word => &OPTIONAL_WORD,
            Rule::fixed_word => &FIXED_WORD,
            Rule::default_part => &DEFAULT_PART,
            Rule::default_value => &DEFAULT_VALUE,
            Rule::since_part => &SINCE_PART,
            Rule::version => &VERSION,
            Rule::type_phrase => &TYPE_PHRASE,
            Rule::array_phrase => &ARRAY_PHRASE,
            Rule::array_word => &ARRAY_WORD,
            Rule::json_array => &JSON_ARRAY,
            Rule::json_type => &JSON_TYPE,
            Rule::json => &JSON,
            Rule::kind => &KIND,
            Rule::bare_type => &BARE_TYPE,
            Rule::named_type => &NAMED_TYPE,
            Rule::phrase => &PHRASE,
            Rule::optional_phrase => &OPTIONAL_PHRASE,
            Rule::fixed_phrase => &FIXED_PHRASE,
            Rule::default_phrase => &DEFAULT_PHRASE,
            Rule::recursion => &RECURSION,
            Rule::json_listing => &JSON_LISTING,
            Rule::type_in_text => &TYPE_IN_TEXT,
            Rule::named_in_text => &NAMED_IN_TEXT,
            Rule::listing => &LISTING,
            Rule::quoted => &QUOTED,
            Rule::double => &DOUBLE,
            Rule::single => &SINGLE,
            Rule::choice => &CHOICE,
            Rule::chosen => &CHOSEN,
            Rule::word => &WORD,
            Rule::mark => &MARK,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static ARRAY_PHRASE: Expression<Rule> = Token(Rule::array_phrase, &Sequence(&[Choice(&[Expression::Rule(&JSON_ARRAY), Expression::Rule(&ARRAY_WORD)]), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Literal("of"), Pattern::Rule(&GAP_TEXT)])), Optional(&Sequence(&[Expression::Rule(&OPTIONAL_WORD), Text(Pattern::Rule(&GAP_TEXT))])), Optional(&Expression::Rule(&JSON_TYPE))]));
static ARRAY_WORD: Expression<Rule> = Token(Rule::array_word, &Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::AnyCase("array"), Pattern::AnyCase("list")]), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static BARE_TYPE: Expression<Rule> = Token(Rule::bare_type, &Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Literal("string"), Pattern::Literal("integer"), Pattern::Literal("int"), Pattern::Literal("number"), Pattern::Literal("boolean"), Pattern::Literal("bool")]), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static CHOICE: Expression<Rule> = Token(Rule::choice, &Choice(&[Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("["), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&CHOSEN), Sequence(&[Sequence(&[Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("|"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&CHOSEN)]), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("|"), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&CHOSEN)]))]), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal("]")]))]), Sequence(&[Expression::Rule(&CHOSEN), Sequence(&[Text(Pattern::Literal("|")), Expression::Rule(&CHOSEN)]), Repeat(&Sequence(&[Text(Pattern::Literal("|")), Expression::Rule(&CHOSEN)]))])]));
static CHOSEN: Expression<Rule> = Token(Rule::chosen, &Text(Pattern::Sequence(&[Pattern::One(Set::of("+-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static DEFAULT_PART: Expression<Rule> = Token(Rule::default_part, &Sequence(&[Text(Pattern::Sequence(&[Pattern::AnyCase("default"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))), Pattern::Rule(&GAP_TEXT)])), Choice(&[Expression::Rule(&QUOTED), Expression::Rule(&DEFAULT_VALUE)])]));
static DEFAULT_PHRASE: Expression<Rule> = Token(Rule::default_phrase, &Sequence(&[Text(Pattern::Sequence(&[Pattern::AnyCase("default"), Pattern::Rule(&GAP_TEXT)])), Expression::Rule(&QUOTED)]));
static DEFAULT_VALUE: Expression<Rule> = Token(Rule::default_value, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static DOUBLE: Expression<Rule> = Token(Rule::double, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r\"")), Pattern::Span(Set::except("\n\r\""))])));
static FIXED_PHRASE: Expression<Rule> = Token(Rule::fixed_phrase, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::AnyCase("must"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("be")]), Pattern::AnyCase("always"), Pattern::Sequence(&[Pattern::AnyCase("only"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("supported"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("value"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("is")])]), Pattern::Rule(&GAP_TEXT), Pattern::Ahead(&Pattern::One(Set::of("\"'")))])), Expression::Rule(&QUOTED)]));
static FIXED_WORD: Expression<Rule> = Token(Rule::fixed_word, &Text(Pattern::Sequence(&[Pattern::AnyCase("fixed"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static GAP_TEXT: Pattern = Pattern::Sequence(&[Pattern::Rule(&SPACE_TEXT), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))]);
static JSON: Expression<Rule> = Token(Rule::json, &Text(Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))])));
static JSON_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))]);
static JSON_ARRAY: Expression<Rule> = Token(Rule::json_array, &Sequence(&[Expression::Rule(&JSON), Text(Pattern::Sequence(&[Pattern::One(Set::of("-_")), Pattern::AnyCase("array"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]))]));
static JSON_LISTING: Expression<Rule> = Token(Rule::json_listing, &Sequence(&[Choice(&[Expression::Rule(&JSON_ARRAY), Expression::Rule(&ARRAY_WORD)]), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Literal("of"), Pattern::Rule(&GAP_TEXT)])), Optional(&Sequence(&[Expression::Rule(&OPTIONAL_WORD), Text(Pattern::Rule(&GAP_TEXT))])), Choice(&[Expression::Rule(&JSON_TYPE), Text(Pattern::Ahead(&Pattern::Rule(&WORD_TEXT)))])]));
static JSON_TYPE: Expression<Rule> = Token(Rule::json_type, &Sequence(&[Expression::Rule(&JSON), Text(Pattern::One(Set::of("-_"))), Expression::Rule(&KIND), Text(Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))))]));
static KIND: Expression<Rule> = Token(Rule::kind, &Text(Pattern::Choice(&[Pattern::AnyCase("strings"), Pattern::AnyCase("string"), Pattern::AnyCase("str"), Pattern::AnyCase("integer"), Pattern::AnyCase("int"), Pattern::AnyCase("number"), Pattern::AnyCase("boolean"), Pattern::AnyCase("bool"), Pattern::AnyCase("objects"), Pattern::AnyCase("object"), Pattern::AnyCase("array"), Pattern::AnyCase("dict"), Pattern::AnyCase("null"), Pattern::AnyCase("value")])));
static LISTING: Expression<Rule> = Token(Rule::listing, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::AnyCase("possible"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("values")]), Pattern::Sequence(&[Pattern::AnyCase("possibilities"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("include")]), Pattern::Sequence(&[Pattern::AnyCase("one"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("of"), Pattern::Optional(&Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("the"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("following")])), Pattern::Optional(&Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("values")]))]), Pattern::Sequence(&[Pattern::AnyCase("valid"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("values")])]), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))), Pattern::Optional(&Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::AnyCase("are"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]))])), Optional(&Sequence(&[Text(Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))), Expression::Rule(&NOTE)])), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Optional(&Pattern::Literal(":"))]))]));
static MARK: Expression<Rule> = Token(Rule::mark, &Text(Pattern::One(Set::except(""))));
static NAMED_IN_TEXT: Expression<Rule> = Token(Rule::named_in_text, &Sequence(&[Expression::Rule(&NAMED_TYPE), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("type"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]))]));
static NAMED_TYPE: Expression<Rule> = Token(Rule::named_type, &Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::Span(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::One(Set::of("0123456789abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("0123456789abcdefghijklmnopqrstuvwxyz")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]), Pattern::Sequence(&[Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::One(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::Span(Set::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), Pattern::One(Set::of("abcdefghijklmnopqrstuvwxyz"))])]), Pattern::Span(Set::of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static NOTE: Expression<Rule> = Token(Rule::note, &Sequence(&[Text(Pattern::Sequence(&[Pattern::Literal("("), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&PART), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::One(Set::of(",;")), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))])), Expression::Rule(&PART)])), Text(Pattern::Sequence(&[Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT)), Pattern::Literal(")")]))]));
static OPTIONAL_PHRASE: Expression<Rule> = Token(Rule::optional_phrase, &Text(Pattern::Choice(&[Pattern::Sequence(&[Pattern::AnyCase("only"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("present"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::AnyCase("not"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("present"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::AnyCase("must"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("be"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("present"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("if"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::Choice(&[Pattern::AnyCase("it's"), Pattern::Sequence(&[Pattern::AnyCase("it"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("is")]), Pattern::AnyCase("is")]), Pattern::Rule(&GAP_TEXT), Pattern::Optional(&Pattern::Sequence(&[Pattern::AnyCase("an"), Pattern::Rule(&GAP_TEXT)])), Pattern::AnyCase("optional"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::AnyCase("optional"), Pattern::Rule(&GAP_TEXT), Pattern::Ahead(&Pattern::Choice(&[Pattern::Sequence(&[Pattern::Rule(&JSON_TEXT), Pattern::One(Set::of("-_"))]), Pattern::AnyCase("list"), Pattern::AnyCase("array")]))]), Pattern::Sequence(&[Pattern::AnyCase("if"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("omitted"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::AnyCase("if"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("not"), Pattern::Rule(&GAP_TEXT), Pattern::Choice(&[Pattern::AnyCase("specified"), Pattern::AnyCase("given"), Pattern::AnyCase("provided"), Pattern::AnyCase("present"), Pattern::AnyCase("set")]), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]), Pattern::Sequence(&[Pattern::AnyCase("field"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("is"), Pattern::Rule(&GAP_TEXT), Pattern::Choice(&[Pattern::AnyCase("omitted"), Pattern::AnyCase("absent")]), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])])));
static OPTIONAL_WORD: Expression<Rule> = Token(Rule::optional_word, &Text(Pattern::Sequence(&[Pattern::AnyCase("optional"), Pattern::Not(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static PART: Expression<Rule> = Token(Rule::part, &Sequence(&[Choice(&[Expression::Rule(&PART_TOKEN), Text(Pattern::Rule(&GAP_TEXT))]), Repeat(&Choice(&[Expression::Rule(&PART_TOKEN), Text(Pattern::Rule(&GAP_TEXT))]))]));
static PART_MARK: Expression<Rule> = Token(Rule::part_mark, &Text(Pattern::One(Set::except("(),;"))));
static PART_TOKEN: Expression<Rule> = Choice(&[Expression::Rule(&TYPE_PHRASE), Expression::Rule(&OPTIONAL_WORD), Expression::Rule(&DEFAULT_PART), Expression::Rule(&SINCE_PART), Expression::Rule(&FIXED_WORD), Expression::Rule(&QUOTED), Expression::Rule(&WORD), Expression::Rule(&PART_MARK)]);
static PHRASE: Expression<Rule> = Token(Rule::phrase, &Choice(&[Expression::Rule(&OPTIONAL_PHRASE), Expression::Rule(&FIXED_PHRASE), Expression::Rule(&DEFAULT_PHRASE), Expression::Rule(&RECURSION), Expression::Rule(&JSON_LISTING), Expression::Rule(&TYPE_IN_TEXT), Expression::Rule(&NAMED_IN_TEXT)]));
static PROSE: Expression<Rule> = Token(Rule::prose, &Sequence(&[Text(Pattern::Start), Repeat(&Choice(&[Text(Pattern::Rule(&SPACE_TEXT)), Expression::Rule(&TOKEN)])), Expression::Rule(&EOI)]));
static QUOTED: Expression<Rule> = Token(Rule::quoted, &Choice(&[Sequence(&[Text(Pattern::Literal("\"")), Expression::Rule(&DOUBLE), Text(Pattern::Literal("\""))]), Sequence(&[Text(Pattern::Literal("'")), Expression::Rule(&SINGLE), Text(Pattern::Literal("'"))])]));
static RECURSION: Expression<Rule> = Token(Rule::recursion, &Text(Pattern::AnyCase("recursively")));
static SINCE_PART: Expression<Rule> = Token(Rule::since_part, &Sequence(&[Text(Pattern::Sequence(&[Pattern::AnyCase("since"), Pattern::Rule(&GAP_TEXT), Pattern::Optional(&Pattern::Sequence(&[Pattern::AnyCase("QEMU"), Pattern::Rule(&GAP_TEXT)]))])), Expression::Rule(&VERSION)]));
static SINGLE: Expression<Rule> = Token(Rule::single, &Text(Pattern::Sequence(&[Pattern::One(Set::except("\n\r'")), Pattern::Span(Set::except("\n\r'"))])));
static SPACE_TEXT: Pattern = Pattern::Choice(&[Pattern::One(Set::of("\t ")), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]);
static TOKEN: Expression<Rule> = Choice(&[Expression::Rule(&NOTE), Expression::Rule(&PHRASE), Expression::Rule(&LISTING), Expression::Rule(&QUOTED), Expression::Rule(&CHOICE), Expression::Rule(&WORD), Expression::Rule(&MARK)]);
static TYPE_IN_TEXT: Expression<Rule> = Token(Rule::type_in_text, &Choice(&[Expression::Rule(&JSON_TYPE), Expression::Rule(&JSON_ARRAY)]));
static TYPE_PHRASE: Expression<Rule> = Token(Rule::type_phrase, &Choice(&[Expression::Rule(&ARRAY_PHRASE), Expression::Rule(&JSON_TYPE), Expression::Rule(&BARE_TYPE), Expression::Rule(&NAMED_TYPE)]));
static VERSION: Expression<Rule> = Token(Rule::version, &Text(Pattern::Sequence(&[Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789")), Pattern::Repeat(&Pattern::Sequence(&[Pattern::Literal("."), Pattern::One(Set::of("0123456789")), Pattern::Span(Set::of("0123456789"))]))])));
static WORD: Expression<Rule> = Token(Rule::word, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Repeat(&Pattern::Choice(&[Pattern::One(Set::of("'-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Sequence(&[Pattern::Literal("."), Pattern::Ahead(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])]))])));
static WORD_TEXT: Pattern = Pattern::Sequence(&[Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Repeat(&Pattern::Choice(&[Pattern::One(Set::of("'-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Sequence(&[Pattern::Literal("."), Pattern::Ahead(&Pattern::One(Set::of("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])]))]);
