//! Where documents come from: what is asked for, and what a snapshot says of the
//! documents that it was made from.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::{Group, NoVersion, Version};
use crate::dialect::Dialect;
use crate::document::Documents;
use crate::ir::{Origin, Release};
use crate::load::{LoadError, Loaded};

/// A file, or a folder of documents, and the release that it is of where that is
/// said.
///
/// ```
/// use qmp_gen::Source;
///
/// let source: Source = "7.2=qemu-7.2/qapi".parse()?;
/// assert_eq!(source.version, Some("7.2".parse()?));
/// assert!("docs/qmp".parse::<Source>()?.version.is_none());
/// # Ok::<(), qmp_gen::NoVersion>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The release.
    pub version: Option<Version>,
    /// The file or the folder.
    pub path: PathBuf,
}

impl Source {
    /// A file or a folder of which no release is told.
    pub fn new(path: impl Into<PathBuf>) -> Source {
        Source {
            version: None,
            path: path.into(),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(version) = &self.version {
            write!(f, "{version}=")?;
        }
        write!(f, "{}", self.path.display())
    }
}

impl FromStr for Source {
    type Err = NoVersion;

    /// Reads `VERSION=PATH`, or a path alone. What stands before a `=` is meant
    /// as a version where it begins with a digit and has no `/` in it.
    fn from_str(text: &str) -> Result<Source, NoVersion> {
        match text.split_once('=') {
            Some((version, path))
                if version.starts_with(|c: char| c.is_ascii_digit())
                    && !version.contains(['/', '\\']) =>
            {
                Ok(Source {
                    version: Some(version.parse()?),
                    path: path.into(),
                })
            }
            _ => Ok(Source::new(text)),
        }
    }
}

/// Reads the documents of each release, and says of each which it is of.
pub(crate) fn load(sources: &[Source]) -> Result<Vec<Loaded>, LoadError> {
    let mut releases: Vec<(Option<&Version>, Vec<&PathBuf>)> = Vec::new();
    for Source { version, path } in sources {
        let version = version.as_ref();
        match releases.iter_mut().find(|(other, _)| *other == version) {
            Some((_, paths)) => paths.push(path),
            None => releases.push((version, vec![path])),
        }
    }
    let mut all = Vec::new();
    for (version, paths) in releases {
        let loaded = crate::load::load(&paths)?.into_iter();
        all.extend(loaded.map(|mut loaded| {
            if let Some(version) = version {
                loaded.document = loaded.document.of_release(version.clone());
            }
            loaded
        }));
    }
    Ok(all)
}

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
    use super::relative;

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
