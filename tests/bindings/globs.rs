//! No two modules of the bindings have different items with the same name.

/// The arguments of a command and the type that a union contains are one item.
mod qemu {
    use qmp_client::qemu::commands::*;
    use qmp_client::qemu::types::*;

    #[test]
    fn commands_and_types_have_distinct_names() {
        let backup = BlockdevBackup::new("disk0", MirrorSyncMode::Full, "backup0");
        let same: qmp_client::qemu::types::BlockdevBackup = backup.clone();
        assert_eq!(same, backup);
        let _: [TransactionAction; 2] = [
            BlockdevSnapshotSync::new("/vm/overlay").into(),
            BlockDirtyBitmapAdd::new("disk0", "bitmap0").into(),
        ];
    }
}

/// The reply of a command has a name of its own.
mod guest {
    use qmp_client::guest::commands::*;
    use qmp_client::guest::types::*;

    #[test]
    fn commands_and_types_have_distinct_names() {
        let _: fn(GuestExec) -> Option<GuestExecReply> = |_| None;
        let _: fn(GuestFileRead) -> Option<GuestFileReadReply> = |_| None;
        assert_eq!(GuestFileOpen::new("/etc/hostname").path, "/etc/hostname");
    }
}
