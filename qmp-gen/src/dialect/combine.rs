//! Documents of several dialects about one release: the structure is the schema's, the
//! documentation and the examples come from all of them, and contradictions are reported.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::walk::{self, TypeTable};
use crate::ir::{Doc, Example, Member, Name, Object, Payload, Schema, TypeDef};

/// Adds what classic documents describe to a schema of other dialects.
pub(super) fn combine(
    mut schema: Schema,
    classic: Schema,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let types: IndexMap<String, TypeDef> = schema
        .types
        .iter()
        .map(|t| (t.name.text.clone(), t.clone()))
        .collect();
    let mut combination = Combination { types, diagnostics };
    let mut kept = Vec::new();
    for command in classic.commands {
        match schema
            .commands
            .iter_mut()
            .find(|c| c.name.text == command.name.text)
        {
            Some(known) => {
                combination.compare(
                    &known.name,
                    &known.arguments,
                    known.open,
                    &command.name,
                    &command.arguments,
                );
                add_documentation(
                    &mut known.doc,
                    &mut known.examples,
                    command.doc,
                    command.examples,
                );
                if known.returns_doc.is_empty() {
                    known.returns_doc = command.returns_doc;
                }
                combination.describe(&mut known.arguments, &command.arguments);
            }
            None => kept.push(command),
        }
    }
    schema.commands.extend(kept);
    let mut kept = Vec::new();
    for event in classic.events {
        match schema
            .events
            .iter_mut()
            .find(|e| e.name.text == event.name.text)
        {
            Some(known) => {
                combination.compare(&known.name, &known.data, false, &event.name, &event.data);
                add_documentation(
                    &mut known.doc,
                    &mut known.examples,
                    event.doc,
                    event.examples,
                );
                combination.describe(&mut known.data, &event.data);
            }
            None => kept.push(event),
        }
    }
    schema.events.extend(kept);
    let types: HashMap<&str, &TypeDef> = (classic.types.iter())
        .map(|definition| (definition.name.text.as_str(), definition))
        .collect();
    let items = walk::names_in_items(&schema.commands, &schema.events);
    let reached = walk::reached(&types, items);
    let needed: Vec<TypeDef> = (classic.types.iter())
        .filter(|definition| reached.contains(definition.name.text.as_str()))
        .cloned()
        .collect();
    schema.types.extend(needed);
    schema
}

/// Adds the documentation if there was none, and every example.
fn add_documentation(doc: &mut Doc, examples: &mut Vec<Example>, other: Doc, others: Vec<Example>) {
    if doc.is_empty() {
        *doc = other;
    }
    examples.extend(others);
}

struct Combination<'a> {
    types: IndexMap<String, TypeDef>,
    diagnostics: &'a mut Diagnostics,
}

impl Combination<'_> {
    /// Reports members that only one side has.
    fn compare(
        &mut self,
        owner: &Name,
        structure: &Payload,
        open: bool,
        described: &Name,
        text: &Payload,
    ) {
        let Some(members) = self.members(structure) else {
            return;
        };
        if open {
            return;
        }
        for member in text.members() {
            let name = &member.name.text;
            match members.iter().find(|known| known.name.text == *name) {
                None => {
                    let close = members
                        .iter()
                        .find(|known| is_close(&known.name.text, name));
                    let instead =
                        close.map_or(String::new(), |m| format!("; it has `{}`", m.name.text));
                    self.contradiction(
                        &member.name,
                        owner,
                        format!("`{}` has no `{name}` in the schema{instead}", owner.text),
                    );
                }
                Some(known) if known.optional != member.optional => {
                    let (here, there) = if known.optional {
                        ("required", "optional")
                    } else {
                        ("optional", "required")
                    };
                    self.contradiction(
                        &member.name,
                        &known.name,
                        format!(
                            "`{name}` of `{}` is {here} here and {there} in the schema",
                            owner.text
                        ),
                    );
                }
                Some(_) => {}
            }
        }
        if text.members().is_empty() {
            return;
        }
        for known in members {
            if !text
                .members()
                .iter()
                .any(|member| member.name.text == known.name.text)
            {
                let message = format!(
                    "`{}` of `{}` is only in the schema",
                    known.name.text, owner.text
                );
                self.contradiction(described, &known.name, message);
            }
        }
    }

    fn contradiction(&mut self, here: &Name, there: &Name, message: String) {
        self.diagnostics.push(
            Diagnostic::new(Code::DocumentsDisagree, here.span, message)
                .related(there.span, "the definition in the schema"),
        );
    }

    /// The members with those of bases; `None` if they depend on a discriminator.
    fn members(&self, payload: &Payload) -> Option<Vec<Member>> {
        match payload {
            Payload::Members(members) => Some(members.clone()),
            Payload::Type(name) => {
                let object = self.types.object(&name.text)?;
                let chain: Vec<&Object> = walk::with_bases(&self.types, object).collect();
                let base = chain.last().and_then(|object| object.base.as_ref());
                let is_known = base.is_none_or(|base| self.types.object(&base.text).is_some());
                let is_plain = chain.iter().all(|object| object.discriminator.is_none());
                (is_known && is_plain).then(|| {
                    let members = chain.iter().flat_map(|object| &object.members);
                    members.cloned().collect()
                })
            }
        }
    }

    /// Adds documentation to members that have none in the schema.
    fn describe(&self, structure: &mut Payload, text: &Payload) {
        if let Payload::Members(members) = structure {
            for member in members.iter_mut().filter(|member| member.doc.is_empty()) {
                let described = text
                    .members()
                    .iter()
                    .find(|m| m.name.text == member.name.text);
                if let Some(described) = described {
                    member.doc = described.doc.clone();
                }
            }
        }
    }
}

/// Whether one of two names is a misspelling of the other.
fn is_close(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace(['-', '_'], "").to_ascii_lowercase();
    let (one, other) = (plain(one), plain(other));
    one.starts_with(&other) || other.starts_with(&one)
}
