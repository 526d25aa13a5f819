//! The ways in which QMP has been documented: each has a module with its
//! grammar, and all of them lead to the same IR.

mod classic;
mod commands;
mod events;
mod merge;
mod node;
pub(crate) mod qapi;
mod snapshot;
mod summaries;

pub(crate) use snapshot::FORMAT as SNAPSHOT_FORMAT;
pub(crate) use summaries::EXTENSION as SUMMARIES_EXTENSION;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Documents, Span};
use crate::ir::{Schema, Summary};
use crate::source::Group;

/// A way in which QMP has been documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `qmp-events.txt`.
    Events,
    /// `qmp-commands.txt`, `qmp-commands.hx`, `qemu-monitor.hx`.
    Commands,
    /// The QAPI schema language.
    Qapi,
    /// This project's own facts in JSON.
    Snapshot,
    /// What is told of items whose facts come from elsewhere: `*.summaries`.
    Summaries,
}

impl Dialect {
    /// The dialect of a document: by its name where that is one of QEMU's, and
    /// else by what stands in it.
    pub fn of(document: &Document) -> Option<Dialect> {
        // Only a schema includes anything, and that is of a schema too.
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
            let is_snapshot = snapshot::recognise(text);
            return Some(if is_snapshot {
                Dialect::Snapshot
            } else {
                Dialect::Qapi
            });
        }
        match name {
            "qmp-events.txt" => return Some(Dialect::Events),
            "qmp-commands.txt" => return Some(Dialect::Commands),
            _ => {}
        }
        if summaries::recognise(text) {
            Some(Dialect::Summaries)
        } else if events::recognise(document.text()) {
            Some(Dialect::Events)
        } else if commands::recognise(document.text()) {
            Some(Dialect::Commands)
        } else {
            None
        }
    }
}

/// Reads the documents of a release into one schema. The names in it are as the documents
/// give them: nothing has been looked up yet.
pub(crate) fn lower(group: &Group, documents: &Documents, diagnostics: &mut Diagnostics) -> Schema {
    let mut schema = Schema::default();
    let mut classic = Vec::new();
    let mut read = HashSet::new();
    for &id in &group.documents {
        let document = documents.get(id);
        // What another schema includes is read where it does so.
        if document.is_included() {
            continue;
        }
        match Dialect::of(document) {
            Some(dialect @ (Dialect::Events | Dialect::Commands)) => {
                classic.push((dialect, id, document));
            }
            Some(Dialect::Qapi) => qapi::lower(id, documents, &mut read, &mut schema, diagnostics),
            Some(Dialect::Snapshot) => snapshot::lower(id, document, &mut schema, diagnostics),
            // They describe nothing, and are laid over what all others give.
            Some(Dialect::Summaries) => {}
            None => diagnostics.push(Diagnostic::new(
                Code::UnknownDocument,
                start(id, document),
                format!(
                    "`{}` is no document of QMP's that is known",
                    document.name()
                ),
            )),
        }
    }
    if classic.is_empty() {
        return schema;
    }
    // Types that the classic documents leave unnamed keep out of the way of
    // those that have a name.
    let mut names = classic::TypeNames::taken(schema.types.iter().map(|t| t.name.text.clone()));
    let mut described = Schema::default();
    for (dialect, id, document) in classic {
        let lower = match dialect {
            Dialect::Events => events::lower,
            _ => commands::lower,
        };
        lower(id, document, &mut described, &mut names, diagnostics);
    }
    if schema.commands.is_empty() && schema.events.is_empty() {
        schema.types.extend(described.types);
        return Schema {
            types: schema.types,
            release: schema.release,
            type_places: schema.type_places,
            c_names: schema.c_names,
            ..described
        };
    }
    merge::merge(schema, described, diagnostics)
}

/// Reads what documents of summaries tell, in their order.
pub(crate) fn summaries(documents: &Documents, diagnostics: &mut Diagnostics) -> Vec<Summary> {
    let mut summaries = Vec::new();
    for (id, document) in documents.iter() {
        if Dialect::of(document) == Some(Dialect::Summaries) {
            summaries.extend(summaries::read(id, document, diagnostics));
        }
    }
    summaries
}

/// The first line of a document.
pub(crate) fn start(id: DocumentId, document: &Document) -> Span {
    let end = document.text().find('\n').unwrap_or(document.text().len());
    Span {
        document: id,
        start: 0,
        end,
    }
}
