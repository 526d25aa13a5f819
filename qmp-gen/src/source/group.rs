//! Which release each document is of.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::{self, Dialect};
use crate::document::{Document, DocumentId, Documents, Span};
use crate::version::Version;

/// The documents of one release.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The release, where it is known.
    pub(crate) version: Option<Version>,
    /// Its documents, each followed by those that it includes.
    pub(crate) documents: Vec<DocumentId>,
}

/// Puts documents of one release together, the releases in ascending order. What
/// is of no release stands first.
pub(crate) fn group(documents: &Documents, diagnostics: &mut Diagnostics) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut snapshots: Vec<(Version, DocumentId)> = Vec::new();
    let mut current = None;
    for (id, document) in documents.iter() {
        // Summaries are laid over all releases.
        if Dialect::of(document) == Some(Dialect::Summaries) {
            continue;
        }
        // What a schema includes is of its release.
        if !document.is_included() {
            let own = own_version(document);
            if let Some(own) = &own {
                if let Some((_, first)) = snapshots.iter().find(|(other, _)| other == own) {
                    let message = format!("a second snapshot of {own}");
                    diagnostics.push(
                        Diagnostic::new(Code::RepeatedRelease, place(documents, id), message)
                            .related(place(documents, *first), "the first is here"),
                    );
                    continue;
                }
                snapshots.push((own.clone(), id));
            }
            let version = own.or_else(|| document.release().cloned());
            current = groups.iter().position(|group| group.version == version);
            if current.is_none() {
                current = Some(groups.len());
                groups.push(Group {
                    version,
                    documents: Vec::new(),
                });
            }
        }
        if let Some(group) = current.and_then(|at| groups.get_mut(at)) {
            group.documents.push(id);
        }
    }
    groups.sort_by(|a, b| a.version.cmp(&b.version));
    if let [unversioned, versioned, ..] = &groups[..]
        && unversioned.version.is_none()
        && let (Some(id), Some(other)) =
            (unversioned.documents.first(), versioned.documents.first())
        && let Some(version) = &versioned.version
    {
        let name = documents.get(*id).name();
        let message = format!("`{name}` is of no release, and other documents are of {version}");
        diagnostics.push(
            Diagnostic::new(Code::ReleaseMissing, place(documents, *id), message)
                .related(place(documents, *other), format!("this is of {version}")),
        );
    }
    groups
}

/// Documents in the order of their releases, so that it is all the same in which
/// order they are given. Those of one release stay as they are, and what a
/// schema includes stays behind it.
pub(crate) fn ascending<T>(documents: Vec<T>, document: impl Fn(&T) -> &Document) -> Vec<T> {
    let mut entries: Vec<(Option<Version>, Vec<T>)> = Vec::new();
    for item in documents {
        let known = document(&item);
        match entries.last_mut().filter(|_| known.is_included()) {
            Some((_, entry)) => entry.push(item),
            None => {
                let version = own_version(known).or_else(|| known.release().cloned());
                entries.push((version, vec![item]));
            }
        }
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries.into_iter().flat_map(|(_, entry)| entry).collect()
}

/// Where a document says of which release it is, or where it begins.
fn place(documents: &Documents, id: DocumentId) -> Span {
    let document = documents.get(id);
    let line = dialect::start(id, document);
    match document.text().find("\"version\"") {
        Some(at) if own_version(document).is_some() => Span {
            start: at,
            end: at + "\"version\"".len(),
            ..line
        },
        _ => line,
    }
}

/// The release that a snapshot says it is of.
fn own_version(document: &Document) -> Option<Version> {
    if Dialect::of(document) != Some(Dialect::Snapshot) {
        return None;
    }
    // What is wrong with it, its reader reports. The rest of it is passed over.
    let members: HashMap<String, &RawValue> = serde_json::from_str(document.text()).ok()?;
    let version: String = serde_json::from_str(members.get("version")?.get()).ok()?;
    version.parse().ok()
}
