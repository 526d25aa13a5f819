//! Folders of documents, and source trees.

use std::fs;
use std::path::{Path, PathBuf};

use super::load::{LoadError, Loaded, file, read_error, with_includes};
use crate::dialect::{Dialect, SUMMARIES_EXTENSION};
use crate::parallel;

/// Where a folder keeps its schema: QEMU 2.12 moved it.
const ENTRY_POINTS: [&str; 2] = ["qapi-schema.json", "qapi/qapi-schema.json"];

/// Where a source tree keeps the classic documents: 2.8, 1.5 to 2.7, and the
/// releases before; then as seen from `docs`.
const CLASSIC: [&str; 4] = ["docs", "docs/qmp", "QMP", "qmp"];

const EVENTS: &str = "qmp-events.txt";
const COMMANDS: &str = "qmp-commands.txt";

/// Adds the documents of a folder.
pub(super) fn load(path: &Path, loaded: &mut Vec<Loaded>) -> Result<(), LoadError> {
    let mut found = Vec::new();
    let files = parallel::map(&files(path)?, |path: &PathBuf| {
        file(path).map(|one| (Dialect::of(&one.document), one))
    });
    for file in files {
        let (dialect, one) = file?;
        match dialect {
            // The files of a schema are read from where it begins.
            None | Some(Dialect::Qapi) => {}
            // QEMU has tables of other programs' options too.
            Some(Dialect::Commands) if is_table(&one) && !has_blocks(&one) => {}
            Some(dialect) => found.push((dialect, one)),
        }
    }
    for name in [EVENTS, COMMANDS] {
        if !found
            .iter()
            .any(|(_, one)| one.document.file_name() == name)
        {
            let places = CLASSIC.iter().map(|folder| path.join(folder).join(name));
            if let Some(place) = places.into_iter().find(|place| place.is_file()) {
                let one = file(&place)?;
                found.extend(Dialect::of(&one.document).map(|dialect| (dialect, one)));
            }
        }
    }
    let keeps: Vec<bool> = found
        .iter()
        .map(|(d, one)| is_kept(*d, one, &found))
        .collect();
    let kept = found.into_iter().zip(keeps).filter(|(_, kept)| *kept);
    loaded.extend(kept.map(|((_, mut one), _)| {
        one.lacks_events = is_table(&one);
        one
    }));
    let entry = ENTRY_POINTS
        .iter()
        .map(|entry| path.join(entry))
        .find(|entry| entry.is_file());
    if let Some(entry) = entry {
        with_includes(file(&entry)?, loaded);
    }
    Ok(())
}

/// The files of a folder that can be documents: text files and tables, not whatever
/// else is there.
fn files(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let entries = fs::read_dir(path).map_err(|source| read_error(path, source))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|source| read_error(path, source))?.path());
    }
    paths.retain(|path| {
        let extension = path.extension().and_then(|e| e.to_str());
        let known = matches!(extension, Some("txt" | "hx" | "json" | SUMMARIES_EXTENSION));
        known && path.is_file()
    });
    paths.sort();
    Ok(paths)
}

/// Whether a document of a folder is read: not the text that was made from a table in
/// the folder, nor a text of another name that only looks like one of QEMU's.
fn is_kept(dialect: Dialect, one: &Loaded, found: &[(Dialect, Loaded)]) -> bool {
    let name = one.document.file_name();
    let official = match dialect {
        Dialect::Events => EVENTS,
        Dialect::Commands => COMMANDS,
        _ => return true,
    };
    if is_table(one) {
        return true;
    }
    let names = |other: &Loaded| other.document.file_name() == official;
    let has_table = found.iter().any(|(_, other)| is_table(other));
    if dialect == Dialect::Commands && has_table {
        return false;
    }
    name == official || describes_items(one) && !found.iter().any(|(_, other)| names(other))
}

/// Whether a text has a label or a message in it: one with headings alone may be any
/// prose.
fn describes_items(one: &Loaded) -> bool {
    let marks = [
        "Data:",
        "Arguments:",
        "Returns:",
        "->",
        "<-",
        "{ \"event\"",
        "SQMP",
    ];
    let mut lines = one.document.text().lines();
    lines.any(|line| marks.iter().any(|mark| line.starts_with(mark)))
}

fn is_table(one: &Loaded) -> bool {
    one.document.file_name().ends_with(".hx")
}

fn has_blocks(one: &Loaded) -> bool {
    let mut lines = one.document.text().lines();
    lines.any(|line| line.trim_end() == "SQMP")
}

/// Leaves the mark only on tables beside which no document describes events.
pub(super) fn check_events(loaded: &mut [Loaded]) {
    let describes_events = loaded.iter().any(|one| match Dialect::of(&one.document) {
        Some(Dialect::Events | Dialect::Snapshot) => true,
        Some(Dialect::Qapi) => one.document.text().contains("'event'"),
        _ => false,
    });
    for one in loaded.iter_mut() {
        one.lacks_events &= !describes_events;
    }
}
