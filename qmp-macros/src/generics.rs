//! The generics of an item.

use quote::ToTokens;
use syn::{Generics, Ident};

use crate::tokens::mentions;

/// The generics that are types or constants, which no check can be made of ahead.
pub(crate) fn parameters(generics: &Generics) -> Vec<Ident> {
    let types = generics.type_params().map(|param| param.ident.clone());
    let consts = generics.const_params().map(|param| param.ident.clone());
    types.chain(consts).collect()
}

/// Whether a generic struct is in a type.
pub(crate) fn is_within(ident: &Ident, generics: &Generics, ty: &syn::Type) -> bool {
    let is_generic = !parameters(generics).is_empty();
    is_generic && mentions(ty.to_token_stream(), std::slice::from_ref(ident))
}
