//! Implementations of serde's traits.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Generics;

use crate::context::Context;

/// Implements `Deserialize` for a type. `generics` include the lifetime `'__de`, and `body`
/// reads from `__deserializer`.
pub(crate) fn deserialize(
    context: &Context,
    generics: &Generics,
    ty: &impl ToTokens,
    body: &TokenStream,
) -> TokenStream {
    let runtime = &context.runtime;
    let (impls, _, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impls #runtime::Deserialize<'__de> for #ty #bounds {
            fn deserialize<__D: #runtime::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #body
            }
        }
    }
}

/// Implements `Serialize` for a type. `body` writes to `__serializer`.
pub(crate) fn serialize(
    context: &Context,
    generics: &Generics,
    ty: &impl ToTokens,
    body: &TokenStream,
) -> TokenStream {
    let runtime = &context.runtime;
    let (impls, _, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impls #runtime::Serialize for #ty #bounds {
            #[allow(deprecated)]
            fn serialize<__S: #runtime::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #body
            }
        }
    }
}
