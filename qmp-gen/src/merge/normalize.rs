//! Brings a merged schema into a form that the resolver accepts.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::ir::walk;
use crate::ir::{Branch, EnumValue, Kind, Member, Metadata, Name, Object, Schema, Type, TypeDef};

/// Removes the base of an object that has, from another release, a member of that base
/// too: the object's own counts, and the base's others become members of the object.
pub(super) fn bases(schema: &mut Schema) {
    let types = table(schema);
    for definition in &mut schema.types {
        let Kind::Object(object) = &mut definition.kind else {
            continue;
        };
        if object.base.is_none() {
            continue;
        }
        let all = walk::all_members(&types, object);
        let mut names = HashSet::new();
        if all.iter().all(|member| names.insert(&member.name.text)) {
            continue;
        }
        // The innermost is the last of its name.
        let mut last: IndexMap<&str, &Member> = IndexMap::new();
        for member in all {
            last.insert(&member.name.text, member);
        }
        let members = last.into_values().cloned().collect();
        object.members = members;
        object.base = None;
    }
}

/// Adds the values of all branches to the enum of their discriminator.
pub(super) fn values(schema: &mut Schema) {
    let types = table(schema);
    let mut missing: HashMap<String, Vec<EnumValue>> = HashMap::new();
    for definition in &schema.types {
        let Some((object, discriminator)) = union(definition) else {
            continue;
        };
        let common = walk::all_members(&types, object);
        let chooses = common.iter().find(|m| m.name.text == discriminator.text);
        let Some(Type::Named(name)) = chooses.map(|member| &member.ty) else {
            continue;
        };
        let Some(Kind::Enum(listed)) = types.get(name).map(|t| &t.kind) else {
            continue;
        };
        let missing = missing.entry(name.clone()).or_default();
        for Branch {
            value, metadata, ..
        } in &object.branches
        {
            let mut known = listed.iter().chain(missing.iter());
            if !known.any(|known| known.name.text == value.text) {
                missing.push(EnumValue {
                    metadata: Metadata {
                        features: Vec::new(),
                        ..metadata.clone()
                    },
                    ..EnumValue::new(value.clone())
                });
            }
        }
    }
    for definition in &mut schema.types {
        if let Kind::Enum(listed) = &mut definition.kind {
            listed.extend(missing.remove(&definition.name.text).unwrap_or_default());
        }
    }
}

/// Removes a member from a branch if, from another release, the union itself has it: the
/// common member is read.
pub(super) fn branches(schema: &mut Schema) {
    let types = table(schema);
    let shared = shared(schema);
    let mut changed: HashMap<String, TypeDef> = HashMap::new();
    let mut made: Vec<TypeDef> = Vec::new();
    for definition in &mut schema.types {
        let Some((object, discriminator)) = union(definition) else {
            continue;
        };
        if object.wrapper.is_some() {
            continue;
        }
        let mut names: HashSet<String> = walk::all_members(&types, object)
            .into_iter()
            .map(|member| member.name.text.clone())
            .collect();
        names.insert(discriminator.text.clone());
        let owner = definition.name.text.clone();
        let Kind::Object(object) = &mut definition.kind else {
            continue;
        };
        let mut own: HashMap<String, String> = HashMap::new();
        for branch in &mut object.branches {
            let Type::Named(name) = &branch.ty else {
                continue;
            };
            let Some(inner) = types.get(name) else {
                continue;
            };
            let Kind::Object(plain) = &inner.kind else {
                continue;
            };
            let mut members = walk::all_members(&types, plain);
            let before = members.len();
            members.retain(|member| !names.contains(&member.name.text));
            if members.len() == before {
                continue;
            }
            let mut without = inner.clone();
            without.kind = Kind::Object(Object {
                base: None,
                members: members.into_iter().cloned().collect(),
                ..plain.clone()
            });
            // A type that is also used elsewhere is copied, not changed.
            if !shared.contains(name) {
                changed.insert(name.clone(), without);
                continue;
            }
            let new = own.entry(name.clone()).or_insert_with(|| {
                let mut new = format!("{owner}-{}", branch.value.text);
                while types.contains_key(&new) {
                    new.push_str("-branch");
                }
                without.name.text.clone_from(&new);
                without.nested = true;
                made.push(without);
                new
            });
            branch.ty = Type::Named(new.clone());
        }
    }
    for definition in &mut schema.types {
        if let Some(without) = changed.remove(&definition.name.text) {
            *definition = without;
        }
    }
    schema.types.extend(made);
}

fn union(definition: &TypeDef) -> Option<(&Object, &Name)> {
    match &definition.kind {
        Kind::Object(object) => Some((object, object.discriminator.as_ref()?)),
        _ => None,
    }
}

/// The types that more than one item or type uses.
fn shared(schema: &Schema) -> HashSet<String> {
    let mut uses: HashMap<&str, HashSet<String>> = HashMap::new();
    for command in &schema.commands {
        for name in walk::names_in_command(command) {
            let user = format!("command {}", command.name.text);
            uses.entry(name).or_default().insert(user);
        }
    }
    for event in &schema.events {
        for name in walk::names_in_payload(&event.data) {
            let user = format!("event {}", event.name.text);
            uses.entry(name).or_default().insert(user);
        }
    }
    for definition in &schema.types {
        for name in walk::names_in(definition) {
            let user = format!("type {}", definition.name.text);
            uses.entry(name).or_default().insert(user);
        }
    }
    let shared = uses.into_iter().filter(|(_, users)| users.len() > 1);
    shared.map(|(name, _)| name.to_owned()).collect()
}

/// Drops those of the spare types that no item and no other type reaches.
pub(super) fn drop_unreached(schema: &mut Schema, spare: &HashSet<String>) {
    if spare.is_empty() {
        return;
    }
    let types = table(schema);
    let items = walk::names_in_items(&schema.commands, &schema.events);
    let names = schema.types.iter().map(|t| t.name.text.as_str());
    let kept = names.filter(|name| !spare.contains(*name));
    let reached = walk::reached(&types, items.chain(kept));
    let reached: HashSet<String> = reached.into_iter().map(str::to_owned).collect();
    schema.types.retain(|t| reached.contains(&t.name.text));
}

/// Makes everything in an object optional, its bases' members too.
pub(super) fn all_optional(types: &mut IndexMap<String, TypeDef>, ty: &Type) {
    let mut at = match ty {
        Type::Named(name) => Some(name.clone()),
        _ => None,
    };
    let mut seen = HashSet::new();
    while let Some(name) = at.filter(|name| seen.insert(name.clone())) {
        let Some(Kind::Object(object)) = types.get_mut(&name).map(|t| &mut t.kind) else {
            return;
        };
        // The discriminator of a union remains required.
        let chooses = object.discriminator.as_ref().map(|d| d.text.as_str());
        for member in &mut object.members {
            member.optional |= chooses != Some(member.name.text.as_str());
        }
        at = object.base.as_ref().map(|base| base.text.clone());
    }
}

/// The types of a schema by name.
pub(super) fn table(schema: &Schema) -> IndexMap<String, TypeDef> {
    let types = schema.types.iter();
    types.map(|t| (t.name.text.clone(), t.clone())).collect()
}
