//! What a snapshot and generated code say of the documents that they were made from.

use indexmap::IndexMap;

use super::Group;
use crate::dialect::Dialect;
use crate::document::{Documents, digest};
use crate::ir::{Origin, Release};
use crate::version::Version;

/// Adds the name and the digest of every document; a snapshot has brought its
/// own.
pub(crate) fn origins(group: &Group, documents: &Documents, release: &mut Release) {
    let mut entry = "";
    for id in &group.documents {
        let document = documents.get(*id);
        if !document.is_included() {
            entry = document.name();
        }
        if Dialect::of(document) == Some(Dialect::Snapshot) {
            continue;
        }
        release.add(Origin {
            name: relative(entry, document.name()),
            digest: document.digest().to_owned(),
        });
    }
}

/// The origins of an interface with one for each release: its version and one digest of
/// all its documents. What is of no release is kept.
///
/// A snapshot of several releases has that form; older ones name every document, as
/// `7.2.0/block.json`.
pub(crate) fn by_release(release: &Release) -> Vec<Origin> {
    let mut origins: Vec<Origin> = Vec::new();
    let mut releases: IndexMap<&str, String> = IndexMap::new();
    let own = release.version.as_ref().map(ToString::to_string);
    for Origin { name, digest } in &release.documents {
        let parts = match &own {
            Some(version) => Some((version.as_str(), name.as_str())),
            None => name.split_once('/'),
        };
        match parts.filter(|(version, _)| version.parse::<Version>().is_ok()) {
            Some((version, name)) => {
                let list = releases.entry(version).or_default();
                list.push_str(&format!("{digest}  {name}\n"));
            }
            None => origins.push(Origin {
                name: name.clone(),
                digest: digest.clone(),
            }),
        }
    }
    origins.extend(releases.into_iter().map(|(version, list)| Origin {
        name: version.to_owned(),
        digest: digest(&list),
    }));
    origins
}

/// The name of a file as seen from the folder of the entry point: it says
/// nothing of the machine.
fn relative(entry: &str, name: &str) -> String {
    // An included file's name has had its `..` taken out; the entry point's is as
    // it was given.
    let parts = |path: &'_ str| -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| last != "..") => {
                    parts.pop();
                }
                part => parts.push(part.to_owned()),
            }
        }
        parts
    };
    let (mut folder, name) = (parts(entry), parts(name));
    folder.pop();
    let same = folder.iter().zip(&name).take_while(|(a, b)| a == b).count();
    let same = same.min(name.len().saturating_sub(1));
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - same);
    up.chain(name[same..].iter().cloned())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two forms of a snapshot of several releases come to the same.
    #[test]
    fn one_origin_for_a_release() {
        let origin = |(name, digest): &(&str, &str)| Origin {
            name: (*name).to_owned(),
            digest: (*digest).to_owned(),
        };
        let release = |version: Option<&str>, documents: &[(&str, &str)]| Release {
            version: version.map(|version| version.parse().unwrap()),
            documents: documents.iter().map(origin).collect(),
        };
        let old = [
            ("7.2.0/a.json", "1"),
            ("7.2.0/b/c.json", "2"),
            ("8.0/a.json", "3"),
        ];
        let merged = by_release(&release(None, &old));
        let one = by_release(&release(
            Some("7.2.0"),
            &[("a.json", "1"), ("b/c.json", "2")],
        ));
        let other = by_release(&release(Some("8.0"), &[("a.json", "3")]));
        assert_eq!(merged, [&one[..], &other[..]].concat());
        let names: Vec<&str> = merged.iter().map(|origin| origin.name.as_str()).collect();
        assert_eq!(names, ["7.2.0", "8.0"]);
        assert_ne!(one[0].digest, other[0].digest);
        let again = Release {
            version: None,
            documents: merged.clone(),
        };
        assert_eq!(by_release(&again), merged);
        let none = [("lamp.json", "1"), ("lamps/wick.json", "2")];
        let kept = by_release(&release(None, &none));
        assert_eq!(kept, none.iter().map(origin).collect::<Vec<_>>());
        assert!(by_release(&release(Some("7.2"), &[])).is_empty());
    }

    #[test]
    fn names_from_the_entry_point() {
        for (entry, name, expected) in [
            (
                "/q/qapi/qapi-schema.json",
                "/q/qapi/qapi-schema.json",
                "qapi-schema.json",
            ),
            (
                "/q/qapi/qapi-schema.json",
                "/q/qapi/block.json",
                "block.json",
            ),
            (
                "q/sd/qapi/schema.json",
                "q/qapi/block.json",
                "../../qapi/block.json",
            ),
            ("./schema.json", "qapi/a/b.json", "qapi/a/b.json"),
            ("../a/../q/schema.json", "../q/qapi/b.json", "qapi/b.json"),
            ("schema.json", "schema.json", "schema.json"),
            ("", "", ""),
        ] {
            assert_eq!(relative(entry, name), expected, "{entry} {name}");
        }
    }
}
