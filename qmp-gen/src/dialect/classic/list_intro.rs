//! Parses the running text around a list for the shape of the return value and for the object
//! that the list describes.

use pest::iterators::Pair;

use super::lead_rules::Rule;
use crate::ir::Builtin;

/// The outermost shape of the return value of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `{}`: no value.
    Nothing,
    /// An object.
    Object,
    /// An array.
    Array,
    /// A value that is neither.
    Scalar(Builtin),
}

/// The object that the next list describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ListTarget {
    /// The returned object, or each of the returned objects.
    Main,
    /// The object of that name.
    Named(String),
}

/// The facts in the running text around lists.
#[derive(Debug, Default)]
pub(crate) struct ListIntro {
    /// The shape of the return value.
    pub(crate) shape: Option<Shape>,
    /// The object that the next list describes: the last that the text mentions.
    pub(crate) described: Option<ListTarget>,
    /// An object that is one of several: its name, and theirs.
    pub(crate) alternatives: Option<(String, Vec<String>)>,
}

/// Reads a text.
pub(crate) fn read(text: &str) -> ListIntro {
    let mut intro = ListIntro::default();
    // The rule matches every text.
    let Ok(mut parsed) = Rule::intro.parse(text) else {
        return intro;
    };
    for token in parsed.next().into_iter().flat_map(Pair::into_inner) {
        match token.as_rule() {
            Rule::returned => intro.shape = intro.shape.or_else(|| shape(&token)),
            Rule::nothing => intro.shape = intro.shape.or(Some(Shape::Nothing)),
            Rule::main | Rule::each => intro.described = Some(ListTarget::Main),
            Rule::named | Rule::plural => {
                intro.described = nouns(&token).pop().map(ListTarget::Named);
            }
            Rule::alternatives => {
                let mut nouns = nouns(&token).into_iter();
                intro.alternatives = nouns.next().map(|group| (group, nouns.collect()));
            }
            _ => {}
        }
    }
    intro
}

fn shape(returned: &Pair<'_, Rule>) -> Option<Shape> {
    let shape = returned
        .clone()
        .into_inner()
        .find(|p| p.as_rule() == Rule::shape)?;
    let shape = shape.into_inner().next()?;
    Some(match shape.as_rule() {
        Rule::array_shape => Shape::Array,
        Rule::object_shape => Shape::Object,
        _ => {
            let word = shape.into_inner().next()?.as_str().to_ascii_lowercase();
            Shape::Scalar(match word.as_str() {
                "int" => Builtin::Int,
                "number" => Builtin::Number,
                "bool" => Builtin::Bool,
                _ => Builtin::Str,
            })
        }
    })
}

fn nouns(token: &Pair<'_, Rule>) -> Vec<String> {
    let mut nouns = Vec::new();
    for part in token.clone().into_inner() {
        match part.as_rule() {
            Rule::noun | Rule::noun_only => {
                nouns.push(
                    part.as_str()
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" "),
                );
            }
            Rule::alternative => nouns.extend(self::nouns(&part)),
            _ => {}
        }
    }
    nouns
}

/// The words in lower case and singular, to find the noun of one text in another.
pub(crate) fn stem(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '/')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = word.to_ascii_lowercase();
            match word.strip_suffix('s') {
                Some(singular) if !singular.ends_with(['s', 'u']) => singular.to_owned(),
                _ => word,
            }
        })
        .collect()
}
