//! Merges two lists of items by name.

use std::collections::{HashMap, HashSet};

use crate::ir::Name;

/// An item of two lists.
pub(super) enum EitherOrBoth<'i, T> {
    Both(&'i T, &'i T),
    Old(&'i T),
    New(&'i T),
}

/// Merges two lists: in the order of the newer one, followed by the items that only the
/// older one has.
pub(super) fn merge_by_name<T>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &Name,
    mut merge: impl FnMut(EitherOrBoth<'_, T>) -> T,
) -> Vec<T> {
    let known: HashMap<&str, &T> = old.iter().map(|i| (name(i).text.as_str(), i)).collect();
    let names: HashSet<&str> = new.iter().map(|item| name(item).text.as_str()).collect();
    let mut merged: Vec<T> = new
        .iter()
        .map(|item| match known.get(name(item).text.as_str()) {
            Some(known) => merge(EitherOrBoth::Both(known, item)),
            None => merge(EitherOrBoth::New(item)),
        })
        .collect();
    for item in old {
        if !names.contains(name(item).text.as_str()) {
            merged.push(merge(EitherOrBoth::Old(item)));
        }
    }
    merged
}
