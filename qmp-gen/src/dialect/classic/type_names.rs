//! Names for types that the classic documents describe without a name. Each is named after the
//! place where it is described.

use std::collections::HashSet;

use crate::naming::pascal;

/// The names that are taken, over all documents of a run.
#[derive(Debug, Default)]
pub(crate) struct TypeNames(HashSet<String>);

impl TypeNames {
    /// Creates a set of names that are taken.
    pub(crate) fn taken(names: impl Iterator<Item = String>) -> Self {
        TypeNames(names.collect())
    }

    /// Makes a name from the parts of the path to a type. If the name is taken, the first free
    /// number is appended.
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
/// begins are used once: `query-pci` and `PCI device` give `QueryPciDevice`. The result
/// differs from the name of the item.
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
