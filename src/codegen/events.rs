//! Unlisted events.

use serde_json::value::RawValue;

use crate::protocol::RawEvent;

/// An event that the documents do not list, for an enum of events.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    }
}
