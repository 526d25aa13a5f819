//! From paths to documents.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dialect::{Dialect, qapi};
use crate::document::Document;
use crate::parallel;

/// What could not be read.
#[derive(Debug)]
pub enum LoadError {
    /// A file or a folder that could not be opened.
    Read {
        /// The file or the folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder in which nothing is a document of QMP's.
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
                "reading {}: nothing in this folder is a document of QMP's; \
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

/// A document, and the file it came from.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its text. Bytes that are not UTF-8 have been replaced.
    pub document: Document,
    /// The first such byte.
    pub not_utf8: Option<usize>,
    /// Whether it is a folder's table of commands, and nothing given describes events.
    pub lacks_events: bool,
}

/// Reads files with whatever they include, and of folders the documents in them:
/// every classic document, snapshot and document of summaries, and the entry
/// point of a schema. In a source tree they are looked for where QEMU kept them.
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
            super::folder::load(path, &mut loaded)?;
            if loaded.len() == before {
                return Err(LoadError::NoDocuments {
                    path: path.to_owned(),
                });
            }
        } else {
            let document = file(path)?;
            let included = |other: &Loaded| {
                other.document.is_included() && is_same(other, document.document.name())
            };
            if !loaded.iter().any(included) {
                with_includes(document, &mut loaded);
            }
        }
    }
    super::folder::check_events(&mut loaded);
    Ok(loaded)
}

/// Adds a document, and behind it those that it includes, each once.
pub(super) fn with_includes(document: Loaded, loaded: &mut Vec<Loaded>) {
    let mut files = HashMap::new();
    let mut open = Vec::new();
    open_includes(&document, &mut files, &mut open);
    loaded.push(document);
    while let Some(path) = open.pop() {
        // It is gone from the map once it was added.
        if let Some(Some(file)) = files.insert(path, None)
            && !loaded
                .iter()
                .any(|known| is_same(known, file.document.name()))
        {
            open_includes(&file, &mut files, &mut open);
            loaded.push(file);
        }
    }
}

/// Reads the files that a document includes and that were not read before, and puts
/// the paths of all that it includes on the stack, the first on top.
fn open_includes(of: &Loaded, files: &mut HashMap<String, Option<Loaded>>, open: &mut Vec<String>) {
    let document = &of.document;
    if Dialect::of(document) != Some(Dialect::Qapi) {
        return;
    }
    let includes = qapi::includes(document).into_iter();
    let paths: Vec<String> = includes
        .map(|include| qapi::beside(document.name(), &include))
        .collect();
    let new = paths.iter().filter(|path| !files.contains_key(*path));
    let new: Vec<String> = new.cloned().collect();
    let read = parallel::map(&new, |path| {
        let mut file = file(Path::new(path)).ok()?;
        file.document = file.document.included();
        file.document.prepare();
        Some(file)
    });
    files.extend(new.into_iter().zip(read));
    open.extend(paths.into_iter().rev());
}

/// Whether a loaded document is the file of that name.
fn is_same(loaded: &Loaded, name: &str) -> bool {
    let known = loaded.document.name();
    known == name
        || (known.rsplit('/').next() == name.rsplit('/').next()
            && qapi::normalized(known) == qapi::normalized(name))
}

pub(super) fn file(path: &Path) -> Result<Loaded, LoadError> {
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
        lacks_events: false,
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

pub(super) fn read_error(path: &Path, source: io::Error) -> LoadError {
    LoadError::Read {
        path: path.to_owned(),
        source,
    }
}
