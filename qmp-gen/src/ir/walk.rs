//! Walks over types that refer to each other by name: inherited members, and the types
//! that others reach. Every walk ends, even if names have no definition or an object is
//! its own base.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use super::items::{Command, Event, Kind, Member, Object, Payload, TypeDef};
use super::types::Type;

/// Types by name.
pub(crate) trait TypeTable {
    /// Whether no object is its own base, so that a walk need not watch for it.
    const HAS_CHECKED_BASES: bool = false;

    /// The type of that name.
    fn definition(&self, name: &str) -> Option<&TypeDef>;

    /// The object of that name.
    fn object(&self, name: &str) -> Option<&Object> {
        match &self.definition(name)?.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl<S: BuildHasher> TypeTable for IndexMap<String, TypeDef, S> {
    fn definition(&self, name: &str) -> Option<&TypeDef> {
        self.get(name)
    }
}

impl<K: Borrow<str> + Eq + Hash, S: BuildHasher> TypeTable for HashMap<K, &TypeDef, S> {
    fn definition(&self, name: &str) -> Option<&TypeDef> {
        self.get(name).copied()
    }
}

/// An object, its base, the base of that, and so on.
pub(crate) fn with_bases<'t, T: TypeTable>(
    types: &'t T,
    object: &'t Object,
) -> impl Iterator<Item = &'t Object> {
    let mut seen = HashSet::new();
    std::iter::successors(Some(object), move |object| {
        let base = object.base.as_ref()?.text.as_str();
        let is_new = T::HAS_CHECKED_BASES || seen.insert(base);
        types.object(base).filter(|_| is_new)
    })
}

/// The members of an object, those of its bases first.
pub(crate) fn all_members<'t>(types: &'t impl TypeTable, object: &'t Object) -> Vec<&'t Member> {
    if object.base.is_none() {
        return object.members.iter().collect();
    }
    let chain: Vec<&Object> = with_bases(types, object).collect();
    let members = chain.iter().rev().flat_map(|object| &object.members);
    members.collect()
}

/// The names of the types that a definition refers to, its base among them.
pub(crate) fn names_in(definition: &TypeDef) -> impl Iterator<Item = &str> {
    let (types, base): (Vec<&Type>, _) = match &definition.kind {
        Kind::Enum(_) => (Vec::new(), None),
        Kind::Object(object) => (
            types_of_object(object).collect(),
            object.base.as_ref().map(|base| base.text.as_str()),
        ),
        Kind::Alternate(alternatives) => (alternatives.iter().map(|a| &a.ty).collect(), None),
    };
    types.into_iter().filter_map(Type::name).chain(base)
}

/// The types of an object's own members and branches.
fn types_of_object(object: &Object) -> impl Iterator<Item = &Type> {
    let members = object.members.iter().map(|member| &member.ty);
    members.chain(object.branches.iter().map(|branch| &branch.ty))
}

/// The names of the types that arguments or data refer to.
pub(crate) fn names_in_payload(payload: &Payload) -> impl Iterator<Item = &str> {
    let whole = match payload {
        Payload::Members(_) => None,
        Payload::Type(name) => Some(name.text.as_str()),
    };
    let members = payload.members().iter();
    members.filter_map(|member| member.ty.name()).chain(whole)
}

/// The names of the types that a command refers to.
pub(crate) fn names_in_command(command: &Command) -> impl Iterator<Item = &str> {
    let returns = command.returns.as_ref().and_then(Type::name);
    names_in_payload(&command.arguments).chain(returns)
}

/// The names of the types that commands and events refer to.
pub(crate) fn names_in_items<'i>(
    commands: impl IntoIterator<Item = &'i Command>,
    events: impl IntoIterator<Item = &'i Event>,
) -> impl Iterator<Item = &'i str> {
    let commands = commands.into_iter().flat_map(names_in_command);
    commands.chain(
        events
            .into_iter()
            .flat_map(|event| names_in_payload(&event.data)),
    )
}

/// The types that are reached from those of the given names, themselves and their bases
/// included.
pub(crate) fn reached<'t>(
    types: &'t impl TypeTable,
    from: impl IntoIterator<Item = &'t str>,
) -> HashSet<&'t str> {
    closure(types, from, |definition| names_in(definition).collect())
}

/// The types of all values inside of values of the given types. An inherited member is a
/// member of the inheriting object, so bases are not included.
pub(crate) fn contained<'t>(
    types: &'t impl TypeTable,
    in_types: impl IntoIterator<Item = &'t str>,
) -> HashSet<&'t str> {
    closure(types, in_types, |definition| match &definition.kind {
        Kind::Object(object) => {
            let objects = with_bases(types, object);
            let names = objects.flat_map(types_of_object).filter_map(Type::name);
            names.collect()
        }
        _ => names_in(definition).collect(),
    })
}

fn closure<'t>(
    types: &'t impl TypeTable,
    from: impl IntoIterator<Item = &'t str>,
    next: impl Fn(&'t TypeDef) -> Vec<&'t str>,
) -> HashSet<&'t str> {
    let mut open: Vec<&str> = from.into_iter().collect();
    let mut reached = HashSet::new();
    while let Some(name) = open.pop() {
        if let Some(definition) = types.definition(name)
            && reached.insert(name)
        {
            open.extend(next(definition));
        }
    }
    reached
}
