//! Since when and until when there is an item.

use crate::ir::{Doc, Metadata};
use crate::version::Version;

/// Between which releases a step of the merge goes.
#[derive(Debug)]
pub(super) struct ReleasePair {
    /// The last release that has been merged.
    pub(super) old: Option<Version>,
    /// The one that is merged now.
    pub(super) new: Option<Version>,
}

impl ReleasePair {
    /// An item that only the older releases have.
    pub(super) fn mark_removed(&self, metadata: &mut Metadata) {
        if metadata.until.is_none() {
            metadata.until = self.old.as_ref().map(ToString::to_string);
        }
    }

    /// An item that only the newer release has. What the documents say of it
    /// themselves is more exact.
    pub(super) fn mark_added(&self, metadata: &mut Metadata) {
        if metadata.since.is_none() {
            metadata.since = self.new.as_ref().map(ToString::to_string);
        }
    }
}

/// What is known of an item that both have: the newer release has the last word,
/// also on what is deprecated.
pub(super) fn both(old: &Metadata, new: &Metadata) -> Metadata {
    Metadata {
        since: new.since.clone().or_else(|| old.since.clone()),
        until: new.until.clone(),
        module: new.module.clone().or_else(|| old.module.clone()),
        features: new.features.clone(),
        condition: new.condition.clone(),
    }
}

/// The newer text, where there is one: a snapshot has none.
pub(super) fn newer_doc(old: &Doc, new: &Doc) -> Doc {
    if new.is_empty() { old } else { new }.clone()
}
