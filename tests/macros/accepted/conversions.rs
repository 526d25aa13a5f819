//! Types of the program's own, converted from and to the types of members.

#![allow(dead_code)]
#![deny(warnings)]

use std::convert::Infallible;
use std::path::PathBuf;

use qmp_client::{QmpCommand, QmpEvent, QmpObject};

/// A number that cannot be copied.
#[derive(Clone)]
struct Bytes(Box<u64>);

impl TryFrom<i64> for Bytes {
    type Error = String;

    fn try_from(bytes: i64) -> Result<Self, String> {
        match bytes.try_into() {
            Ok(bytes) => Ok(Bytes(Box::new(bytes))),
            Err(_) => Err(format!("{bytes} is negative")),
        }
    }
}

impl TryFrom<Bytes> for i64 {
    type Error = String;

    fn try_from(bytes: Bytes) -> Result<Self, String> {
        (*bytes.0).try_into().map_err(|_| "too large".to_owned())
    }
}

// In the form of serde, and with the type that the documents select.
#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_READY")]
struct Ready<T> {
    #[qmp(try_from = "i64")]
    len: Bytes,
    #[qmp(try_from)]
    offset: T,
    #[qmp(try_from)]
    device: PathBuf,
}

#[derive(QmpObject)]
#[qmp(name = "ImageInfo", send, receive)]
struct Image {
    #[qmp(try_from, try_into)]
    virtual_size: Bytes,
    #[qmp(try_from, try_into)]
    actual_size: Option<Bytes>,
    filename: String,
    format: String,
}

// Checked where it is used.
#[derive(QmpObject)]
struct Frozen {
    #[qmp(try_from = i64)]
    running_time: Bytes,
}

#[derive(QmpCommand)]
#[qmp(command = "block_resize")]
struct Resize {
    #[qmp(try_into)]
    size: Bytes,
}

#[derive(Clone, QmpObject)]
#[qmp(try_from = String, try_into = String)]
struct Id(String);

impl From<String> for Id {
    fn from(id: String) -> Id {
        Id(id)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        id.0
    }
}

#[derive(QmpCommand)]
#[qmp(command = "device_del")]
struct Unplug {
    id: Id,
}

fn main() {
    let text = r#"{ "len": 1, "offset": 2, "device": "d" }"#;
    let ready: Ready<u8> = serde_json::from_str(text).unwrap();
    assert_eq!((*ready.len.0, ready.offset), (1, 2));
    let resize = Resize { size: ready.len };
    assert_eq!(serde_json::to_string(&resize).unwrap(), r#"{"size":1}"#);
    let _: Result<Id, Infallible> = Ok(Id("a".to_owned()));
}
