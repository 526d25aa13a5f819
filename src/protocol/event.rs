//! Events: what a server says unasked.

use crate::codegen;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::interface::{Event, EventSet};

/// An event as it came (specification, *Asynchronous events*).
#[derive(Debug, Clone)]
pub struct EventMessage {
    /// The event's name.
    pub name: String,
    /// The text of the `data` member; many events have none.
    pub data: Option<Box<RawValue>>,
    /// When it happened; [`Timestamp::UNKNOWN`] where the server did not say.
    pub timestamp: Timestamp,
}

impl EventMessage {
    /// Reads the event as one kind of event; `None` where it is another.
    ///
    /// What is read may borrow from the message.
    ///
    /// # Errors
    ///
    /// When the data is not what the event should carry.
    pub fn decode<'m, E: Event + Deserialize<'m>>(
        &'m self,
    ) -> Result<Option<E>, serde_json::Error> {
        if self.name != E::NAME {
            return Ok(None);
        }
        codegen::event_data(self.data.as_deref()).map(Some)
    }
}

/// When an event happened, by the clock of the server's host: seconds and
/// microseconds since 1970-01-01 00:00 UTC.
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
    /// Whole seconds; -1 where the host could not tell the time.
    pub seconds: i64,
    /// Microseconds beyond the seconds; -1 where the host could not tell the
    /// time.
    pub microseconds: i64,
}

codegen::record! { Timestamp "Timestamp" {
    seconds "seconds",
    microseconds "microseconds",
} }

impl Timestamp {
    /// What a server sends when its host cannot tell the time.
    ///
    /// A message without a timestamp reads as this too: the specification
    /// requires one, and an event is worth more than its time.
    pub const UNKNOWN: Timestamp = Timestamp {
        seconds: -1,
        microseconds: -1,
    };

    /// The same as a point in time; `None` where it is not known.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let seconds = Duration::from_secs(self.seconds.try_into().ok()?);
        let microseconds = Duration::from_micros(self.microseconds.try_into().ok()?);
        SystemTime::UNIX_EPOCH
            .checked_add(seconds)?
            .checked_add(microseconds)
    }
}

/// An event and the time at which it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamped<E> {
    /// The event.
    pub event: E,
    /// When it happened, by the clock of the server's host.
    pub timestamp: Timestamp,
}

/// The [`EventSet`] of all events, without their types: for a program that
/// passes them on, or that has no bindings.
#[derive(Debug, Clone)]
pub struct RawEvent {
    /// The event's name.
    pub name: String,
    /// The text of the `data` member; many events have none.
    pub data: Option<Box<RawValue>>,
}

/// Two events are the same where their names and the texts of their data are.
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
