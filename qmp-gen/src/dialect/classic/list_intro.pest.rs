// Generated from list_intro.pest by `cargo run -p grammars`: do not edit.

use pest::error::Error;
use pest::iterators::Pairs;

use crate::grammar::Expression::{self, *};
use crate::grammar::{self, Pattern, Set};

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
pub(crate) enum Rule {
    EOI,
    intro,
    returned,
    nothing,
    article,
    shape,
    array_shape,
    object_shape,
    scalar_shape,
    scalar,
    main,
    each,
    named,
    plural,
    alternatives,
    alternative,
    noun,
    noun_only,
    noun_word,
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
            Rule::intro => &INTRO,
            Rule::returned => &RETURNED,
            Rule::nothing => &NOTHING,
            Rule::article => &ARTICLE,
            Rule::shape => &SHAPE,
            Rule::array_shape => &ARRAY_SHAPE,
            Rule::object_shape => &OBJECT_SHAPE,
            Rule::scalar_shape => &SCALAR_SHAPE,
            Rule::scalar => &SCALAR,
            Rule::main => &MAIN,
            Rule::each => &EACH,
            Rule::named => &NAMED,
            Rule::plural => &PLURAL,
            Rule::alternatives => &ALTERNATIVES,
            Rule::alternative => &ALTERNATIVE,
            Rule::noun => &NOUN,
            Rule::noun_only => &NOUN_ONLY,
            Rule::noun_word => &NOUN_WORD,
            Rule::word => &WORD,
            Rule::mark => &MARK,
        }
    }
}

static EOI: Expression<Rule> = Token(Rule::EOI, &Text(Pattern::End));
static ALTERNATIVE: Expression<Rule> = Token(Rule::alternative, &Sequence(&[Expression::Rule(&ARTICLE), Text(Pattern::Rule(&GAP_TEXT)), Expression::Rule(&NOUN_ONLY)]));
static ALTERNATIVES: Expression<Rule> = Token(Rule::alternatives, &Sequence(&[Expression::Rule(&ARTICLE), Text(Pattern::Rule(&GAP_TEXT)), Expression::Rule(&NOUN), Text(Pattern::Sequence(&[Pattern::Rule(&OBJECT_TEXT), Pattern::Rule(&GAP_TEXT), Pattern::Choice(&[Pattern::Sequence(&[Pattern::AnyCase("can"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("be")]), Pattern::Sequence(&[Pattern::AnyCase("is"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("either")]), Pattern::AnyCase("is")]), Pattern::Rule(&GAP_TEXT)])), Expression::Rule(&ALTERNATIVE), Sequence(&[Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("or"), Pattern::Rule(&GAP_TEXT)])), Expression::Rule(&ALTERNATIVE)]), Repeat(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("or"), Pattern::Rule(&GAP_TEXT)])), Expression::Rule(&ALTERNATIVE)]))]));
static ARRAY_SHAPE: Expression<Rule> = Token(Rule::array_shape, &Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::Rule(&JSON_TEXT), Pattern::AnyCase("array")]), Pattern::AnyCase("list")]), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static ARTICLE: Expression<Rule> = Token(Rule::article, &Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::AnyCase("the"), Pattern::AnyCase("an"), Pattern::AnyCase("a")]), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static EACH: Expression<Rule> = Token(Rule::each, &Text(Pattern::Sequence(&[Pattern::AnyCase("each"), Pattern::Rule(&GAP_TEXT), Pattern::Choice(&[Pattern::Rule(&OBJECT_TEXT), Pattern::Sequence(&[Pattern::AnyCase("array"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("entry")]), Pattern::AnyCase("entry"), Pattern::AnyCase("element")])])));
static GAP_TEXT: Pattern = Pattern::Sequence(&[Pattern::Rule(&SPACE_TEXT), Pattern::Repeat(&Pattern::Rule(&SPACE_TEXT))]);
static INTRO: Expression<Rule> = Token(Rule::intro, &Sequence(&[Text(Pattern::Start), Repeat(&Choice(&[Text(Pattern::Rule(&SPACE_TEXT)), Expression::Rule(&TOKEN)])), Expression::Rule(&EOI)]));
static JSON_TEXT: Pattern = Pattern::Sequence(&[Pattern::AnyCase("json"), Pattern::One(Set::of("-_"))]);
static MAIN: Expression<Rule> = Token(Rule::main, &Text(Pattern::Sequence(&[Pattern::AnyCase("main"), Pattern::Rule(&GAP_TEXT), Pattern::Rule(&OBJECT_TEXT)])));
static MARK: Expression<Rule> = Token(Rule::mark, &Text(Pattern::One(Set::except(""))));
static NAMED: Expression<Rule> = Token(Rule::named, &Sequence(&[Expression::Rule(&ARTICLE), Text(Pattern::Rule(&GAP_TEXT)), Expression::Rule(&NOUN), Text(Pattern::Sequence(&[Pattern::Rule(&OBJECT_TEXT), Pattern::Rule(&GAP_TEXT), Pattern::Choice(&[Pattern::AnyCase("contains"), Pattern::AnyCase("contain"), Pattern::AnyCase("has")]), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]))]));
static NOTHING: Expression<Rule> = Token(Rule::nothing, &Text(Pattern::Sequence(&[Pattern::AnyCase("returns:"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("nothing"), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static NOUN: Expression<Rule> = Token(Rule::noun, &Sequence(&[Sequence(&[Text(Pattern::Not(&Pattern::Rule(&OBJECT_TEXT))), Expression::Rule(&NOUN_WORD), Text(Pattern::Rule(&GAP_TEXT))]), Optional(&Sequence(&[Text(Pattern::Not(&Pattern::Rule(&OBJECT_TEXT))), Expression::Rule(&NOUN_WORD), Text(Pattern::Rule(&GAP_TEXT))])), Optional(&Sequence(&[Text(Pattern::Not(&Pattern::Rule(&OBJECT_TEXT))), Expression::Rule(&NOUN_WORD), Text(Pattern::Rule(&GAP_TEXT))])), Optional(&Sequence(&[Text(Pattern::Not(&Pattern::Rule(&OBJECT_TEXT))), Expression::Rule(&NOUN_WORD), Text(Pattern::Rule(&GAP_TEXT))]))]));
static NOUN_ONLY: Expression<Rule> = Token(Rule::noun_only, &Sequence(&[Text(Pattern::Not(&Pattern::Rule(&STOP_TEXT))), Expression::Rule(&NOUN_WORD), Optional(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Not(&Pattern::Rule(&STOP_TEXT))])), Expression::Rule(&NOUN_WORD)])), Optional(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Not(&Pattern::Rule(&STOP_TEXT))])), Expression::Rule(&NOUN_WORD)])), Optional(&Sequence(&[Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Not(&Pattern::Rule(&STOP_TEXT))])), Expression::Rule(&NOUN_WORD)]))]));
static NOUN_WORD: Expression<Rule> = Token(Rule::noun_word, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
static OBJECT_TEXT: Pattern = Pattern::Sequence(&[Pattern::Rule(&JSON_TEXT), Pattern::AnyCase("object"), Pattern::Optional(&Pattern::Literal("s")), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]);
static OBJECT_SHAPE: Expression<Rule> = Token(Rule::object_shape, &Text(Pattern::Sequence(&[Pattern::Rule(&JSON_TEXT), Pattern::AnyCase("object"), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))])));
static PLURAL: Expression<Rule> = Token(Rule::plural, &Sequence(&[Expression::Rule(&NOUN_ONLY), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("are"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("described"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("by"), Pattern::Rule(&GAP_TEXT)])), Expression::Rule(&ARTICLE), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::Rule(&OBJECT_TEXT)]))]));
static RETURNED: Expression<Rule> = Token(Rule::returned, &Choice(&[Sequence(&[Text(Pattern::Sequence(&[Pattern::Choice(&[Pattern::Sequence(&[Pattern::AnyCase("returned"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("value"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("is")]), Pattern::AnyCase("returns"), Pattern::AnyCase("return")]), Pattern::Rule(&GAP_TEXT)])), Optional(&Sequence(&[Expression::Rule(&ARTICLE), Text(Pattern::Rule(&GAP_TEXT))])), Expression::Rule(&SHAPE)]), Sequence(&[Expression::Rule(&SHAPE), Text(Pattern::Sequence(&[Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("will"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("be"), Pattern::Rule(&GAP_TEXT), Pattern::AnyCase("returned")]))])]));
static SCALAR: Expression<Rule> = Token(Rule::scalar, &Text(Pattern::Choice(&[Pattern::AnyCase("string"), Pattern::AnyCase("str"), Pattern::AnyCase("int"), Pattern::AnyCase("number"), Pattern::AnyCase("bool")])));
static SCALAR_SHAPE: Expression<Rule> = Token(Rule::scalar_shape, &Sequence(&[Text(Pattern::Rule(&JSON_TEXT)), Expression::Rule(&SCALAR), Text(Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))))]));
static SHAPE: Expression<Rule> = Token(Rule::shape, &Choice(&[Expression::Rule(&ARRAY_SHAPE), Expression::Rule(&OBJECT_SHAPE), Expression::Rule(&SCALAR_SHAPE)]));
static SPACE_TEXT: Pattern = Pattern::Choice(&[Pattern::One(Set::of("\t ")), Pattern::Literal("\n"), Pattern::Literal("\r\n"), Pattern::Literal("\r")]);
static STOP_TEXT: Pattern = Pattern::Sequence(&[Pattern::Choice(&[Pattern::AnyCase("or"), Pattern::AnyCase("are"), Pattern::AnyCase("is")]), Pattern::Not(&Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")))]);
static TOKEN: Expression<Rule> = Choice(&[Expression::Rule(&RETURNED), Expression::Rule(&NOTHING), Expression::Rule(&ALTERNATIVES), Expression::Rule(&MAIN), Expression::Rule(&EACH), Expression::Rule(&NAMED), Expression::Rule(&PLURAL), Expression::Rule(&WORD), Expression::Rule(&MARK)]);
static WORD: Expression<Rule> = Token(Rule::word, &Text(Pattern::Sequence(&[Pattern::One(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")), Pattern::Span(Set::of("-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"))])));
