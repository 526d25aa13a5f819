//! Folders of documents, and source trees.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::LoadError;
use super::file::File;
use super::includes::with_includes;
use crate::dialect::{Dialect, SUMMARIES_EXTENSION};
use crate::parallel;

/// The entry points of a schema: before QEMU 2.12, and since then.
const ENTRY_POINTS: [&str; 2] = ["qapi-schema.json", "qapi/qapi-schema.json"];

/// The folders of a source tree with the classic documents: of QEMU 2.8, of 1.5 to 2.7, and
/// of older releases. The last is `docs/qmp` relative to `docs`.
const CLASSIC: [&str; 4] = ["docs", "docs/qmp", "QMP", "qmp"];

const EVENTS: &str = "qmp-events.txt";
const COMMANDS: &str = "qmp-commands.txt";

/// Adds the documents of a folder.
pub(super) fn load(path: &Path, loaded: &mut Vec<File>) -> Result<(), LoadError> {
    let mut found = Vec::new();
    for file in parallel::map(&files(path)?, |path: &PathBuf| File::read(path)) {
        let file = file?;
        match file.document.dialect() {
            // The files of a schema are read from its entry point.
            None | Some(Dialect::Qapi) => {}
            // QEMU has tables of other programs' options too.
            Some(Dialect::Commands) if is_table(&file) && !has_blocks(&file) => {}
            Some(_) => found.push(file),
        }
    }
    for name in [EVENTS, COMMANDS] {
        if !found.iter().any(|file| file.document.file_name() == name) {
            let places = CLASSIC.iter().map(|folder| path.join(folder).join(name));
            if let Some(place) = places.into_iter().find(|place| place.is_file()) {
                let file = File::read(&place)?;
                found.extend(file.document.dialect().map(|_| file));
            }
        }
    }
    let keeps: Vec<bool> = found.iter().map(|file| is_kept(file, &found)).collect();
    let kept = found.into_iter().zip(keeps).filter(|(_, kept)| *kept);
    loaded.extend(kept.map(|(mut file, _)| {
        file.lacks_events = is_table(&file);
        file
    }));
    let entry = ENTRY_POINTS
        .iter()
        .map(|entry| path.join(entry))
        .find(|entry| entry.is_file());
    if let Some(entry) = entry {
        with_includes(File::read(&entry)?, loaded);
    }
    Ok(())
}

/// The files of a folder that can be documents, by their extensions.
fn files(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let entries = fs::read_dir(path).map_err(|source| LoadError::read(path, source))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(
            entry
                .map_err(|source| LoadError::read(path, source))?
                .path(),
        );
    }
    paths.retain(|path| {
        let extension = path.extension().and_then(|e| e.to_str());
        let known = matches!(extension, Some("txt" | "hx" | "json" | SUMMARIES_EXTENSION));
        known && path.is_file()
    });
    paths.sort();
    Ok(paths)
}

/// Whether a document of a folder is kept. Not kept are a text that was generated from a
/// table in the folder, and a text with another name if one with the official name exists.
fn is_kept(file: &File, found: &[File]) -> bool {
    let name = file.document.file_name();
    let official = match file.document.dialect() {
        Some(Dialect::Events) => EVENTS,
        Some(Dialect::Commands) => COMMANDS,
        _ => return true,
    };
    if is_table(file) {
        return true;
    }
    if file.is(Dialect::Commands) && found.iter().any(is_table) {
        return false;
    }
    let has_name = |other: &File| other.document.file_name() == official;
    name == official || describes_items(file) && !found.iter().any(has_name)
}

/// Whether a text contains a label or a message. A text with headings alone may be about
/// anything.
fn describes_items(file: &File) -> bool {
    let marks = [
        "Data:",
        "Arguments:",
        "Returns:",
        "->",
        "<-",
        "{ \"event\"",
        "SQMP",
    ];
    let mut lines = file.document.text().lines();
    lines.any(|line| marks.iter().any(|mark| line.starts_with(mark)))
}

fn is_table(file: &File) -> bool {
    file.document.file_name().ends_with(".hx")
}

fn has_blocks(file: &File) -> bool {
    let mut lines = file.document.text().lines();
    lines.any(|line| line.trim_end() == "SQMP")
}

/// Clears `lacks_events` if any document describes events.
pub(super) fn check_events(files: &mut [File]) {
    let describes_events = files.iter().any(|file| match file.document.dialect() {
        Some(Dialect::Events | Dialect::Snapshot) => true,
        Some(Dialect::Qapi) => file.document.text().contains("'event'"),
        _ => false,
    });
    for file in files.iter_mut() {
        file.lacks_events &= !describes_events;
    }
}
