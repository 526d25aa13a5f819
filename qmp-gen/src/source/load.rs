//! Loads files and folders, each with its release.

use std::fs;
use std::path::Path;

use super::error::LoadError;
use super::file::File;
use super::folder;
use super::includes::{is_same, with_includes};
use super::path::Source;
use crate::version::Version;

/// Reads the documents of each release, and sets the release of each.
pub(super) fn load(sources: &[Source]) -> Result<Vec<File>, LoadError> {
    let mut releases: Vec<(Option<&Version>, Vec<&Path>)> = Vec::new();
    for Source { version, path } in sources {
        let version = version.as_ref();
        match releases.iter_mut().find(|(other, _)| *other == version) {
            Some((_, paths)) => paths.push(path),
            None => releases.push((version, vec![path])),
        }
    }
    let mut all = Vec::new();
    for (version, paths) in releases {
        let files = load_paths(&paths)?.into_iter();
        all.extend(files.map(|mut file| {
            if let Some(version) = version {
                file.document = file.document.of_release(version.clone());
            }
            file
        }));
    }
    Ok(all)
}

/// Reads files with the files that they include, and the documents in folders: every
/// classic document, snapshot and document of summaries, and the entry point of a schema.
/// In a source tree, they are also searched for in the folders that QEMU used.
///
/// # Errors
///
/// If a file cannot be read, or a folder has no document in it. An included file that
/// cannot be read is reported where it is included.
fn load_paths(paths: &[&Path]) -> Result<Vec<File>, LoadError> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|source| LoadError::read(path, source))?;
        if metadata.is_dir() {
            let before = files.len();
            folder::load(path, &mut files)?;
            if files.len() == before {
                return Err(LoadError::NoDocuments {
                    path: (*path).to_owned(),
                });
            }
        } else {
            let file = File::read(path)?;
            let included =
                |other: &File| other.document.is_included() && is_same(other, file.document.name());
            if !files.iter().any(included) {
                with_includes(file, &mut files);
            }
        }
    }
    folder::check_events(&mut files);
    Ok(files)
}
