//! What examples show of a type, where the prose says nothing of it.

use serde_json::{Map, Value};

use super::types::Lowering;
use crate::document::Span;
use crate::ir::{Builtin, Doc, Kind, Member, Metadata, Name, Object, Type};

impl Lowering<'_> {
    /// The type of which all `values` are; `None` where there are none, or
    /// where they show nothing.
    pub(crate) fn infer(&mut self, path: &[&str], span: Span, values: &[&Value]) -> Option<Type> {
        let first = values.first()?;
        let all = |is: fn(&Value) -> bool| values.iter().all(|v| is(v));
        Some(match first {
            _ if all(Value::is_string) => self.infer_text(path, span, values),
            _ if all(Value::is_boolean) => Builtin::Bool.into(),
            _ if all(|v| v.is_i64() || v.is_u64()) => Builtin::Int.into(),
            _ if all(Value::is_number) => Builtin::Number.into(),
            _ if all(Value::is_array) => {
                let elements: Vec<&Value> = values
                    .iter()
                    .filter_map(|v| v.as_array())
                    .flatten()
                    .collect();
                let element = self.infer(path, span, &elements);
                Type::array(element.unwrap_or(Builtin::Any.into()))
            }
            _ if all(Value::is_object) => return self.infer_object(path, span, values),
            _ => return None,
        })
    }

    /// A string, or an enum where all values are among those that are known.
    fn infer_text(&mut self, path: &[&str], span: Span, values: &[&Value]) -> Type {
        let known = self.vocabulary.as_ref().filter(|words| {
            let known = |v: &&Value| words.iter().any(|(name, _)| v.as_str() == Some(&name.text));
            values.iter().all(known)
        });
        match known.cloned() {
            Some(words) => self.define_enum(path, span, Doc::default(), words),
            None => Builtin::Str.into(),
        }
    }

    fn infer_object(&mut self, path: &[&str], span: Span, values: &[&Value]) -> Option<Type> {
        let members = self.infer_members(path, span, values);
        if members.is_empty() {
            return None;
        }
        let name = self.claim(path);
        let object = Object {
            members,
            open: false,
            ..Object::default()
        };
        let doc = Doc::paragraph("What examples show of it; nothing else describes it.");
        Some(self.define(name, span, doc, Kind::Object(object)))
    }

    /// The members that the objects among `values` show; one that any of them
    /// lacks is optional.
    pub(crate) fn infer_members(
        &mut self,
        path: &[&str],
        span: Span,
        values: &[&Value],
    ) -> Vec<Member> {
        let objects: Vec<&Map<String, Value>> =
            values.iter().filter_map(|v| v.as_object()).collect();
        let mut names: Vec<&String> = Vec::new();
        for name in objects.iter().flat_map(|object| object.keys()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
            .into_iter()
            .map(|name| {
                let shown: Vec<&Value> = objects.iter().filter_map(|o| o.get(name)).collect();
                let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
                let ty = self
                    .infer(&path, span, &shown)
                    .unwrap_or(Builtin::Any.into());
                Member {
                    name: Name {
                        text: name.clone(),
                        span,
                    },
                    ty,
                    optional: shown.len() < objects.len(),
                    doc: Doc::default(),
                    metadata: Metadata::default(),
                }
            })
            .collect()
    }
}

/// What `values` show of the member called `name`, arrays being looked into.
pub(crate) fn member<'v>(values: &[&'v Value], name: &str) -> Vec<&'v Value> {
    objects(values)
        .filter_map(|object| object.get(name))
        .collect()
}

/// The objects among `values`, arrays being looked into.
pub(crate) fn objects<'v>(values: &[&'v Value]) -> impl Iterator<Item = &'v Map<String, Value>> {
    let mut flat = Vec::new();
    let mut open: Vec<&'v Value> = values.iter().rev().copied().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => flat.push(object),
            Value::Array(elements) => open.extend(elements.iter().rev()),
            _ => {}
        }
    }
    flat.into_iter()
}

/// The names of the members of the objects among `values`, each once.
pub(crate) fn names(values: &[&Value]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in objects(values).flat_map(Map::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// The objects among `values` without the members that are `known`.
pub(crate) fn others(values: &[&Value], known: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut others = Vec::new();
    for object in objects(values) {
        let mut object = object.clone();
        object.retain(|name, _| !known(name));
        others.push(Value::Object(object));
    }
    others
}

/// What an example's objects show: requests, replies or events of one item.
#[derive(Debug, Default)]
pub(crate) struct ExampleValues<'v> {
    /// The `arguments` of requests, for a command.
    pub(crate) arguments: Vec<&'v Value>,
    /// What was returned, for a command.
    pub(crate) returned: Vec<&'v Value>,
    /// The `data`, for an event.
    pub(crate) data: Vec<&'v Value>,
}

/// What the examples show of the item called `name`.
pub(crate) fn shown<'v>(examples: &'v [crate::ir::Example], name: &str) -> ExampleValues<'v> {
    static NOTHING: Value = Value::Null;
    let mut shown = ExampleValues::default();
    for exchange in crate::examples::exchanges(examples) {
        match exchange {
            crate::examples::Exchange::Request {
                command, arguments, ..
            } if command == name => {
                shown.arguments.push(arguments.unwrap_or(&NOTHING));
            }
            crate::examples::Exchange::Return { command, value, .. }
                if command.is_none_or(|command| command == name) =>
            {
                shown.returned.push(value);
            }
            crate::examples::Exchange::Event { event, data, .. } if event == name => {
                shown.data.push(data.unwrap_or(&NOTHING));
            }
            _ => {}
        }
    }
    shown
}
