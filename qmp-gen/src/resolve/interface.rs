//! An interface whose names are resolved: the only input of the emitters.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::example_check::ExampleCheck;
use crate::ir::{
    Builtin, Command, Doc, EnumValue, Event, Kind, Member, Object, Release, Schema, Type, TypeDef,
    walk::{self, TypeTable},
};

/// A schema whose names are resolved: every name has one item, and every type that is used
/// is defined.
#[derive(Debug, Clone, Default)]
pub struct Interface {
    pub(crate) commands: IndexMap<String, Command>,
    pub(crate) events: IndexMap<String, Event>,
    pub(crate) types: IndexMap<String, TypeDef>,
    pub(super) boxed: HashMap<String, HashSet<String>>,
    pub(super) examples: Vec<ExampleCheck>,
    pub(super) release: Release,
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

    /// The interface as a schema, to be merged with others.
    pub(crate) fn into_schema(self) -> Schema {
        Schema {
            commands: self.commands.into_values().collect(),
            events: self.events.into_values().collect(),
            types: self.types.into_values().collect(),
            release: self.release,
            ..Schema::default()
        }
    }

    /// The release that it describes.
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

    /// The object of that name, to be changed.
    pub(super) fn object_mut(&mut self, name: &str) -> Option<&mut Object> {
        match &mut self.types.get_mut(name)?.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The members of an object, those of its bases first.
    pub fn members(&self, object: &Object) -> Vec<Member> {
        let chain: Vec<&Object> = walk::with_bases(self, object).collect();
        let mut members: Vec<Member> = Vec::new();
        for object in chain.into_iter().rev() {
            let docs: HashMap<&str, &Doc> = (object.base_docs.iter())
                .map(|(name, doc)| (name.as_str(), doc))
                .collect();
            for member in members.iter_mut().filter(|_| !docs.is_empty()) {
                if let Some(doc) = docs.get(member.name.text.as_str()) {
                    member.doc = (*doc).clone();
                }
            }
            members.extend(object.members.iter().cloned());
        }
        members
    }

    /// The members of an object, those of its bases first, without the documentation that
    /// the object adds to inherited members.
    pub(crate) fn undescribed_members<'a>(&'a self, object: &'a Object) -> Vec<&'a Member> {
        walk::all_members(self, object)
    }

    /// The members of the object of that name, those of its bases first. `None` if it has
    /// branches, or is not an object.
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
            // An implied discriminator, or a string as in QEMU 1.7.
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

    /// The values of the enum that is the type of an object's discriminator.
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

    /// Whether a member's value must be boxed, since its type can contain the type `ty` that
    /// has the member.
    pub fn is_boxed(&self, ty: &str, member: &str) -> bool {
        self.boxed
            .get(ty)
            .is_some_and(|members| members.contains(member))
    }

    /// The checks of the messages in examples: of all that are JSON and belong to a known
    /// item.
    pub fn examples(&self) -> &[ExampleCheck] {
        &self.examples
    }
}

impl TypeTable for Interface {
    // Resolving checks the bases before it walks along them.
    const HAS_CHECKED_BASES: bool = true;

    fn definition(&self, name: &str) -> Option<&TypeDef> {
        self.ty(name)
    }
}
