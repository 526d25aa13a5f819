//! The types that fit a value, as a suggestion in an error.

use qmp_gen::ir::{Kind, Type, TypeDef};

use super::kind::kind_name;
use crate::context::Context;
use crate::direction::Direction;

/// Which types fit, to be read by a person.
pub(super) fn fitting(context: &Context, ty: &Type, direction: Direction) -> String {
    if let Type::Array(element) = ty {
        return format!("a `Vec` of {}", fitting(context, element, direction));
    }
    let alternatives = match ty {
        Type::Named(name) => match context.documents.run().interface.ty(name) {
            Some(TypeDef {
                kind: Kind::Alternate(alternatives),
                ..
            }) if direction == Direction::Sent => &alternatives[..],
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
                _ => fitting(context, &one.ty, direction),
            });
        return each.collect::<Vec<_>>().join(", or by ");
    }
    let types = match (direction, kind_name(context, ty)) {
        (_, "Str") => "`String`, `&str` and `Cow<str>`",
        (Direction::Received, "Int") => "`i64`",
        (Direction::Sent, "Int") => "`i64` and what converts to it without loss",
        (Direction::Received, "Int8") => "`i8`, `i16`, `i32` and `i64`",
        (Direction::Received, "Int16") => "`i16`, `i32` and `i64`",
        (Direction::Received, "Int32") => "`i32` and `i64`",
        (Direction::Received, "Uint8") => "`u8`, `u16`, `u32`, `u64` and `i64`",
        (Direction::Received, "Uint16") => "`u16`, `u32`, `u64` and `i64`",
        (Direction::Received, "Uint32") => "`u32`, `u64` and `i64`",
        (Direction::Received, "Uint64") => "`u64`",
        (Direction::Sent, "Uint64") => "`u64` and what converts to it without loss",
        (Direction::Sent, "Int8") => "`i8`",
        (Direction::Sent, "Int16") => "`i16`, `i8` and `u8`",
        (Direction::Sent, "Int32") => "`i32` and what converts to it without loss",
        (Direction::Sent, "Uint8") => "`u8`",
        (Direction::Sent, "Uint16") => "`u16` and `u8`",
        (Direction::Sent, "Uint32") => "`u32`, `u16` and `u8`",
        (Direction::Received, "Number") => "`f64`",
        (Direction::Sent, "Number") => "`f64` and integers",
        (_, "Bool") => "`bool`",
        (_, "Null") => "`()`",
        (Direction::Received, "Enum") => "an enum with `#[derive(QmpEnum)]`, `String` and `&str`",
        (Direction::Sent, "Enum") => "an enum with `#[derive(QmpEnum)]`",
        (Direction::Received, "Object") => {
            "a struct with `#[derive(QmpObject)]` and `serde_json::Map`"
        }
        (Direction::Sent, "Object") => {
            "a struct with `#[derive(QmpObject)]` and `#[qmp(send)]`, and a map"
        }
        (Direction::Sent, "Any") => "anything that is written as JSON",
        _ => "`serde_json::Value`",
    };
    types.to_owned()
}
