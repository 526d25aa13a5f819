//! Fields that are converted from, or to, the types of their members, and text that is
//! borrowed.

use std::borrow::Cow;
use std::num::TryFromIntError;
use std::time::Duration;

use qmp_client::{QmpCommand, QmpEvent, QmpObject};

#[derive(Debug, PartialEq, QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Completed {
    #[qmp(try_from)]
    len: u64,
    #[qmp(try_from, default = no_offset, rename = "offset")]
    at: u32,
    #[qmp(try_from = i64)]
    speed: Speed,
    #[qmp(try_from = String)]
    error: Option<Box<str>>,
}

fn no_offset() -> u32 {
    7
}

#[derive(Debug, PartialEq)]
struct Speed(u64);

impl TryFrom<i64> for Speed {
    type Error = TryFromIntError;

    fn try_from(speed: i64) -> Result<Self, Self::Error> {
        speed.try_into().map(Speed)
    }
}

/// Returns the message of an error, without the position in the text.
fn message<T: std::fmt::Debug>(result: serde_json::Result<T>) -> String {
    let message = result.unwrap_err().to_string();
    message.split(" at line").next().unwrap().to_owned()
}

#[test]
fn received_members_are_converted() {
    let text = r#"{ "type": "commit", "device": "d", "len": 1, "offset": 2, "speed": 3 }"#;
    let expected = Completed {
        len: 1,
        at: 2,
        speed: Speed(3),
        error: None,
    };
    assert_eq!(serde_json::from_str::<Completed>(text).unwrap(), expected);
}

#[test]
fn failures_name_the_member() {
    for (text, expected) in [
        (
            r#"{ "len": -1, "offset": 2, "speed": 3 }"#,
            "`len`: cannot convert from `i64` to `u64` (the event BLOCK_JOB_COMPLETED): \
             out of range integral type conversion attempted",
        ),
        (
            r#"{ "len": 1, "offset": 4294967296, "speed": 3 }"#,
            "`offset`: cannot convert from `i64` to `u32` (the event BLOCK_JOB_COMPLETED): \
             out of range integral type conversion attempted",
        ),
        (
            r#"{ "len": 1, "offset": 2 }"#,
            "the required member `speed` is missing",
        ),
        (
            r#"{ "len": "1", "offset": 2, "speed": 3 }"#,
            "`len`: invalid type: string \"1\", expected i64",
        ),
    ] {
        assert_eq!(message(serde_json::from_str::<Completed>(text)), expected);
    }
}

#[derive(QmpEvent)]
enum Seen {
    #[qmp(event = "BLOCK_JOB_READY")]
    Ready {
        #[qmp(try_from)]
        len: u64,
    },
}

#[test]
fn failures_in_a_set_name_the_event() {
    let line = r#"{ "event": "BLOCK_JOB_READY", "data": { "len": -1 } }"#;
    let error = serde_json::from_str::<Seen>(line).map(|Seen::Ready { len }| len);
    let expected = "`BLOCK_JOB_READY.len`: cannot convert from `i64` to `u64` (the event \
                    BLOCK_JOB_READY): out of range integral type conversion attempted";
    assert_eq!(message(error), expected);
}

#[derive(QmpCommand)]
#[qmp(command = "block_resize")]
struct Resize<'a, Size: Clone> {
    #[qmp(try_into)]
    node_name: Option<&'a str>,
    #[qmp(try_into)]
    size: Size,
}

#[test]
fn sent_members_are_converted() {
    let resize = Resize {
        node_name: Some("n"),
        size: 1_u64,
    };
    let expected = r#"{"node-name":"n","size":1}"#;
    assert_eq!(serde_json::to_string(&resize).unwrap(), expected);
    let resize = Resize {
        node_name: None,
        size: usize::MAX,
    };
    let expected = "`size`: cannot convert from `usize` to `i64` (the command block_resize): \
                    out of range integral type conversion attempted";
    assert_eq!(message(serde_json::to_string(&resize)), expected);
}

/// A type that is converted wherever it is used.
#[derive(Debug, Clone, PartialEq, QmpObject)]
#[qmp(try_from = i64, try_into = i64)]
struct Seconds(Duration);

impl TryFrom<i64> for Seconds {
    type Error = TryFromIntError;

    fn try_from(seconds: i64) -> Result<Self, Self::Error> {
        seconds
            .try_into()
            .map(|seconds| Seconds(Duration::from_secs(seconds)))
    }
}

impl TryFrom<Seconds> for i64 {
    type Error = TryFromIntError;

    fn try_from(seconds: Seconds) -> Result<Self, Self::Error> {
        seconds.0.as_secs().try_into()
    }
}

#[derive(Debug, QmpEvent)]
struct RtcChange {
    offset: Seconds,
}

#[derive(QmpCommand)]
#[qmp(command = "block-stream")]
struct Stream {
    device: &'static str,
    speed: Option<Seconds>,
}

#[test]
fn a_type_with_a_conversion_is_always_converted() {
    let change: RtcChange = serde_json::from_str(r#"{ "offset": 3 }"#).unwrap();
    assert_eq!(change.offset, Seconds(Duration::from_secs(3)));
    let error = message(serde_json::from_str::<RtcChange>(r#"{ "offset": -3 }"#));
    assert!(
        error.starts_with("`offset`: cannot convert from `i64` to `"),
        "{error}"
    );
    let stream = Stream {
        device: "d",
        speed: Some(Seconds(Duration::from_secs(5))),
    };
    let expected = r#"{"device":"d","speed":5}"#;
    assert_eq!(serde_json::to_string(&stream).unwrap(), expected);
}

#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Borrowed<'a> {
    device: Cow<'a, str>,
    error: Option<Cow<'a, str>>,
    #[qmp(default)]
    r#type: Cow<'a, str>,
}

#[test]
fn text_is_borrowed_if_it_has_no_escapes() {
    let text = r#"{ "device": "d", "error": "no\nspace", "type": "mirror" }"#;
    let borrowed: Borrowed<'_> = serde_json::from_str(text).unwrap();
    assert!(matches!(borrowed.device, Cow::Borrowed("d")));
    assert!(matches!(&borrowed.error, Some(Cow::Owned(error)) if error == "no\nspace"));
    assert!(matches!(borrowed.r#type, Cow::Borrowed("mirror")));
    let text = r#"{ "device": "d", "error": "full" }"#;
    let borrowed: Borrowed<'_> = serde_json::from_str(text).unwrap();
    assert!(matches!(borrowed.error, Some(Cow::Borrowed("full"))));
    assert_eq!(borrowed.r#type, "");
    let error = message(serde_json::from_str::<Borrowed<'_>>(r#"{ "error": null }"#));
    assert_eq!(error, "the required member `device` is missing");
}
