//! The types that fit a value, as a suggestion in an error.

use qmp_gen::ir::{Kind, Type, TypeDef};

use super::kind::kind_name;
use crate::context::Context;
use crate::direction::Direction;

/// A type, or a description of types.
#[derive(Clone)]
enum Suggestion {
    Type(String),
    Description(String),
}

/// Types that fit a value.
pub(super) struct Suggestions(Vec<Suggestion>);

impl Suggestions {
    /// The types that fit a value of a declared type.
    pub(super) fn new(context: &Context, ty: &Type, direction: Direction) -> Suggestions {
        Suggestions(match alternatives(context, ty, direction) {
            Some(alternatives) => alternatives
                .flat_map(|ty| match kind_name(context, ty) {
                    // The types of an alternate within another are not listed: there are many.
                    "Alternate" => types(&["serde_json::Value"]),
                    _ => fitting(context, ty, direction),
                })
                .collect(),
            None => fitting(context, ty, direction),
        })
    }

    /// A single type.
    pub(super) fn of(ty: &str) -> Suggestions {
        Suggestions(types(&[ty]))
    }

    /// The same types in an `Option`.
    pub(super) fn optional(self) -> Suggestions {
        let optional = self.0.into_iter().map(|suggestion| match suggestion {
            Suggestion::Type(ty) => Suggestion::Type(format!("Option<{ty}>")),
            Suggestion::Description(text) => {
                Suggestion::Description(format!("an `Option` of {text}"))
            }
        });
        Suggestions(optional.collect())
    }

    /// The first type.
    pub(super) fn first_type(&self) -> Option<&str> {
        self.0.iter().find_map(|suggestion| match suggestion {
            Suggestion::Type(ty) => Some(ty.as_str()),
            Suggestion::Description(_) => None,
        })
    }

    /// The list as a text: "`a`, `b` or c".
    pub(super) fn text(&self) -> String {
        let texts = self.0.iter().map(|suggestion| match suggestion {
            Suggestion::Type(ty) => format!("`{ty}`"),
            Suggestion::Description(text) => text.clone(),
        });
        let texts: Vec<String> = texts.collect();
        match texts.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        }
    }
}

/// The types of an alternate, any of which may be sent.
fn alternatives<'c>(
    context: &'c Context,
    ty: &Type,
    direction: Direction,
) -> Option<impl Iterator<Item = &'c Type>> {
    let Type::Named(name) = ty else { return None };
    match context.documents.run().interface.ty(name)? {
        TypeDef {
            kind: Kind::Alternate(alternatives),
            ..
        } if direction == Direction::Sent => Some(alternatives.iter().map(|one| &one.ty)),
        _ => None,
    }
}

fn fitting(context: &Context, ty: &Type, direction: Direction) -> Vec<Suggestion> {
    if let Type::Array(element) = ty {
        let elements = fitting(context, element, direction).into_iter();
        let arrays = elements.map(|element| match element {
            Suggestion::Type(ty) => Suggestion::Type(format!("Vec<{ty}>")),
            Suggestion::Description(text) => Suggestion::Description(format!("a `Vec` of {text}")),
        });
        return arrays.collect();
    }
    let (names, description): (&[&str], &str) = match (direction, kind_name(context, ty)) {
        (Direction::Received, "Str") => (&["String", "&str", "Cow<str>"], ""),
        (Direction::Sent, "Str") => (&["String", "&str", "Cow<str>", "&Path"], ""),
        (_, "Int") => (&["i64"], ""),
        (Direction::Received, "Int8") => (&["i8", "i16", "i32", "i64"], ""),
        (Direction::Received, "Int16") => (&["i16", "i32", "i64"], ""),
        (Direction::Received, "Int32") => (&["i32", "i64"], ""),
        (Direction::Received, "Uint8") => (&["u8", "u16", "u32", "u64", "i64"], ""),
        (Direction::Received, "Uint16") => (&["u16", "u32", "u64", "i64"], ""),
        (Direction::Received, "Uint32") => (&["u32", "u64", "i64"], ""),
        (_, "Uint64") => (&["u64"], ""),
        (Direction::Sent, "Int8") => (&["i8"], ""),
        (Direction::Sent, "Int16") => (&["i16", "i8", "u8"], ""),
        (Direction::Sent, "Int32") => (&["i32", "i16", "u16"], ""),
        (Direction::Sent, "Uint8") => (&["u8"], ""),
        (Direction::Sent, "Uint16") => (&["u16", "u8"], ""),
        (Direction::Sent, "Uint32") => (&["u32", "u16", "u8"], ""),
        (Direction::Received, "Number") => (&["f64"], ""),
        (Direction::Sent, "Number") => (&["f64"], "an integer type"),
        (_, "Bool") => (&["bool"], ""),
        (_, "Null") => (&["()"], ""),
        (Direction::Received, "Enum") => (&["String", "&str"], "an enum with `#[derive(QmpEnum)]`"),
        (Direction::Sent, "Enum") => (&[], "an enum with `#[derive(QmpEnum)]`"),
        (Direction::Received, "Object") => {
            (&["serde_json::Map"], "a struct with `#[derive(QmpObject)]`")
        }
        (Direction::Sent, "Object") => {
            let description = "a struct with `#[derive(QmpObject)]` and `#[qmp(send)]`, or a map";
            (&[], description)
        }
        (Direction::Sent, "Any") => (&[], "any type that implements `Serialize`"),
        _ => (&["serde_json::Value"], ""),
    };
    let description = (!description.is_empty()).then(|| description.to_owned());
    let described = description.map(Suggestion::Description);
    match kind_name(context, ty) {
        // The derives are the better choice.
        "Enum" | "Object" => described.into_iter().chain(types(names)).collect(),
        _ => types(names).into_iter().chain(described).collect(),
    }
}

fn types(names: &[&str]) -> Vec<Suggestion> {
    let names = names.iter().map(|name| (*name).to_owned());
    names.map(Suggestion::Type).collect()
}
