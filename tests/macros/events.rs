//! Handwritten types of events, checked against the classic document in `schema`.

use qmp_client::{EventMessage, EventSet, QmpEnum, QmpEvent, RawEvent};
use qmp_gen::ir::Sender;
use qmp_gen::{Document, Run};

#[derive(Debug, PartialEq, QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR", schema = "schema/qmp-events.txt")]
struct JobFailed {
    device: String,
    #[qmp(rename = "operation")]
    op: IoOp,
    action: Action,
}

/// It has no name in the documents, so it is checked where it is used.
#[derive(Debug, PartialEq, QmpEnum)]
#[qmp(schema = "schema/qmp-events.txt")]
enum IoOp {
    Read,
    Write,
}

#[derive(Debug, PartialEq, QmpEnum)]
#[qmp(name = "BlockJobErrorAction", schema = "schema/qmp-events.txt")]
enum Action {
    Report,
    Stop,
    #[qmp(other)]
    Other(String),
}

#[derive(Debug, PartialEq, QmpEvent)]
#[qmp(schema = "schema/qmp-events.txt", exhaustive)]
struct BlockJobCompleted {
    r#type: String,
    device: String,
    len: i64,
    offset: i64,
    speed: i64,
    error: Option<String>,
}

/// Some of the events. The others are read as raw events.
#[derive(Debug, PartialEq, QmpEvent)]
#[qmp(schema = "schema/qmp-events.txt")]
enum Seen {
    Failed(JobFailed),
    Completed(BlockJobCompleted),
    #[qmp(event = "BLOCK_JOB_CANCELLED")]
    Cancelled {
        device: String,
        #[qmp(rename = "type")]
        kind: String,
    },
    DeviceTrayMoved {
        device: String,
        #[qmp(rename = "tray-open")]
        is_open: bool,
    },
    #[qmp(event = "SHUTDOWN")]
    Over,
    #[qmp(other)]
    Other(RawEvent),
}

/// Returns the messages in the examples of an event.
fn examples(name: &str) -> Vec<String> {
    let run = Run::of_paths(&["schema/qmp-events.txt"]).unwrap();
    let event = run.interface.event(name).expect(name);
    let messages = event.examples.iter().flat_map(|example| &example.messages);
    let texts: Vec<String> = messages
        .filter(|message| message.sender == Sender::Server)
        .map(|message| message.text.clone())
        .collect();
    assert!(!texts.is_empty(), "{name} has no example");
    texts
}

/// Examples of listed events are read as their variants.
#[test]
fn examples_in_the_document_are_read() {
    let text = std::fs::read_to_string("schema/qmp-events.txt").unwrap();
    let run = Run::of_documents([Document::new("qmp-events.txt", text)]);
    for event in run.interface.events() {
        let name = event.name.text.as_str();
        for text in examples(name) {
            let read: Seen = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            match (name, read) {
                ("BLOCK_JOB_ERROR", Seen::Failed(failed)) => {
                    assert!(text.contains(&format!("\"{}\"", failed.device)), "{text}");
                    assert!(matches!(failed.op, IoOp::Read | IoOp::Write));
                }
                ("BLOCK_JOB_COMPLETED", Seen::Completed(job)) => assert!(job.offset <= job.len),
                ("BLOCK_JOB_CANCELLED", Seen::Cancelled { device, kind }) => {
                    assert!(text.contains(&device) && text.contains(&kind), "{text}");
                }
                ("DEVICE_TRAY_MOVED", Seen::DeviceTrayMoved { device, is_open }) => {
                    assert!(text.contains(&device) && text.contains(&is_open.to_string()));
                }
                ("SHUTDOWN", Seen::Over) => {}
                // A section may describe several events.
                (_, Seen::Other(other)) => assert!(text.contains(&other.name)),
                (_, other) => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn members_without_a_field_are_skipped() {
    let text = r#"{ "device": "d", "z": [{}], "operation": "write", "action": "faint" }"#;
    let failed: JobFailed = serde_json::from_str(text).unwrap();
    let expected = JobFailed {
        device: "d".to_owned(),
        op: IoOp::Write,
        action: Action::Other("faint".to_owned()),
    };
    assert_eq!(failed, expected);
}

#[test]
fn errors_name_the_member() {
    for (text, expected) in [
        (
            r#"{ "device": "d", "operation": "fly", "action": "stop" }"#,
            "`operation`: `IoOp` has no variant for \"fly\"; add a variant marked \
             `#[qmp(other)]` to accept unlisted values",
        ),
        (
            r#"{ "device": 1, "operation": "read", "action": "stop" }"#,
            "`device`: invalid type: integer `1`, expected a string",
        ),
        (
            r#"{ "device": "d", "operation": "read" }"#,
            "the required member `action` is missing",
        ),
        (
            "[]",
            "invalid type: sequence, expected a JSON object (the event BLOCK_JOB_ERROR)",
        ),
    ] {
        let error = serde_json::from_str::<JobFailed>(text)
            .unwrap_err()
            .to_string();
        let error = error.split(" at line").next().unwrap();
        assert_eq!(error, expected, "{text}");
    }
    let line = r#"{ "event": "BLOCK_JOB_ERROR", "data": { "device": [] } }"#;
    let error = serde_json::from_str::<Seen>(line).unwrap_err().to_string();
    assert!(error.starts_with("`BLOCK_JOB_ERROR.device`: "), "{error}");
}

/// A set without a variant for other events.
#[derive(Debug, QmpEvent)]
enum Two {
    Stop,
    Resume,
}

#[test]
fn a_set_rejects_unlisted_events() {
    assert!(matches!(Two::read("STOP", None), Ok(Some(Two::Stop))));
    assert!(matches!(Two::read("RESUME", None), Ok(Some(Two::Resume))));
    assert!(matches!(Two::read("RESET", None), Ok(None)));
    let error = serde_json::from_str::<Two>(r#"{ "event": "RESET" }"#).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the event `RESET` is not in the set `Two`"),
        "{error}"
    );
}

/// The fields borrow from the message.
#[derive(Debug, QmpEvent)]
#[qmp(event = "BLOCK_JOB_READY")]
struct Borrowed<'a, D> {
    device: D,
    #[qmp(rename = "type")]
    kind: std::borrow::Cow<'a, str>,
    speed: i64,
}

#[test]
fn events_may_be_generic_and_borrow() {
    let line = br#"{ "event": "BLOCK_JOB_READY", "timestamp": { "seconds": 1, "microseconds": 2 },
        "data": { "type": "mirror", "device": "d", "len": 1, "offset": 1, "speed": 3 } }"#;
    let message = qmp_client::protocol::Message::parse(line).unwrap();
    let qmp_client::protocol::Message::Event(message) = message else {
        panic!("no event")
    };
    fn device<'m>(message: &'m EventMessage) -> &'m str {
        let event: Borrowed<'m, &'m str> = message.decode().unwrap().unwrap();
        assert_eq!((event.kind.as_ref(), event.speed), ("mirror", 3));
        event.device
    }
    assert_eq!(device(&message), "d");
    assert!(message.decode::<JobFailed>().unwrap().is_none());
}
