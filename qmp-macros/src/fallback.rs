//! What a derive writes for an item that it refuses: the traits, so that the compiler
//! does not tell at every use of the item that they are missing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Generics, parse_quote};

use crate::attributes::DocumentOptions;
use crate::command::CommandOptions;
use crate::context::client;

/// Which derive it is.
#[derive(Clone, Copy)]
pub(crate) enum Derive {
    Event,
    Command,
    Object,
    Enum,
}

pub(crate) fn traits(input: &DeriveInput, derive: Derive) -> TokenStream {
    let source = DocumentOptions::read(&input.attrs);
    let Ok(client) = client(&source) else {
        return TokenStream::new();
    };
    let checked = quote!(#client::codegen::check);
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
        impl #read #checked::Deserialize<'__de> for #ident #types #bounds {
            fn deserialize<__D: #checked::Deserializer<'__de>>(
                _: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Err(#checked::refused())
            }
        }
    };
    let write = quote! {
        impl #impls #checked::Serialize for #ident #types #bounds {
            fn serialize<__S: #checked::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #checked::Serialize::serialize(&#checked::NULL, __serializer)
            }
        }
    };
    let fits = quote! {
        impl #impls #checked::Wire for #ident #types #bounds {
            type Presence = #checked::Always;
            const FORM: #checked::Form = #checked::Form::ANYTHING;
        }
        impl #kind #checked::ReceiveAs<__Kind> for #ident #types #bounds {}
        impl #kind #checked::SendAs<__Kind> for #ident #types #bounds {}
    };
    let traits = match (derive, &input.data) {
        (Derive::Event, syn::Data::Enum(_)) => quote! {
            #read
            impl #impls #checked::EventSet for #ident #types #bounds {
                fn read(
                    _: &::core::primitive::str,
                    _: ::core::option::Option<&#checked::RawValue>,
                ) -> ::core::result::Result<::core::option::Option<Self>, #checked::Error> {
                    ::core::result::Result::Ok(::core::option::Option::None)
                }
            }
        },
        (Derive::Event, _) => quote! {
            #read
            impl #impls #checked::Event for #ident #types #bounds {
                const NAME: &'static ::core::primitive::str = "";
            }
        },
        (Derive::Command, _) => {
            let reply = CommandOptions::read(&input.attrs);
            let reply = reply.ok().and_then(|options| options.returns);
            let reply = reply.map_or_else(|| quote!(#checked::Empty), |ty| quote!(#ty));
            quote! {
                #write
                impl #impls #checked::Command for #ident #types #bounds {
                    const NAME: &'static ::core::primitive::str = "";
                    type Reply = #reply;
                }
            }
        }
        (Derive::Object | Derive::Enum, _) => quote!(#read #write #fits),
    };
    quote!(const _: () = { #traits };)
}
