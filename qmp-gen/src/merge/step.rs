//! One step of a merge: what has been merged so far, and the next release.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::by_name::{EitherOrBoth, merge_by_name};
use super::metadata::ReleasePair;
use super::normalize;
use super::place::{Place, Side};
use crate::diagnostic::Diagnostics;
use crate::ir::walk::{self, TypeTable};
use crate::ir::{Kind, Member, Name, Object, Release, Schema, Type, TypeDef};

/// The state that steps of a merge share.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Types that earlier steps made for a place.
    pub(super) made: HashSet<String>,
    /// Places whose change of type was reported.
    pub(super) changed: HashSet<String>,
}

/// One step: what has been merged so far, and the next release.
pub(super) struct MergeStep<'a> {
    pub(super) pair: ReleasePair,
    pub(super) old: IndexMap<String, TypeDef>,
    pub(super) new: IndexMap<String, TypeDef>,
    /// The types of both.
    pub(super) out: IndexMap<String, TypeDef>,
    pub(super) history: &'a mut History,
    /// Types that have another name now.
    pub(super) renamed: HashSet<String>,
    /// The names that these have now.
    pub(super) renamed_to: HashSet<String>,
    /// Types of branches that one side lacks.
    pub(super) without: Vec<Type>,
    /// The type for two types.
    pub(super) pairs: HashMap<(Side, Type, Side, Type), Type>,
    /// The current nesting of types that changed.
    pub(super) depth: usize,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a> MergeStep<'a> {
    pub(super) fn new(
        pair: ReleasePair,
        old: &Schema,
        new: &Schema,
        history: &'a mut History,
        diagnostics: &'a mut Diagnostics,
    ) -> MergeStep<'a> {
        MergeStep {
            pair,
            old: normalize::table(old),
            new: normalize::table(new),
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

    pub(super) fn all(mut self, old: &Schema, new: &Schema) -> Schema {
        // Types of one side come first, since types of both sides refer to them.
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
            normalize::all_optional(&mut self.out, &ty);
        }
        let mut schema = Schema {
            commands,
            events,
            types: self.out.into_values().collect(),
            release: Release::default(),
            type_places: HashMap::new(),
            c_names: false,
        };
        // A type that was made or renamed may be unused now.
        let mut spare = self.renamed;
        spare.extend(self.history.made.iter().cloned());
        normalize::drop_unreached(&mut schema, &spare);
        schema
    }

    // --- tables ---------------------------------------------------------------

    pub(super) fn side(&self, side: Side) -> &IndexMap<String, TypeDef> {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    pub(super) fn kind_of(&self, side: Side, name: &str) -> Option<&Kind> {
        self.side(side).get(name).map(|definition| &definition.kind)
    }

    pub(super) fn object_of(&self, side: Side, name: &str) -> Option<&Object> {
        self.side(side).object(name)
    }

    /// The members of an object, those of its bases first.
    pub(super) fn flattened(&self, side: Side, object: &Object) -> Vec<Member> {
        let members = walk::all_members(self.side(side), object);
        members.into_iter().cloned().collect()
    }

    /// Makes a type for a place.
    pub(super) fn make(&mut self, place: &Place, part: &str, side: Side, kind: Kind) -> Type {
        let wanted = format!("{}-{part}", place.name);
        let name = self.free(&wanted);
        let span = match side {
            Side::Old => place.old,
            Side::New => place.new,
        };
        let definition = TypeDef {
            nested: true,
            ..TypeDef::new(Name::new(&*name, span), kind)
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
    pub(super) fn free(&self, wanted: &str) -> String {
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

    pub(super) fn nothing(&mut self, place: &Place, side: Side) -> Type {
        self.make(place, "nothing", side, Kind::Object(Object::default()))
    }
}

/// A copy of an item with a change.
fn with<T: Clone>(item: &T, change: impl FnOnce(&mut T)) -> T {
    let mut item = item.clone();
    change(&mut item);
    item
}
