//! Classifying a message by its first member and its id, without parsing it.
//!
//! The reply to a large query is parsed once, by the task that waits for it. The session only
//! needs to know which task that is.

use serde_json::Value;

use crate::protocol::{Malformed, Message, Reply};

/// What a message is, as far as the session needs to know.
#[derive(Debug, PartialEq)]
pub(super) enum Envelope {
    Greeting,
    Event,
    /// A reply, with the id that a session wrote into the request.
    Reply(ReplyId),
}

#[derive(Debug, PartialEq, Clone, Copy)]
pub(super) enum ReplyId {
    Number(u64),
    /// The reply has no id.
    Missing,
    /// The reply has an id that no session wrote.
    Foreign,
}

/// Classifies a message, which is the text of one JSON object with balanced brackets.
///
/// # Errors
///
/// When the message has to be parsed to classify it, and is not a message.
pub(super) fn classify(message: &[u8]) -> Result<Envelope, Malformed> {
    match first_name(message) {
        Some(b"QMP") => return Ok(Envelope::Greeting),
        Some(b"event" | b"timestamp") => return Ok(Envelope::Event),
        Some(b"return" | b"error") => {
            if let Some(id) = last_id(message) {
                return Ok(Envelope::Reply(ReplyId::Number(id)));
            }
        }
        _ => {}
    }
    Ok(match Message::parse(message)? {
        Message::Greeting(_) => Envelope::Greeting,
        Message::Event(_) => Envelope::Event,
        Message::Reply(Reply { id, .. }) => Envelope::Reply(match id {
            None => ReplyId::Missing,
            Some(Value::Number(id)) => id.as_u64().map_or(ReplyId::Foreign, ReplyId::Number),
            Some(_) => ReplyId::Foreign,
        }),
    })
}

/// The name of the first member, if it has no escapes.
fn first_name(message: &[u8]) -> Option<&[u8]> {
    let inside = message.strip_prefix(b"{")?.trim_ascii_start();
    let name = inside.strip_prefix(b"\"")?;
    let end = name.iter().position(|byte| *byte == b'"')?;
    Some(&name[..end])
}

/// The id of the object, if it is the last member and a number, as in every reply of QEMU.
///
/// The last bracket closes the object itself, so a number before it is a value of the object,
/// and the string before that its name.
fn last_id(message: &[u8]) -> Option<u64> {
    let inside = message.strip_suffix(b"}")?.trim_ascii_end();
    let digits = inside.iter().rev().take_while(|b| b.is_ascii_digit());
    let (inside, digits) = inside.split_at(inside.len() - digits.count());
    let inside = inside.trim_ascii_end().strip_suffix(b":")?;
    let inside = inside.trim_ascii_end().strip_suffix(b"\"id\"")?;
    inside.trim_ascii_end().strip_suffix(b",")?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn id(message: &str) -> ReplyId {
        match classify(message.as_bytes()).unwrap() {
            Envelope::Reply(id) => id,
            other => unreachable!("{message}: {other:?}"),
        }
    }

    #[test]
    fn ids_of_replies() {
        for message in [
            r#"{"return": {}, "id": 7}"#,
            "{\r\n \"return\" : [ 1 ] ,\n\"id\"\t:\n7 }",
            r#"{"id": 7, "return": {"id": 8}}"#,
            r#"{"error": {"class": "x", "desc": "\"id\": 9}"}, "id": 7}"#,
        ] {
            assert_eq!(id(message), ReplyId::Number(7), "{message}");
        }
        for message in [
            r#"{"return": {"x": 1, "id": 7}}"#,
            r#"{"return": "x, \"id\": 7"}"#,
            r#"{"return": 7}"#,
        ] {
            assert_eq!(id(message), ReplyId::Missing, "{message}");
        }
        for message in [
            r#"{"return": {}, "id": "7"}"#,
            r#"{"return": {}, "id": -7}"#,
            r#"{"return": {}, "id": 99999999999999999999}"#,
            r#"{"return": {}, "id": null}"#,
        ] {
            assert_eq!(id(message), ReplyId::Foreign, "{message}");
        }
    }

    #[test]
    fn other_messages() {
        let greeting = br#"{"QMP": {"version": {}}}"#;
        assert_eq!(classify(greeting), Ok(Envelope::Greeting));
        assert_eq!(classify(br#"{"event": "STOP"}"#), Ok(Envelope::Event));
        let event = br#"{"data": {}, "event": "STOP"}"#;
        assert_eq!(classify(event), Ok(Envelope::Event));
        assert!(classify(br#"{"hello": 1}"#).is_err());
        assert!(classify(br#"{"data": {}, "id": 7}"#).is_err());
    }
}
