//! The names of items in Rust.

use std::collections::HashMap;

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
    pub(super) fn new(interface: &Interface) -> Names {
        let mut scope = Scope::with_reserved(PRELUDE);
        let commands = interface
            .commands()
            .map(|c| (c.name.text.clone(), scope.pascal(&c.name.text)));
        let commands = commands.collect();
        let mut scope = Scope::with_reserved(PRELUDE);
        scope.reserve(EVENT_ENUM);
        let events = interface
            .events()
            .map(|e| (e.name.text.clone(), scope.pascal(&e.name.text)));
        let events = events.collect();
        let mut scope = Scope::with_reserved(PRELUDE);
        let types: HashMap<String, String> = interface
            .types()
            .map(|t| (t.name.text.clone(), scope.pascal(&t.name.text)))
            .collect();
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
