//! A struct of one unnamed field, which is checked, read and written as that field.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, GenericParam, parse_quote};

use crate::context::Context;
use crate::generics::{parameters, with_bound};
use crate::serde_impl::{deserialize, serialize};
use crate::tokens::{mentions, with_static_lifetimes};

/// The traits of such a struct, in terms of those of its field.
pub(super) fn expand(context: &Context, input: &DeriveInput, ty: &syn::Type) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (_, types, _) = input.generics.split_for_impl();
    let with = |parameter: Option<GenericParam>, bound: TokenStream| {
        with_bound(&input.generics, parameter, parse_quote!(#ty: #bound))
    };
    let presence = presence(context, input, ty);
    let borrowed = input.generics.lifetimes().map(|param| &param.lifetime);
    let read = with(
        Some(parse_quote!('__de: #(#borrowed)+*)),
        quote!(#runtime::Deserialize<'__de>),
    );
    // The field may only implement `Deserialize`: a bound with a lifetime is checked at its
    // use.
    let mut write = input.generics.clone();
    let predicate = parse_quote!(for<'__w> &'__w #ty: #runtime::Serialize);
    write.make_where_clause().predicates.push(predicate);
    let wire = with(None, quote!(#runtime::Wire));
    let receive = with(
        Some(parse_quote!(__Kind)),
        quote!(#runtime::ReceiveAs<__Kind>),
    );
    let send = with(Some(parse_quote!(__Kind)), quote!(#runtime::SendAs<__Kind>));
    let [(wire, wire_if), (receive, receive_if), (send, send_if)] =
        [&wire, &receive, &send].map(|generics| {
            let (impls, _, bounds) = generics.split_for_impl();
            (impls, bounds)
        });
    let own = quote!(#ident #types);
    let body = quote! {
        ::core::result::Result::map(#runtime::Deserialize::deserialize(__deserializer), Self)
    };
    let deserialize = deserialize(context, &read, &own, &body);
    let body = quote!(#runtime::Serialize::serialize(&&self.0, __serializer));
    let serialize = serialize(context, &write, &own, &body);
    quote! {
        #deserialize
        #serialize
        #[automatically_derived]
        impl #wire #runtime::Wire for #ident #types #wire_if {
            type Presence = #presence;
            const INFO: #runtime::TypeInfo = <#ty as #runtime::Wire>::INFO;

            fn is_absent(&self) -> ::core::primitive::bool {
                #runtime::Wire::is_absent(&self.0)
            }
        }
        #[automatically_derived]
        impl #receive #runtime::ReceiveAs<__Kind> for #ident #types #receive_if {}
        #[automatically_derived]
        impl #send #runtime::SendAs<__Kind> for #ident #types #send_if {}
    }
}

/// The presence of a type.
pub(super) fn presence(context: &Context, input: &DeriveInput, ty: &syn::Type) -> TokenStream {
    let runtime = &context.runtime;
    // A type may be more private than its wrapper, and so cannot be an associated type.
    match mentions(ty.to_token_stream(), &parameters(&input.generics)) {
        true => quote!(<#ty as #runtime::Wire>::Presence),
        false => {
            let ty = with_static_lifetimes(ty.to_token_stream());
            let may_be_absent = quote!(<#ty as #runtime::Wire>::INFO.may_be_absent);
            quote!(<#runtime::PresenceOf<{ #may_be_absent }> as #runtime::Presence>::Presence)
        }
    }
}
