//! The documents that are built in: the repository's own.

use crate::document::Document;
use crate::emit::Manual;

/// An interface whose documents are built in: the snapshots and the summaries in
/// `schema/`, of the releases of QEMU in [`RANGE`](Builtin::RANGE).
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

    /// The first and the last of the releases of QEMU that they describe.
    pub const RANGE: [&str; 2] = ["7.2", "11.0"];

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

    /// The summaries, with those of items that only releases before 7.2 had.
    pub(crate) fn past() -> Vec<Document> {
        let mut documents = vec![document!("qemu/past.summaries")];
        documents.extend(Builtin::Qemu.summaries());
        documents
    }

    pub(crate) fn documents(self) -> Vec<Document> {
        // The releases were merged when the snapshot was made: merging takes several
        // times as long as everything else.
        let snapshot = match self {
            Builtin::Qemu => document!("built-in/qemu.json"),
            Builtin::Guest => document!("built-in/guest.json"),
        };
        let mut documents = vec![snapshot];
        documents.extend(self.summaries());
        documents
    }

    /// The text of every item: of QEMU a document for each module of its schema.
    fn summaries(self) -> Vec<Document> {
        match self {
            Builtin::Qemu => vec![
                document!("qemu/accelerator.summaries"),
                document!("qemu/acpi-hest.summaries"),
                document!("qemu/acpi.summaries"),
                document!("qemu/audio.summaries"),
                document!("qemu/authz.summaries"),
                document!("qemu/block-core.summaries"),
                document!("qemu/block-export.summaries"),
                document!("qemu/block.summaries"),
                document!("qemu/char.summaries"),
                document!("qemu/common.summaries"),
                document!("qemu/compat.summaries"),
                document!("qemu/control.summaries"),
                document!("qemu/crypto.summaries"),
                document!("qemu/cryptodev.summaries"),
                document!("qemu/cxl.summaries"),
                document!("qemu/dump.summaries"),
                document!("qemu/ebpf.summaries"),
                document!("qemu/error.summaries"),
                document!("qemu/introspect.summaries"),
                document!("qemu/job.summaries"),
                document!("qemu/machine-common.summaries"),
                document!("qemu/machine-s390x.summaries"),
                document!("qemu/machine.summaries"),
                document!("qemu/migration.summaries"),
                document!("qemu/misc-arm.summaries"),
                document!("qemu/misc-i386.summaries"),
                document!("qemu/misc.summaries"),
                document!("qemu/net.summaries"),
                document!("qemu/pci.summaries"),
                document!("qemu/qdev.summaries"),
                document!("qemu/qom.summaries"),
                document!("qemu/rdma.summaries"),
                document!("qemu/replay.summaries"),
                document!("qemu/rocker.summaries"),
                document!("qemu/run-state.summaries"),
                document!("qemu/sockets.summaries"),
                document!("qemu/stats.summaries"),
                document!("qemu/tpm.summaries"),
                document!("qemu/trace.summaries"),
                document!("qemu/transaction.summaries"),
                document!("qemu/uefi.summaries"),
                document!("qemu/ui.summaries"),
                document!("qemu/vfio.summaries"),
                document!("qemu/virtio.summaries"),
                document!("qemu/yank.summaries"),
            ],
            Builtin::Guest => vec![document!("guest/guest.summaries")],
        }
    }
}
