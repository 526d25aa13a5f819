//! Events that the documents do not list.

use serde_json::value::RawValue;

use crate::protocol::RawEvent;

/// Keeps an event that the documents do not list.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    }
}
