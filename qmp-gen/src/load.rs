//! From paths to documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dialect::{Dialect, SUMMARIES_EXTENSION, qapi};
use crate::document::Document;

/// What could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or a folder that could not be opened.
    #[error("reading {}: {source}", path.display())]
    Read {
        /// The file or the folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder in which nothing is a document of QMP's.
    #[error(
        "reading {}: nothing in this folder is a document of QMP's; \
         expected qapi-schema.json, qmp-events.txt, qmp-commands.txt, a .hx file, a snapshot or \
         a .summaries file",
        path.display()
    )]
    NoDocuments {
        /// The folder.
        path: PathBuf,
    },
}

/// A document, and the file it came from.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its text. Bytes that are not UTF-8 have been replaced.
    pub document: Document,
    /// Where the first such byte stood.
    pub not_utf8: Option<usize>,
}

/// Reads files with whatever they include, and of folders the documents in them:
/// every classic document, snapshot and document of summaries, and the entry
/// point of a schema.
///
/// # Errors
///
/// When something can't be read, or a folder has no document in it. An included
/// file that can't be read is for the schema's reader to report, in its place.
pub fn load(paths: &[impl AsRef<Path>]) -> Result<Vec<Loaded>, LoadError> {
    let mut loaded = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let metadata = fs::metadata(path).map_err(|source| read_error(path, source))?;
        if metadata.is_dir() {
            let before = loaded.len();
            folder(path, &mut loaded)?;
            if loaded.len() == before {
                return Err(LoadError::NoDocuments {
                    path: path.to_owned(),
                });
            }
        } else {
            with_includes(file(path)?, &mut loaded);
        }
    }
    Ok(loaded)
}

/// Where a folder keeps its schema: QEMU 2.12 moved it.
const ENTRY_POINTS: [&str; 2] = ["qapi-schema.json", "qapi/qapi-schema.json"];

fn folder(path: &Path, loaded: &mut Vec<Loaded>) -> Result<(), LoadError> {
    let entries = fs::read_dir(path).map_err(|source| read_error(path, source))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|source| read_error(path, source))?.path());
    }
    paths.sort();
    for path in paths {
        // A folder's text files and its tables, not whatever else lies there.
        let named = path.extension().and_then(|e| e.to_str());
        let known = matches!(named, Some("txt" | "hx" | "json" | SUMMARIES_EXTENSION));
        if path.is_file() && known {
            let one = file(&path)?;
            match Dialect::of(&one.document) {
                // The files of a schema are read from where it begins.
                None | Some(Dialect::Qapi) => {}
                Some(_) => loaded.push(one),
            }
        }
    }
    let entry = ENTRY_POINTS
        .iter()
        .map(|entry| path.join(entry))
        .find(|entry| entry.is_file());
    if let Some(entry) = entry {
        with_includes(file(&entry)?, loaded);
    }
    Ok(())
}

/// Adds a document, and behind it those that it includes, each once.
fn with_includes(document: Loaded, loaded: &mut Vec<Loaded>) {
    let mut open = vec![document];
    while let Some(one) = open.pop() {
        let name = one.document.name().to_owned();
        let known =
            |loaded: &[Loaded], name: &str| loaded.iter().any(|l| l.document.name() == name);
        if one.document.is_included() && known(loaded, &name) {
            continue;
        }
        if Dialect::of(&one.document) == Some(Dialect::Qapi) {
            for include in qapi::includes(&one.document).iter().rev() {
                let path = qapi::beside(&name, include);
                if let Ok(mut included) = file(Path::new(&path)) {
                    included.document = included.document.included();
                    open.push(included);
                }
            }
        }
        loaded.push(one);
    }
}

fn file(path: &Path) -> Result<Loaded, LoadError> {
    let bytes = fs::read(path).map_err(|source| read_error(path, source))?;
    let name = path.display().to_string();
    let (text, not_utf8) = decode(bytes);
    // The document counts a CRLF as one byte.
    let before = not_utf8.and_then(|at| text.get(..at));
    let shift = before.map_or(0, |before| before.matches("\r\n").count());
    Ok(Loaded {
        path: path.to_owned(),
        document: Document::new(name, text),
        not_utf8: not_utf8.map(|at| at - shift),
    })
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

fn read_error(path: &Path, source: io::Error) -> LoadError {
    LoadError::Read {
        path: path.to_owned(),
        source,
    }
}
