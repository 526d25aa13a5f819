//! The traits of an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident};

use super::variants::{Other, Value};
use crate::context::Context;
use crate::serde_impl::{deserialize, serialize};

pub(super) fn expand(
    context: &Context,
    input: &DeriveInput,
    values: &[Value<'_>],
    other: Option<&Other<'_>>,
) -> TokenStream {
    let runtime = &context.runtime;
    let ident = &input.ident;
    let (impls, types, bounds) = input.generics.split_for_impl();
    let mut reading = input.generics.clone();
    reading.params.insert(0, syn::parse_quote!('__de));
    let idents: Vec<&Ident> = values.iter().map(|value| value.ident).collect();
    let wires: Vec<&String> = values.iter().map(|value| &value.wire).collect();
    let name = ident.to_string();
    let open = other.is_some();
    let (unlisted, written) = match other {
        None => (quote!(::core::option::Option::None), None),
        Some(Other { ident, keeps: true }) => (
            quote!(::core::option::Option::Some(Self::#ident(::core::convert::From::from(__value)))),
            Some(quote! {
                Self::#ident(ref __value) => ::core::option::Option::Some(
                    ::core::convert::AsRef::<::core::primitive::str>::as_ref(__value),
                ),
            }),
        ),
        Some(Other {
            ident,
            keeps: false,
        }) => (
            quote!(::core::option::Option::Some(Self::#ident)),
            Some(quote!(Self::#ident => ::core::option::Option::None,)),
        ),
    };
    let also = open.then(|| {
        quote! {
            #[automatically_derived]
            impl #impls #runtime::ReceiveAs<#runtime::Str> for #ident #types #bounds {}
        }
    });
    let ty = quote!(#ident #types);
    let deserialize = deserialize(
        context,
        &reading,
        &ty,
        &quote!(#runtime::read_enum(__deserializer)),
    );
    let write = quote! {
        let __wire = match *self {
            #(Self::#idents => ::core::option::Option::Some(#wires),)*
            #written
        };
        #runtime::write_enum::<Self, _>(__wire, __serializer)
    };
    let serialize = serialize(context, &input.generics, &ty, &write);
    quote! {
        #[automatically_derived]
        impl #impls #runtime::WireEnum for #ident #types #bounds {
            const NAME: &'static ::core::primitive::str = #name;

            fn from_wire(__value: &::core::primitive::str) -> ::core::option::Option<Self> {
                match __value {
                    #(#wires => ::core::option::Option::Some(Self::#idents),)*
                    _ => #unlisted,
                }
            }
        }
        #deserialize
        #serialize
        #[automatically_derived]
        impl #impls #runtime::Wire for #ident #types #bounds {
            type Presence = #runtime::Required;
            const INFO: #runtime::TypeInfo = #runtime::TypeInfo::enumeration(&[#(#wires),*], #open);
        }
        #[automatically_derived]
        impl #impls #runtime::ReceiveAs<#runtime::Enum> for #ident #types #bounds {}
        #also
        #[automatically_derived]
        impl #impls #runtime::SendAs<#runtime::Enum> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #runtime::SendAs<#runtime::Str> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #runtime::SendAs<#runtime::Alternate> for #ident #types #bounds {}
        #[automatically_derived]
        impl #impls #runtime::SendAs<#runtime::Any> for #ident #types #bounds {}
    }
}
