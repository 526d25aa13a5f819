//! A struct of one unnamed field, which is what that field is.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, parse_quote};

use crate::context::Context;
use crate::generics::parameters;
use crate::tokens::{mentions, with_static_lifetimes};

/// A struct that is whatever its one field is.
pub(super) fn expand(context: &Context, input: &DeriveInput, ty: &syn::Type) -> TokenStream {
    let checked = &context.checked;
    let ident = &input.ident;
    let (_, types, _) = input.generics.split_for_impl();
    let with = |parameters: TokenStream, bound: TokenStream| {
        let mut generics = input.generics.clone();
        let parameters: Option<syn::GenericParam> =
            (!parameters.is_empty()).then(|| parse_quote!(#parameters));
        let at = usize::from(!matches!(parameters, Some(syn::GenericParam::Lifetime(_))))
            * generics.params.len();
        if let Some(parameter) = parameters {
            generics.params.insert(at, parameter);
        }
        generics
            .make_where_clause()
            .predicates
            .push(parse_quote!(#ty: #bound));
        generics
    };
    // A type may be more private than what it is wrapped in, and so not be named here.
    let presence = match mentions(ty.to_token_stream(), &parameters(&input.generics)) {
        true => quote!(<#ty as #checked::Wire>::Presence),
        false => {
            let ty = with_static_lifetimes(ty.to_token_stream());
            let may_be_absent = quote!(<#ty as #checked::Wire>::FORM.may_be_absent);
            quote!(<#checked::Known<{ #may_be_absent }> as #checked::Presence>::Presence)
        }
    };
    let borrowed = input.generics.lifetimes().map(|param| &param.lifetime);
    let read = with(
        quote!('__de: #(#borrowed)+*),
        quote!(#checked::Deserialize<'__de>),
    );
    // What is only received is wrapped all the same: a bound with a lifetime is looked
    // at when it is used.
    let mut write = input.generics.clone();
    let predicate = parse_quote!(for<'__w> &'__w #ty: #checked::Serialize);
    write.make_where_clause().predicates.push(predicate);
    let is = with(quote!(), quote!(#checked::Wire));
    let holds = with(quote!(__Kind), quote!(#checked::ReceiveAs<__Kind>));
    let gives = with(quote!(__Kind), quote!(#checked::SendAs<__Kind>));
    let [
        (read, read_if),
        (write, write_if),
        (is, is_if),
        (holds, holds_if),
        (gives, gives_if),
    ] = [&read, &write, &is, &holds, &gives].map(|generics| {
        let (impls, _, bounds) = generics.split_for_impl();
        (impls, bounds)
    });
    quote! {
        #[automatically_derived]
        impl #read #checked::Deserialize<'__de> for #ident #types #read_if {
            fn deserialize<__D: #checked::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::map(
                    #checked::Deserialize::deserialize(__deserializer),
                    Self,
                )
            }
        }
        #[automatically_derived]
        impl #write #checked::Serialize for #ident #types #write_if {
            fn serialize<__S: #checked::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #checked::Serialize::serialize(&&self.0, __serializer)
            }
        }
        #[automatically_derived]
        impl #is #checked::Wire for #ident #types #is_if {
            type Presence = #presence;
            const FORM: #checked::Form = <#ty as #checked::Wire>::FORM;

            fn is_absent(&self) -> ::core::primitive::bool {
                #checked::Wire::is_absent(&self.0)
            }
        }
        #[automatically_derived]
        impl #holds #checked::ReceiveAs<__Kind> for #ident #types #holds_if {}
        #[automatically_derived]
        impl #gives #checked::SendAs<__Kind> for #ident #types #gives_if {}
    }
}
