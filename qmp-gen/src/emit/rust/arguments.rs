//! Which types are the arguments of commands.

use std::collections::HashMap;

use super::wrappers::Wrappers;
use crate::ir::{Command, Kind, Member, Payload, Type};
use crate::naming::pascal;
use crate::resolve::Interface;

/// The types that are the arguments of commands.
///
/// Snapshots list the arguments of a command even if the schema refers to a type. So a type
/// with the same members counts as well, if the type has the name of the command in Rust, or
/// the branch of a union that contains it has the name of the command.
#[derive(Default)]
pub(super) struct ArgumentTypes {
    /// The types that are one item with a command, and the command.
    merged: HashMap<String, String>,
    /// The commands that are one item with a type, and the type.
    merged_commands: HashMap<String, String>,
    /// The other commands whose arguments are a type, and the type.
    separate: HashMap<String, String>,
}

impl ArgumentTypes {
    pub(super) fn new(interface: &Interface, wrappers: &Wrappers) -> Self {
        let by_ident: HashMap<String, &str> = interface
            .types()
            .map(|ty| (pascal(&ty.name.text), ty.name.text.as_str()))
            .collect();
        let in_branches = in_branches(interface, wrappers);
        let mut types = ArgumentTypes::default();
        for command in interface.commands() {
            let name = &command.name.text;
            let same = by_ident.get(&pascal(name)).copied();
            if let Some(ty) = same.filter(|ty| are_arguments(interface, command, ty))
                && !types.merged.contains_key(ty)
            {
                types.merged.insert(ty.to_owned(), name.clone());
                types.merged_commands.insert(name.clone(), ty.to_owned());
                continue;
            }
            let candidates = match &command.arguments {
                Payload::Type(ty) => &[ty.text.as_str()][..],
                Payload::Members(_) => in_branches
                    .get(name.as_str())
                    .map_or(&[][..], Vec::as_slice),
            };
            let mut candidates = candidates.iter();
            if let Some(ty) = candidates.find(|ty| are_arguments(interface, command, ty)) {
                types.separate.insert(name.clone(), (*ty).to_owned());
            }
        }
        types
    }

    /// The command that is one item with a type.
    pub(super) fn merged_command(&self, ty: &str) -> Option<&str> {
        self.merged.get(ty).map(String::as_str)
    }

    /// The type that is one item with a command.
    pub(super) fn merged_type(&self, command: &str) -> Option<&str> {
        self.merged_commands.get(command).map(String::as_str)
    }

    /// The type of a command's arguments, if it is an item of its own.
    pub(super) fn separate_type(&self, command: &str) -> Option<&str> {
        self.separate.get(command).map(String::as_str)
    }

    /// All types that are the arguments of a command.
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        let merged = self.merged.keys().map(String::as_str);
        merged.chain(self.separate_types())
    }

    /// The types that are items of their own.
    pub(super) fn separate_types(&self) -> impl Iterator<Item = &str> {
        self.separate.values().map(String::as_str)
    }
}

/// The types of the content of branches, by the value of the discriminator.
fn in_branches<'a>(
    interface: &'a Interface,
    wrappers: &'a Wrappers,
) -> HashMap<&'a str, Vec<&'a str>> {
    let mut contents: HashMap<&str, Vec<&str>> = HashMap::new();
    for definition in interface.types() {
        let Kind::Object(object) = &definition.kind else {
            continue;
        };
        for branch in &object.branches {
            if let Type::Named(name) = wrappers.content(&branch.ty) {
                contents.entry(&branch.value.text).or_default().push(name);
            }
        }
    }
    contents
}

/// Whether a type has exactly the arguments of a command.
fn are_arguments(interface: &Interface, command: &Command, ty: &str) -> bool {
    match &command.arguments {
        Payload::Type(name) => name.text == ty,
        Payload::Members(arguments) => {
            let members = interface.flattened(ty).unwrap_or_default();
            let open = interface.object(ty).is_some_and(|object| object.open);
            !arguments.is_empty() && open == command.open && facts(arguments) == facts(&members)
        }
    }
}

/// The members by name, without their documentation.
fn facts(members: &[Member]) -> HashMap<&str, (&Type, bool)> {
    let facts = members
        .iter()
        .map(|member| (member.name.text.as_str(), (&member.ty, member.optional)));
    facts.collect()
}
