//! The messages of a server, as bytes.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};

use crate::protocol::{CommandError, VersionTriple};

/// Returns a greeting.
pub(super) fn greeting(version: VersionTriple, package: &str, capabilities: &[String]) -> Vec<u8> {
    line(&json!({ "QMP": {
        "version": version_info(version, package),
        "capabilities": capabilities,
    } }))
}

/// Returns a version as it is in a greeting.
pub(super) fn version_info(version: VersionTriple, package: &str) -> Value {
    let VersionTriple {
        major,
        minor,
        micro,
    } = version;
    json!({ "qemu": { "micro": micro, "minor": minor, "major": major }, "package": package })
}

/// Returns a reply without its id.
pub(super) fn reply(result: Result<Value, CommandError>) -> Map<String, Value> {
    let mut members = Map::new();
    match result {
        Ok(value) => members.insert("return".to_owned(), value),
        Err(error) => {
            let error = json!({ "class": error.class.as_str(), "desc": error.desc });
            members.insert("error".to_owned(), error)
        }
    };
    members
}

/// Returns an event with the current time.
pub(super) fn event(name: &str, data: &Value) -> Vec<u8> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.unwrap_or_default();
    let timestamp = json!({ "seconds": now.as_secs(), "microseconds": now.subsec_micros() });
    let mut members = Map::new();
    members.insert("timestamp".to_owned(), timestamp);
    members.insert("event".to_owned(), name.into());
    if data.as_object().is_some_and(|data| !data.is_empty()) {
        members.insert("data".to_owned(), data.clone());
    }
    line(&Value::Object(members))
}

/// Returns a message on a line of its own.
pub(super) fn line(message: &Value) -> Vec<u8> {
    format!("{message}\r\n").into_bytes()
}
