//! A path on the command line or of a builder, with its release.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::version::{ParseVersionError, Version};

/// A file or a folder of documents, and the release that it describes, if known.
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
    /// Creates a source without a release.
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

    /// Parses `VERSION=PATH`, or a path alone. The text before a `=` is a version if it
    /// begins with a digit and has no `/` in it.
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
