//! Adds the text of summaries to an interface.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::ir::{Doc, Kind, Name, Payload, SummaryText};
use crate::removed::Removed;
use crate::resolve::{Interface, nearest};

/// Adds the text of summaries to the items that they name.
///
/// A summary precedes the documents' own text, since lists of items show only the first
/// paragraph.
pub(crate) fn apply_summaries(
    interface: &mut Interface,
    summaries: Vec<SummaryText>,
    diagnostics: &mut Diagnostics,
) {
    let mut applied: HashMap<Target, Span> = HashMap::new();
    for SummaryText { name, doc } in summaries {
        let target = match interface.find(&name.text) {
            Ok(target) => target,
            Err(nothing) => {
                diagnostics.push(unknown_target(interface, &name, nothing));
                continue;
            }
        };
        if let Some(first) = applied.get(&target) {
            let message = format!("duplicate summary of `{}`", name.text);
            diagnostics.push(
                Diagnostic::new(Code::SummarisedTwice, name.span, message)
                    .related(*first, "the first is here"),
            );
            continue;
        }
        applied.insert(target, name.span);
        if let Some(own) = doc_of(interface, target) {
            own.blocks.splice(0..0, doc.blocks);
        }
        match target.item {
            ItemIndex::Command(at) if target.part.is_none() => {
                interface.commands[at].undocumented = false
            }
            ItemIndex::Event(at) if target.part.is_none() => {
                interface.events[at].undocumented = false
            }
            _ => {}
        }
    }
}

/// The item, or the part of an item, that a summary describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Target {
    item: ItemIndex,
    part: Option<PartIndex>,
}

/// An item, by its number in the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ItemIndex {
    Command(usize),
    Event(usize),
    Type(usize),
}

/// A part of an item, by its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum PartIndex {
    /// A member, an alternative or a value.
    Member(usize),
    Branch(usize),
}

/// Why a name was not found: the item is unknown, or it has no such part.
enum NotFound {
    Item,
    Part(ItemIndex),
}

impl Interface {
    fn item(&self, name: &str) -> Option<ItemIndex> {
        let command = self.commands.get_index_of(name).map(ItemIndex::Command);
        let event = || self.events.get_index_of(name).map(ItemIndex::Event);
        let ty = || self.types.get_index_of(name).map(ItemIndex::Type);
        command.or_else(event).or_else(ty)
    }

    /// Finds a name. The name of an item may contain dots, so a part may begin after any dot.
    fn find(&self, name: &str) -> Result<Target, NotFound> {
        if let Some(item) = self.item(name) {
            return Ok(Target { item, part: None });
        }
        let mut nothing = NotFound::Item;
        // Limits the work: no item has a name with many dots.
        for (at, _) in name.rmatch_indices('.').take(8) {
            let (Some(owner), Some(part)) = (name.get(..at), name.get(at + 1..)) else {
                continue;
            };
            if let Some(item) = self.item(owner) {
                match self.part(item, part) {
                    Some(target) => return Ok(target),
                    None => nothing = NotFound::Part(item),
                }
            }
        }
        Err(nothing)
    }

    /// Finds a part of an item, which may be inherited from a type or a base.
    fn part(&self, item: ItemIndex, name: &str) -> Option<Target> {
        self.owners(item).into_iter().find_map(|item| {
            let part = parts(self, item).find_map(|(own, part)| (own == name).then_some(part))?;
            Some(Target {
                item,
                part: Some(part),
            })
        })
    }

    /// An item, and the types from which it inherits members.
    fn owners(&self, item: ItemIndex) -> Vec<ItemIndex> {
        let mut owners = vec![item];
        let mut next = match item {
            ItemIndex::Command(at) => payload_type(&self.commands[at].arguments),
            ItemIndex::Event(at) => payload_type(&self.events[at].data),
            ItemIndex::Type(at) => base(self, at),
        };
        while let Some(at) = next.and_then(|name| self.types.get_index_of(&name.text)) {
            // An object that is its own base is reported elsewhere.
            if owners.contains(&ItemIndex::Type(at)) {
                break;
            }
            owners.push(ItemIndex::Type(at));
            next = base(self, at);
        }
        owners
    }
}

fn unknown_target(interface: &Interface, name: &Name, nothing: NotFound) -> Diagnostic {
    let (message, near, target, removed) = match nothing {
        NotFound::Item => {
            // The item or the part after the dot may be misspelled. The item is compared
            // first.
            let (item, part) = match name.text.split_once('.') {
                Some((item, part)) => (item, format!(".{part}")),
                None => (name.text.as_str(), String::new()),
            };
            let message = format!("no item is called `{item}`");
            let commands = interface.commands.keys();
            let events = interface.events.keys();
            let types = interface.types.keys();
            let names = commands.chain(events).chain(types);
            let near = nearest(item, names.map(String::as_str));
            let near = near.map(|near| format!("{near}{part}"));
            let removed = Removed::find_any(&name.text).or_else(|| Removed::find_any(item));
            (message, near, None, removed)
        }
        NotFound::Part(item) => {
            let owner = name_of(interface, item);
            let part = name.text.get(owner.text.len() + 1..).unwrap_or("");
            let message = format!("`{}` has no member, value or branch `{part}`", owner.text);
            let owners = interface.owners(item);
            let names = owners.iter().flat_map(|owner| parts(interface, *owner));
            let near = nearest(part, names.map(|(name, _)| name));
            let near = near.map(|near| format!("{}.{near}", owner.text));
            let removed = Removed::member(&owner.text, part);
            (message, near, Some(owner.span), removed)
        }
    };
    let mut diagnostic = Diagnostic::new(Code::SummaryOfNothing, name.span, message);
    if let Some(target) = target {
        diagnostic = diagnostic.related(target, "the item is defined here");
    }
    if let Some(removed) = removed {
        return diagnostic.help(removed.to_string());
    }
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

fn payload_type(payload: &Payload) -> Option<&Name> {
    match payload {
        Payload::Type(name) => Some(name),
        Payload::Members(_) => None,
    }
}

fn base(interface: &Interface, ty: usize) -> Option<&Name> {
    match &interface.types[ty].kind {
        Kind::Object(object) => object.base.as_ref(),
        _ => None,
    }
}

fn name_of(interface: &Interface, item: ItemIndex) -> &Name {
    match item {
        ItemIndex::Command(at) => &interface.commands[at].name,
        ItemIndex::Event(at) => &interface.events[at].name,
        ItemIndex::Type(at) => &interface.types[at].name,
    }
}

/// The names of an item's own parts. A member comes before a branch of the same
/// name.
fn parts(interface: &Interface, item: ItemIndex) -> impl Iterator<Item = (&str, PartIndex)> {
    let mut names: Vec<&Name> = Vec::new();
    let mut branches: Vec<&Name> = Vec::new();
    match item {
        ItemIndex::Command(at) => names.extend(
            interface.commands[at]
                .arguments
                .members()
                .iter()
                .map(|m| &m.name),
        ),
        ItemIndex::Event(at) => {
            names.extend(interface.events[at].data.members().iter().map(|m| &m.name))
        }
        ItemIndex::Type(at) => match &interface.types[at].kind {
            Kind::Enum(values) => names.extend(values.iter().map(|value| &value.name)),
            Kind::Alternate(members) => names.extend(members.iter().map(|m| &m.name)),
            Kind::Object(object) => {
                names.extend(object.members.iter().map(|m| &m.name));
                branches.extend(object.branches.iter().map(|branch| &branch.value));
            }
        },
    }
    let names = names.into_iter().enumerate();
    let branches = branches.into_iter().enumerate();
    names
        .map(|(i, name)| (name.text.as_str(), PartIndex::Member(i)))
        .chain(branches.map(|(i, name)| (name.text.as_str(), PartIndex::Branch(i))))
}

/// The documentation of a target.
fn doc_of(interface: &mut Interface, target: Target) -> Option<&mut Doc> {
    let Some(part) = target.part else {
        return Some(match target.item {
            ItemIndex::Command(at) => &mut interface.commands[at].doc,
            ItemIndex::Event(at) => &mut interface.events[at].doc,
            ItemIndex::Type(at) => &mut interface.types[at].doc,
        });
    };
    let payload = match target.item {
        ItemIndex::Command(at) => &mut interface.commands[at].arguments,
        ItemIndex::Event(at) => &mut interface.events[at].data,
        ItemIndex::Type(at) => {
            return match (&mut interface.types[at].kind, part) {
                (Kind::Enum(values), PartIndex::Member(at)) => Some(&mut values.get_mut(at)?.doc),
                (Kind::Alternate(members), PartIndex::Member(at)) => {
                    Some(&mut members.get_mut(at)?.doc)
                }
                (Kind::Object(object), PartIndex::Member(at)) => {
                    Some(&mut object.members.get_mut(at)?.doc)
                }
                (Kind::Object(object), PartIndex::Branch(at)) => {
                    Some(&mut object.branches.get_mut(at)?.doc)
                }
                _ => None,
            };
        }
    };
    match (payload, part) {
        (Payload::Members(members), PartIndex::Member(at)) => Some(&mut members.get_mut(at)?.doc),
        _ => None,
    }
}
