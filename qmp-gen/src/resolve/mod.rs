//! From a schema as the documents give it to one whose every name leads
//! somewhere. Emitters see nothing else.

mod alternates;
mod examples;
mod nearest;
mod objects;
mod reach;
mod recursion;
mod references;
mod secrets;
mod select;
mod summaries;
mod value_checker;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Span;
use crate::ir::{
    Builtin, Command, Doc, EnumValue, Event, Kind, Member, Name, Object, Release, Schema, Type,
    TypeDef,
};
use crate::source::Neighbours;

pub(crate) use alternates::{JsonKind, json_kinds};
pub use examples::{ExampleCheck, ExampleKind};
pub(crate) use nearest::nearest;
pub use select::{SelectError, Unknown};
pub(crate) use summaries::apply_summaries;

/// A schema whose names have been looked up: there is one item of each name,
/// and every type that is named is there.
#[derive(Debug, Clone, Default)]
pub struct Interface {
    commands: IndexMap<String, Command>,
    events: IndexMap<String, Event>,
    types: IndexMap<String, TypeDef>,
    boxed: HashMap<String, HashSet<String>>,
    examples: Vec<ExampleCheck>,
    release: Release,
}

impl Interface {
    /// The commands, in the documents' order.
    pub fn commands(&self) -> impl ExactSizeIterator<Item = &Command> {
        self.commands.values()
    }

    /// The events, in the documents' order.
    pub fn events(&self) -> impl ExactSizeIterator<Item = &Event> {
        self.events.values()
    }

    /// The types, in the documents' order.
    pub fn types(&self) -> impl ExactSizeIterator<Item = &TypeDef> {
        self.types.values()
    }

    /// What it is the interface of.
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// The command of that name.
    pub fn command(&self, name: &str) -> Option<&Command> {
        self.commands.get(name)
    }

    /// The event of that name.
    pub fn event(&self, name: &str) -> Option<&Event> {
        self.events.get(name)
    }

    /// The type of that name.
    pub fn ty(&self, name: &str) -> Option<&TypeDef> {
        self.types.get(name)
    }

    /// The object of that name.
    pub fn object(&self, name: &str) -> Option<&Object> {
        match &self.ty(name)?.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The members of an object, those of its bases first.
    pub fn members(&self, object: &Object) -> Vec<Member> {
        let mut members = match &object.base {
            Some(base) => self
                .object(&base.text)
                .map(|base| self.members(base))
                .unwrap_or_default(),
            None => Vec::new(),
        };
        if !object.base_docs.is_empty() {
            let docs = object.base_docs.iter().map(|(name, doc)| (name, doc));
            let docs: HashMap<&String, &Doc> = docs.collect();
            for member in &mut members {
                if let Some(doc) = docs.get(&member.name.text) {
                    member.doc = (*doc).clone();
                }
            }
        }
        members.extend(object.members.iter().cloned());
        members
    }

    /// The members of an object, those of its bases first, without what the object says
    /// of those.
    pub(crate) fn undescribed_members<'a>(&'a self, object: &'a Object) -> Vec<&'a Member> {
        let base = object
            .base
            .as_ref()
            .and_then(|base| self.object(&base.text));
        let mut members = base.map_or_else(Vec::new, |base| self.undescribed_members(base));
        members.extend(&object.members);
        members
    }

    /// The members of the object of that name as they stand on the wire; `None`
    /// where it has branches, or is no object.
    pub fn flattened(&self, name: &str) -> Option<Vec<Member>> {
        let object = self.object(name)?;
        object.discriminator.is_none().then(|| self.members(object))
    }

    /// The values of an object's discriminator.
    pub fn discriminator_values(&self, object: &Object) -> Vec<String> {
        let Some(discriminator) = &object.discriminator else {
            return Vec::new();
        };
        let members = self.undescribed_members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text);
        match member.map(|member| &member.ty) {
            // It is implied, or a string as in QEMU 1.7.
            None | Some(Type::Builtin(Builtin::Str)) => {
                let branches = object.branches.iter();
                branches.map(|branch| branch.value.text.clone()).collect()
            }
            Some(Type::Named(name)) => match self.ty(name).map(|definition| &definition.kind) {
                Some(Kind::Enum(values)) => values.iter().map(|v| v.name.text.clone()).collect(),
                _ => Vec::new(),
            },
            Some(_) => Vec::new(),
        }
    }

    /// The values of the enum that an object's discriminator is of.
    pub(crate) fn discriminator_enum(&self, object: &Object) -> Option<&[EnumValue]> {
        let discriminator = object.discriminator.as_ref()?;
        let members = self.undescribed_members(object);
        let member = members.iter().find(|m| m.name.text == discriminator.text)?;
        match &member.ty {
            Type::Named(name) => match &self.ty(name)?.kind {
                Kind::Enum(values) => Some(values),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a member's value has to be boxed, since it can contain the
    /// object that it is a member of.
    pub fn is_boxed(&self, ty: &str, member: &str) -> bool {
        self.boxed
            .get(ty)
            .is_some_and(|members| members.contains(member))
    }

    /// What became of every message of the examples that is JSON and that
    /// belongs to a known item.
    pub fn examples(&self) -> &[ExampleCheck] {
        &self.examples
    }
}

/// Looks up every name. What leads nowhere is reported and replaced, so that
/// one mistake gives one problem.
pub(crate) fn resolve(
    schema: Schema,
    neighbours: &mut Neighbours<'_>,
    diagnostics: &mut Diagnostics,
) -> Interface {
    let mut interface = Interface {
        commands: unique(schema.commands, |c| &c.name, "command", diagnostics),
        events: unique(schema.events, |e| &e.name, "event", diagnostics),
        types: unique(schema.types, |t| &t.name, "type", diagnostics),
        boxed: HashMap::new(),
        examples: Vec::new(),
        release: schema.release,
    };
    references::check(&mut interface, &schema.type_places, neighbours, diagnostics);
    objects::check(&mut interface, schema.c_names, diagnostics);
    alternates::check(&interface, diagnostics);
    recursion::check(&mut interface, diagnostics);
    interface.examples = examples::check(&interface, diagnostics);
    interface
}

/// A problem of a definition, at its name; with the place in it that it is
/// about, where that is another.
fn problem(code: Code, owner: &Name, place: Span, message: String) -> Diagnostic {
    let problem = Diagnostic::new(code, owner.span, message);
    if place == owner.span {
        return problem;
    }
    problem.related(place, "here")
}

fn unique<T>(
    items: Vec<T>,
    name: impl Fn(&T) -> &Name,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, T> {
    let mut places = HashMap::new();
    let mut unique = IndexMap::new();
    for item in items {
        let own = name(&item);
        match places.get(&own.text) {
            None => {
                places.insert(own.text.clone(), own.span);
                unique.insert(own.text.clone(), item);
            }
            Some(first) => diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateItem,
                    own.span,
                    format!("a second {what} `{}`", own.text),
                )
                .related(*first, "the first is here"),
            ),
        }
    }
    unique
}
