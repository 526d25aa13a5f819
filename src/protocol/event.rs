//! Events: messages that a server sends without a request.

use crate::codegen;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::interface::{Event, EventSet};

/// An event with its undecoded data (specification, *Asynchronous events*).
#[derive(Debug, Clone)]
pub struct EventMessage {
    /// The name of the event.
    pub name: String,
    /// The text of the member `data`, which many events do not have.
    pub data: Option<Box<RawValue>>,
    /// The time of the event; [`Timestamp::UNKNOWN`] if the server did not send it.
    pub timestamp: Timestamp,
}

impl EventMessage {
    /// Decodes the event as the type `E`; `None` if it is another event.
    ///
    /// The result may borrow from the message.
    ///
    /// # Errors
    ///
    /// If the data does not match the type.
    pub fn decode<'m, E: Event + Deserialize<'m>>(
        &'m self,
    ) -> Result<Option<E>, serde_json::Error> {
        if self.name != E::NAME {
            return Ok(None);
        }
        codegen::event_data(self.data.as_deref()).map(Some)
    }
}

/// The time of an event by the clock of the server's host, since 1970-01-01 00:00 UTC.
///
/// ```
/// use qmp_client::Timestamp;
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let timestamp = Timestamp { seconds: 12, microseconds: 34 };
/// assert_eq!(timestamp.to_system_time(), Some(UNIX_EPOCH + Duration::from_micros(12_000_034)));
/// assert_eq!(Timestamp::UNKNOWN.to_system_time(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Whole seconds; -1 if the host could not determine the time.
    pub seconds: i64,
    /// Microseconds in addition to the seconds; -1 if the host could not determine the time.
    pub microseconds: i64,
}

codegen::record! { Timestamp "Timestamp" {
    seconds "seconds",
    microseconds "microseconds",
} }

impl Timestamp {
    /// The value that a server sends if its host cannot determine the time.
    ///
    /// It is also used for a message without a timestamp, although the specification requires
    /// one.
    pub const UNKNOWN: Timestamp = Timestamp {
        seconds: -1,
        microseconds: -1,
    };

    /// Converts to a `SystemTime`; `None` if the time is unknown.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let seconds = Duration::from_secs(self.seconds.try_into().ok()?);
        let microseconds = Duration::from_micros(self.microseconds.try_into().ok()?);
        SystemTime::UNIX_EPOCH
            .checked_add(seconds)?
            .checked_add(microseconds)
    }
}

/// An event and its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamped<E> {
    /// The event.
    pub event: E,
    /// The time of the event by the clock of the server's host.
    pub timestamp: Timestamp,
}

/// An event with its undecoded data, as an [`EventSet`] of all events: for a program that
/// forwards events, or has no bindings.
#[derive(Debug, Clone)]
pub struct RawEvent {
    /// The name of the event.
    pub name: String,
    /// The text of the member `data`, which many events do not have.
    pub data: Option<Box<RawValue>>,
}

/// Two events are equal if their names and the texts of their data are.
impl PartialEq for RawEvent {
    fn eq(&self, other: &Self) -> bool {
        let text = |event: &Self| event.data.as_deref().map(|data| data.get().to_owned());
        self.name == other.name && text(self) == text(other)
    }
}

impl EventSet for RawEvent {
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(RawEvent {
            name: name.to_owned(),
            data: data.map(ToOwned::to_owned),
        }))
    }
}
