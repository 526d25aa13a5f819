//! What the connected server supports, by its own schema.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// The interface of the connected server: the reply of `query-qmp-schema`.
///
/// Types have no names there that mean anything, so that arguments and members are found by
/// their paths, which go through objects, arrays and all branches of unions: `file.filename`.
#[derive(Debug, Clone, Default)]
pub struct ServerSchema {
    commands: HashMap<String, Signature>,
    events: HashMap<String, String>,
    types: HashMap<String, Type>,
}

#[derive(Debug, Clone)]
struct Signature {
    arguments: String,
    returns: String,
    out_of_band: bool,
}

#[derive(Debug, Clone)]
enum Type {
    Object {
        members: HashMap<String, String>,
        branches: Vec<String>,
    },
    Enum(HashSet<String>),
    Array(String),
    Alternate(Vec<String>),
}

impl ServerSchema {
    /// Reads the reply of `query-qmp-schema`. Unknown kinds of entries are skipped.
    pub fn from_reply(reply: &Value) -> Self {
        let mut schema = ServerSchema::default();
        for entry in reply.as_array().map(Vec::as_slice).unwrap_or_default() {
            schema.add(entry);
        }
        schema
    }

    fn add(&mut self, entry: &Value) {
        let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let list = |name: &str| {
            entry[name]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        let name = text("name");
        let found = match text("meta-type").as_str() {
            "command" => {
                let signature = Signature {
                    arguments: text("arg-type"),
                    returns: text("ret-type"),
                    out_of_band: entry["allow-oob"] == Value::Bool(true),
                };
                self.commands.insert(name, signature);
                return;
            }
            "event" => {
                self.events.insert(name, text("arg-type"));
                return;
            }
            "object" => Type::Object {
                members: list("members")
                    .iter()
                    .filter_map(|member| Some((string(member, "name")?, string(member, "type")?)))
                    .collect(),
                branches: list("variants")
                    .iter()
                    .filter_map(|branch| string(branch, "type"))
                    .collect(),
            },
            // Servers before QEMU 7.1 have only the names of the values.
            "enum" if entry["members"].is_array() => Type::Enum(
                list("members")
                    .iter()
                    .filter_map(|value| string(value, "name"))
                    .collect(),
            ),
            "enum" => Type::Enum(
                list("values")
                    .iter()
                    .filter_map(|value| value.as_str().map(ToOwned::to_owned))
                    .collect(),
            ),
            "array" => Type::Array(text("element-type")),
            "alternate" => Type::Alternate(
                list("members")
                    .iter()
                    .filter_map(|member| string(member, "type"))
                    .collect(),
            ),
            _ => return,
        };
        self.types.insert(name, found);
    }

    /// The names of all commands, in no particular order.
    pub fn commands(&self) -> impl Iterator<Item = &str> {
        self.commands.keys().map(String::as_str)
    }

    /// The names of all events, in no particular order.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.events.keys().map(String::as_str)
    }

    /// Whether the server has a command.
    pub fn has_command(&self, command: &str) -> bool {
        self.commands.contains_key(command)
    }

    /// Whether a command can be executed out of band.
    pub fn allows_out_of_band(&self, command: &str) -> bool {
        let signature = self.commands.get(command);
        signature.is_some_and(|signature| signature.out_of_band)
    }

    /// Whether the server has an event.
    pub fn has_event(&self, event: &str) -> bool {
        self.events.contains_key(event)
    }

    /// Whether a command has an argument, by its path, such as `driver` or `file.filename`.
    pub fn has_argument(&self, command: &str, path: &str) -> bool {
        let signature = self.commands.get(command);
        signature.is_some_and(|signature| !self.find(&signature.arguments, path).is_empty())
    }

    /// Whether an argument accepts a value of an enum: `("blockdev-add", "driver", "qcow2")`.
    pub fn has_argument_value(&self, command: &str, path: &str, value: &str) -> bool {
        let signature = self.commands.get(command);
        signature.is_some_and(|signature| {
            let found = self.find(&signature.arguments, path);
            found.into_iter().any(|name| self.has_value(name, value))
        })
    }

    /// Whether the reply of a command has a member, by its path. Elements of an array need no
    /// index: `inserted.image.format` for `query-block`.
    pub fn has_reply_member(&self, command: &str, path: &str) -> bool {
        let signature = self.commands.get(command);
        signature.is_some_and(|signature| !self.find(&signature.returns, path).is_empty())
    }

    /// Whether the data of an event have a member, by its path.
    pub fn has_event_member(&self, event: &str, path: &str) -> bool {
        let data = self.events.get(event);
        data.is_some_and(|data| !self.find(data, path).is_empty())
    }

    /// The types that a path leads to, through all branches of unions.
    fn find<'s>(&'s self, start: &'s str, path: &str) -> HashSet<&'s str> {
        let mut found = HashSet::from([start]);
        for name in path.split('.') {
            let objects = self.objects(found);
            let mut next = HashSet::new();
            for object in objects {
                if let Some(Type::Object { members, .. }) = self.types.get(object) {
                    next.extend(members.get(name).map(String::as_str));
                }
            }
            found = next;
        }
        found
    }

    /// The types themselves, the elements of arrays, and the branches of unions and alternates.
    fn objects<'s>(&'s self, types: HashSet<&'s str>) -> HashSet<&'s str> {
        let mut seen = HashSet::new();
        let mut waiting: Vec<_> = types.into_iter().collect();
        while let Some(name) = waiting.pop() {
            if !seen.insert(name) {
                continue;
            }
            match self.types.get(name) {
                Some(Type::Array(element)) => waiting.push(element),
                Some(Type::Alternate(members)) => {
                    waiting.extend(members.iter().map(String::as_str))
                }
                Some(Type::Object { branches, .. }) => {
                    waiting.extend(branches.iter().map(String::as_str));
                }
                Some(Type::Enum(_)) | None => {}
            }
        }
        seen
    }

    fn has_value(&self, name: &str, value: &str) -> bool {
        let types = self.objects(HashSet::from([name]));
        types.into_iter().any(|name| {
            matches!(self.types.get(name), Some(Type::Enum(values)) if values.contains(value))
        })
    }
}

fn string(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(ToOwned::to_owned)
}
