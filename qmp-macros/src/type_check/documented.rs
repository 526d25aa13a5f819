//! The documents' declaration of a value, as data that the client compares while
//! compiling.

use proc_macro2::{Span, TokenStream};
use qmp_gen::ir::{Kind, Type};
use quote::quote;
use syn::Ident;

use super::kind::kind_name;
use crate::context::Context;

/// What the documents say of a value, as data for the compiler; `None` where its
/// kind is all there is to it. Inside of another an object is only named, and what is
/// deeper inside of alternates is known by its kind: types may contain themselves.
pub(super) fn documented(context: &Context, ty: &Type, depth: usize) -> Option<TokenStream> {
    let checked = &context.checked;
    let documents = &context.documents.run().interface;
    match ty {
        Type::Builtin(_) => None,
        Type::Array(element) => {
            let element = documented(context, element, depth)?;
            Some(quote!(#checked::Documented::Array(&#element)))
        }
        Type::Named(name) => Some(match &documents.ty(name)?.kind {
            Kind::Enum(values) => {
                let values = values.iter().map(|value| &value.name.text);
                quote!(#checked::Documented::Enum(#name, &[#(#values),*]))
            }
            Kind::Object(_) if depth > 0 => {
                quote!(#checked::Documented::Object(#name, ::core::option::Option::None))
            }
            Kind::Object(object) => {
                let members = documents.object_wire_members(object);
                let members = members.iter().map(|part| {
                    let (name, optional) = (&part.member.name.text, part.may_be_absent());
                    let value = said(context, &part.member.ty, depth + 1);
                    quote!(#checked::Member { name: #name, optional: #optional, value: #value })
                });
                let members = quote!(::core::option::Option::Some(&[#(#members),*]));
                quote!(#checked::Documented::Object(#name, #members))
            }
            Kind::Alternate(_) if depth > 1 => return None,
            Kind::Alternate(alternatives) => {
                let several = alternatives
                    .iter()
                    .map(|one| said(context, &one.ty, depth + 1));
                quote!(#checked::Documented::Alternate(&[#(#several),*]))
            }
        }),
    }
}

/// The same for what is inside of another.
fn said(context: &Context, ty: &Type, depth: usize) -> TokenStream {
    documented(context, ty, depth).unwrap_or_else(|| {
        let checked = &context.checked;
        match ty {
            Type::Array(element) => {
                let element = said(context, element, depth);
                quote!(#checked::Documented::Array(&#element))
            }
            _ => {
                let kind = Ident::new(kind_name(context, ty), Span::call_site());
                quote!(#checked::Documented::Plain(#checked::Form::#kind))
            }
        }
    })
}
