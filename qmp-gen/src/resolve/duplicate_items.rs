//! Checks that every name belongs to one item.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::Name;

/// Collects items by name. Of several with one name, the first is kept and the others are
/// reported.
pub(super) fn unique<T>(
    items: Vec<T>,
    name: impl Fn(&T) -> &Name,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, T> {
    let mut places = HashMap::new();
    let mut unique = IndexMap::new();
    for item in items {
        let own = name(&item);
        match places.get(&own.text) {
            None => {
                places.insert(own.text.clone(), own.span);
                unique.insert(own.text.clone(), item);
            }
            Some(first) => diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateItem,
                    own.span,
                    format!("duplicate {what} `{}`", own.text),
                )
                .related(*first, "the first is here"),
            ),
        }
    }
    unique
}
