//! Trait implementations for an item that a derive rejects: without them the compiler would
//! report at every use of the item that they are missing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, DeriveInput, Generics, Type, parse_quote};

use crate::attributes::DocumentOptions;
use crate::context::client;

/// A derive.
#[derive(Clone, Copy)]
pub(crate) enum Derive {
    Event,
    /// With the function that reads the type of the reply.
    Command(fn(&[Attribute]) -> Option<Type>),
    Object,
    Enum,
}

pub(crate) fn traits(input: &DeriveInput, derive: Derive) -> TokenStream {
    let source = DocumentOptions::read(&input.attrs);
    let Ok(client) = client(&source) else {
        return TokenStream::new();
    };
    let runtime = quote!(#client::codegen::check);
    let ident = &input.ident;
    let with = |parameter: Option<syn::GenericParam>| {
        let mut generics: Generics = input.generics.clone();
        let at = match &parameter {
            Some(syn::GenericParam::Type(_)) => generics.params.len(),
            _ => 0,
        };
        if let Some(parameter) = parameter {
            generics.params.insert(at, parameter);
        }
        generics
    };
    let (same, read, kind) = (
        with(None),
        with(Some(parse_quote!('__de))),
        with(Some(parse_quote!(__Kind))),
    );
    let (impls, types, bounds) = same.split_for_impl();
    let (read, _, _) = read.split_for_impl();
    let (kind, _, _) = kind.split_for_impl();
    let read = quote! {
        impl #read #runtime::Deserialize<'__de> for #ident #types #bounds {
            fn deserialize<__D: #runtime::Deserializer<'__de>>(
                _: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Err(#runtime::rejected())
            }
        }
    };
    let write = quote! {
        impl #impls #runtime::Serialize for #ident #types #bounds {
            fn serialize<__S: #runtime::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #runtime::Serialize::serialize(&#runtime::NULL, __serializer)
            }
        }
    };
    let fits = quote! {
        impl #impls #runtime::Wire for #ident #types #bounds {
            type Presence = #runtime::Required;
            const INFO: #runtime::TypeInfo = #runtime::TypeInfo::ANY;
        }
        impl #kind #runtime::ReceiveAs<__Kind> for #ident #types #bounds {}
        impl #kind #runtime::SendAs<__Kind> for #ident #types #bounds {}
    };
    let traits = match (derive, &input.data) {
        (Derive::Event, syn::Data::Enum(_)) => quote! {
            #read
            impl #impls #runtime::EventSet for #ident #types #bounds {
                fn read(
                    _: &::core::primitive::str,
                    _: ::core::option::Option<&#runtime::RawValue>,
                ) -> ::core::result::Result<::core::option::Option<Self>, #runtime::Error> {
                    ::core::result::Result::Ok(::core::option::Option::None)
                }
            }
        },
        (Derive::Event, _) => quote! {
            #read
            impl #impls #runtime::Event for #ident #types #bounds {
                const NAME: &'static ::core::primitive::str = "";
            }
        },
        (Derive::Command(returns), _) => {
            let reply = returns(&input.attrs);
            let reply = reply.map_or_else(|| quote!(#runtime::Empty), |ty| quote!(#ty));
            quote! {
                #write
                impl #impls #runtime::Command for #ident #types #bounds {
                    const NAME: &'static ::core::primitive::str = "";
                    type Reply = #reply;
                }
                impl #impls #runtime::OutOfBandCommand for #ident #types #bounds {}
                impl #impls #runtime::NoReplyCommand for #ident #types #bounds {}
            }
        }
        (Derive::Object | Derive::Enum, _) => quote!(#read #write #fits),
    };
    quote!(const _: () = { #traits };)
}
