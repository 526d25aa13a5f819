//! What generated commands and events implement.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

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

    /// The last version of QEMU that has it, where the bindings are made for
    /// later ones too.
    const UNTIL: Option<&'static str> = None;

    /// What the server answers.
    type Reply: DeserializeOwned;
}

/// One kind of event: it is read from the `data` object of the message.
pub trait Event: DeserializeOwned {
    /// The event's name on the wire.
    const NAME: &'static str;

    /// The first version of QEMU that has it, where the documents say so.
    const SINCE: Option<&'static str> = None;

    /// The last version of QEMU that has it, where the bindings are made for
    /// later ones too.
    const UNTIL: Option<&'static str> = None;
}

/// Since when, and until when, there is a type, a member, a value of an enum or
/// a branch of a union. Generated bindings have a table of them, sorted by item:
/// `versions::ITEMS`.
///
/// ```
/// use qmp_client::Versions;
///
/// const ITEMS: &[Versions] = &[
///     Versions::new("Lamp.colour", Some("8.0"), None),
///     Versions::new("Lamp.oil", None, Some("7.2")),
/// ];
///
/// let colour = Versions::find(ITEMS, "Lamp.colour").expect("it is listed");
/// assert_eq!(colour.since, Some("8.0"));
/// assert!(Versions::find(ITEMS, "Lamp.on").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The names on the wire: `Type`, `Type.member`, `Enum.value`,
    /// `Union.branch`, `command.argument` or `EVENT.member`.
    pub item: &'static str,
    /// The first version of QEMU that has it; `None` where it has always been
    /// there, as far as the documents know.
    pub since: Option<&'static str>,
    /// The last version of QEMU that has it; `None` where it is still there.
    pub until: Option<&'static str>,
}

impl Versions {
    /// An entry.
    pub const fn new(
        item: &'static str,
        since: Option<&'static str>,
        until: Option<&'static str>,
    ) -> Versions {
        Versions { item, since, until }
    }

    /// The entry for an item in a table that is sorted by item.
    pub fn find(items: &[Versions], item: &str) -> Option<Versions> {
        let at = items.binary_search_by(|entry| entry.item.cmp(item)).ok()?;
        items.get(at).copied()
    }
}

/// A set of events, told apart by name: the `Event` enum that is generated
/// beside the events, or one kind of event alone.
pub trait EventSet: Sized {
    /// Reads the event called `name`; `None` where the set does not have it.
    ///
    /// `data` is `None` for an event that carries none.
    ///
    /// # Errors
    ///
    /// When the event is one of the set and `data` is not what it should be.
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error>;
}

impl<E: Event> EventSet for E {
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error> {
        if name != E::NAME {
            return Ok(None);
        }
        serde_json::from_str(data.map_or("{}", RawValue::get)).map(Some)
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
