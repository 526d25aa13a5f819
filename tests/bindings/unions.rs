//! Unions are created without their wrappers.

use qmp_client::qemu::commands::{
    BlockDirtyBitmapClear, BlockDirtyBitmapDisable, BlockdevAdd, BlockdevBackup, BlockdevMirror,
    BlockdevSnapshot, BlockdevSnapshotInternalSync, BlockdevSnapshotSync, ChardevAdd, NetdevAdd,
    ObjectAdd, SendKey, Transaction,
};
use qmp_client::qemu::types::{
    BlockDirtyBitmap, BlockdevAioOptions, BlockdevOptions, BlockdevOptionsBranch,
    BlockdevOptionsFile, BlockdevOptionsQcow2, BlockdevRef, BlockdevRefOrNull, ChardevBackend,
    ChardevPty, ChardevSocket, KeyValue, MemoryBackendFileProperties, MirrorSyncMode, Netdev,
    NetdevUserOptions, ObjectOptions, QKeyCode, SocketAddressLegacy, StrOrNull, TransactionAction,
    UnixSocketAddress,
};
use serde_json::json;

use crate::{json, request};

#[test]
fn a_transaction_takes_commands_of_one_type() {
    let snapshots = ["disk0", "disk1"]
        .map(|disk| BlockdevSnapshotSync::new(format!("/vm/{disk}")).device(disk));
    let action = |disk: &str| {
        let file = format!("/vm/{disk}");
        let data = json!({ "device": disk, "snapshot-file": file });
        json!({ "type": "blockdev-snapshot-sync", "data": data })
    };
    let actions = [action("disk0"), action("disk1")];
    assert_eq!(
        request(&Transaction::new(snapshots)),
        ("transaction", json!({ "actions": actions }))
    );
}

#[test]
fn a_transaction_takes_commands_of_several_types() {
    let transaction = Transaction::new([
        TransactionAction::abort(),
        TransactionAction::blockdev_backup(BlockdevBackup::new(
            "disk0",
            MirrorSyncMode::Full,
            "backup0",
        )),
        BlockdevSnapshot::new("disk1", "overlay1").into(),
        BlockDirtyBitmapClear::new("disk0", "bitmap0").into(),
        BlockDirtyBitmapDisable::new("disk0", "bitmap0").into(),
        TransactionAction::block_dirty_bitmap_enable(BlockDirtyBitmap::new("disk0", "bitmap1")),
        TransactionAction::blockdev_snapshot_internal_sync(BlockdevSnapshotInternalSync::new(
            "disk2", "before",
        )),
        BlockdevSnapshotInternalSync::new("disk3", "before").into(),
    ]);
    let bitmap = json!({ "node": "disk0", "name": "bitmap0" });
    let actions = json!([
        { "type": "abort", "data": {} },
        {
            "type": "blockdev-backup",
            "data": { "device": "disk0", "sync": "full", "target": "backup0" },
        },
        { "type": "blockdev-snapshot", "data": { "node": "disk1", "overlay": "overlay1" } },
        { "type": "block-dirty-bitmap-clear", "data": bitmap },
        { "type": "block-dirty-bitmap-disable", "data": bitmap },
        { "type": "block-dirty-bitmap-enable", "data": { "node": "disk0", "name": "bitmap1" } },
        {
            "type": "blockdev-snapshot-internal-sync",
            "data": { "device": "disk2", "name": "before" },
        },
        {
            "type": "blockdev-snapshot-internal-sync",
            "data": { "device": "disk3", "name": "before" },
        },
    ]);
    assert_eq!(json(&transaction), json!({ "actions": actions }));
}

#[test]
fn two_branches_with_one_type_have_constructors() {
    let disk = BlockdevOptions::qcow2(BlockdevOptions::file("/vm/disk.qcow2")).node_name("disk0");
    assert_eq!(
        request(&BlockdevAdd::new(disk)),
        (
            "blockdev-add",
            json!({
                "driver": "qcow2",
                "node-name": "disk0",
                "file": { "driver": "file", "filename": "/vm/disk.qcow2" },
            })
        )
    );
    let device = BlockdevOptionsFile::new("/dev/sdb").aio(BlockdevAioOptions::Native);
    let device = BlockdevOptions::host_device(device);
    let expected = json!({ "driver": "host_device", "filename": "/dev/sdb", "aio": "native" });
    assert_eq!(json(&device), expected);
}

#[test]
fn a_branch_takes_its_members_or_the_only_required_one() {
    let qcow2 = json!({ "driver": "qcow2", "file": "file0" });
    for options in [
        BlockdevOptions::qcow2("file0"),
        BlockdevOptions::qcow2(BlockdevRef::from("file0")),
        BlockdevOptions::qcow2(BlockdevOptionsQcow2::new("file0")),
        BlockdevOptionsQcow2::new("file0").into(),
        BlockdevOptions::new(BlockdevOptionsQcow2::new("file0")),
        BlockdevOptions::new(BlockdevOptionsBranch::Qcow2(Box::new("file0".into()))),
    ] {
        assert_eq!(json(&options), qcow2);
    }
}

#[test]
fn a_branch_takes_the_value_in_its_wrappers() {
    let socket = json!({
        "type": "socket",
        "data": { "addr": { "type": "unix", "data": { "path": "/run/vm.sock" } } },
    });
    let address = || SocketAddressLegacy::unix("/run/vm.sock");
    for backend in [
        ChardevBackend::socket(address()),
        ChardevBackend::socket(ChardevSocket::new(address())),
        ChardevBackend::socket(ChardevSocket::new(UnixSocketAddress::new("/run/vm.sock"))),
        ChardevSocket::new(address()).into(),
    ] {
        assert_eq!(json(&backend), socket);
    }
    assert_eq!(
        json(&ChardevAdd::new("serial0", ChardevPty::new())),
        json!({ "id": "serial0", "backend": { "type": "pty", "data": {} } })
    );
    let keys = SendKey::new([QKeyCode::Ctrl, QKeyCode::C]);
    let key = |name: &str| json!({ "type": "qcode", "data": name });
    assert_eq!(json(&keys), json!({ "keys": [key("ctrl"), key("c")] }));
    assert_eq!(
        json(&KeyValue::number(30)),
        json!({ "type": "number", "data": 30 })
    );
    let fd = json!({ "type": "fd", "data": { "str": "3" } });
    assert_eq!(json(&SocketAddressLegacy::fd("3")), fd);
}

#[test]
fn a_branch_follows_the_required_common_members() {
    let memory = MemoryBackendFileProperties::new(1 << 30, "/dev/shm/ram").share(true);
    for (object, expected) in [
        (
            ObjectOptions::memory_backend_file("ram0", memory),
            json!({
                "qom-type": "memory-backend-file",
                "id": "ram0",
                "mem-path": "/dev/shm/ram",
                "size": 1_u64 << 30,
                "share": true,
            }),
        ),
        (
            ObjectOptions::memory_backend_ram("ram0", 1 << 30),
            json!({ "qom-type": "memory-backend-ram", "id": "ram0", "size": 1_u64 << 30 }),
        ),
        (
            ObjectOptions::authz_simple("authz0", "fred"),
            json!({ "qom-type": "authz-simple", "id": "authz0", "identity": "fred" }),
        ),
        (
            ObjectOptions::can_bus("can0"),
            json!({ "qom-type": "can-bus", "id": "can0" }),
        ),
    ] {
        assert_eq!(request(&ObjectAdd::new(object)), ("object-add", expected));
    }
}

#[test]
fn objects_that_wrap_a_string_convert_from_text() {
    let user = NetdevUserOptions::new().hostfwd(["tcp::2222-:22", "tcp::8080-:80"]);
    let forwarded = ["tcp::2222-:22", "tcp::8080-:80"].map(|rule| json!({ "str": rule }));
    assert_eq!(
        json(&NetdevAdd::new(Netdev::user("net0", user))),
        json!({ "type": "user", "id": "net0", "hostfwd": forwarded })
    );
}

#[test]
fn a_command_converts_from_its_union_and_back() {
    let command = BlockdevAdd::from(BlockdevOptions::file("/vm/disk.img"));
    let options = BlockdevOptions::from(command.clone());
    assert_eq!(json(&command), json(&options));
    let bitmap = BlockDirtyBitmap::from(BlockDirtyBitmapClear::new("disk0", "bitmap0"));
    let clear = BlockDirtyBitmapClear::from(bitmap);
    assert_eq!(clear, BlockDirtyBitmapClear::new("disk0", "bitmap0"));
}

#[test]
fn null_is_a_variant_without_a_value() {
    let overlay = BlockdevOptionsQcow2::new("file0").backing(BlockdevRefOrNull::Null);
    assert_eq!(json(&overlay), json!({ "file": "file0", "backing": null }));
    let back: BlockdevOptionsQcow2 = serde_json::from_value(json(&overlay)).unwrap();
    assert_eq!(back.backing.as_deref(), Some(&BlockdevRefOrNull::Null));
    assert_ne!(overlay.backing.as_deref(), Some(&"null".into()));
    assert_eq!(StrOrNull::from(()), StrOrNull::N);
}

#[test]
fn enums_are_arguments_of_their_own_type() {
    let mirror = BlockdevMirror::new("disk0", "mirror0", MirrorSyncMode::from("top"));
    assert_eq!(
        json(&mirror),
        json!({ "device": "disk0", "target": "mirror0", "sync": "top" })
    );
}
