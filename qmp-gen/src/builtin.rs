//! The documents that are built in: the repository's own.

use crate::document::Document;

/// The documents in `schema/`.
pub(crate) fn documents() -> Vec<Document> {
    vec![
        Document::new(
            "qmp-commands.txt",
            include_str!("../schema/qmp-commands.txt"),
        ),
        Document::new("qmp-events.txt", include_str!("../schema/qmp-events.txt")),
    ]
}
