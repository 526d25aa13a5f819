//! The names of types that the classic documents describe without naming them: each is
//! called after the place where it is described.

use std::collections::HashSet;

use crate::naming::pascal;

/// The names that are taken, over all documents of a run.
#[derive(Debug, Default)]
pub(crate) struct TypeNames(HashSet<String>);

impl TypeNames {
    /// With these names taken.
    pub(crate) fn taken(names: impl Iterator<Item = String>) -> Self {
        TypeNames(names.collect())
    }

    /// A name from the parts of the path to a type, with the first number behind it that
    /// makes it free.
    pub(super) fn claim(&mut self, path: &[&str]) -> String {
        let wanted = join(path);
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
}

/// The parts of a path as one name. Words with which one part ends and the next
/// begins are used once: `query-pci` and `PCI device` give `QueryPciDevice`. But a
/// type is not called like the item it belongs to.
fn join(path: &[&str]) -> String {
    let parts: Vec<String> = path.iter().map(|part| pascal(part)).collect();
    let mut name = String::new();
    for (i, part) in parts.iter().enumerate() {
        let overlap = (2..=part.len())
            .rev()
            .filter(|n| part.is_char_boundary(*n))
            .find(|n| is_word_end(part, *n) && name.ends_with(&part[..*n]))
            .unwrap_or(0);
        let nothing_added = overlap == part.len() && parts.first() == Some(&name) && i > 0;
        name.push_str(&part[if nothing_added { 0 } else { overlap }..]);
    }
    name
}

fn is_word_end(name: &str, at: usize) -> bool {
    name[at..]
        .chars()
        .next()
        .is_none_or(|c| c.is_ascii_uppercase())
        && name[..at]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_become_names() {
        assert_eq!(
            join(&["BLOCK_JOB_ERROR", "operation"]),
            "BlockJobErrorOperation"
        );
        assert_eq!(join(&["query-pci", "PCI device"]), "QueryPciDevice");
        assert_eq!(join(&["query-status", "Return"]), "QueryStatusReturn");
        assert_eq!(join(&["query-status", "status"]), "QueryStatusStatus");
    }
}
