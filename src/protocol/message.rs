//! Parsing the messages of a server.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor,
};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{EventMessage, Greeting, Malformed, Reply, Timestamp};
use crate::codegen::{Attempt, at};

/// A message of a server; `R` is the type of the value in a reply.
#[derive(Debug, Clone)]
pub enum Message<R = Box<RawValue>> {
    /// The first message on a connection.
    Greeting(Greeting),
    /// The reply to a request.
    Reply(Reply<R>),
    /// An event.
    Event(EventMessage),
}

impl Message {
    /// Parses a message from the text of one JSON object.
    ///
    /// Unknown members are skipped. An event without a timestamp has [`Timestamp::UNKNOWN`].
    ///
    /// # Errors
    ///
    /// If the text is not JSON, if the object is not exactly one of the messages, or if a
    /// member does not have the right type.
    pub fn parse(json: &[u8]) -> Result<Message, Malformed> {
        Members::read(json)?.message(json)
    }
}

impl<R: DeserializeOwned> Message<Result<R, Box<RawValue>>> {
    /// Parses a message, and the value of a reply as an `R`: in one pass, which is faster than
    /// [`parse`](Message::parse) and a second pass. If the value is not an `R`, or has more than
    /// 127 levels of nesting, the reply has its text, which [`from_str`](super::from_str) reads.
    ///
    /// # Errors
    ///
    /// As [`parse`](Message::parse).
    pub fn parse_as(json: &[u8]) -> Result<Self, Malformed> {
        match Members::<R>::read(json).and_then(|members| members.message(json)) {
            Ok(message) => Ok(message.map(Ok)),
            Err(_) => Message::parse(json).map(|message| message.map(Err)),
        }
    }
}

impl<R> Message<R> {
    fn map<To>(self, to: fn(R) -> To) -> Message<To> {
        match self {
            Message::Greeting(greeting) => Message::Greeting(greeting),
            Message::Reply(Reply { id, result }) => Message::Reply(Reply {
                id,
                result: result.map(to),
            }),
            Message::Event(event) => Message::Event(event),
        }
    }
}

/// The members of a message. Their types are checked when the kind of message is known. `null`
/// is distinguished from absence; of two members of the same name, the later one is used.
struct Members<'a, R> {
    greeting: Option<&'a RawValue>,
    success: Option<R>,
    failure: Option<&'a RawValue>,
    event: Option<String>,
    id: Option<Value>,
    data: Option<Box<RawValue>>,
    timestamp: Option<Attempt<Timestamp>>,
}

impl<'a, R: Deserialize<'a>> Members<'a, R> {
    fn read(json: &'a [u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(json).map_err(|e| {
            Malformed::at(format!("a message in UTF-8 ({e})"), json, e.valid_up_to())
        })?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer
            .deserialize_map(MembersVisitor(PhantomData))
            .and_then(|members| deserializer.end().map(|()| members))
            .map_err(|e| {
                let offset = offset_of(json, &e);
                Malformed::at(format!("a message as a JSON object ({e})"), json, offset)
            })
    }

    /// The message with these members; `json` is its text.
    fn message(self, json: &[u8]) -> Result<Message<R>, Malformed> {
        let id = self.id;
        let (kind, message) = match (self.greeting, self.success, self.failure, self.event) {
            (Some(raw), None, None, None) => {
                ("a greeting", read("QMP", raw).map(Message::Greeting))
            }
            (None, Some(value), None, None) => {
                let result = Ok(value);
                return Ok(Message::Reply(Reply { id, result }));
            }
            (None, None, Some(raw), None) => {
                let result = read("error", raw).map(Err);
                let reply = result.map(|result| Message::Reply(Reply { id, result }));
                ("a reply", reply)
            }
            (None, None, None, Some(name)) => {
                let event = |timestamp| {
                    Message::Event(EventMessage {
                        name,
                        data: self.data,
                        timestamp,
                    })
                };
                let timestamp = match self.timestamp {
                    Some(Attempt(read)) => {
                        read.map_err(|e| serde_json::Error::custom(e.at("timestamp")))
                    }
                    None => Ok(Timestamp::UNKNOWN),
                };
                ("an event", timestamp.map(event))
            }
            _ => return Err(Malformed::new("a greeting, a reply or an event", json)),
        };
        message.map_err(|e| Malformed::new(format!("{kind} ({e})"), json))
    }
}

/// The names of the members of messages.
enum Name {
    Greeting,
    Return,
    Error,
    Event,
    Id,
    Data,
    Timestamp,
    Other,
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(match name {
            "QMP" => Name::Greeting,
            "return" => Name::Return,
            "error" => Name::Error,
            "event" => Name::Event,
            "id" => Name::Id,
            "data" => Name::Data,
            "timestamp" => Name::Timestamp,
            _ => Name::Other,
        })
    }
}

struct MembersVisitor<R>(PhantomData<R>);

impl<'de, R: Deserialize<'de>> Visitor<'de> for MembersVisitor<R> {
    type Value = Members<'de, R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Members {
            greeting: None,
            success: None,
            failure: None,
            event: None,
            id: None,
            data: None,
            timestamp: None,
        };
        while let Some(name) = map.next_key()? {
            match name {
                Name::Greeting => members.greeting = Some(map.next_value()?),
                Name::Return => members.success = Some(map.next_value()?),
                Name::Error => members.failure = Some(map.next_value()?),
                Name::Event => {
                    let name = map.next_value().map_err(|e| at("event", e))?;
                    members.event = Some(name);
                }
                Name::Id => members.id = Some(map.next_value()?),
                Name::Data => members.data = Some(map.next_value()?),
                Name::Timestamp => members.timestamp = Some(map.next_value()?),
                Name::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(members)
    }
}

/// The offset of an error in the text that it was found in.
fn offset_of(text: &[u8], error: &serde_json::Error) -> usize {
    let mut lines = text.split_inclusive(|byte| *byte == b'\n');
    let before = lines.by_ref().take(error.line().saturating_sub(1));
    let start: usize = before.map(<[u8]>::len).sum();
    // A column is the number of bytes read of a line.
    start + error.column().saturating_sub(1)
}

fn read<T: DeserializeOwned>(name: &str, raw: &RawValue) -> Result<T, serde_json::Error> {
    serde_json::from_str(raw.get()).map_err(|e| at(name, e))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::protocol::{Capability, ErrorClass, VersionTriple};

    fn parse(value: &Value) -> Result<Message, Malformed> {
        Message::parse(value.to_string().as_bytes())
    }

    fn failure(value: &Value) -> String {
        parse(value).unwrap_err().to_string()
    }

    #[test]
    fn greeting() {
        let Message::Greeting(greeting) = parse(&json!({"QMP": {
            "version": {"qemu": {"micro": 50, "minor": 6, "major": 1, "nano": 3}, "package": ""},
            "capabilities": ["oob", "later"],
        }}))
        .unwrap() else {
            panic!("not a greeting")
        };
        assert_eq!(
            greeting.version.qemu,
            VersionTriple {
                major: 1,
                minor: 6,
                micro: 50
            }
        );
        assert_eq!(greeting.version.to_string(), "1.6.50");
        assert_eq!(
            greeting.capabilities,
            [Capability::OutOfBand, "later".into()]
        );
    }

    #[test]
    fn version_with_a_package() {
        let mut version = crate::Version {
            qemu: VersionTriple {
                major: 2,
                minor: 8,
                micro: 1,
            },
            package: "(Debian 1:2.8+dfsg-6)".into(),
        };
        assert_eq!(version.to_string(), "2.8.1 (Debian 1:2.8+dfsg-6)");
        version.package = " v2.8.1-x ".into();
        assert_eq!(version.to_string(), "2.8.1 (v2.8.1-x)");
    }

    #[test]
    fn replies() {
        let Message::Reply(reply) = parse(&json!({"return": null, "id": null})).unwrap() else {
            panic!("not a reply")
        };
        assert_eq!(reply.id, Some(Value::Null));
        assert_eq!(reply.result.unwrap().get(), "null");

        let error = json!({"error": {"class": "JSONParsing", "desc": "Invalid", "data": {}}});
        let Message::Reply(reply) = parse(&error).unwrap() else {
            panic!("not a reply")
        };
        assert_eq!(reply.id, None);
        let error = reply.result.unwrap_err();
        assert_eq!(error.class, ErrorClass::from("JSONParsing"));
        assert_eq!(error.to_string(), "Invalid (JSONParsing)");
    }

    #[test]
    fn replies_of_a_type() {
        let parse = |json: &str| Message::<Result<u8, _>>::parse_as(json.as_bytes());
        let result = |json: &str| match parse(json) {
            Ok(Message::Reply(Reply { id, result })) => (id, result.unwrap()),
            other => panic!("not a reply: {other:?}"),
        };
        let (id, returned) = result(r#"{"return": 7, "id": 1}"#);
        assert_eq!((id, returned.unwrap()), (Some(json!(1)), 7));
        let (id, returned) = result(r#"{"return": [ 256 ], "id": 1}"#);
        assert_eq!(
            (id, returned.unwrap_err().get()),
            (Some(json!(1)), "[ 256 ]")
        );
        assert!(matches!(
            parse(r#"{"event": "STOP"}"#),
            Ok(Message::Event(_))
        ));
        assert!(parse(r#"{"return": 7]}"#).is_err());
    }

    #[test]
    fn events() {
        let Message::Event(event) = parse(&json!({
            "timestamp": {"seconds": 1258551470, "microseconds": 802384}, "event": "POWERDOWN",
        }))
        .unwrap() else {
            panic!("not an event")
        };
        assert_eq!(event.name, "POWERDOWN");
        assert_eq!(event.timestamp.seconds, 1258551470);
        assert!(event.data.is_none());

        let Message::Event(event) = parse(&json!({"event": "STOP", "data": {"a": 1}})).unwrap()
        else {
            panic!("not an event")
        };
        assert_eq!(event.timestamp, Timestamp::UNKNOWN);
        assert_eq!(event.data.unwrap().get(), r#"{"a":1}"#);
    }

    #[test]
    fn other_messages_are_rejected() {
        assert_eq!(
            failure(&json!({"hello": 1})),
            r#"expected a greeting, a reply or an event, found `{"hello":1}`"#
        );
        assert_eq!(
            failure(&json!({"event": "STOP", "return": {}})),
            r#"expected a greeting, a reply or an event, found `{"event":"STOP","return":{}}`"#
        );
        assert_eq!(
            failure(&json!({"event": 7})),
            "expected a message as a JSON object (`event`: invalid type: integer `7`, expected a \
             string at line 1 column 10), found `{\"event\":7}`"
        );
        assert_eq!(
            failure(&json!({"event": "STOP", "timestamp": {"seconds": 1}})),
            "expected an event (`timestamp`: the required member `microseconds` is missing), \
             found `{\"event\":\"STOP\",\"timestamp\":{\"seconds\":1}}`"
        );
        assert!(parse(&json!({"return": {}, "timestamp": "now"})).is_ok());
        assert!(
            failure(&json!({"QMP": {"version": {"qemu": {"major": "x"}}}}))
                .contains("`QMP.version.qemu.major`: expected an integer, found the string \"x\"")
        );
        assert!(Message::parse(b"{\"return\": {]}").is_err());
        assert!(Message::parse(b"\xff").is_err());
        assert!(Message::parse(b"").is_err());
        assert!(Message::parse(b"[]").is_err());
    }

    #[test]
    fn errors_quote_where_they_are() {
        let padding = "x".repeat(500);
        for (text, spot) in [
            (
                format!("{{\"a\": \"{padding}\", \"b\": tru3, \"c\": \"{padding}\"}}"),
                "\"b\": tru3,",
            ),
            (
                format!("{{\"a\": \"{padding}\",\n\n \"b\": [1 2], \"c\": \"{padding}\"}}"),
                "\"b\": [1 2]",
            ),
            (
                format!("{{\"a\": \"{padding}\", \"event\": 7, \"c\": \"{padding}\"}}"),
                "\"event\": 7",
            ),
            (format!("{{\"a\": \"{padding}\", \"b\""), "\"b\""),
        ] {
            let error = Message::parse(text.as_bytes()).unwrap_err();
            assert!(error.found().contains(spot), "{error}");
        }
        let mut text = padding.clone().into_bytes();
        text.extend_from_slice(b" here: \xff");
        text.extend_from_slice(padding.as_bytes());
        let error = Message::parse(&text).unwrap_err();
        assert!(error.found().contains("here: "), "{error}");
    }

    #[test]
    fn a_greeting_may_have_no_capabilities() {
        let Message::Greeting(greeting) = parse(&json!({"QMP": {"version": {
            "qemu": {"micro": 0, "minor": 12, "major": 0}, "package": "",
        }}}))
        .unwrap() else {
            panic!("not a greeting")
        };
        assert!(greeting.capabilities.is_empty());
        assert!(parse(&json!({"QMP": {"capabilities": []}})).is_err());
        assert_eq!(
            serde_json::to_value(greeting).unwrap()["capabilities"],
            json!([])
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = Message::parse(&bytes);
        }

        #[test]
        fn no_object_makes_it_panic(
            member in "QMP|return|error|event",
            value in prop_oneof!["[0-9]{1,20}", "null", "\"\\PC*\"", "\\{\"class\":.{0,5}\\}"],
            rest in ".{0,20}",
        ) {
            let _ = Message::parse(format!("{{\"{member}\":{value}{rest}}}").as_bytes());
        }
    }
}
