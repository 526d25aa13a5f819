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
    /// the parameter. Arrays convert from any iterator. Strings convert from text and paths,
    /// and other types with `Into` if there is any conversion to them: a generic function
    /// takes longer to compile. No text converts to an enum here, since arguments in the wrong
    /// order would go unnoticed.
    pub(super) fn parameter(&self, ty: &Type, value: &str) -> (String, String) {
        let own = self.ty(ty);
        match ty {
            Type::Builtin(Builtin::Str) => (
                "impl codegen::IntoText".to_owned(),
                format!("{value}.into_text()"),
            ),
            Type::Array(element) => {
                let (parameter, function) = match &**element {
                    Type::Builtin(Builtin::Str) => ("impl codegen::IntoText".to_owned(), "texts"),
                    element if self.has_conversions(element) => {
                        (format!("impl Into<{}>", self.ty(element)), "array")
                    }
                    element => (self.ty(element), "plain_array"),
                };
                let parameter = format!("impl IntoIterator<Item = {parameter}>");
                (parameter, format!("codegen::{function}({value})"))
            }
            _ if self.has_conversions(ty) => {
                (format!("impl Into<{own}>"), format!("{value}.into()"))
            }
            _ => (own, value.to_owned()),
        }
    }

    /// Whether there are conversions into a type, which is neither a string nor an array.
    fn has_conversions(&self, ty: &Type) -> bool {
        match ty {
            Type::Builtin(builtin) => *builtin == Builtin::Any,
            Type::Array(_) => false,
            Type::Named(name) => self.conversions.is_convertible(name),
        }
    }
}
