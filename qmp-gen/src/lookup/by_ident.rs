//! Names by the identifiers that the generator gives them.

use crate::ir::Name;
use crate::naming;

/// The one of `names` for which the generator would give this name to a type or a
/// variant, or else the one that is called just so.
pub fn by_type_name<'n>(
    ident: &str,
    names: impl IntoIterator<Item = &'n Name>,
) -> Option<&'n Name> {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    let mut as_it_stands = None;
    for name in names {
        if naming::type_name(&name.text) == ident {
            return Some(name);
        }
        if name.text == ident {
            as_it_stands = Some(name);
        }
    }
    as_it_stands
}

/// The one of `names` for which the generator would give this name to a field.
pub fn by_field_name<'n>(
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
