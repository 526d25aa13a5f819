//! The documents that are built in: the repository's own.

use crate::document::Document;
use crate::emit::Manual;

/// An interface whose documents are built in: the snapshots and the summaries in
/// `schema/`, of QEMU 7.2 to 10.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Builtin {
    /// QEMU itself.
    #[default]
    Qemu,
    /// The guest agent.
    Guest,
}

macro_rules! document {
    ($path:literal) => {
        Document::new(
            concat!("schema/", $path),
            include_str!(concat!("../schema/", $path)),
        )
    };
}

impl Builtin {
    /// Every one of them.
    pub const ALL: &[Builtin] = &[Builtin::Qemu, Builtin::Guest];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::Qemu => "qemu",
            Builtin::Guest => "guest",
        }
    }

    /// The reference manual that describes it.
    pub fn manual(self) -> Manual {
        let folder = "https://www.qemu.org/docs/master/interop";
        match self {
            Builtin::Qemu => Manual::new("QMP", format!("{folder}/qemu-qmp-ref.html")),
            Builtin::Guest => Manual::new("QGA", format!("{folder}/qemu-ga-ref.html")),
        }
    }

    /// The table of what earlier releases had and the newest lacks.
    pub(crate) fn removed(self) -> &'static str {
        match self {
            Builtin::Qemu => include_str!("../schema/built-in/qemu-removed.json"),
            Builtin::Guest => include_str!("../schema/built-in/guest-removed.json"),
        }
    }

    /// The summaries of items that the newest release lacks.
    pub(crate) fn past() -> [Document; 2] {
        [
            document!("qemu/past.summaries"),
            document!("qemu/since-7.2.summaries"),
        ]
    }

    pub(crate) fn documents(self) -> Vec<Document> {
        match self {
            // The releases were made one interface when the snapshot was: to do that
            // again takes several times as long as all else.
            Builtin::Qemu => vec![
                document!("built-in/qemu.json"),
                document!("qemu/qemu.summaries"),
                document!("qemu/since-7.2.summaries"),
            ],
            Builtin::Guest => vec![
                document!("built-in/guest.json"),
                document!("guest/guest.summaries"),
            ],
        }
    }
}
