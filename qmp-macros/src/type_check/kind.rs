//! The kinds of value, which are the parameters of the client's traits.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Builtin, Kind, Type};
use quote::quote;
use syn::{Ident, parse_quote};

use crate::context::Context;
use crate::direction::Direction;

/// The kind of a declared type.
pub(super) fn kind(context: &Context, ty: &Type) -> TokenStream {
    let runtime = &context.runtime;
    match ty {
        Type::Array(element) => {
            let element = kind(context, element);
            quote!(#runtime::Array<#element>)
        }
        _ => {
            let name = kind_name(context, ty);
            let name = Ident::new(name, Span::call_site());
            quote!(#runtime::#name)
        }
    }
}

pub(super) fn kind_name(context: &Context, ty: &Type) -> &'static str {
    let interface = &context.documents.run().interface;
    let builtin = match ty {
        Type::Named(name) => match interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Enum(_)) => return "Enum",
            Some(Kind::Object(_)) => return "Object",
            Some(Kind::Alternate(_)) => return "Alternate",
            None => Builtin::Any,
        },
        Type::Builtin(builtin) => *builtin,
        Type::Array(_) => Builtin::Any,
    };
    match builtin {
        Builtin::Str => "Str",
        Builtin::Int | Builtin::Int64 => "Int",
        Builtin::Number => "Number",
        Builtin::Bool => "Bool",
        Builtin::Any => "Any",
        Builtin::Null => "Null",
        Builtin::Size | Builtin::Uint64 => "Uint64",
        Builtin::Int8 => "Int8",
        Builtin::Int16 => "Int16",
        Builtin::Int32 => "Int32",
        Builtin::Uint8 => "Uint8",
        Builtin::Uint16 => "Uint16",
        Builtin::Uint32 => "Uint32",
    }
}

/// Whether a declared type is one of the types of numbers.
pub(super) fn is_number(context: &Context, ty: &Type) -> bool {
    let kind = kind_name(context, ty);
    kind == "Number" || kind.starts_with("Int") || kind.starts_with("Uint")
}

/// The type of Rust for a declared type, from or to which other types are converted.
pub(crate) fn wire_type(context: &Context, ty: &Type, direction: Direction) -> Option<syn::Type> {
    if let Type::Array(element) = ty {
        let element = wire_type(context, element, direction)?;
        return Some(parse_quote!(::std::vec::Vec<#element>));
    }
    let runtime = &context.runtime;
    Some(match kind_name(context, ty) {
        "Str" => parse_quote!(::std::string::String),
        "Int" => parse_quote!(::core::primitive::i64),
        "Int8" => parse_quote!(::core::primitive::i8),
        "Int16" => parse_quote!(::core::primitive::i16),
        "Int32" => parse_quote!(::core::primitive::i32),
        "Uint8" => parse_quote!(::core::primitive::u8),
        "Uint16" => parse_quote!(::core::primitive::u16),
        "Uint32" => parse_quote!(::core::primitive::u32),
        "Uint64" => parse_quote!(::core::primitive::u64),
        "Number" => parse_quote!(::core::primitive::f64),
        "Bool" => parse_quote!(::core::primitive::bool),
        "Null" => parse_quote!(()),
        "Enum" if direction == Direction::Received => parse_quote!(::std::string::String),
        // A string may not be a value of the enum.
        "Enum" => return None,
        _ => parse_quote!(#runtime::Value),
    })
}
