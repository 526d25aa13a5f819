//! The documents of each release.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::document::{DocumentId, Documents, Span};
use crate::ir::{Origin, Release};
use crate::paths;
use crate::version::Version;

/// The documents of one release.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The release, if it is known.
    pub(crate) version: Option<Version>,
    /// Its documents, each followed by those that it includes.
    pub(crate) documents: Vec<DocumentId>,
}

/// Groups the documents by release, the releases in ascending order. The documents
/// without a release come first; summaries describe all releases and are in no group.
pub(crate) fn group_by_release(documents: &Documents, diagnostics: &mut Diagnostics) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut snapshots: Vec<(&Version, DocumentId)> = Vec::new();
    let mut current = None;
    for (id, document) in documents.iter() {
        if document.dialect() == Some(Dialect::Summaries) {
            continue;
        }
        // An included file has the release of the schema that includes it.
        if !document.is_included() {
            if let Some(own) = document.own_version() {
                if let Some((_, first)) = snapshots.iter().find(|(other, _)| *other == own) {
                    let message = format!("duplicate snapshot of release {own}");
                    diagnostics.push(
                        Diagnostic::new(Code::RepeatedRelease, place(documents, id), message)
                            .related(place(documents, *first), "the first is here"),
                    );
                    continue;
                }
                snapshots.push((own, id));
            }
            let version = document.version();
            current = (groups.iter()).position(|group| group.version.as_ref() == version);
            if current.is_none() {
                current = Some(groups.len());
                groups.push(Group {
                    version: version.cloned(),
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
        let message = format!("`{name}` has no release, but other documents are of {version}");
        diagnostics.push(
            Diagnostic::new(Code::ReleaseMissing, place(documents, *id), message).related(
                place(documents, *other),
                format!("this document is of {version}"),
            ),
        );
    }
    groups
}

impl Group {
    /// The release, with the name and the digest of every document that was read for it.
    /// `listed` contains the documents that snapshots name, in place of the snapshots.
    pub(crate) fn release(&self, documents: &Documents, listed: Release) -> Release {
        let mut release = Release {
            version: self.version.clone(),
            ..listed
        };
        let mut entry = "";
        for id in &self.documents {
            let document = documents.get(*id);
            if !document.is_included() {
                entry = document.name();
            }
            if document.dialect() != Some(Dialect::Snapshot) {
                release.add(Origin {
                    name: paths::relative(entry, document.name()),
                    digest: document.digest().to_owned(),
                });
            }
        }
        release
    }
}

/// The position of the version in a snapshot, or else the first line of a document.
fn place(documents: &Documents, id: DocumentId) -> Span {
    let document = documents.get(id);
    let line = documents.first_line(id);
    let key = "\"version\"";
    match document.text().find(key) {
        Some(start) if document.own_version().is_some() => line.at(start..start + key.len()),
        _ => line,
    }
}
