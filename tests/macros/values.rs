//! Handwritten commands, objects and requests.

use std::borrow::Cow;
use std::collections::HashMap;

use qmp_client::qemu::types;
use qmp_client::{Command, QmpCommand, QmpEnum, QmpObject, command};
use serde::Serialize;
use serde_json::{Value, json};

fn to_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[derive(QmpCommand)]
struct BlockResize<'a, D> {
    device: Option<D>,
    node_name: Option<Cow<'a, str>>,
    size: u32,
}

#[test]
fn commands_are_encoded() {
    let resize = BlockResize {
        device: Some("d"),
        node_name: None,
        size: 3,
    };
    assert_eq!(to_json(&resize), json!({ "device": "d", "size": 3 }));
    assert_eq!(<BlockResize<'_, String> as Command>::NAME, "block_resize");
}

/// A newtype for names.
#[derive(Debug, PartialEq, QmpObject)]
struct NodeName(String);

#[derive(QmpCommand)]
#[qmp(command = "blockdev-add", branch = "qcow2")]
struct AddQcow2<'a> {
    node_name: &'a NodeName,
    read_only: Option<bool>,
    #[qmp(rename = "file")]
    below: File<'a>,
}

/// `file` is an alternate: the name of a node, or the options of a new one.
#[derive(QmpObject)]
#[qmp(name = "BlockdevOptions", branch = "file", send)]
struct File<'a> {
    filename: &'a std::path::Path,
    aio: Option<Aio>,
}

#[derive(QmpEnum)]
#[qmp(name = "BlockdevAioOptions")]
enum Aio {
    Threads,
    IoUring,
}

#[test]
fn a_branch_is_encoded_with_its_discriminator() {
    let add = AddQcow2 {
        node_name: &NodeName("n".to_owned()),
        read_only: Some(true),
        below: File {
            filename: "/a".as_ref(),
            aio: Some(Aio::IoUring),
        },
    };
    let expected = json!({
        "driver": "qcow2", "node-name": "n", "read-only": true,
        "file": { "driver": "file", "filename": "/a", "aio": "io_uring" }
    });
    assert_eq!(to_json(&add), expected);
}

#[derive(Debug, PartialEq, QmpObject)]
struct StatusInfo {
    running: bool,
    status: State,
}

#[derive(Debug, PartialEq, QmpEnum)]
#[qmp(name = "RunState")]
enum State {
    Running,
    Paused,
    #[qmp(other)]
    Other,
}

#[derive(QmpCommand)]
#[qmp(returns = StatusInfo)]
struct QueryStatus;

/// An object of the documents, whose name is known where it is used.
#[derive(Debug, PartialEq, QmpObject)]
struct Drive {
    device: NodeName,
    #[qmp(default)]
    qdev: String,
    inserted: Option<Inserted>,
}

#[derive(Debug, PartialEq, QmpObject)]
#[qmp(name = "BlockDeviceInfo")]
struct Inserted {
    ro: bool,
    #[qmp(rename = "drv")]
    driver: String,
    image: Image,
}

#[derive(Debug, PartialEq, QmpObject)]
#[qmp(name = "ImageInfo")]
struct Image {
    virtual_size: i64,
    /// An image on top of another.
    #[qmp(rename = "backing-image")]
    below: Option<Box<Image>>,
}

#[derive(QmpCommand)]
#[qmp(command = "query-block", returns = Vec<Drive>)]
struct QueryDrives;

#[test]
fn replies_are_decoded() {
    type Reply<C> = <C as Command>::Reply;
    let status: Reply<QueryStatus> =
        serde_json::from_value(json!({ "running": true, "status": "colo", "z": 1 })).unwrap();
    assert_eq!(
        status,
        StatusInfo {
            running: true,
            status: State::Other
        }
    );
    let error = serde_json::to_string(&status.status)
        .unwrap_err()
        .to_string();
    assert!(error.contains("does not keep"), "{error}");
    assert_eq!(to_json(&State::Paused), json!("paused"));

    let image = json!({ "virtual-size": 1, "backing-image": { "virtual-size": 2 } });
    let drives = json!([
        { "device": "a", "inserted": { "ro": true, "drv": "raw", "image": image } },
        { "device": "b", "qdev": "/b", "inserted": null },
    ]);
    let drives: Reply<QueryDrives> = serde_json::from_value(drives).unwrap();
    let below = drives[0]
        .inserted
        .as_ref()
        .unwrap()
        .image
        .below
        .as_ref()
        .unwrap();
    assert_eq!(below.virtual_size, 2);
    assert_eq!(
        (drives[0].qdev.as_str(), drives[1].qdev.as_str()),
        ("", "/b")
    );
    assert_eq!(drives[1].inserted, None);
}

#[test]
fn requests_are_encoded() {
    let name = String::from("d");
    let size: u32 = 1 << 20;
    let resize =
        command!({ "execute": "block_resize", "arguments": { "device": &name, "size": size } });
    assert_eq!(
        to_json(&resize),
        json!({ "device": "d", "size": 1_048_576 })
    );

    let resize = command!({
        "execute": "block_resize",
        "arguments": { "node-name": name, "size": (1 << 40) + 512, },
    });
    assert_eq!(
        to_json(&resize),
        json!({ "node-name": "d", "size": 1_099_511_628_288_i64 })
    );

    let status = command!({ "execute": "query-status" }, returns = StatusInfo);
    assert_eq!(to_json(&status), json!({}));
    assert_eq!(name_of(&status), "query-status");

    let speed: Option<i64> = None;
    let path = std::path::Path::new("/a b");
    let add = command!({ "execute": "blockdev-add", "arguments": {
        "driver": "qcow2", "node-name": "n", "read-only": true, "discard": "unmap",
        "cache": { "direct": true },
        "file": { "driver": "file", "filename": path },
        "backing": null,
    } });
    let expected = json!({
        "driver": "qcow2", "node-name": "n", "read-only": true, "discard": "unmap",
        "cache": { "direct": true },
        "file": { "driver": "file", "filename": "/a b" },
        "backing": null,
    });
    assert_eq!(to_json(&add), expected);

    // The other alternative of an alternate, and an omitted argument.
    let mirror = command!({ "execute": "drive-mirror", "arguments": {
        "device": "d", "target": "t", "sync": "full", "speed": speed,
    } });
    assert_eq!(
        to_json(&mirror),
        json!({ "device": "d", "target": "t", "sync": "full" })
    );
    let add =
        command!({ "execute": "blockdev-add", "arguments": { "driver": "raw", "file": "below" } });
    assert_eq!(to_json(&add), json!({ "driver": "raw", "file": "below" }));
}

#[test]
fn requests_may_contain_arrays_and_any_value() {
    let key = Key::Esc;
    let keys = command!({ "execute": "send-key", "arguments": {
        "keys": [{ "type": "qcode", "data": "ctrl" }, { "type": "qcode", "data": key }, { "type": "number", "data": 3 }],
    } });
    let expected = json!({ "keys": [
        { "type": "qcode", "data": "ctrl" },
        { "type": "qcode", "data": "esc" },
        { "type": "number", "data": 3 },
    ] });
    assert_eq!(to_json(&keys), expected);

    // An argument of the type `any`, and unlisted arguments.
    let more = HashMap::from([("a", 1)]);
    let set = command!({ "execute": "qom-set", "arguments": {
        "path": "/machine", "property": "p", "value": { "x": [1, null, 2.5, "s", true], "y": more },
    } });
    let expected = json!({
        "path": "/machine", "property": "p",
        "value": { "x": [1, null, 2.5, "s", true], "y": { "a": 1 } },
    });
    assert_eq!(to_json(&set), expected);
    let add = command!({ "execute": "device_add", "arguments": {
        "driver": "virtio-blk-pci", "id": "b", "drive": "d", "bootindex": 1,
    } });
    let expected = json!({ "driver": "virtio-blk-pci", "id": "b", "drive": "d", "bootindex": 1 });
    assert_eq!(to_json(&add), expected);
    let mac: Option<&str> = None;
    let add = command!({ "execute": "device_add", "arguments": {
        "driver": "virtio-net-pci", "mac": mac, "serial": u64::MAX, "rate": 18446744073709551615,
    } });
    let expected = json!({ "driver": "virtio-net-pci", "serial": u64::MAX, "rate": u64::MAX });
    assert_eq!(to_json(&add), expected);
}

#[derive(QmpEnum)]
#[qmp(name = "QKeyCode")]
enum Key {
    Esc,
}

fn name_of<C: Command>(_: &C) -> &'static str {
    C::NAME
}

/// Bindings generated in place, from a document of our choice.
mod old {
    qmp_client::bindings!(
        "schema/qemu/7.2.json",
        select = ["query-kvm", "STOP", "set-a*"]
    );
}

#[test]
fn bindings_may_be_generated_in_place() {
    use old::commands::QueryKvm;

    let reply: <QueryKvm as Command>::Reply =
        serde_json::from_value(json!({ "enabled": true, "present": true })).unwrap();
    assert!(reply.enabled);
    let event: old::events::Event = {
        use qmp_client::EventSet;
        old::events::Event::read("STOP", None).unwrap().unwrap()
    };
    assert!(matches!(event, old::events::Event::Stop(_)));
}

/// Generated types can be used in handwritten ones.
#[derive(QmpCommand)]
#[qmp(command = "query-block", returns = Vec<types::BlockInfo>)]
struct QueryBlock;

#[derive(QmpCommand)]
struct BlockdevAdd {
    driver: types::BlockdevDriver,
    node_name: String,
    discard: Option<types::BlockdevDiscardOptions>,
    cache: types::BlockdevCacheOptions,
}

#[test]
fn fields_may_have_generated_types() {
    let reply: <QueryBlock as Command>::Reply = serde_json::from_value(json!([])).unwrap();
    assert!(reply.is_empty());
    let add = BlockdevAdd {
        driver: types::BlockdevDriver::NullCo,
        node_name: "n".to_owned(),
        discard: None,
        cache: types::BlockdevCacheOptions::new().direct(true),
    };
    let expected = json!({ "driver": "null-co", "node-name": "n", "cache": { "direct": true } });
    assert_eq!(to_json(&add), expected);
}
