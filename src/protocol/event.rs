//! Events: messages that a server sends without a request.

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::codegen;
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
    pub fn decode<'m, E: Event + Deserialize<'m> + Send>(
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
///
/// It prints as in RFC 3339, in UTC:
///
/// ```
/// use qmp_client::Timestamp;
///
/// let timestamp = Timestamp { seconds: 1_714_567_890, microseconds: 34 };
/// assert_eq!(timestamp.to_string(), "2024-05-01T12:51:30.000034Z");
/// assert_eq!(Timestamp::UNKNOWN.to_string(), "unknown time");
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

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seconds < 0 || !(0..1_000_000).contains(&self.microseconds) {
            return f.pad("unknown time");
        }
        let (days, second) = (self.seconds / 86_400, self.seconds % 86_400);
        let (year, month, day) = date(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        f.pad(&format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:06}Z",
            self.microseconds
        ))
    }
}

/// The year, month and day of the Gregorian calendar, from the days since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    // Years begin in March, so that the leap day is the last of a year. A cycle of the
    // calendar has 400 years.
    let days = days + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (cycle * 400 + year + next_year, month, day)
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

/// An event is serialized as in the message of a server, without a time.
impl Serialize for RawEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("event", &self.name)?;
        if let Some(data) = &self.data {
            map.serialize_entry("data", data)?;
        }
        map.end()
    }
}

/// An event is deserialized from the message of a server, whose other members are skipped.
impl<'de> Deserialize<'de> for RawEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawEventVisitor)
    }
}

struct RawEventVisitor;

impl<'de> Visitor<'de> for RawEventVisitor {
    type Value = RawEvent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event as a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawEvent, A::Error> {
        let (mut name, mut data) = (None, None);
        while let Some(member) = map.next_key::<Cow<'_, str>>()? {
            match &*member {
                "event" => name = Some(map.next_value()?),
                "data" => data = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let name = name.ok_or_else(|| A::Error::missing_field("event"))?;
        Ok(RawEvent { name, data })
    }
}

// Errors about a type that is no event do not list it.
#[diagnostic::do_not_recommend]
impl EventSet for RawEvent {
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(RawEvent {
            name: name.to_owned(),
            data: data.map(ToOwned::to_owned),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn timestamps_print_in_utc() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00.000007Z"),
            (951_782_399, "2000-02-28T23:59:59.000007Z"),
            (951_782_400, "2000-02-29T00:00:00.000007Z"),
            (951_868_800, "2000-03-01T00:00:00.000007Z"),
            (1_735_689_599, "2024-12-31T23:59:59.000007Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000007Z"),
            (253_402_300_800, "10000-01-01T00:00:00.000007Z"),
        ] {
            let timestamp = Timestamp {
                seconds,
                microseconds: 7,
            };
            assert_eq!(timestamp.to_string(), expected);
        }
        let last = Timestamp {
            seconds: i64::MAX,
            microseconds: 0,
        };
        assert_eq!(last.to_string(), "292277026596-12-04T15:30:07.000000Z");
        let invalid = Timestamp {
            seconds: 0,
            microseconds: 1_000_000,
        };
        assert_eq!(format!("{invalid:>14}"), "  unknown time");
    }
}
