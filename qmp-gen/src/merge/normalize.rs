//! What a merge leaves to be put in order once all of it is there.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::{flattened, table};
use crate::ir::{
    Branch, Doc, EnumValue, Kind, Member, Metadata, Name, Object, Payload, Schema, Type, TypeDef,
};

/// A member that stands in an object and, from another release, in its base too:
/// the object's own counts, and the base's others are spelled out.
pub(super) fn bases(schema: &mut Schema) {
    let types = table(schema);
    for definition in &mut schema.types {
        let Kind::Object(object) = &mut definition.kind else {
            continue;
        };
        if object.base.is_none() {
            continue;
        }
        let all = flattened(&types, object);
        let mut names = HashSet::new();
        if all.iter().all(|member| names.insert(&member.name.text)) {
            continue;
        }
        // The innermost is the last of its name.
        let mut last: IndexMap<&str, &Member> = IndexMap::new();
        for member in &all {
            last.insert(&member.name.text, member);
        }
        let members = last.into_values().cloned().collect();
        object.members = members;
        object.base = None;
    }
}

/// A discriminator lists the values of all branches.
pub(super) fn values(schema: &mut Schema) {
    let types = table(schema);
    let mut missing: HashMap<String, Vec<EnumValue>> = HashMap::new();
    for definition in &schema.types {
        let Some((object, discriminator)) = union(definition) else {
            continue;
        };
        let common = flattened(&types, object);
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
                    name: value.clone(),
                    doc: Doc::default(),
                    metadata: Metadata {
                        features: Vec::new(),
                        ..metadata.clone()
                    },
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

/// A member that stands in a branch and, from another release, beside all of
/// them: it is the common one that is read, and the branch goes without it.
pub(super) fn branches(schema: &mut Schema) {
    let types = table(schema);
    let uses = uses(schema);
    let mut changed: HashMap<String, TypeDef> = HashMap::new();
    let mut made: Vec<TypeDef> = Vec::new();
    for definition in &mut schema.types {
        let Some((object, discriminator)) = union(definition) else {
            continue;
        };
        if object.wrapper.is_some() {
            continue;
        }
        let mut names: HashSet<String> = flattened(&types, object)
            .into_iter()
            .map(|member| member.name.text)
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
            let mut members = flattened(&types, plain);
            let before = members.len();
            members.retain(|member| !names.contains(&member.name.text));
            if members.len() == before {
                continue;
            }
            let mut without = inner.clone();
            without.kind = Kind::Object(Object {
                base: None,
                members,
                ..plain.clone()
            });
            // What is used elsewhere too stays as it is there.
            if uses.get(name).is_none_or(|users| users.len() <= 1) {
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

/// By whom each type is used.
fn uses(schema: &Schema) -> HashMap<String, HashSet<String>> {
    let mut uses: HashMap<String, HashSet<String>> = HashMap::new();
    let mut add = |user: String, used: Vec<String>| {
        for name in used {
            uses.entry(name).or_default().insert(user.clone());
        }
    };
    for command in &schema.commands {
        let returns = command.returns.as_ref().and_then(named);
        let used = of_payload(&command.arguments).into_iter().chain(returns);
        add(format!("command {}", command.name.text), used.collect());
    }
    for event in &schema.events {
        add(
            format!("event {}", event.name.text),
            of_payload(&event.data),
        );
    }
    for definition in &schema.types {
        let used = match &definition.kind {
            Kind::Enum(_) => Vec::new(),
            Kind::Object(object) => leads(object).collect(),
            Kind::Alternate(list) => list.iter().filter_map(|a| named(&a.ty)).collect(),
        };
        add(format!("type {}", definition.name.text), used);
    }
    uses
}

fn of_payload(payload: &Payload) -> Vec<String> {
    match payload {
        Payload::Members(members) => members.iter().filter_map(|m| named(&m.ty)).collect(),
        Payload::Type(name) => vec![name.text.clone()],
    }
}

/// Drops those of the spare types that nothing leads to.
pub(super) fn drop_unreached(schema: &mut Schema, spare: &HashSet<String>) {
    if spare.is_empty() {
        return;
    }
    let types = table(schema);
    let mut open: Vec<String> = Vec::new();
    let payloads =
        (schema.commands.iter().map(|c| &c.arguments)).chain(schema.events.iter().map(|e| &e.data));
    for payload in payloads {
        open.extend(of_payload(payload));
    }
    let returns = schema.commands.iter().filter_map(|c| c.returns.as_ref());
    open.extend(returns.filter_map(named));
    let kept = schema.types.iter().map(|t| &t.name.text);
    open.extend(kept.filter(|name| !spare.contains(*name)).cloned());
    let mut reached = HashSet::new();
    while let Some(name) = open.pop() {
        if reached.contains(&name) {
            continue;
        }
        match types.get(&name).map(|definition| &definition.kind) {
            Some(Kind::Object(object)) => open.extend(leads(object)),
            Some(Kind::Alternate(list)) => open.extend(list.iter().filter_map(|a| named(&a.ty))),
            Some(Kind::Enum(_)) | None => {}
        }
        reached.insert(name);
    }
    schema.types.retain(|t| reached.contains(&t.name.text));
}

fn leads(object: &Object) -> impl Iterator<Item = String> + '_ {
    let members = object.members.iter().filter_map(|m| named(&m.ty));
    let branches = object.branches.iter().filter_map(|b| named(&b.ty));
    let base = object.base.iter().map(|base| base.text.clone());
    members.chain(branches).chain(base)
}

fn named(ty: &Type) -> Option<String> {
    match ty.innermost() {
        Type::Named(name) => Some(name.clone()),
        _ => None,
    }
}
