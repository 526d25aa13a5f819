//! Items in all positions, written by hand or emitted by macros.

#![deny(warnings)]
#![allow(dead_code)]

use qmp_client::{Command, EventSet, QmpCommand, QmpEnum, QmpEvent, QmpObject, command};

/// In the body of a generic function.
fn written<T: serde::Serialize>(device: T) -> String {
    #[derive(QmpObject)]
    struct Bytes(i64);

    #[derive(QmpCommand)]
    struct BlockResize<'a, D> {
        device: D,
        node_name: Option<&'a str>,
        size: Bytes,
    }

    #[derive(Debug, QmpEvent)]
    enum Seen {
        Stop,
        JobStatusChange {
            id: String,
            status: State,
        },
        #[qmp(other)]
        Other,
    }

    #[derive(Debug, QmpEnum)]
    #[qmp(name = "JobStatus")]
    enum State {
        #[qmp(other)]
        Other(String),
    }

    let seen = Seen::read("JOB_STATUS_CHANGE", None).unwrap_err().to_string();
    assert!(seen.contains("`id` is missing"), "{seen}");
    let device = serde_json::to_string(&device).unwrap();
    let resize = BlockResize {
        device: Some(&device),
        node_name: None,
        size: Bytes(1),
    };
    let same = || {
        command!({ "execute": "block_resize", "arguments": {
            "device": Some(&device), "size": Bytes(1),
        } })
    };
    let (one, other) = (serde_json::to_string(&resize), serde_json::to_string(&same()));
    assert_eq!(one.as_ref().unwrap(), &other.unwrap());
    one.unwrap()
}

pub(crate) mod inner {
    use super::QmpEvent;

    #[derive(QmpEvent)]
    pub(crate) struct JobStatusChange {
        pub(super) id: String,
        pub(in crate::inner) status: String,
        #[cfg(any())]
        nothing: Nothing,
    }

    impl JobStatusChange {
        pub(crate) fn status(&self) -> &str {
            &self.status
        }
    }
}

/// Lints that an item allows are also allowed in the code that is emitted for it.
mod allowed {
    use super::{QmpCommand, QmpEnum, QmpEvent, QmpObject};

    #[derive(QmpCommand)]
    #[qmp(command = "eject")]
    #[allow(deprecated)]
    struct Whole {
        device: Option<String>,
    }

    #[derive(QmpCommand)]
    #[qmp(command = "eject")]
    struct Alone {
        #[allow(deprecated)]
        device: Option<String>,
        id: Option<String>,
    }

    #[deprecated]
    #[derive(QmpObject)]
    struct Old(i64);

    #[derive(QmpEvent)]
    #[qmp(event = "RTC_CHANGE")]
    struct Clock {
        #[allow(deprecated)]
        offset: Old,
    }

    #[derive(QmpEvent)]
    enum Seen {
        RtcChange {
            #[allow(deprecated)]
            offset: Old,
        },
    }

    #[derive(QmpEvent)]
    #[allow(non_camel_case_types)]
    enum seen {
        #[qmp(event = "RTC_CHANGE")]
        rtc_change { offset: i64 },
    }

    #[derive(QmpEvent)]
    #[expect(non_camel_case_types)]
    enum expected {
        #[qmp(event = "RTC_CHANGE")]
        rtc_change { offset: i64 },
    }

    #[derive(QmpEvent)]
    #[cfg_attr(all(), qmp(event = "RTC_CHANGE"), allow(non_snake_case))]
    struct Configured {
        #[cfg_attr(all(), qmp(rename = "offset"))]
        OffSet: i64,
    }

    #[derive(QmpEnum)]
    #[qmp(name = "RunState")]
    #[allow(non_camel_case_types)]
    enum state {
        running,
        #[qmp(other)]
        other,
    }
}

/// A generic object that contains itself.
#[derive(QmpObject)]
#[qmp(name = "ImageInfo")]
struct Image<N> {
    filename: N,
    #[qmp(rename = "backing-image")]
    below: Option<Box<Image<N>>>,
}

/// A generic object that is both sent and received.
#[derive(QmpObject)]
#[qmp(name = "KeyValue", branch = "number", send, receive)]
struct Number<N> {
    data: N,
}

/// All kinds of macro fragments, each of which is a token group.
macro_rules! event {
    (
        $(#[$attribute:meta])* $visibility:vis $name:ident < $($lifetime:lifetime),* > $wire:literal
        { $($member:literal $field:ident: $type:ty $(= $default:path)?),* $(,)? }
    ) => {
        $(#[$attribute])*
        #[derive(QmpEvent)]
        #[qmp(event = $wire)]
        $visibility struct $name<$($lifetime),*> {
            $(#[qmp(rename = $member $(, default = $default)?)] $field: $type),*
        }
    };
}

event! {
    #[derive(Debug)]
    pub(crate) Completed<'a, 'b> "BLOCK_JOB_COMPLETED" {
        "device" device: &'a str,
        "type" kind: std::borrow::Cow<'b, str>,
        "len" type_: i64,
        "error" error: Option<&'a str>,
        "speed" speed: Speed,
    }
}

event! {
    Moved<> "DEVICE_TRAY_MOVED" { "id" self_: String, "tray-open" open: bool }
}

event! {
    Plain<> "BLOCK_JOB_COMPLETED" { "device" device: String, "error" error: String = String::new }
}

#[derive(Debug, QmpObject)]
struct Speed(i64, #[cfg(any())] String);

/// Fields, generics and options from a macro.
macro_rules! shapes {
    ($name:ident, $generic:ident, $type:ty, $document:literal, $of:expr, $versions:expr) => {
        #[derive(QmpCommand)]
        #[qmp(command = $of, builtin = $document, versions = $versions, returns = Vec<$name>)]
        struct Query<$generic> {
            query_nodes: $generic,
        }

        #[derive(QmpObject)]
        #[qmp(name = "BlockStats")]
        struct $name {
            device: Option<Text<$type>>,
        }

        #[derive(QmpObject)]
        struct Text<$generic>($generic);
    };
}

mod shaped {
    use super::{QmpCommand, QmpObject, QmpEnum, QmpEvent};

    macro_rules! enumeration {
        ($name:ident { $($variant:ident $(= $wire:literal)?),* } $other:ident($keeps:ty)) => {
            #[derive(Debug, PartialEq, QmpEnum)]
            #[qmp(name = "JobStatus")]
            pub(crate) enum $name {
                $($(#[qmp(rename = $wire)])? $variant,)*
                #[qmp(other)]
                $other($keeps),
            }
        };
    }

    macro_rules! set {
        ($($variant:ident $held:tt)*) => {
            #[derive(Debug, QmpEvent)]
            pub(crate) enum Set {
                $($variant $held,)*
                #[qmp(other)]
                Other($crate::RawEvent),
            }
        };
    }

    enumeration! { Status { Running, Over = "concluded" } Other(String) }
    set! { Stop {} JobStatusChange { id: String, status: Status } Held(super::Ready) }

    #[derive(Debug, QmpObject)]
    struct Unused(i64);
    #[derive(QmpCommand)]
    struct Quit;
}

use qmp_client::RawEvent;

#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_READY")]
struct Ready {
    device: String,
}

/// A request with parts from a macro.
macro_rules! resize {
    ($execute:literal, $node:literal, $size:expr) => {
        command!({ "execute": $execute, "arguments": { $node: "n", "size": $size } })
    };
}

macro_rules! add {
    ($driver:expr, $discard:expr, $read_only:expr, $size:expr, $backing:expr, $file:tt) => {
        command!({ "execute": "blockdev-add", "arguments": {
            "driver": "qcow2", "discard": $discard, "read-only": $read_only,
            "l2-cache-size": $size, "backing": $backing, "file": $file,
        } })
    };
}

macro_rules! keys {
    ($keys:expr, $value:expr) => {
        (
            command!({ "execute": "send-key", "arguments": { "keys": $keys } }),
            command!({ "execute": "qom-set", "arguments": {
                "path": "p", "property": "q", "value": $value,
            } }),
        )
    };
}

macro_rules! status {
    ($type:ty) => {
        command!({ "execute": "query-status" }, returns = $type)
    };
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn main() {
    assert_eq!(written("d"), r#"{"device":"\"d\"","size":1}"#);
    let change: inner::JobStatusChange =
        serde_json::from_str(r#"{ "id": "i", "status": "s" }"#).unwrap();
    assert_eq!((change.id.as_str(), change.status()), ("i", "s"));

    let line = r#"{ "type": "mirror", "device": "d", "len": 1, "offset": 2, "speed": 3 }"#;
    let job: Completed<'_, '_> = serde_json::from_str(line).unwrap();
    assert_eq!((job.device, job.kind.as_ref(), job.type_, job.error), ("d", "mirror", 1, None));
    assert_eq!(job.speed.0, 3);
    let job: Plain = serde_json::from_str(line).unwrap();
    assert_eq!((job.device.as_str(), job.error.as_str()), ("d", ""));

    assert_eq!(text(&resize!("block_resize", "node-name", -1 + 3)), r#"{"node-name":"n","size":2}"#);
    assert_eq!(text(&resize!("block_resize", "node-name", 1_u8)), r#"{"node-name":"n","size":1}"#);
    let add = add!("qcow2", "unmap", true, 1 << 40, null, { "driver": "file", "filename": "/a" });
    assert_eq!(
        text(&add),
        r#"{"driver":"qcow2","discard":"unmap","read-only":true,"l2-cache-size":1099511627776,"backing":null,"file":{"driver":"file","filename":"/a"}}"#
    );
    let (_, set) = keys!([], [1, -2.5, "s", null]);
    assert_eq!(text(&set), r#"{"path":"p","property":"q","value":[1,-2.5,"s",null]}"#);
    let status = status!(serde_json::Map<String, serde_json::Value>);
    fn name<C: Command>(_: &C) -> &'static str {
        C::NAME
    }
    assert_eq!(name(&status), "query-status");

    let images = r#"{ "filename": "a", "backing-image": { "filename": "b" } }"#;
    let image: Image<&str> = serde_json::from_str(images).unwrap();
    assert_eq!(image.below.map(|image| image.filename), Some("b"));
    let number = r#"{"type":"number","data":1}"#;
    let read: Number<i64> = serde_json::from_str(number).unwrap();
    assert_eq!(text(&read), number);

    let line = r#"{ "event": "JOB_STATUS_CHANGE", "data": { "id": "i", "status": "concluded" } }"#;
    match serde_json::from_str(line).unwrap() {
        shaped::Set::JobStatusChange { id, status } => {
            assert_eq!((id.as_str(), status), ("i", shaped::Status::Over));
        }
        other => panic!("{other:?}"),
    }
}

mod last {
    use super::{QmpCommand, QmpObject};

    shapes!(Stats, D, std::string::String, "qemu", "query-blockstats", "7.2..=11.0");
}
