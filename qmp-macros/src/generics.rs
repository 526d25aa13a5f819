//! The generics of an item.

use quote::ToTokens;
use syn::{GenericParam, Generics, Ident, WherePredicate};

use crate::tokens::mentions;

/// The type and constant parameters. Types that depend on them are checked where the item is
/// used.
pub(crate) fn parameters(generics: &Generics) -> Vec<Ident> {
    let types = generics.type_params().map(|param| param.ident.clone());
    let consts = generics.const_params().map(|param| param.ident.clone());
    types.chain(consts).collect()
}

/// Whether a type contains the generic struct.
pub(crate) fn is_within(ident: &Ident, generics: &Generics, ty: &syn::Type) -> bool {
    let is_generic = !parameters(generics).is_empty();
    is_generic && mentions(ty.to_token_stream(), std::slice::from_ref(ident))
}

/// The generics with a further parameter and a further bound.
pub(crate) fn with_bound(
    generics: &Generics,
    parameter: Option<GenericParam>,
    predicate: WherePredicate,
) -> Generics {
    let mut generics = generics.clone();
    if let Some(parameter) = parameter {
        let index = match parameter {
            GenericParam::Lifetime(_) => 0,
            _ => generics.params.len(),
        };
        generics.params.insert(index, parameter);
    }
    generics.make_where_clause().predicates.push(predicate);
    generics
}
