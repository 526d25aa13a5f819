//! Infers types from examples if the prose states none.

use serde_json::{Map, Value};

use super::lowering::Lowering;
use crate::document::Span;
use crate::ir::{Builtin, Doc, EnumValue, Kind, Member, Name, Object, Type};

impl Lowering<'_> {
    /// The type of all `values`; `None` if there are none, or if they show nothing.
    pub(crate) fn infer(&mut self, path: &[&str], span: Span, values: &[&Value]) -> Option<Type> {
        self.infer_from(&[], path, span, values)
    }

    /// Like [`infer`](Lowering::infer), but strings of the vocabulary are values of an enum.
    pub(super) fn infer_from(
        &mut self,
        vocabulary: &[EnumValue],
        path: &[&str],
        span: Span,
        values: &[&Value],
    ) -> Option<Type> {
        let first = values.first()?;
        let all = |is: fn(&Value) -> bool| values.iter().all(|v| is(v));
        Some(match first {
            _ if all(Value::is_string) => self.infer_text(vocabulary, path, span, values),
            _ if all(Value::is_boolean) => Builtin::Bool.into(),
            _ if all(|v| v.is_i64() || v.is_u64()) => Builtin::Int.into(),
            _ if all(Value::is_number) => Builtin::Number.into(),
            _ if all(Value::is_array) => {
                let elements: Vec<&Value> = values
                    .iter()
                    .filter_map(|v| v.as_array())
                    .flatten()
                    .collect();
                let element = self.infer_from(vocabulary, path, span, &elements);
                Type::array(element.unwrap_or(Builtin::Any.into()))
            }
            _ if all(Value::is_object) => {
                return self.infer_object(vocabulary, path, span, values);
            }
            _ => return None,
        })
    }

    /// A string, or an enum if all values are in the vocabulary.
    fn infer_text(
        &mut self,
        vocabulary: &[EnumValue],
        path: &[&str],
        span: Span,
        values: &[&Value],
    ) -> Type {
        let is_known = |value: &&Value| {
            let mut words = vocabulary.iter();
            words.any(|word| value.as_str() == Some(&word.name.text))
        };
        match values.iter().all(is_known) {
            true => self.define_enum(path, span, Doc::default(), vocabulary.iter().cloned()),
            false => Builtin::Str.into(),
        }
    }

    fn infer_object(
        &mut self,
        vocabulary: &[EnumValue],
        path: &[&str],
        span: Span,
        values: &[&Value],
    ) -> Option<Type> {
        let members = self.infer_members_from(vocabulary, path, span, values);
        if members.is_empty() {
            return None;
        }
        let name = self.claim(path);
        let doc = Doc::paragraph("Inferred from examples; the documents do not describe it.");
        Some(self.define(name, span, doc, Kind::Object(Object::of(members))))
    }

    /// The members that the objects among `values` show; one that any of them
    /// lacks is optional.
    pub(crate) fn infer_members(
        &mut self,
        path: &[&str],
        span: Span,
        values: &[&Value],
    ) -> Vec<Member> {
        self.infer_members_from(&[], path, span, values)
    }

    /// Like [`infer_members`](Lowering::infer_members), with a vocabulary.
    pub(super) fn infer_members_from(
        &mut self,
        vocabulary: &[EnumValue],
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
                    .infer_from(vocabulary, &path, span, &shown)
                    .unwrap_or(Builtin::Any.into());
                Member {
                    optional: shown.len() < objects.len(),
                    ..Member::new(Name::new(name, span), ty)
                }
            })
            .collect()
    }
}

/// The values of the member `name` in the objects among `values`, and in arrays of them.
pub(crate) fn member<'v>(values: &[&'v Value], name: &str) -> Vec<&'v Value> {
    objects(values)
        .filter_map(|object| object.get(name))
        .collect()
}

/// The objects among `values`, and in arrays of them.
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

/// The values of one item in examples: of its requests and replies, or of its events.
#[derive(Debug, Default)]
pub(crate) struct ExampleValues<'v> {
    /// The `arguments` of requests, for a command.
    pub(crate) arguments: Vec<&'v Value>,
    /// The returned values, for a command.
    pub(crate) returned: Vec<&'v Value>,
    /// The `data`, for an event.
    pub(crate) data: Vec<&'v Value>,
}

/// The values of the item `name` in the examples.
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
