//! Snapshots: the names, types and versions of an interface as JSON, in the order of the
//! documents.

use serde_json::{Map, Value, json};

use crate::dialect::SNAPSHOT_FORMAT;
use crate::ir::{Command, Event, Kind, Member, Metadata, Object, Payload, Type, TypeDef};
use crate::resolve::Interface;

/// Generates a snapshot: the facts of an interface as JSON.
pub fn snapshot(interface: &Interface) -> String {
    let commands: Map<String, Value> = interface
        .commands()
        .map(|c| (c.name.text.clone(), command(interface, c)))
        .collect();
    let events: Map<String, Value> = interface
        .events()
        .map(|e| (e.name.text.clone(), event(interface, e)))
        .collect();
    let types = |nested: bool| -> Map<String, Value> {
        let types = interface.types().filter(|t| t.nested == nested);
        types
            .map(|t| (t.name.text.clone(), definition(t)))
            .collect()
    };
    let mut snapshot = Map::new();
    snapshot.insert("format".into(), SNAPSHOT_FORMAT.into());
    let release = interface.release();
    if let Some(version) = &release.version {
        snapshot.insert("version".into(), version.to_string().into());
    }
    if !release.documents.is_empty() {
        let documents = release.documents.iter();
        let documents: Map<String, Value> = documents
            .map(|origin| (origin.name.clone(), origin.digest.clone().into()))
            .collect();
        snapshot.insert("documents".into(), documents.into());
    }
    snapshot.insert("commands".into(), commands.into());
    snapshot.insert("events".into(), events.into());
    snapshot.insert("types".into(), types(false).into());
    let nested = types(true);
    if !nested.is_empty() {
        snapshot.insert("nested".into(), nested.into());
    }
    let snapshot = Value::Object(snapshot);
    let mut text = String::new();
    write(&mut text, &snapshot, 0);
    text.push('\n');
    text
}

/// The longest value on one line.
const WIDTH: usize = 100;

/// Writes a value with a line for each item and member, so that a difference between two
/// snapshots is a difference in lines.
fn write(text: &mut String, value: &Value, indent: usize) {
    let inline = inline(value);
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(entries) if indent < 2 || indent * 2 + inline.len() > WIDTH => entries
            .iter()
            .map(|(name, value)| (format!("{}: ", Value::from(name.as_str())), value))
            .collect(),
        _ => Vec::new(),
    };
    if entries.is_empty() {
        text.push_str(&inline);
        return;
    }
    text.push_str("{\n");
    for (i, (name, value)) in entries.iter().enumerate() {
        text.push_str(&"  ".repeat(indent + 1));
        text.push_str(name);
        write(text, value, indent + 1);
        text.push_str(if i + 1 < entries.len() { ",\n" } else { "\n" });
    }
    text.push_str(&"  ".repeat(indent));
    text.push('}');
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(elements) => {
            format!(
                "[{}]",
                elements.iter().map(inline).collect::<Vec<_>>().join(", ")
            )
        }
        other => other.to_string(),
    }
}

fn command(interface: &Interface, command: &Command) -> Value {
    let mut item = Map::new();
    payload(interface, &mut item, "arguments", &command.arguments);
    if let Some(returns) = &command.returns {
        item.insert("returns".into(), returns.to_string().into());
    }
    flag(&mut item, "open", command.open);
    flag(&mut item, "oob", command.oob);
    flag(&mut item, "no-reply", command.no_reply);
    flag(&mut item, "undocumented", command.undocumented);
    metadata(&mut item, &command.metadata);
    Value::Object(item)
}

fn event(interface: &Interface, event: &Event) -> Value {
    let mut item = Map::new();
    payload(interface, &mut item, "data", &event.data);
    flag(&mut item, "undocumented", event.undocumented);
    metadata(&mut item, &event.metadata);
    Value::Object(item)
}

fn payload(interface: &Interface, item: &mut Map<String, Value>, key: &str, payload: &Payload) {
    let value = match payload {
        Payload::Members(list) => members(list),
        // On the wire, the members of a struct replace it.
        Payload::Type(name) => match interface.flattened(&name.text) {
            Some(list) => members(&list),
            None => name.text.clone().into(),
        },
    };
    if value.as_object().is_none_or(|members| !members.is_empty()) {
        item.insert(key.into(), value);
    }
}

fn definition(definition: &TypeDef) -> Value {
    let mut item = Map::new();
    match &definition.kind {
        Kind::Enum(values) => {
            item.insert("kind".into(), "enum".into());
            let values: Map<String, Value> = values
                .iter()
                .map(|value| {
                    let mut entry = Map::new();
                    metadata(&mut entry, &value.metadata);
                    (value.name.text.clone(), Value::Object(entry))
                })
                .collect();
            item.insert("values".into(), values.into());
        }
        Kind::Object(object) => {
            item.insert("kind".into(), "object".into());
            add_object(&mut item, object);
        }
        Kind::Alternate(alternatives) => {
            item.insert("kind".into(), "alternate".into());
            let alternatives = alternatives
                .iter()
                .map(|a| (a.name.text.clone(), ty(&a.ty, &a.metadata)));
            item.insert(
                "alternatives".into(),
                alternatives.collect::<Map<_, _>>().into(),
            );
        }
    }
    metadata(&mut item, &definition.metadata);
    Value::Object(item)
}

fn add_object(item: &mut Map<String, Value>, object: &Object) {
    if let Some(base) = &object.base {
        item.insert("base".into(), base.text.clone().into());
    }
    item.insert("members".into(), members(&object.members));
    if let Some(discriminator) = &object.discriminator {
        item.insert("discriminator".into(), discriminator.text.clone().into());
        let branches = object.branches.iter();
        let branches: Map<String, Value> = branches
            .map(|b| (b.value.text.clone(), ty(&b.ty, &b.metadata)))
            .collect();
        item.insert("branches".into(), branches.into());
    }
    if let Some(wrapper) = &object.wrapper {
        item.insert("wrapper".into(), wrapper.clone().into());
    }
    flag(item, "open", object.open);
}

fn members(members: &[Member]) -> Value {
    let members: Map<String, Value> = members
        .iter()
        .map(|member| {
            let mut entry = Map::new();
            entry.insert("type".into(), member.ty.to_string().into());
            flag(&mut entry, "optional", member.optional);
            metadata(&mut entry, &member.metadata);
            (member.name.text.clone(), Value::Object(entry))
        })
        .collect();
    Value::Object(members)
}

/// The name of a type, or an object with the name and the metadata of its item.
fn ty(ty: &Type, item_metadata: &Metadata) -> Value {
    if item_metadata.is_empty() {
        return ty.to_string().into();
    }
    let mut entry = Map::new();
    entry.insert("type".into(), ty.to_string().into());
    metadata(&mut entry, item_metadata);
    Value::Object(entry)
}

fn flag(item: &mut Map<String, Value>, name: &str, value: bool) {
    if value {
        item.insert(name.into(), true.into());
    }
}

fn metadata(item: &mut Map<String, Value>, metadata: &Metadata) {
    if let Some(since) = &metadata.since {
        item.insert("since".into(), since.clone().into());
    }
    if let Some(until) = &metadata.until {
        item.insert("until".into(), until.clone().into());
    }
    if let Some(module) = &metadata.module {
        item.insert("module".into(), module.clone().into());
    }
    if !metadata.features.is_empty() {
        let features = metadata
            .features
            .iter()
            .map(|feature| match &feature.condition {
                None => Value::String(feature.name.clone()),
                Some(condition) => json!({ "name": feature.name, "if": condition }),
            });
        item.insert("features".into(), features.collect());
    }
    if let Some(condition) = &metadata.condition {
        item.insert("if".into(), condition.clone());
    }
}
