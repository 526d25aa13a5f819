//! `Debug` prints what a derived implementation would.

use qmp_client::qemu::commands::BlockdevAdd;
use qmp_client::qemu::types::{
    Abort, BlockdevOptions, BlockdevRef, BlockdevRefOrNull, KeyValue, MirrorSyncMode,
    ObjectOptions, QKeyCode, SshHostKeyCheck, StrOrNull, TransactionAction,
};
use serde_json::json;

fn printed(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

#[test]
fn enums_print_their_variant() {
    assert_eq!(printed(&MirrorSyncMode::Full), "Full");
    assert_eq!(printed(&MirrorSyncMode::from("full")), "Full");
    assert_eq!(
        printed(&MirrorSyncMode::from("sideways")),
        r#"Other(UnknownValue("sideways"))"#
    );
    assert_eq!(MirrorSyncMode::Full.to_string(), "full");
}

#[test]
fn unions_print_the_variant_of_their_branch() {
    assert_eq!(
        printed(&KeyValue::qcode(QKeyCode::Ctrl)),
        "KeyValue { branch: Qcode(QKeyCodeWrapper { data: Ctrl }) }"
    );
    assert_eq!(
        printed(&TransactionAction::abort()),
        "TransactionAction { branch: Abort(AbortWrapper { data: Abort }) }"
    );
    assert_eq!(printed(&Abort::new()), "Abort");
    assert_eq!(
        printed(&ObjectOptions::can_bus("can0")),
        r#"ObjectOptions { id: "can0", branch: CanBus }"#
    );
    let unknown: SshHostKeyCheck =
        serde_json::from_value(json!({ "mode": "oracle", "name": "delphi" })).unwrap();
    assert_eq!(
        printed(&unknown),
        "SshHostKeyCheck { branch: Other(UnknownBranch { value: \"oracle\", \
         members: {\"name\": String(\"delphi\")} }) }"
    );
}

#[test]
fn alternates_and_newtypes_print_their_name() {
    assert_eq!(
        printed(&BlockdevRef::from("disk0")),
        r#"Reference("disk0")"#
    );
    assert_eq!(printed(&BlockdevRefOrNull::Null), "Null");
    assert_eq!(printed(&StrOrNull::from("x")), r#"S("x")"#);
    let add = printed(&BlockdevAdd::new(BlockdevOptions::file("/vm/disk.img")));
    assert!(add.starts_with("BlockdevAdd(BlockdevOptions { "), "{add}");
    assert!(add.contains("branch: File(BlockdevOptionsFile { "), "{add}");
}
