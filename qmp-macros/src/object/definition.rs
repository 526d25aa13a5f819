//! The object of the documents for a struct.

use qmp_gen::ir::{self, Kind};
use qmp_gen::macros::find_by_type_name;
use syn::{Ident, LitStr};

use crate::context::Context;

/// Finds the object, by the option `name` or the name of the struct.
pub(super) fn definition<'c>(
    context: &'c Context,
    name: Option<&LitStr>,
    ident: &Ident,
) -> syn::Result<Option<&'c ir::TypeDef>> {
    let interface = &context.documents.run().interface;
    let is_object = |definition: &ir::TypeDef| matches!(definition.kind, Kind::Object(_));
    match name {
        Some(name) => {
            let wrong = |message: String| syn::Error::new(name.span(), message);
            let found = interface
                .find_type(&name.value())
                .map_err(|e| wrong(e.to_string()))?;
            if is_object(found) {
                return Ok(Some(found));
            }
            let words = interface.describe_type(&ir::Type::Named(found.name.text.clone()));
            let place = context.documents.place(&found.name);
            Err(wrong(format!(
                "expected an object, found {words}\ndocumented at {place}"
            )))
        }
        None => {
            let names = interface.types().filter(|d| is_object(d)).map(|d| &d.name);
            let found = find_by_type_name(&ident.to_string(), names);
            Ok(found.and_then(|name| interface.ty(&name.text)))
        }
    }
}
