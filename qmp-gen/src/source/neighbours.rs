//! The files in the folders of a schema that were not read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::file::File;
use crate::dialect::{Dialect, qapi};
use crate::document::DocumentId;
use crate::paths;

/// The files in the folders of a schema, which may define types that the schema lacks. A
/// folder is read when a type is first looked up.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    files: &'a [PathBuf],
    // The files in a folder, with the names that each defines.
    folders: HashMap<PathBuf, Vec<(PathBuf, HashSet<String>)>>,
}

impl<'a> Neighbours<'a> {
    /// The neighbours of files; documents in memory have none.
    pub(crate) fn new(files: &'a [PathBuf]) -> Self {
        Neighbours {
            files,
            folders: HashMap::new(),
        }
    }

    /// Finds the file that defines a type: in the folder of the document, or else the
    /// `qapi-schema.json` in the parent folder.
    pub(crate) fn defining(&mut self, document: DocumentId, name: &str) -> Option<PathBuf> {
        let file = self.files.get(document.index())?;
        let folder = file.parent()?;
        let files = self
            .folders
            .entry(folder.to_owned())
            .or_insert_with(|| definitions(folder));
        let (path, _) = files.iter().find(|(_, names)| names.contains(name))?;
        Some(path.clone())
    }
}

fn definitions(folder: &Path) -> Vec<(PathBuf, HashSet<String>)> {
    let mut paths = json_files(folder);
    let above = folder.join("../qapi-schema.json");
    paths.push(paths::normalized(&above.display().to_string()).into());
    let mut definitions = Vec::new();
    for path in paths {
        if let Ok(file) = File::read(&path)
            && file.is(Dialect::Qapi)
        {
            definitions.push((path, qapi::defined_types(&file.document)));
        }
    }
    definitions
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| folder.join(entry.file_name()))
        .filter(|path| path.extension().is_some_and(|e| e == "json") && path.is_file())
        .collect();
    paths.sort();
    paths
}
