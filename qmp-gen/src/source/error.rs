//! The error of reading files and folders.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An error of reading files and folders.
#[derive(Debug)]
pub enum LoadError {
    /// A file or a folder that could not be opened.
    Read {
        /// The file or the folder.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A folder without documents.
    NoDocuments {
        /// The folder.
        path: PathBuf,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Read { path, source } => {
                write!(f, "reading {}: {source}", path.display())
            }
            LoadError::NoDocuments { path } => write!(
                f,
                "reading {}: found no documents in this folder; \
                 expected qapi-schema.json, qmp-events.txt, qmp-commands.txt, a .hx file, a snapshot or \
                 a .summaries file",
                path.display()
            ),
        }
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            LoadError::Read { source, .. } => Some(source),
            LoadError::NoDocuments { .. } => None,
        }
    }
}

impl LoadError {
    /// Creates the error for a path that cannot be read.
    pub(super) fn read(path: &Path, source: io::Error) -> LoadError {
        LoadError::Read {
            path: path.to_owned(),
            source,
        }
    }
}
