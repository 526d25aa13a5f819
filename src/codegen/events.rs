//! The enum of all events.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::field::{Field, ValueRef};
use super::output::Written;
use crate::interface::EventSet;
use crate::protocol::RawEvent;

/// An event that the documents do not list, for an enum of events.
pub fn other_event(name: &str, data: Option<&RawValue>) -> RawEvent {
    RawEvent {
        name: name.to_owned(),
        data: data.map(ToOwned::to_owned),
    }
}

/// Serializes an event as in the message of a server, which omits the data of an event that
/// has no members.
pub fn write_event<S: Serializer>(
    name: &str,
    data: &dyn Field,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("event", name)?;
    let mut has_members = true;
    data.visit(&mut |shown| {
        has_members = !matches!(shown, ValueRef::Object(object) if object.has_no_members());
    });
    if has_members {
        map.serialize_entry("data", &Written(data))?;
    }
    map.end()
}

/// Reads an event from the message of a server.
pub fn read_event<'de, T: EventSet, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let RawEvent { name, data } = RawEvent::deserialize(deserializer)?;
    match T::read(&name, data.as_deref()) {
        Ok(Some(event)) => Ok(event),
        Ok(None) => Err(D::Error::custom(format_args!(
            "expected {}, found the event `{name}`",
            T::WHAT
        ))),
        Err(error) => Err(D::Error::custom(error)),
    }
}
