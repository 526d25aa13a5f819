//! The table of items that the newest release lacks: writing and reading it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::kind::RemovedKind;
use crate::ir::{Kind, Payload};
use crate::resolve::Interface;
use crate::version::Version;

/// Names, with the last release that has each.
type Names = BTreeMap<String, String>;

/// The items and members that the newest of several releases lacks.
#[derive(Debug, Default)]
pub(super) struct Table {
    items: [Names; 3],
    /// Removed members, by the item that had them.
    pub(super) members: BTreeMap<String, Names>,
}

/// The kinds of item, with the key of each in the table.
const KINDS: [(RemovedKind, &str); 3] = [
    (RemovedKind::Command, "commands"),
    (RemovedKind::Event, "events"),
    (RemovedKind::Type, "types"),
];

impl Table {
    /// Reads a table that [`removed_table`] wrote, and ignores anything else. A test checks
    /// the form of the built-in tables.
    pub(super) fn read(text: &str) -> Table {
        let table: Value = serde_json::from_str(text).unwrap_or_default();
        let names = |value: &Value| -> Names {
            let entries = value.as_object().into_iter().flatten();
            let entries = entries.filter_map(|(name, last)| Some((name, last.as_str()?)));
            entries
                .map(|(name, last)| (name.clone(), last.to_owned()))
                .collect()
        };
        let members = table["members"].as_object().into_iter().flatten();
        Table {
            items: KINDS.map(|(_, key)| names(&table[key])),
            members: members
                .map(|(owner, members)| (owner.clone(), names(members)))
                .collect(),
        }
    }

    pub(super) fn items(&self, kind: RemovedKind) -> &Names {
        &self.items[kind as usize]
    }

    fn write(&self) -> String {
        let mut table = serde_json::Map::new();
        for ((_, key), names) in KINDS.iter().zip(&self.items) {
            table.insert((*key).to_owned(), json!(names));
        }
        table.insert("members".to_owned(), json!(self.members));
        format!("{:#}\n", Value::Object(table))
    }
}

/// Writes the table of commands, events and types that the newest of several releases
/// lacks, and of members that its items lack, with the last release that has each.
#[must_use]
pub fn removed_table(mut releases: Vec<(Version, Interface)>) -> String {
    releases.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut table = Table::default();
    let newest = releases.pop().map(|(_, interface)| items(&interface));
    let newest = newest.unwrap_or_default();
    // Starts with the newest release, so that the first entry of a name is the last one.
    for (version, interface) in releases.iter().rev() {
        let last = version.series();
        for ((kind, name), members) in items(interface) {
            let Some(known) = newest.get(&(kind, name.clone())) else {
                let names = &mut table.items[kind];
                names.entry(name).or_insert_with(|| last.clone());
                continue;
            };
            for member in members.difference(known) {
                let names = table.members.entry(name.clone()).or_default();
                names.entry(member.clone()).or_insert_with(|| last.clone());
            }
        }
    }
    table.write()
}

/// All named items, by the index of their kind in [`KINDS`], with the names of their
/// members on the wire, values or alternatives.
fn items(interface: &Interface) -> BTreeMap<(usize, String), BTreeSet<String>> {
    let payload = |payload: &Payload| -> BTreeSet<String> {
        let parts = interface.wire_members(payload).into_iter();
        parts.map(|part| part.member.name.text).collect()
    };
    let command = RemovedKind::Command as usize;
    let commands = interface
        .commands()
        .map(|c| ((command, c.name.text.clone()), payload(&c.arguments)));
    let event = RemovedKind::Event as usize;
    let events = interface
        .events()
        .map(|e| ((event, e.name.text.clone()), payload(&e.data)));
    let types = interface.types().filter(|ty| !ty.nested).map(|ty| {
        let members = match &ty.kind {
            Kind::Enum(values) => values.iter().map(|v| v.name.text.clone()).collect(),
            Kind::Alternate(members) => members.iter().map(|m| m.name.text.clone()).collect(),
            Kind::Object(_) => payload(&Payload::Type(ty.name.clone())),
        };
        ((RemovedKind::Type as usize, ty.name.text.clone()), members)
    });
    commands.chain(events).chain(types).collect()
}
