//! The release that an interface describes, and its documents.

use indexmap::IndexMap;

use crate::digest::digest_of_all;
use crate::version::Version;

/// The release that an interface describes, with the documents that define it.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Release {
    /// Its number, if it is known.
    pub version: Option<Version>,
    /// The documents that define the interface.
    pub documents: Vec<Origin>,
}

impl Release {
    /// Adds an origin, unless it exists already. If another document has the same name, a
    /// number is appended to the name.
    pub fn add(&mut self, mut origin: Origin) {
        let name = origin.name.clone();
        let mut number = 1;
        while let Some(other) = self.documents.iter().find(|o| o.name == origin.name) {
            if other.digest == origin.digest {
                return;
            }
            number += 1;
            origin.name = format!("{name} ({number})");
        }
        self.documents.push(origin);
    }

    /// The origins, grouped by release: one for each, with its version and one digest of
    /// all its documents. An origin without a release is kept.
    ///
    /// A snapshot of several releases has that form; older ones name every document, as
    /// `7.2.0/block.json`.
    pub(crate) fn origins_by_release(&self) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        let mut releases: IndexMap<&str, Vec<(&str, &str)>> = IndexMap::new();
        let own = self.version.as_ref().map(ToString::to_string);
        for Origin { name, digest } in &self.documents {
            let parts = match &own {
                Some(version) => Some((version.as_str(), name.as_str())),
                None => name.split_once('/'),
            };
            match parts.filter(|(version, _)| version.parse::<Version>().is_ok()) {
                Some((version, name)) => {
                    releases.entry(version).or_default().push((digest, name));
                }
                None => origins.push(Origin {
                    name: name.clone(),
                    digest: digest.clone(),
                }),
            }
        }
        origins.extend(releases.into_iter().map(|(version, documents)| Origin {
            name: version.to_owned(),
            digest: digest_of_all(documents),
        }));
        origins
    }
}

/// A document that defines an interface.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// Its name, relative to the folder of the entry point.
    pub name: String,
    /// `sha256:` and the digest of its text.
    pub digest: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two forms of a snapshot of several releases have the same result.
    #[test]
    fn a_release_has_one_origin() {
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
        let merged = release(None, &old).origins_by_release();
        let one =
            release(Some("7.2.0"), &[("a.json", "1"), ("b/c.json", "2")]).origins_by_release();
        let other = release(Some("8.0"), &[("a.json", "3")]).origins_by_release();
        assert_eq!(merged, [&one[..], &other[..]].concat());
        let names: Vec<&str> = merged.iter().map(|origin| origin.name.as_str()).collect();
        assert_eq!(names, ["7.2.0", "8.0"]);
        assert_ne!(one[0].digest, other[0].digest);
        let again = Release {
            version: None,
            documents: merged.clone(),
        };
        assert_eq!(again.origins_by_release(), merged);
        let none = [("lamp.json", "1"), ("lamps/wick.json", "2")];
        let kept = release(None, &none).origins_by_release();
        assert_eq!(kept, none.iter().map(origin).collect::<Vec<_>>());
        assert!(release(Some("7.2"), &[]).origins_by_release().is_empty());
    }
}
