//! The order of arguments is that of the newest release's documents.

use std::fs;

use qmp_client::qemu::commands::{BlockdevBackup, BlockdevMirror};
use qmp_client::qemu::types::MirrorSyncMode;
use serde_json::{Map, Value};

fn commands(file: &str) -> Map<String, Value> {
    let text = fs::read_to_string(file).unwrap();
    let mut snapshot: Map<String, Value> = serde_json::from_str(&text).unwrap();
    match snapshot.remove("commands") {
        Some(Value::Object(commands)) => commands,
        other => panic!("{other:?}"),
    }
}

fn required(command: &Value) -> Vec<&str> {
    let arguments = command.get("arguments").and_then(Value::as_object);
    let arguments = arguments.into_iter().flatten();
    let required = arguments.filter(|(_, argument)| argument.get("optional").is_none());
    required.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_arguments_are_in_the_order_of_the_newest_release() {
    let (merged, newest) = (
        commands("qmp-gen/built-in/qemu.json"),
        commands("schema/qemu/11.0.json"),
    );
    for (name, command) in &newest {
        let ours = required(&merged[name]);
        let mut theirs = required(command);
        // An argument that an earlier release lacks is optional.
        theirs.retain(|argument| ours.contains(argument));
        assert_eq!(ours, theirs, "{name}");
    }
}

#[test]
fn an_enum_is_between_two_strings() {
    let backup = BlockdevBackup::new("disk0", MirrorSyncMode::Full, "backup0");
    assert_eq!(
        (backup.device.as_str(), backup.target.as_str()),
        ("disk0", "backup0")
    );
    let mirror = BlockdevMirror::new("disk0", "mirror0", MirrorSyncMode::Full);
    assert_eq!(
        (mirror.device.as_str(), mirror.target.as_str()),
        ("disk0", "mirror0")
    );
}
