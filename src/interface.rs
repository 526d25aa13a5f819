//! What generated commands and events implement.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::codegen;

/// A command: its serialized form is the `arguments` object of a request.
///
/// ```
/// use qmp_client::{Command, Empty};
/// use serde::Serialize;
///
/// #[derive(Serialize)]
/// struct Stop {}
///
/// impl Command for Stop {
///     const NAME: &'static str = "stop";
///     type Reply = Empty;
/// }
/// ```
pub trait Command: Serialize {
    /// The command's name on the wire.
    const NAME: &'static str;

    /// The first version of QEMU that has it, where the documents say so.
    const SINCE: Option<&'static str> = None;

    /// The last of the versions that the bindings are made of that has it, where a
    /// later one lacks it. Versions between the two may have it as well.
    const UNTIL: Option<&'static str> = None;

    /// What the server answers.
    type Reply: DeserializeOwned;
}

/// One kind of event: it is read from the `data` object of the message.
pub trait Event {
    /// The event's name on the wire.
    const NAME: &'static str;

    /// The first version of QEMU that has it, where the documents say so.
    const SINCE: Option<&'static str> = None;

    /// The last of the versions that the bindings are made of that has it, where a
    /// later one lacks it. Versions between the two may have it as well.
    const UNTIL: Option<&'static str> = None;
}

/// Since when, and until when, there is a type, a member, a value of an enum or
/// a branch of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Versions<'a> {
    /// The names on the wire: `Type`, `Type.member`, `Enum.value`,
    /// `Union.branch`, `command.argument` or `EVENT.member`.
    pub item: &'a str,
    /// The first version of QEMU that has it; `None` where it has always been
    /// there, as far as the documents know.
    pub since: Option<&'a str>,
    /// The last of the versions that the bindings are made of that has it; `None`
    /// where it is still there. Versions between that and the next they are made of
    /// may have it as well.
    pub until: Option<&'a str>,
}

/// The [`Versions`] of an interface: generated bindings have such a table of all
/// that is no command and no event, `versions::ITEMS`.
///
/// ```
/// use qmp_client::VersionTable;
///
/// const ITEMS: VersionTable = VersionTable::new("Lamp.colour 8.0 -\nLamp.oil - 7.2\n");
///
/// let colour = ITEMS.find("Lamp.colour").expect("it is listed");
/// assert_eq!((colour.since, colour.until), (Some("8.0"), None));
/// assert!(ITEMS.find("Lamp.on").is_none());
/// let gone = ITEMS.iter().filter(|item| item.until.is_some());
/// assert_eq!(gone.count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionTable(&'static str);

impl VersionTable {
    /// A table of lines, each an item, its first version and its last, or `-` for
    /// one that is not known.
    pub const fn new(lines: &'static str) -> VersionTable {
        VersionTable(lines)
    }

    /// What is known of each item.
    pub fn iter(&self) -> impl Iterator<Item = Versions<'static>> {
        self.0.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let item = words.next()?;
            let mut version = || words.next().filter(|version| *version != "-");
            Some(Versions {
                item,
                since: version(),
                until: version(),
            })
        })
    }

    /// What is known of an item.
    pub fn find(&self, item: &str) -> Option<Versions<'static>> {
        self.iter().find(|versions| versions.item == item)
    }
}

/// A set of events, told apart by name: the `Event` enum that is generated
/// beside the events, or one kind of event alone.
pub trait EventSet: Sized {
    /// What messages call an event of the set: its name, where it has only one.
    const WHAT: &'static str = "any event";

    /// Reads the event called `name`; `None` where the set does not have it.
    ///
    /// `data` is `None` for an event that carries none.
    ///
    /// # Errors
    ///
    /// When the event is one of the set and `data` is not what it should be.
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error>;
}

impl<E: Event + DeserializeOwned> EventSet for E {
    const WHAT: &'static str = E::NAME;

    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error> {
        if name != E::NAME {
            return Ok(None);
        }
        codegen::event_data(data).map(Some)
    }
}

/// The reply of a command that returns nothing: `{}` on the wire.
///
/// Whatever a server sends instead is accepted: there was nothing to learn from
/// it when the bindings were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Empty)
    }
}
