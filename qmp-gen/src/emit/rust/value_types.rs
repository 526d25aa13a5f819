//! The Rust types of values.

use super::emitter::Emitter;
use crate::ir::{Builtin, Type};

impl Emitter<'_> {
    /// The Rust type of a value.
    pub(super) fn ty(&self, ty: &Type) -> String {
        let builtin = match ty {
            Type::Builtin(builtin) => builtin,
            Type::Named(name) => return format!("types::{}", self.names.ty(name)),
            Type::Array(element) => return format!("Vec<{}>", self.ty(element)),
        };
        let name = match builtin {
            Builtin::Str => "String",
            Builtin::Int | Builtin::Int64 => "i64",
            Builtin::Number => "f64",
            Builtin::Bool => "bool",
            Builtin::Any => "codegen::Value",
            Builtin::Null => "()",
            Builtin::Size | Builtin::Uint64 => "u64",
            Builtin::Int8 => "i8",
            Builtin::Int16 => "i16",
            Builtin::Int32 => "i32",
            Builtin::Uint8 => "u8",
            Builtin::Uint16 => "u16",
            Builtin::Uint32 => "u32",
        };
        name.to_owned()
    }

    /// The type of a parameter for a value of this type, and the expression that converts
    /// the parameter. Strings and enums convert with `Into`, arrays from any iterator.
    /// Numbers keep their type, so that a literal needs no annotation.
    pub(super) fn parameter(&self, ty: &Type, value: &str) -> (String, String) {
        let own = self.ty(ty);
        match ty {
            Type::Array(element) if !matches!(**element, Type::Array(_)) => {
                let (parameter, _) = self.parameter(element, value);
                let into = if is_plain(element) {
                    format!("{value}.into_iter().collect()")
                } else {
                    format!("{value}.into_iter().map(Into::into).collect()")
                };
                (format!("impl IntoIterator<Item = {parameter}>"), into)
            }
            _ if is_plain(ty) => (own, value.to_owned()),
            _ => (format!("impl Into<{own}>"), format!("{value}.into()")),
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Builtin(builtin) => !matches!(builtin, Builtin::Str | Builtin::Any),
        Type::Array(_) => true,
        Type::Named(_) => false,
    }
}
