//! The documents that are built in: the repository's own.

use crate::document::Document;
use crate::emit::Manual;

/// An interface whose documents are built in: the snapshots and the summaries in
/// `schema/`, of QEMU 7.2 to 10.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Builtin {
    /// QEMU itself.
    #[default]
    Qemu,
    /// The guest agent.
    Guest,
}

macro_rules! documents {
    ($folder:literal: $($name:literal)*) => {
        vec![$(Document::new(
            concat!("schema/", $folder, "/", $name),
            include_str!(concat!("../schema/", $folder, "/", $name)),
        )),*]
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

    pub(crate) fn documents(self) -> Vec<Document> {
        match self {
            Builtin::Qemu => documents!(
                "qemu": "7.2.json" "8.0.json" "8.1.json" "9.1.json" "10.0.json"
                "qemu.summaries" "since-7.2.summaries"
            ),
            Builtin::Guest => documents!(
                "guest": "7.2.json" "8.0.json" "9.1.json" "10.0.json" "guest.summaries"
            ),
        }
    }
}
