//! The types that fit a value, as a suggestion in an error.

use qmp_gen::ir::{Kind, Type, TypeDef};

use super::kind::kind_name;
use crate::context::Context;
use crate::direction::Way;

/// Which types fit, to be read by a person.
pub(super) fn fitting(context: &Context, ty: &Type, way: Way) -> String {
    if let Type::Array(element) = ty {
        return format!("a `Vec` of {}", fitting(context, element, way));
    }
    let alternatives = match ty {
        Type::Named(name) => match context.documents.run().interface.ty(name) {
            Some(TypeDef {
                kind: Kind::Alternate(alternatives),
                ..
            }) if way == Way::Given => &alternatives[..],
            _ => &[],
        },
        _ => &[],
    };
    if !alternatives.is_empty() {
        // One in another is only told of as a whole.
        let each = alternatives
            .iter()
            .map(|one| match kind_name(context, &one.ty) {
                "Alternate" => "`serde_json::Value`".to_owned(),
                _ => fitting(context, &one.ty, way),
            });
        return each.collect::<Vec<_>>().join(", or by ");
    }
    let types = match (way, kind_name(context, ty)) {
        (_, "Str") => "`String`, `&str` and `Cow<str>`",
        (Way::Held, "Int") => "`i64`",
        (Way::Given, "Int") => "`i64` and what converts to it without loss",
        (Way::Held, "Int8") => "`i8`, `i16`, `i32` and `i64`",
        (Way::Held, "Int16") => "`i16`, `i32` and `i64`",
        (Way::Held, "Int32") => "`i32` and `i64`",
        (Way::Held, "Uint8") => "`u8`, `u16`, `u32`, `u64` and `i64`",
        (Way::Held, "Uint16") => "`u16`, `u32`, `u64` and `i64`",
        (Way::Held, "Uint32") => "`u32`, `u64` and `i64`",
        (Way::Held, "Uint64") => "`u64`",
        (Way::Given, "Uint64") => "`u64` and what converts to it without loss",
        (Way::Given, "Int8") => "`i8`",
        (Way::Given, "Int16") => "`i16`, `i8` and `u8`",
        (Way::Given, "Int32") => "`i32` and what converts to it without loss",
        (Way::Given, "Uint8") => "`u8`",
        (Way::Given, "Uint16") => "`u16` and `u8`",
        (Way::Given, "Uint32") => "`u32`, `u16` and `u8`",
        (Way::Held, "Number") => "`f64`",
        (Way::Given, "Number") => "`f64` and integers",
        (_, "Bool") => "`bool`",
        (_, "Null") => "`()`",
        (Way::Held, "Enum") => "an enum with `#[derive(QmpEnum)]`, `String` and `&str`",
        (Way::Given, "Enum") => "an enum with `#[derive(QmpEnum)]`",
        (Way::Held, "Object") => "a struct with `#[derive(QmpObject)]` and `serde_json::Map`",
        (Way::Given, "Object") => {
            "a struct with `#[derive(QmpObject)]` and `#[qmp(send)]`, and a map"
        }
        (Way::Given, "Any") => "anything that is written as JSON",
        _ => "`serde_json::Value`",
    };
    types.to_owned()
}
