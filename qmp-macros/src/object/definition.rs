//! The object of the documents that a struct is.

use qmp_gen::by_type_name;
use qmp_gen::ir::{self, Kind};
use syn::{Ident, LitStr};

use crate::context::Context;

/// The object that a struct is said to be, or that is called like it.
pub(super) fn definition<'c>(
    context: &'c Context,
    name: Option<&LitStr>,
    ident: &Ident,
) -> syn::Result<Option<&'c ir::TypeDef>> {
    let checked = &context.documents.run().interface;
    let is_object = |definition: &ir::TypeDef| matches!(definition.kind, Kind::Object(_));
    match name {
        Some(name) => {
            let wrong = |message: String| syn::Error::new(name.span(), message);
            let found = checked
                .find_type(&name.value())
                .map_err(|e| wrong(e.to_string()))?;
            if is_object(found) {
                return Ok(Some(found));
            }
            let words = checked.describe_type(&ir::Type::Named(found.name.text.clone()));
            let place = context.documents.place(&found.name);
            Err(wrong(format!(
                "the documents say {words}\ndocumented at {place}"
            )))
        }
        None => {
            let names = checked.types().filter(|d| is_object(d)).map(|d| &d.name);
            let found = by_type_name(&ident.to_string(), names);
            Ok(found.and_then(|name| checked.ty(&name.text)))
        }
    }
}
