//! The kinds of value, which are the parameters of the client's traits.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Builtin, Kind, Type};
use quote::quote;
use syn::Ident;

use crate::context::Context;

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
