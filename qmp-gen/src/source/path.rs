//! What is asked for: files and folders, each of a release or not.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::load::{LoadError, Loaded, load};
use crate::version::{ParseVersionError, Version};

/// A file, or a folder of documents, and the release that it is of where that is
/// said.
///
/// ```
/// use qmp_gen::Source;
///
/// let source: Source = "7.2=qemu-7.2/qapi".parse()?;
/// assert_eq!(source.version, Some("7.2".parse()?));
/// assert!("docs/qmp".parse::<Source>()?.version.is_none());
/// # Ok::<(), qmp_gen::ParseVersionError>(())
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
    type Err = ParseVersionError;

    /// Reads `VERSION=PATH`, or a path alone. What stands before a `=` is meant
    /// as a version where it begins with a digit and has no `/` in it.
    fn from_str(text: &str) -> Result<Source, ParseVersionError> {
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
pub(crate) fn load_releases(sources: &[Source]) -> Result<Vec<Loaded>, LoadError> {
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
        let loaded = load(&paths)?.into_iter();
        all.extend(loaded.map(|mut loaded| {
            if let Some(version) = version {
                loaded.document = loaded.document.of_release(version.clone());
            }
            loaded
        }));
    }
    Ok(all)
}
