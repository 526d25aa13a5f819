//! The names of items in Rust.

use std::collections::{HashMap, HashSet};

use super::arguments::ArgumentTypes;
use crate::ir::Kind;
use crate::naming::Scope;
use crate::resolve::Interface;

/// The names of all items in Rust, by their names in the documents.
pub(super) struct Names {
    commands: HashMap<String, String>,
    events: HashMap<String, String>,
    types: HashMap<String, String>,
    branches: HashMap<String, String>,
}

/// The name of the enum of all events.
pub(super) const EVENT_ENUM: &str = "Event";

/// Names of Rust's prelude that generated code uses. No item gets one of them.
const PRELUDE: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "From",
    "FnOnce",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

impl Names {
    pub(super) fn new(interface: &Interface, arguments: &ArgumentTypes) -> Names {
        let mut scope = Scope::with_reserved(PRELUDE);
        let commands = interface
            .commands()
            .map(|c| (c.name.text.clone(), scope.pascal(&c.name.text)));
        let commands: HashMap<String, String> = commands.collect();
        let mut scope = Scope::with_reserved(PRELUDE);
        scope.reserve(EVENT_ENUM);
        let events = interface
            .events()
            .map(|e| (e.name.text.clone(), scope.pascal(&e.name.text)));
        let events = events.collect();
        let types = type_names(interface, arguments, &commands);
        let mut scope = Scope::with_reserved(PRELUDE);
        for name in types.values().chain(commands.values()) {
            scope.reserve(name);
        }
        let is_union = |kind: &Kind| matches!(kind, Kind::Object(o) if o.discriminator.is_some());
        let unions = interface
            .types()
            .filter(|definition| is_union(&definition.kind));
        let branches = unions
            .map(|t| {
                let name = format!("{} branch", t.name.text);
                (t.name.text.clone(), scope.pascal(&name))
            })
            .collect();
        Names {
            commands,
            events,
            types,
            branches,
        }
    }

    pub(super) fn command(&self, name: &str) -> Option<&str> {
        self.commands.get(name).map(String::as_str)
    }

    pub(super) fn event(&self, name: &str) -> Option<&str> {
        self.events.get(name).map(String::as_str)
    }

    /// The name of a type that the interface defines.
    pub(super) fn ty<'n>(&'n self, name: &'n str) -> &'n str {
        self.types.get(name).map_or(name, String::as_str)
    }

    /// The name of the enum of branches of a union that the interface defines.
    pub(super) fn branches<'n>(&'n self, name: &'n str) -> &'n str {
        self.branches.get(name).map_or(name, String::as_str)
    }
}

/// The names of types. No type has the name of a command, so that both modules can be
/// imported with a glob, unless the type and the command are one item.
fn type_names(
    interface: &Interface,
    arguments: &ArgumentTypes,
    commands: &HashMap<String, String>,
) -> HashMap<String, String> {
    let replies = interface.commands().filter_map(|command| {
        let reply = command.returns.as_ref()?;
        reply.name()
    });
    let replies: HashSet<&str> = replies.collect();
    let taken: HashSet<&str> = commands.values().map(String::as_str).collect();
    let mut plain = Scope::with_reserved(PRELUDE);
    let mut scope = Scope::with_reserved(PRELUDE);
    for name in &taken {
        scope.reserve(name);
    }
    let mut names = HashMap::new();
    let mut renamed = Vec::new();
    for definition in interface.types() {
        let name = &definition.name.text;
        let wanted = plain.pascal(name);
        let merged = arguments.merged_command(name);
        let ident = match merged.and_then(|command| commands.get(command)) {
            Some(ident) => ident.clone(),
            None if taken.contains(wanted.as_str()) => {
                renamed.push(name);
                continue;
            }
            None => scope.pascal(name),
        };
        names.insert(name.clone(), ident);
    }
    // A type that has this name in the documents keeps it.
    for name in renamed {
        let kind = match replies.contains(name.as_str()) {
            true => "reply",
            false => "type",
        };
        names.insert(name.clone(), scope.pascal(&format!("{name} {kind}")));
    }
    names
}
