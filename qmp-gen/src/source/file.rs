//! A file and the document in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::detect::detect;
use super::error::LoadError;
use crate::dialect::Dialect;
use crate::dialect::qapi::Tokens;
use crate::document::Document;

/// A document and the file that it was read from.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    /// The document. Bytes that are not UTF-8 are replaced in its text.
    pub(super) document: Document,
    /// The tokens of a schema whose includes have been read.
    pub(super) tokens: Option<Tokens>,
    /// The first byte that is not UTF-8.
    pub(super) not_utf8: Option<usize>,
    /// Whether it is a table of commands, and no other document describes events.
    pub(super) lacks_events: bool,
}

impl File {
    /// Reads a file and detects its dialect.
    pub(super) fn read(path: &Path) -> Result<File, LoadError> {
        let mut file = File::read_text(path)?;
        file.document = detect(file.document);
        Ok(file)
    }

    /// Reads a file that a schema includes, and its tokens.
    pub(super) fn read_included(path: &Path) -> Result<File, LoadError> {
        let mut file = File::read_text(path)?;
        file.document = file.document.included();
        file.document = detect(file.document);
        file.tokens = Some(Tokens::of(file.document.text()));
        // Computed here since included files are read on several threads.
        file.document.digest();
        Ok(file)
    }

    pub(super) fn is(&self, dialect: Dialect) -> bool {
        self.document.dialect() == Some(dialect)
    }

    fn read_text(path: &Path) -> Result<File, LoadError> {
        let bytes = fs::read(path).map_err(|source| LoadError::read(path, source))?;
        let name = path.display().to_string();
        let (text, not_utf8) = decode(bytes);
        // The document counts a CRLF as one byte.
        let before = not_utf8.and_then(|at| text.get(..at));
        let shift = before.map_or(0, |before| before.matches("\r\n").count());
        Ok(File {
            path: path.to_owned(),
            document: Document::new(name, text),
            tokens: None,
            not_utf8: not_utf8.map(|at| at - shift),
            lacks_events: false,
        })
    }
}

/// Bytes as text, without a byte order mark.
fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    let (text, not_utf8) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(at),
            )
        }
    };
    match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest.to_owned(), not_utf8.map(|at| at.saturating_sub(3))),
        None => (text, not_utf8),
    }
}
