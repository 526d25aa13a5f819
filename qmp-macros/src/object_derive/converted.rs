//! A type that is converted from, or to, a type for values in the documents: the options
//! `try_from` and `try_into`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, GenericParam, Type, parse_quote};

use super::input::ObjectOptions;
use super::wrapper::presence;
use crate::attributes::ConversionOption;
use crate::context::Context;
use crate::generics::with_bound;
use crate::serde_impl::{deserialize, serialize};

pub(super) fn expand(
    context: &Context,
    options: &ObjectOptions,
    input: &DeriveInput,
) -> syn::Result<TokenStream> {
    let from = options
        .try_from
        .as_ref()
        .map(|option| stated(option, "try_from"));
    let into = options
        .try_into
        .as_ref()
        .map(|option| stated(option, "try_into"));
    let (from, into) = (from.transpose()?, into.transpose()?);
    let mut expanded = TokenStream::new();
    if let Some(wire) = from.or(into) {
        expanded.extend(wire_impl(context, input, wire));
    }
    if let Some(wire) = from {
        expanded.extend(read(context, input, wire));
    }
    if let Some(wire) = into {
        expanded.extend(write(context, input, wire));
    }
    Ok(expanded)
}

/// The type of the option, which is required here.
fn stated<'o>(option: &'o ConversionOption, name: &str) -> syn::Result<&'o Type> {
    option.ty.as_ref().ok_or_else(|| {
        let message = format!("`{name}` needs a type here, as in `#[qmp({name} = i64)]`");
        syn::Error::new(option.span, message)
    })
}

fn wire_impl(context: &Context, input: &DeriveInput, wire: &Type) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (impls, types, bounds) = input.generics.split_for_impl();
    let presence = presence(context, input, wire);
    quote! {
        #[automatically_derived]
        impl #impls #runtime::Wire for #ident #types #bounds {
            type Presence = #presence;
            const INFO: #runtime::TypeInfo = <#wire as #runtime::Wire>::INFO;
        }
    }
}

fn read(context: &Context, input: &DeriveInput, wire: &Type) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (_, types, _) = input.generics.split_for_impl();
    let borrowed = input.generics.lifetimes().map(|param| &param.lifetime);
    let document: GenericParam = parse_quote!('__de: #(#borrowed)+*);
    let read = with_bound(
        &input.generics,
        Some(document),
        parse_quote!(#wire: #runtime::Deserialize<'__de>),
    );
    let kind = with_bound(
        &input.generics,
        Some(parse_quote!(__Kind)),
        parse_quote!(#wire: #runtime::ReceiveAs<__Kind>),
    );
    let (kind, _, kind_bounds) = kind.split_for_impl();
    let body = quote!(#runtime::deserialize_from::<#wire, Self, __D>(__deserializer));
    let deserialize = deserialize(context, &read, &quote!(#ident #types), &body);
    quote! {
        #deserialize
        #[automatically_derived]
        impl #kind #runtime::ReceiveAs<__Kind> for #ident #types #kind_bounds {}
    }
}

fn write(context: &Context, input: &DeriveInput, wire: &Type) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (_, types, _) = input.generics.split_for_impl();
    let kind = with_bound(
        &input.generics,
        Some(parse_quote!(__Kind)),
        parse_quote!(#wire: #runtime::SendAs<__Kind>),
    );
    let (kind, _, kind_bounds) = kind.split_for_impl();
    let body = quote!(#runtime::serialize_into::<#wire, Self, __S>(self, __serializer));
    let serialize = serialize(context, &input.generics, &quote!(#ident #types), &body);
    quote! {
        #serialize
        #[automatically_derived]
        impl #kind #runtime::SendAs<__Kind> for #ident #types #kind_bounds {}
    }
}
