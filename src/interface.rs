//! The traits of commands and events.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::codegen;
use crate::protocol::VersionTriple;

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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a command",
    label = "expected a command",
    note = "use a type of the module `commands` of generated bindings, or derive `QmpCommand`"
)]
pub trait Command: Serialize {
    /// The name of the command.
    const NAME: &'static str;

    /// The first version of QEMU that has the command, if the documents state one.
    const SINCE: Option<VersionTriple> = None;

    /// The last version that has the command, among those that the bindings were generated
    /// from; `None` if the newest of them has it. Releases between that version and the next
    /// may have it as well.
    const UNTIL: Option<VersionTriple> = None;

    /// The type of the reply. It is `Send` since a deeply nested value is deserialized on a
    /// thread of its own: see [`protocol::from_str`](crate::protocol::from_str).
    type Reply: DeserializeOwned + Send;
}

/// A reference to a command is executed as the command is.
impl<C: Command + ?Sized> Command for &C {
    const NAME: &'static str = C::NAME;
    const SINCE: Option<VersionTriple> = C::SINCE;
    const UNTIL: Option<VersionTriple> = C::UNTIL;
    type Reply = C::Reply;
}

impl<C: OutOfBandCommand + ?Sized> OutOfBandCommand for &C {}

impl<C: NoReplyCommand + ?Sized> NoReplyCommand for &C {}

/// A command that may be executed out of band: its documents state `allow-oob`.
///
/// A server executes such a command immediately, before others that are waiting. Generated
/// commands and those of the macros implement this trait if every release that they were
/// generated from allows it.
///
/// ```
/// use qmp_client::OutOfBandCommand;
/// use qmp_client::qemu::commands::MigratePause;
///
/// fn is_allowed<C: OutOfBandCommand>(_: &C) {}
///
/// is_allowed(&MigratePause::new());
/// ```
///
/// Any other command is a compile error:
///
/// ```compile_fail,E0277
/// # fn is_allowed<C: qmp_client::OutOfBandCommand>(_: &C) {}
/// is_allowed(&qmp_client::qemu::commands::Stop::new());
/// ```
#[diagnostic::on_unimplemented(
    message = "the command `{Self}` cannot be executed out of band",
    label = "this command does not allow out-of-band execution",
    note = "execute it in order, like most commands, or choose a command whose documentation \
            states \"May be executed out of band.\"",
    note = "for a handwritten command whose documents state `allow-oob`, implement \
            `OutOfBandCommand`"
)]
pub trait OutOfBandCommand: Command {}

/// A command without a reply: its documents state `success-response: false`.
///
/// A server replies to such a command only if it fails, so a program cannot wait for the reply.
/// An example is `guest-shutdown` of the guest agent. Generated commands and those of the
/// macros implement this trait if one of the releases that they were generated from does not
/// reply. Their [`Reply`](Command::Reply) is usually [`Empty`].
#[diagnostic::on_unimplemented(
    message = "the command `{Self}` has a reply",
    label = "this command has a reply",
    note = "execute it with a method that waits for the reply",
    note = "for a handwritten command whose documents state `success-response: false`, \
            implement `NoReplyCommand`"
)]
pub trait NoReplyCommand: Command {}

/// An event: it is deserialized from the `data` object of a message.
///
/// A type cannot be a command and an event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "expected an event",
    note = "use a type of the module `events` of generated bindings, or derive `QmpEvent`"
)]
pub trait Event {
    /// The name of the event.
    const NAME: &'static str;

    /// The first version of QEMU that has the event, if the documents state one.
    const SINCE: Option<VersionTriple> = None;

    /// The last version that has the event, among those that the bindings were generated from;
    /// `None` if the newest of them has it. Releases between that version and the next may
    /// have it as well.
    const UNTIL: Option<VersionTriple> = None;
}

/// The versions that have a type, a member, a value of an enum or a branch of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Versions<'a> {
    /// The name of the item, with wire names: `Type`, `Type.member`, `Enum.value`,
    /// `Union.branch`, `command.argument` or `EVENT.member`.
    pub item: &'a str,
    /// The first version of QEMU that has the item; `None` if the documents do not state one.
    pub since: Option<VersionTriple>,
    /// The last version that has the item, among those that the bindings were generated from;
    /// `None` if the newest of them has it. Releases between that version and the next may
    /// have it as well.
    pub until: Option<VersionTriple>,
}

/// A table of the [`Versions`] of an interface.
///
/// Generated bindings have such a table, `versions::ITEMS`, with all types, members, values
/// and branches whose versions are known. The versions of commands and events are the
/// constants [`Command::SINCE`] and [`Command::UNTIL`], [`Event::SINCE`] and [`Event::UNTIL`].
///
/// ```
/// use qmp_client::{VersionTable, VersionTriple};
///
/// const ITEMS: VersionTable = VersionTable::new("Lamp.colour 8.0 -\nLamp.oil - 7.2\n");
///
/// let colour = ITEMS.find("Lamp.colour").expect("it is listed");
/// assert_eq!((colour.since, colour.until), (Some(VersionTriple::new(8, 0, 0)), None));
/// assert!(ITEMS.find("Lamp.on").is_none());
/// let removed = ITEMS.iter().filter(|item| item.until.is_some());
/// assert_eq!(removed.count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionTable(&'static str);

impl VersionTable {
    /// Creates a table from text. Each line has the name of an item, its first version and its
    /// last version, separated by single spaces; `-` is a version that is not known.
    pub const fn new(lines: &'static str) -> VersionTable {
        VersionTable(lines)
    }

    /// Iterates over all items.
    pub fn iter(&self) -> impl Iterator<Item = Versions<'static>> {
        self.0.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let item = words.next()?;
            let mut version = || words.next()?.parse().ok();
            Some(Versions {
                item,
                since: version(),
                until: version(),
            })
        })
    }

    /// Finds an item by its name.
    pub fn find(&self, item: &str) -> Option<Versions<'static>> {
        self.iter().find(|versions| versions.item == item)
    }
}

/// A set of events, distinguished by their names: the generated enum of all events, or a
/// single event.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "expected an event or a set of events",
    note = "use a type of the module `events` of generated bindings, or derive `QmpEvent`"
)]
pub trait EventSet: Sized {
    /// The description of the set in error messages: for a single event, its name.
    const WHAT: &'static str = "any event";

    /// Whether an event may be in the set. Events that are not are never added to a queue.
    fn contains(name: &str) -> bool {
        let _ = name;
        true
    }

    /// Reads the event `name`; `None` if it is not in the set.
    ///
    /// `data` is `None` for an event without data.
    ///
    /// # Errors
    ///
    /// If the event is in the set, and `data` does not match its type.
    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error>;
}

impl<E: Event + Send> EventSet for E
where
    AnyItem: OwnedItem<E>,
{
    const WHAT: &'static str = E::NAME;

    fn contains(name: &str) -> bool {
        name == E::NAME
    }

    fn read(name: &str, data: Option<&RawValue>) -> Result<Option<Self>, serde_json::Error> {
        if name != E::NAME {
            return Ok(None);
        }
        <AnyItem as OwnedItem<E>>::read(data).map(Some)
    }
}

/// The reply of a command that returns nothing: `{}` in JSON.
///
/// Any other reply is accepted and ignored.
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

// An attribute can only change the message about a missing trait, whatever the type. So that
// the error about a command says that it is one, every command implements `Event` under a
// condition that is never met, and the error is about this condition.

/// Implements [`OwnedItem`]. The item is a parameter: about a condition of another type than
/// the item itself, the compiler reports the message of the condition.
#[derive(Debug)]
pub enum AnyItem {}

/// The condition that `E` implements `Deserialize`, without borrowing from the message.
#[diagnostic::on_unimplemented(
    message = "`{E}` does not implement `Deserialize`",
    label = "expected an event, which implements `Deserialize`"
)]
pub trait OwnedItem<E> {
    /// Reads the event from its data.
    ///
    /// # Errors
    ///
    /// If `data` does not match its type.
    fn read(data: Option<&RawValue>) -> Result<E, serde_json::Error>
    where
        E: Send;
}

#[diagnostic::do_not_recommend]
impl<E: DeserializeOwned> OwnedItem<E> for AnyItem {
    fn read(data: Option<&RawValue>) -> Result<E, serde_json::Error>
    where
        E: Send,
    {
        codegen::event_data(data)
    }
}

/// The condition that the command `C` is an event, which is never met.
#[diagnostic::on_unimplemented(
    message = "`{C}` is a command, not an event",
    label = "expected an event",
    note = "a command is executed with `execute`, which returns its reply"
)]
pub trait CommandIsEvent<C> {}

/// An event or a command. An error about any other type names this trait.
pub trait EventOrCommand {
    /// The type for which the condition is checked. It is the reply, so that the condition is
    /// not reported for a type that is no command.
    type Reply;
}

#[diagnostic::do_not_recommend]
impl<C: Command> EventOrCommand for C {
    type Reply = C::Reply;
}

#[doc(hidden)]
impl<C: EventOrCommand> Event for C
where
    C::Reply: CommandIsEvent<C>,
{
    const NAME: &'static str = "";
}
