//! The *snapshot* dialect: the facts of an interface as JSON, which this crate writes.

mod json;
mod lowering;
mod rules;

use super::node::Node;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, DocumentId};
use crate::ir::Schema;
use crate::version::Version;
pub(crate) use lowering::FORMAT;
use lowering::SnapshotLowering;

/// Whether a text is a snapshot, even if it is invalid.
pub(crate) fn recognise(text: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)
        .is_some_and(|head| head.contains("qmp-snapshot/"))
}

/// Parses the JSON of a snapshot. Reports invalid JSON, and returns `None` for it.
pub(super) fn parse(
    id: DocumentId,
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    json::read(id, document.text())
        .map_err(|problem| diagnostics.push(*problem))
        .ok()
}

/// Adds the items of a snapshot to the schema. `release` is the one that was passed for the
/// document.
pub(super) fn lower(
    root: &Node,
    release: Option<&Version>,
    schema: &mut Schema,
    diagnostics: &mut Diagnostics,
) {
    SnapshotLowering { diagnostics }.root(root, release, schema);
}
