//! The built-in documents: those in the folder `built-in` of this crate.

use crate::document::Document;
use crate::emit::Manual;

/// An interface whose documents are built in: a snapshot of the QEMU releases in
/// [`RANGE`](Builtin::RANGE), and summaries that describe every item of it.
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
            concat!("built-in/", $path),
            include_str!(concat!("../built-in/", $path)),
        )
    };
}

impl Builtin {
    /// All built-in interfaces.
    pub const ALL: &[Builtin] = &[Builtin::Qemu, Builtin::Guest];

    /// The first and the last QEMU release that the built-in documents describe.
    pub const RANGE: [&str; 2] = ["7.2", "11.0"];

    /// The name of the interface on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::Qemu => "qemu",
            Builtin::Guest => "guest",
        }
    }

    /// QEMU's reference manual for the interface.
    pub fn manual(self) -> Manual {
        let folder = "https://www.qemu.org/docs/master/interop";
        match self {
            Builtin::Qemu => Manual::new("QMP", format!("{folder}/qemu-qmp-ref.html")),
            Builtin::Guest => Manual::new("QGA", format!("{folder}/qemu-ga-ref.html")),
        }
    }

    /// The table of names that an earlier release has and the newest lacks.
    pub(crate) fn removed(self) -> &'static str {
        match self {
            Builtin::Qemu => include_str!("../built-in/qemu-removed.json"),
            Builtin::Guest => include_str!("../built-in/guest-removed.json"),
        }
    }

    /// The summaries of QEMU's interface, including those of items that no release since
    /// 7.2 has.
    pub(crate) fn past() -> Vec<Document> {
        let mut documents = vec![document!("qemu/past.summaries")];
        documents.extend(Builtin::Qemu.summaries());
        documents
    }

    /// The documents of the interface: a snapshot of all releases, and the summaries.
    pub(crate) fn documents(self) -> Vec<Document> {
        // The snapshot is merged already: merging releases takes several times as long as
        // all other passes.
        let snapshot = match self {
            Builtin::Qemu => document!("qemu.json"),
            Builtin::Guest => document!("guest.json"),
        };
        let mut documents = vec![snapshot];
        documents.extend(self.summaries());
        documents
    }

    /// The documents with the text of every item; for QEMU, one for each module of its
    /// schema.
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
            Builtin::Guest => vec![document!("guest.summaries")],
        }
    }
}
