//! One interface for a range of releases: it has everything that any of them
//! has, and reads what each of them sends.
//!
//! The releases are merged one after another, the oldest first. What both sides
//! have is there; what one of them lacks may be missing. Where a type changed, a
//! type is found that reads both.

mod metadata;
mod normalize;
mod objects;
mod types;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostics, Severity};
use crate::document::Span;
use crate::ir::{
    Command, Doc, EnumValue, Event, Kind, Member, Metadata, Name, Object, Payload, Release, Schema,
    Type, TypeDef,
};
use crate::resolve::{Interface, resolve};
use crate::source::Neighbours;
use crate::source::by_release;
use metadata::{ReleasePair, both, told};

/// Makes one interface of those of several releases, given in ascending order.
/// One alone is left as it is.
pub(crate) fn merge(mut releases: Vec<Interface>, diagnostics: &mut Diagnostics) -> Interface {
    // What is of no release has been reported where it is one of several.
    if releases.len() > 1 {
        releases.retain(|release| release.release().version.is_some());
    }
    let mut releases = releases.into_iter();
    let Some(first) = releases.next() else {
        return Interface::default();
    };
    if releases.len() == 0 {
        return first;
    }
    let mut range = Range::of(first.release());
    let mut last = first.release().version.clone();
    let mut merged = Schema::from(first);
    let mut history = History::default();
    for next in releases {
        range.add(next.release());
        let next = Schema::from(next);
        let pair = ReleasePair {
            old: last,
            new: next.release.version.clone(),
        };
        last = pair.new.clone();
        merged = Merge::new(pair, &merged, &next, &mut history, diagnostics).all(&merged, &next);
        normalize::bases(&mut merged);
        normalize::values(&mut merged);
        normalize::branches(&mut merged);
    }
    merged.release = range.release;
    // What is wrong with a release has been reported in its place. What a merge
    // made may be unusual, such as a string beside a number, but it is whole.
    let mut again = Diagnostics::default();
    let interface = resolve(merged, &mut Neighbours::new(&[]), &mut again);
    if diagnostics.errors() == 0 {
        for problem in again.iter() {
            if problem.severity() == Severity::Error {
                diagnostics.push(problem.clone());
            }
        }
    }
    interface
}

impl From<Interface> for Schema {
    fn from(interface: Interface) -> Schema {
        Schema {
            commands: interface.commands().cloned().collect(),
            events: interface.events().cloned().collect(),
            types: interface.types().cloned().collect(),
            release: interface.release().clone(),
            type_places: HashMap::new(),
            c_names: false,
        }
    }
}

/// What all releases were made from: one digest for each.
struct Range {
    release: Release,
}

impl Range {
    fn of(first: &Release) -> Range {
        let mut range = Range {
            release: Release::default(),
        };
        range.add(first);
        range
    }

    fn add(&mut self, release: &Release) {
        for origin in by_release(release) {
            self.release.add(origin);
        }
    }
}

/// Which side of a step a type is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Old,
    New,
}

/// The place of something that both sides have, in case it has to be spoken of.
struct Place {
    /// What it is: `the member `a` of `B``.
    what: String,
    /// A name for a type that stands there.
    name: String,
    old: Span,
    new: Span,
}

impl Place {
    /// A part of it.
    fn inner(&self, what: String, part: &str, old: Span, new: Span) -> Place {
        Place {
            what,
            name: format!("{}-{part}", self.name),
            old,
            new,
        }
    }
}

/// What a step has to know of those before it.
#[derive(Debug, Default)]
struct History {
    /// Types that were made for a place.
    made: HashSet<String>,
    /// Places of which it has been told that they changed their types.
    changed: HashSet<String>,
}

/// One step: what has been merged so far, and the next release.
struct Merge<'a> {
    pair: ReleasePair,
    old: IndexMap<String, TypeDef>,
    new: IndexMap<String, TypeDef>,
    /// The types of both.
    out: IndexMap<String, TypeDef>,
    history: &'a mut History,
    /// Types that go by another name now.
    renamed: HashSet<String>,
    /// What these are called now.
    renamed_to: HashSet<String>,
    /// Types of branches that one side goes without.
    without: Vec<Type>,
    /// What became of two types.
    pairs: HashMap<(Side, Type, Side, Type), Type>,
    /// How many types that changed are in each other.
    depth: usize,
    diagnostics: &'a mut Diagnostics,
}

fn table(schema: &Schema) -> IndexMap<String, TypeDef> {
    let types = schema.types.iter();
    types.map(|t| (t.name.text.clone(), t.clone())).collect()
}

impl<'a> Merge<'a> {
    fn new(
        pair: ReleasePair,
        old: &Schema,
        new: &Schema,
        history: &'a mut History,
        diagnostics: &'a mut Diagnostics,
    ) -> Merge<'a> {
        Merge {
            pair,
            old: table(old),
            new: table(new),
            out: IndexMap::new(),
            history,
            renamed: HashSet::new(),
            renamed_to: HashSet::new(),
            without: Vec::new(),
            pairs: HashMap::new(),
            depth: 0,
            diagnostics,
        }
    }

    fn all(mut self, old: &Schema, new: &Schema) -> Schema {
        // Types of one side are there before those of both refer to them.
        for definition in &new.types {
            let mut definition = definition.clone();
            if !self.old.contains_key(&definition.name.text) {
                self.pair.mark_added(&mut definition.metadata);
            }
            self.out.insert(definition.name.text.clone(), definition);
        }
        for definition in &old.types {
            if !self.new.contains_key(&definition.name.text) {
                let mut definition = definition.clone();
                self.pair.mark_removed(&mut definition.metadata);
                self.out.insert(definition.name.text.clone(), definition);
            }
        }
        for definition in &new.types {
            if let Some(known) = self.old.get(&definition.name.text).cloned() {
                let merged = self.definition(&known, definition);
                self.out.insert(definition.name.text.clone(), merged);
            }
        }
        let commands = merge_by_name(
            &old.commands,
            &new.commands,
            |command| &command.name,
            |found| match found {
                EitherOrBoth::Both(old, new) => self.command(old, new),
                EitherOrBoth::Old(command) => with(command, |command| {
                    self.pair.mark_removed(&mut command.metadata)
                }),
                EitherOrBoth::New(command) => with(command, |command| {
                    self.pair.mark_added(&mut command.metadata)
                }),
            },
        );
        let events = merge_by_name(
            &old.events,
            &new.events,
            |event| &event.name,
            |found| match found {
                EitherOrBoth::Both(old, new) => self.event(old, new),
                EitherOrBoth::Old(event) => {
                    with(event, |event| self.pair.mark_removed(&mut event.metadata))
                }
                EitherOrBoth::New(event) => {
                    with(event, |event| self.pair.mark_added(&mut event.metadata))
                }
            },
        );
        for ty in std::mem::take(&mut self.without) {
            objects::all_optional(&mut self.out, &ty);
        }
        let mut schema = Schema {
            commands,
            events,
            types: self.out.into_values().collect(),
            release: Release::default(),
            type_places: HashMap::new(),
            c_names: false,
        };
        // What was made on the way and what was renamed may be needed no more.
        let mut spare = self.renamed;
        spare.extend(self.history.made.iter().cloned());
        normalize::drop_unreached(&mut schema, &spare);
        schema
    }

    fn command(&mut self, old: &Command, new: &Command) -> Command {
        let name = &new.name.text;
        let place = Place {
            what: format!("what `{name}` returns"),
            name: format!("{name}-return"),
            old: old.name.span,
            new: new.name.span,
        };
        let returns = match (&old.returns, &new.returns) {
            (None, None) => None,
            (Some(old), Some(new)) => Some(self.pair(&place, (Side::Old, old), (Side::New, new))),
            // On the wire, nothing is an object without members.
            (Some(old), None) => {
                let nothing = self.nothing(&place, Side::New);
                Some(self.pair(&place, (Side::Old, old), (Side::New, &nothing)))
            }
            (None, Some(new)) => {
                let nothing = self.nothing(&place, Side::Old);
                Some(self.pair(&place, (Side::Old, &nothing), (Side::New, new)))
            }
        };
        Command {
            name: new.name.clone(),
            doc: told(&old.doc, &new.doc),
            arguments: self.payload(&old.name, &old.arguments, &new.name, &new.arguments),
            open: old.open || new.open,
            returns,
            returns_doc: told(&old.returns_doc, &new.returns_doc),
            errors_doc: told(&old.errors_doc, &new.errors_doc),
            // What every release in the range allows.
            oob: old.oob && new.oob,
            undocumented: old.undocumented && new.undocumented,
            examples: if new.examples.is_empty() {
                old.examples.clone()
            } else {
                new.examples.clone()
            },
            metadata: both(&old.metadata, &new.metadata),
        }
    }

    fn event(&mut self, old: &Event, new: &Event) -> Event {
        Event {
            name: new.name.clone(),
            doc: told(&old.doc, &new.doc),
            data: self.payload(&old.name, &old.data, &new.name, &new.data),
            undocumented: old.undocumented && new.undocumented,
            examples: if new.examples.is_empty() {
                old.examples.clone()
            } else {
                new.examples.clone()
            },
            metadata: both(&old.metadata, &new.metadata),
        }
    }

    /// Arguments or data: members where they can be spelled out.
    fn payload(&mut self, old: &Name, before: &Payload, new: &Name, after: &Payload) -> Payload {
        if let (Payload::Type(one), Payload::Type(other)) = (before, after)
            && one.text == other.text
        {
            return after.clone();
        }
        let place = Place {
            what: format!("`{}`", new.text),
            name: new.text.clone(),
            old: old.span,
            new: new.span,
        };
        let spelled = (
            self.spelled(Side::Old, before),
            self.spelled(Side::New, after),
        );
        if let (Some(one), Some(other)) = &spelled {
            return Payload::Members(self.members(&place, Side::Old, one, Side::New, other));
        }
        let mut ty = |side: Side, payload: &Payload| match payload {
            Payload::Type(name) => Type::Named(name.text.clone()),
            Payload::Members(members) => {
                let object = Object {
                    members: members.clone(),
                    ..Object::default()
                };
                self.make(&place, "members", side, Kind::Object(object))
            }
        };
        let (one, other) = (ty(Side::Old, before), ty(Side::New, after));
        match self.pair(&place, (Side::Old, &one), (Side::New, &other)) {
            Type::Named(text) => Payload::Type(Name {
                text,
                span: new.span,
            }),
            // Two objects are always an object.
            _ => after.clone(),
        }
    }

    /// The members of arguments or data; `None` where they depend on one.
    fn spelled(&self, side: Side, payload: &Payload) -> Option<Vec<Member>> {
        match payload {
            Payload::Members(members) => Some(members.clone()),
            Payload::Type(name) => {
                let object = self.object_of(side, &name.text)?;
                object
                    .discriminator
                    .is_none()
                    .then(|| self.flattened(side, object))
            }
        }
    }

    fn values(&self, old: &[EnumValue], new: &[EnumValue]) -> Vec<EnumValue> {
        merge_by_name(
            old,
            new,
            |value| &value.name,
            |found| match found {
                EitherOrBoth::Both(old, new) => EnumValue {
                    name: new.name.clone(),
                    doc: told(&old.doc, &new.doc),
                    metadata: both(&old.metadata, &new.metadata),
                },
                EitherOrBoth::Old(value) => {
                    let mut value = value.clone();
                    self.pair.mark_removed(&mut value.metadata);
                    value
                }
                EitherOrBoth::New(value) => {
                    let mut value = value.clone();
                    self.pair.mark_added(&mut value.metadata);
                    value
                }
            },
        )
    }

    // --- tables ---------------------------------------------------------------

    fn side(&self, side: Side) -> &IndexMap<String, TypeDef> {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    fn kind_of(&self, side: Side, name: &str) -> Option<&Kind> {
        self.side(side).get(name).map(|definition| &definition.kind)
    }

    fn object_of(&self, side: Side, name: &str) -> Option<&Object> {
        match self.kind_of(side, name)? {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The members of an object, those of its bases first.
    fn flattened(&self, side: Side, object: &Object) -> Vec<Member> {
        flattened(self.side(side), object)
    }

    /// Makes a type for a place.
    fn make(&mut self, place: &Place, part: &str, side: Side, kind: Kind) -> Type {
        let wanted = format!("{}-{part}", place.name);
        let name = self.free(&wanted);
        let definition = TypeDef {
            name: Name {
                text: name.clone(),
                span: match side {
                    Side::Old => place.old,
                    Side::New => place.new,
                },
            },
            doc: Doc::default(),
            kind,
            metadata: Metadata::default(),
            nested: true,
        };
        match side {
            Side::Old => self.old.insert(name.clone(), definition.clone()),
            Side::New => self.new.insert(name.clone(), definition.clone()),
        };
        self.out.insert(name.clone(), definition);
        self.history.made.insert(name.clone());
        Type::Named(name)
    }

    /// A name that no type has.
    fn free(&self, wanted: &str) -> String {
        let taken = |name: &str| {
            self.out.contains_key(name)
                || self.old.contains_key(name)
                || self.new.contains_key(name)
        };
        if !taken(wanted) {
            return wanted.to_owned();
        }
        (2..)
            .map(|number| format!("{wanted}-{number}"))
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    fn nothing(&mut self, place: &Place, side: Side) -> Type {
        self.make(place, "nothing", side, Kind::Object(Object::default()))
    }
}

/// The members of an object, those of its bases first. The bases have been
/// looked up, so that they come to an end.
fn flattened(types: &IndexMap<String, TypeDef>, object: &Object) -> Vec<Member> {
    let mut chain = vec![object];
    let mut seen = HashSet::new();
    while let Some(base) = chain.last().and_then(|object| object.base.as_ref()) {
        match types.get(&base.text).map(|definition| &definition.kind) {
            Some(Kind::Object(object)) if seen.insert(base.text.as_str()) => chain.push(object),
            _ => break,
        }
    }
    let members = chain.iter().rev().flat_map(|object| &object.members);
    members.cloned().collect()
}

/// An item as it is, but for a change.
fn with<T: Clone>(item: &T, change: impl FnOnce(&mut T)) -> T {
    let mut item = item.clone();
    change(&mut item);
    item
}

/// An item of two lists.
enum EitherOrBoth<'i, T> {
    Both(&'i T, &'i T),
    Old(&'i T),
    New(&'i T),
}

/// Goes through two lists: in the newer one's order, and behind that what only
/// the older one has.
fn merge_by_name<T>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &Name,
    mut merge: impl FnMut(EitherOrBoth<'_, T>) -> T,
) -> Vec<T> {
    let known: HashMap<&str, &T> = old.iter().map(|i| (name(i).text.as_str(), i)).collect();
    let names: HashSet<&str> = new.iter().map(|item| name(item).text.as_str()).collect();
    let mut merged: Vec<T> = new
        .iter()
        .map(|item| match known.get(name(item).text.as_str()) {
            Some(known) => merge(EitherOrBoth::Both(known, item)),
            None => merge(EitherOrBoth::New(item)),
        })
        .collect();
    for item in old {
        if !names.contains(name(item).text.as_str()) {
            merged.push(merge(EitherOrBoth::Old(item)));
        }
    }
    merged
}
