//! Files that are made: written only where they differ.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::document::with_unix_line_ends;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It was made, or made anew.
    Changed,
    /// It was as it should be, and was left alone.
    Unchanged,
}

/// A file that could not be written, or read to be compared.
#[derive(Debug)]
pub struct OutputError {
    doing: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.doing, self.path.display(), self.source)
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes `text` to `path`, unless the file has that text already. Line ends make no
/// difference: a checkout may have changed them.
///
/// # Errors
///
/// When the file can't be read or written.
pub fn write_if_different(path: &Path, text: &str) -> Result<Written, OutputError> {
    if is_current(path, text)? {
        return Ok(Written::Unchanged);
    }
    fs::write(path, text).map_err(|source| failed("writing", path, source))?;
    Ok(Written::Changed)
}

/// Whether the file at `path` has this text, with whichever line ends. A missing file
/// is not current, nor is a pipe or a device: reading it might never end.
///
/// # Errors
///
/// When the file is there and can't be read.
pub fn is_current(path: &Path, text: &str) -> Result<bool, OutputError> {
    let read = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => return Ok(false),
        Ok(_) => fs::read(path),
        Err(error) => Err(error),
    };
    match read {
        Ok(bytes) => Ok(same_text(bytes, text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(failed("reading", path, source)),
    }
}

fn same_text(bytes: Vec<u8>, text: &str) -> bool {
    bytes == text.as_bytes()
        || String::from_utf8(bytes).is_ok_and(|read| with_unix_line_ends(read) == text)
}

fn failed(doing: &'static str, path: &Path, source: io::Error) -> OutputError {
    OutputError {
        doing,
        path: path.to_owned(),
        source,
    }
}
