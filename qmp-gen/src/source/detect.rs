//! Detects the dialect of a document, and the release that a snapshot contains.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::dialect::{self, Dialect, SUMMARIES_EXTENSION};
use crate::document::Document;
use crate::version::Version;

/// Sets the dialect of a document, and its release if it is a snapshot. Called once for
/// every document of a run.
pub(super) fn detect(document: Document) -> Document {
    let dialect = dialect_of(&document);
    let own_version = match dialect {
        Some(Dialect::Snapshot) => version_in(document.text()),
        _ => None,
    };
    document.in_dialect(dialect, own_version)
}

/// The dialect of a document: by its name if that is one of QEMU's, or else by its text.
fn dialect_of(document: &Document) -> Option<Dialect> {
    // Only a schema includes files, and they are part of it.
    if document.is_included() {
        return Some(Dialect::Qapi);
    }
    let name = document.file_name();
    if name.ends_with(".hx") {
        return Some(Dialect::Commands);
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    if extension == Some(SUMMARIES_EXTENSION) {
        return Some(Dialect::Summaries);
    }
    let text = document.text();
    if name.ends_with(".json") || text.trim_start().starts_with('{') {
        return Some(match dialect::snapshot::recognise(text) {
            true => Dialect::Snapshot,
            false => Dialect::Qapi,
        });
    }
    match name {
        "qmp-events.txt" => Some(Dialect::Events),
        "qmp-commands.txt" => Some(Dialect::Commands),
        _ if dialect::summaries::recognise(text) => Some(Dialect::Summaries),
        _ if dialect::events::recognise(text) => Some(Dialect::Events),
        _ if dialect::commands::recognise(text) => Some(Dialect::Commands),
        _ => None,
    }
}

/// The release that a snapshot contains. Problems of the snapshot are reported when it is
/// lowered.
fn version_in(snapshot: &str) -> Option<Version> {
    let members: HashMap<String, &RawValue> = serde_json::from_str(snapshot).ok()?;
    let version: String = serde_json::from_str(members.get("version")?.get()).ok()?;
    version.parse().ok()
}
