//! Telling the messages of a server apart.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{EventMessage, Greeting, Malformed, Reply, Timestamp};
use crate::codegen::at;

/// One message of a server.
#[derive(Debug, Clone)]
pub enum Message {
    /// The first message on a connection.
    Greeting(Greeting),
    /// The answer to a request.
    Reply(Reply),
    /// Something that happened.
    Event(EventMessage),
}

impl Message {
    /// Reads a message from the text of one JSON object.
    ///
    /// Members that the specification does not list are skipped. An event
    /// without a timestamp gets [`Timestamp::UNKNOWN`].
    ///
    /// # Errors
    ///
    /// When the text is not JSON, when the object is none of the messages or
    /// more than one of them, or when a member is not what it should be.
    pub fn parse(json: &[u8]) -> Result<Message, Malformed> {
        let text = std::str::from_utf8(json)
            .map_err(|e| Malformed::new(format!("a message in UTF-8 ({e})"), json))?;
        let members = Members::read(text)
            .map_err(|e| Malformed::new(format!("a message as a JSON object ({e})"), json))?;

        let kinds: [(Option<&RawValue>, Kind); 4] = [
            (members.greeting, ("a greeting", greeting)),
            (members.success, ("a reply", success)),
            (members.failure, ("a reply", failure)),
            (members.event, ("an event", event)),
        ];
        let mut kinds = kinds
            .into_iter()
            .filter_map(|(raw, kind)| Some((raw?, kind)));
        let (raw, (kind, read)) = match (kinds.next(), kinds.next()) {
            (Some(found), None) => found,
            _ => return Err(Malformed::new("a greeting, a reply or an event", json)),
        };
        read(raw, &members).map_err(|e| Malformed::new(format!("{kind} ({e})"), json))
    }
}

/// What a kind of message is called, and how it is read: from the value of the
/// member by which it is known, and the others.
type Kind = (
    &'static str,
    fn(&RawValue, &Members<'_>) -> Result<Message, serde_json::Error>,
);

fn greeting(raw: &RawValue, _: &Members<'_>) -> Result<Message, serde_json::Error> {
    Ok(Message::Greeting(read("QMP", raw)?))
}

fn success(raw: &RawValue, members: &Members<'_>) -> Result<Message, serde_json::Error> {
    Ok(Message::Reply(Reply {
        id: optional("id", members.id)?,
        result: Ok(raw.to_owned()),
    }))
}

fn failure(raw: &RawValue, members: &Members<'_>) -> Result<Message, serde_json::Error> {
    let result = Err(read("error", raw)?);
    Ok(Message::Reply(Reply {
        id: optional("id", members.id)?,
        result,
    }))
}

fn event(raw: &RawValue, members: &Members<'_>) -> Result<Message, serde_json::Error> {
    Ok(Message::Event(EventMessage {
        name: read("event", raw)?,
        data: members.data.map(ToOwned::to_owned),
        timestamp: optional("timestamp", members.timestamp)?.unwrap_or(Timestamp::UNKNOWN),
    }))
}

/// The members of a message, each unread: `null` is still told apart from absence.
/// Of two of one name the later counts.
#[derive(Default)]
struct Members<'a> {
    greeting: Option<&'a RawValue>,
    success: Option<&'a RawValue>,
    failure: Option<&'a RawValue>,
    event: Option<&'a RawValue>,
    id: Option<&'a RawValue>,
    data: Option<&'a RawValue>,
    timestamp: Option<&'a RawValue>,
}

impl<'a> Members<'a> {
    fn read(text: &'a str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let members = deserializer.deserialize_map(MembersVisitor)?;
        deserializer.end()?;
        Ok(members)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            let place = match &*name {
                "QMP" => &mut members.greeting,
                "return" => &mut members.success,
                "error" => &mut members.failure,
                "event" => &mut members.event,
                "id" => &mut members.id,
                "data" => &mut members.data,
                "timestamp" => &mut members.timestamp,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *place = Some(map.next_value()?);
        }
        Ok(members)
    }
}

fn read<T: DeserializeOwned>(name: &str, raw: &RawValue) -> Result<T, serde_json::Error> {
    serde_json::from_str(raw.get()).map_err(|e| at(name, e))
}

fn optional<T: DeserializeOwned>(
    name: &str,
    raw: Option<&RawValue>,
) -> Result<Option<T>, serde_json::Error> {
    raw.map(|raw| read(name, raw)).transpose()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use proptest::prelude::*;
    use serde_json::{Value, json};

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
    fn what_is_none_of_them_is_refused() {
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
            "expected an event (`event`: invalid type: integer `7`, expected a string at line 1 \
             column 1), found `{\"event\":7}`"
        );
        assert!(
            failure(&json!({"QMP": {"version": {"qemu": {"major": "x"}}}}))
                .contains("`QMP.version.qemu.major`: expected an integer, found the string \"x\"")
        );
        assert!(Message::parse(b"{\"return\": {]}").is_err());
        assert!(Message::parse(b"\xff").is_err());
        assert!(Message::parse(b"").is_err());
        assert!(Message::parse(b"[]").is_err());
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
