//! Summaries are laid over an interface once all of it has been read.

use std::collections::HashMap;

use super::Entry;
use super::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::ir::{Doc, Kind, Name, Payload, Schema};

/// Adds what the entries tell to the items that they name.
///
/// Where the schema tells something itself, the entry comes first, as the
/// opening paragraph: it was written to stand in a list of items, where only
/// the opening is seen, and what the schema tells in more words is not lost.
pub(in crate::dialect) fn lay(
    schema: &mut Schema,
    entries: Vec<Entry>,
    diagnostics: &mut Diagnostics,
) {
    if entries.is_empty() {
        return;
    }
    let items = Items::of(schema);
    let mut told: HashMap<Place, Span> = HashMap::new();
    for Entry { name, doc } in entries {
        let place = match items.find(schema, &name.text) {
            Ok(place) => place,
            Err(nothing) => {
                diagnostics.push(items.unknown(schema, &name, nothing));
                continue;
            }
        };
        if let Some(first) = told.get(&place) {
            let message = format!("`{}` is summarised a second time", name.text);
            diagnostics.push(
                Diagnostic::new(Code::SummarisedTwice, name.span, message)
                    .related(*first, "the first is here"),
            );
            continue;
        }
        told.insert(place, name.span);
        if let Some(own) = doc_of(schema, place) {
            own.blocks.splice(0..0, doc.blocks);
        }
        match place.item {
            Item::Command(at) if place.part.is_none() => schema.commands[at].undocumented = false,
            Item::Event(at) if place.part.is_none() => schema.events[at].undocumented = false,
            _ => {}
        }
    }
}

/// What an entry may tell of: an item or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    item: Item,
    part: Option<Part>,
}

/// An item, by its number in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Item {
    Command(usize),
    Event(usize),
    Type(usize),
}

/// A part of an item, by its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    /// A member, an alternative or a value.
    Member(usize),
    Branch(usize),
}

/// Why nothing was found: no such item, or one that has no such part.
enum Nothing {
    Item,
    Part(Item),
}

/// The items by their names.
struct Items(HashMap<String, Item>);

impl Items {
    fn of(schema: &Schema) -> Items {
        let mut items = HashMap::new();
        // Of several with one name it is the first; the others are reported
        // elsewhere.
        let commands = schema.commands.iter().enumerate();
        let events = schema.events.iter().enumerate();
        let types = schema.types.iter().enumerate();
        let all = commands
            .map(|(i, command)| (&command.name, Item::Command(i)))
            .chain(events.map(|(i, event)| (&event.name, Item::Event(i))))
            .chain(types.map(|(i, ty)| (&ty.name, Item::Type(i))));
        for (name, item) in all {
            items.entry(name.text.clone()).or_insert(item);
        }
        Items(items)
    }

    /// What has that name. A name may have dots of its own, so every dot may be
    /// the one behind which a part begins.
    fn find(&self, schema: &Schema, name: &str) -> Result<Place, Nothing> {
        if let Some(item) = self.0.get(name) {
            return Ok(Place {
                item: *item,
                part: None,
            });
        }
        let mut nothing = Nothing::Item;
        for (at, _) in name.rmatch_indices('.') {
            let (Some(owner), Some(part)) = (name.get(..at), name.get(at + 1..)) else {
                continue;
            };
            if let Some(item) = self.0.get(owner) {
                match self.part(schema, *item, part) {
                    Some(place) => return Ok(place),
                    None => nothing = Nothing::Part(*item),
                }
            }
        }
        Err(nothing)
    }

    /// The part of that name: of the item, or of the type or the base that it
    /// has the part from.
    fn part(&self, schema: &Schema, item: Item, name: &str) -> Option<Place> {
        for owner in self.owners(schema, item) {
            let part = parts(schema, owner).find_map(|(own, part)| (own == name).then_some(part));
            if part.is_some() {
                return Some(Place { item: owner, part });
            }
        }
        None
    }

    /// An item, and the types whose members are its own too.
    fn owners(&self, schema: &Schema, item: Item) -> Vec<Item> {
        let mut owners = vec![item];
        let mut next = match item {
            Item::Command(at) => payload_type(&schema.commands[at].arguments),
            Item::Event(at) => payload_type(&schema.events[at].data),
            Item::Type(at) => base(schema, at),
        };
        while let Some(item @ Item::Type(at)) = next.and_then(|name| self.0.get(&name.text)) {
            // A base that leads back to itself is reported elsewhere.
            if owners.contains(item) {
                break;
            }
            owners.push(*item);
            next = base(schema, *at);
        }
        owners
    }

    fn unknown(&self, schema: &Schema, name: &Name, nothing: Nothing) -> Diagnostic {
        let (message, near, place) = match nothing {
            Nothing::Item => {
                // The item may be misspelled or the part behind the dot: the
                // item is looked at first.
                let (item, part) = match name.text.split_once('.') {
                    Some((item, part)) => (item, format!(".{part}")),
                    None => (name.text.as_str(), String::new()),
                };
                let message = format!("nothing is called `{item}`");
                let commands = schema.commands.iter().map(|c| &c.name);
                let events = schema.events.iter().map(|e| &e.name);
                let types = schema.types.iter().map(|t| &t.name);
                let names = commands.chain(events).chain(types);
                let near = nearest(item, names.map(|name| name.text.as_str()));
                (message, near.map(|near| format!("{near}{part}")), None)
            }
            Nothing::Part(item) => {
                let owner = name_of(schema, item);
                let part = name.text.get(owner.text.len() + 1..).unwrap_or("");
                let message = format!("`{}` has no `{part}`", owner.text);
                let owners = self.owners(schema, item);
                let names = owners.iter().flat_map(|owner| parts(schema, *owner));
                let near = nearest(part, names.map(|(name, _)| name));
                let near = near.map(|near| format!("{}.{near}", owner.text));
                (message, near, Some(owner.span))
            }
        };
        let mut diagnostic = Diagnostic::new(Code::SummaryOfNothing, name.span, message);
        if let Some(place) = place {
            diagnostic = diagnostic.related(place, "it is defined here");
        }
        match near {
            Some(near) => diagnostic.help(format!("perhaps `{near}` is meant")),
            None => diagnostic,
        }
    }
}

fn payload_type(payload: &Payload) -> Option<&Name> {
    match payload {
        Payload::Type(name) => Some(name),
        Payload::Members(_) => None,
    }
}

fn base(schema: &Schema, ty: usize) -> Option<&Name> {
    match &schema.types[ty].kind {
        Kind::Object(object) => object.base.as_ref(),
        _ => None,
    }
}

fn name_of(schema: &Schema, item: Item) -> &Name {
    match item {
        Item::Command(at) => &schema.commands[at].name,
        Item::Event(at) => &schema.events[at].name,
        Item::Type(at) => &schema.types[at].name,
    }
}

/// The names of an item's own parts. A member comes before a branch of the same
/// name.
fn parts(schema: &Schema, item: Item) -> impl Iterator<Item = (&str, Part)> {
    let mut names: Vec<&Name> = Vec::new();
    let mut branches: Vec<&Name> = Vec::new();
    match item {
        Item::Command(at) => names.extend(
            schema.commands[at]
                .arguments
                .members()
                .iter()
                .map(|m| &m.name),
        ),
        Item::Event(at) => names.extend(schema.events[at].data.members().iter().map(|m| &m.name)),
        Item::Type(at) => match &schema.types[at].kind {
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
        .map(|(i, name)| (name.text.as_str(), Part::Member(i)))
        .chain(branches.map(|(i, name)| (name.text.as_str(), Part::Branch(i))))
}

/// What is told of a place.
fn doc_of(schema: &mut Schema, place: Place) -> Option<&mut Doc> {
    let Some(part) = place.part else {
        return Some(match place.item {
            Item::Command(at) => &mut schema.commands[at].doc,
            Item::Event(at) => &mut schema.events[at].doc,
            Item::Type(at) => &mut schema.types[at].doc,
        });
    };
    let payload = match place.item {
        Item::Command(at) => &mut schema.commands[at].arguments,
        Item::Event(at) => &mut schema.events[at].data,
        Item::Type(at) => {
            return match (&mut schema.types[at].kind, part) {
                (Kind::Enum(values), Part::Member(at)) => Some(&mut values.get_mut(at)?.doc),
                (Kind::Alternate(members), Part::Member(at)) => Some(&mut members.get_mut(at)?.doc),
                (Kind::Object(object), Part::Member(at)) => {
                    Some(&mut object.members.get_mut(at)?.doc)
                }
                (Kind::Object(object), Part::Branch(at)) => {
                    Some(&mut object.branches.get_mut(at)?.doc)
                }
                _ => None,
            };
        }
    };
    match (payload, part) {
        (Payload::Members(members), Part::Member(at)) => Some(&mut members.get_mut(at)?.doc),
        _ => None,
    }
}
