//! Finds names by the identifiers that the generator gives them.

use crate::ir::Name;
use crate::naming;

/// Finds the name that the generator would turn into this name of a type or a variant, or
/// else the same name.
pub fn find_by_type_name<'n>(
    ident: &str,
    names: impl IntoIterator<Item = &'n Name>,
) -> Option<&'n Name> {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    let mut same = None;
    for name in names {
        if naming::type_name(&name.text) == ident {
            return Some(name);
        }
        if name.text == ident {
            same = Some(name);
        }
    }
    same
}

/// Finds the name that the generator would turn into this name of a field.
pub fn find_by_field_name<'n>(
    ident: &str,
    names: impl IntoIterator<Item = &'n Name>,
) -> Option<&'n Name> {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    names.into_iter().find(|name| {
        let field = naming::field_name(&name.text);
        // A keyword may have been written raw, in place of the underscore.
        field == ident || field.strip_suffix('_') == Some(ident)
    })
}
