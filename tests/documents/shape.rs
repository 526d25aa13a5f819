//! The facts of one item in a form that is easy to read and to write by hand: those of a
//! snapshot, with every type inlined.
//!
//! | in the documents | here |
//! |---|---|
//! | a string, an integer | `"str"`, `"int"` |
//! | an array of strings | `["str"]` |
//! | `"read"` or `"write"` | `"read\|write"` |
//! | an object | `{ "name": …, "left-out?": …, "newer @2.1": … }` |
//! | members that are not listed | `"...": true` after those that are |
//! | members only for `"type": "io"` | `"type=io": { … }` after the others |
//! | the object that contains it | `"^"` |
//!
//! In an expected shape, `"*"` matches anything, and `"name~"` a member that may be optional or
//! required.

use serde_json::{Map, Value};

/// Returns the shape of a command or an event.
pub(crate) fn item_shape(snapshot: &Value, item: &Value) -> Value {
    let shapes = Shapes { snapshot };
    let mut shape = Map::new();
    for (key, value) in item.as_object().unwrap() {
        let value = match key.as_str() {
            "arguments" | "data" => {
                let mut members = shapes.members(value, &mut Vec::new());
                if item["open"] == Value::Bool(true) {
                    members.insert("...".to_owned(), true.into());
                }
                Value::Object(members)
            }
            "returns" => shapes.ty(value.as_str().unwrap(), &mut Vec::new()),
            "open" => continue,
            _ => value.clone(),
        };
        shape.insert(key.clone(), value);
    }
    Value::Object(shape)
}

struct Shapes<'a> {
    snapshot: &'a Value,
}

impl Shapes<'_> {
    fn ty(&self, name: &str, around: &mut Vec<String>) -> Value {
        if let Some(element) = name.strip_prefix('[') {
            let element = element.strip_suffix(']').unwrap();
            return Value::Array(vec![self.ty(element, around)]);
        }
        let Some(definition) = self.snapshot["types"].get(name) else {
            return name.into();
        };
        if around.iter().any(|other| other == name) {
            return "^".into();
        }
        around.push(name.to_owned());
        let shape = match definition["kind"].as_str().unwrap() {
            "enum" => {
                let values = definition["values"].as_object().unwrap();
                let values: Vec<&str> = values.keys().map(String::as_str).collect();
                values.join("|").into()
            }
            "object" => Value::Object(self.object(definition, around)),
            other => panic!("these documents have no {other}"),
        };
        around.pop();
        shape
    }

    fn object(&self, definition: &Value, around: &mut Vec<String>) -> Map<String, Value> {
        let mut shape = self.members(&definition["members"], around);
        if definition["open"] == Value::Bool(true) {
            shape.insert("...".to_owned(), true.into());
        }
        if let Some(discriminator) = definition.get("discriminator") {
            let discriminator = discriminator.as_str().unwrap();
            for (value, ty) in definition["branches"].as_object().unwrap() {
                let mut branch = self.ty(ty.as_str().unwrap(), around);
                if let Some(wrapper) = definition.get("wrapper") {
                    let mut wrapped = Map::new();
                    wrapped.insert(wrapper.as_str().unwrap().to_owned(), branch);
                    branch = Value::Object(wrapped);
                }
                shape.insert(format!("{discriminator}={value}"), branch);
            }
        }
        shape
    }

    fn members(&self, members: &Value, around: &mut Vec<String>) -> Map<String, Value> {
        let members = members.as_object().unwrap().iter();
        members
            .map(|(name, member)| {
                let mut name = name.clone();
                if member["optional"] == Value::Bool(true) {
                    name.push('?');
                }
                if let Some(since) = member.get("since") {
                    name = format!("{name} @{}", since.as_str().unwrap());
                }
                let ty = self.ty(member["type"].as_str().unwrap(), around);
                (name, ty)
            })
            .collect()
    }
}

/// Returns the differences of two shapes, with one line for each position.
pub(crate) fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare("", expected, found, &mut differences);
    differences
}

fn compare(path: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::String(any), _) if any == "*" => {}
        (Value::Array(expected), Value::Array(found)) => {
            compare(&format!("{path}[]"), &expected[0], &found[0], differences);
        }
        (Value::Object(expected), Value::Object(found)) => {
            let mut left: Vec<&String> = found.keys().collect();
            for (name, expected) in expected {
                let either = name.strip_suffix('~');
                let key = found.keys().find(|found| match either {
                    Some(name) => found.trim_end_matches('?') == name,
                    None => *found == name,
                });
                match key {
                    Some(key) => {
                        left.retain(|other| *other != key);
                        compare(
                            &format!("{path}.{name}"),
                            expected,
                            &found[key],
                            differences,
                        );
                    }
                    None => differences.push(format!("{path}: there is no `{name}`")),
                }
            }
            for name in left {
                differences.push(format!("{path}: `{name}` should not be there"));
            }
        }
        (expected, found) if expected == found => {}
        _ => differences.push(format!("{path}: it is {found}, and should be {expected}")),
    }
}
