//! Types declared by the documents, as data that is compared while compiling.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Kind, Type};
use quote::quote;
use syn::Ident;

use super::kind::kind_name;
use crate::context::Context;

/// A declared type as an expression; `None` if its kind is sufficient. Types may contain
/// themselves: a nested object has only its name, and types nested deeper in alternates have
/// only their kind.
pub(super) fn documented(context: &Context, ty: &Type, depth: usize) -> Option<TokenStream> {
    let runtime = &context.runtime;
    let documents = &context.documents.run().interface;
    match ty {
        Type::Builtin(_) => None,
        Type::Array(element) => {
            let element = documented(context, element, depth)?;
            Some(quote!(#runtime::DocumentedType::Array(&#element)))
        }
        Type::Named(name) => Some(match &documents.ty(name)?.kind {
            Kind::Enum(values) => {
                let values = values.iter().map(|value| &value.name.text);
                quote!(#runtime::DocumentedType::Enum(#name, &[#(#values),*]))
            }
            Kind::Object(_) if depth > 0 => {
                quote!(#runtime::DocumentedType::Object(#name, ::core::option::Option::None))
            }
            Kind::Object(object) => {
                let members = documents.object_wire_members(object);
                let members = members.iter().map(|part| {
                    let (name, optional) = (&part.member.name.text, part.may_be_absent());
                    let ty = declared(context, &part.member.ty, depth + 1);
                    quote!(#runtime::DocumentedMember { name: #name, optional: #optional, ty: #ty })
                });
                let members = quote!(::core::option::Option::Some(&[#(#members),*]));
                quote!(#runtime::DocumentedType::Object(#name, #members))
            }
            Kind::Alternate(_) if depth > 1 => return None,
            Kind::Alternate(alternatives) => {
                let several = alternatives
                    .iter()
                    .map(|one| declared(context, &one.ty, depth + 1));
                quote!(#runtime::DocumentedType::Alternate(&[#(#several),*]))
            }
        }),
    }
}

/// The same for a nested type.
fn declared(context: &Context, ty: &Type, depth: usize) -> TokenStream {
    documented(context, ty, depth).unwrap_or_else(|| {
        let runtime = &context.runtime;
        match ty {
            Type::Array(element) => {
                let element = declared(context, element, depth);
                quote!(#runtime::DocumentedType::Array(&#element))
            }
            _ => {
                let kind = Ident::new(kind_name(context, ty), Span::call_site());
                quote!(#runtime::DocumentedType::Scalar(#runtime::TypeInfo::#kind))
            }
        }
    })
}
