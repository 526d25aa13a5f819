//! The first and the last release that has an item.

use crate::ir::{Doc, Metadata};
use crate::version::Version;

/// The releases that a step of the merge compares.
#[derive(Debug)]
pub(super) struct ReleasePair {
    /// The last release that has been merged.
    pub(super) old: Option<Version>,
    /// The one that is merged now.
    pub(super) new: Option<Version>,
}

impl ReleasePair {
    /// Marks an item that only the older releases have.
    pub(super) fn mark_removed(&self, metadata: &mut Metadata) {
        if metadata.until.is_none() {
            metadata.until = self.old.as_ref().map(ToString::to_string);
        }
    }

    /// Marks an item that only the newer release has, unless the documents state a version,
    /// which is more precise.
    pub(super) fn mark_added(&self, metadata: &mut Metadata) {
        if metadata.since.is_none() {
            metadata.since = self.new.as_ref().map(ToString::to_string);
        }
    }
}

/// The metadata of an item that both have: the newer release's, deprecation included.
pub(super) fn both(old: &Metadata, new: &Metadata) -> Metadata {
    Metadata {
        since: new.since.clone().or_else(|| old.since.clone()),
        until: new.until.clone(),
        module: new.module.clone().or_else(|| old.module.clone()),
        features: new.features.clone(),
        condition: new.condition.clone(),
    }
}

/// The newer documentation, or the older if there is none, as in a snapshot.
pub(super) fn newer_doc(old: &Doc, new: &Doc) -> Doc {
    if new.is_empty() { old } else { new }.clone()
}
