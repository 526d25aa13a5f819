//! What every item is called, and the types of values.

use std::collections::HashMap;

use super::Emitter;
use crate::ir::{Builtin, Kind, Type};
use crate::naming::Scope;
use crate::resolve::Interface;

/// The names of all items.
pub(super) struct Names {
    commands: HashMap<String, String>,
    events: HashMap<String, String>,
    types: HashMap<String, String>,
    branches: HashMap<String, String>,
}

/// What the generated enum of all events is called.
pub(super) const EVENT_ENUM: &str = "Event";

/// What generated code calls by its name in Rust's prelude: an item that would
/// be called so is called otherwise.
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

    pub(super) fn ty(&self, name: &str) -> &str {
        self.types.get(name).map_or("Value", String::as_str)
    }

    /// The enum of a union's branches.
    pub(super) fn branches(&self, name: &str) -> &str {
        self.branches.get(name).map_or("Branch", String::as_str)
    }
}

impl Emitter<'_> {
    /// The Rust type of a value.
    pub(super) fn ty(&self, ty: &Type) -> String {
        let builtin = match ty {
            Type::Builtin(builtin) => builtin,
            Type::Named(name) => return format!("types::{}", self.names.ty(name)),
            Type::Array(element) => return format!("Vec<{}>", self.ty(element)),
        };
        let name = match builtin {
            Builtin::Str => "String",
            Builtin::Int | Builtin::Int64 => "i64",
            Builtin::Number => "f64",
            Builtin::Bool => "bool",
            Builtin::Any => "codegen::Value",
            Builtin::Null => "()",
            Builtin::Size | Builtin::Uint64 => "u64",
            Builtin::Int8 => "i8",
            Builtin::Int16 => "i16",
            Builtin::Int32 => "i32",
            Builtin::Uint8 => "u8",
            Builtin::Uint16 => "u16",
            Builtin::Uint32 => "u32",
        };
        name.to_owned()
    }

    /// The type of a parameter that such a value is made from, and the making:
    /// text from whatever is text, an enum from its value, a vector from
    /// whatever can be gone through. Numbers stay what they are, so that a
    /// literal is one.
    pub(super) fn parameter(&self, ty: &Type, value: &str) -> (String, String) {
        let own = self.ty(ty);
        match ty {
            Type::Array(element) if !matches!(**element, Type::Array(_)) => {
                let (parameter, _) = self.parameter(element, value);
                let into = if is_plain(element) {
                    format!("{value}.into_iter().collect()")
                } else {
                    format!("{value}.into_iter().map(Into::into).collect()")
                };
                (format!("impl IntoIterator<Item = {parameter}>"), into)
            }
            _ if is_plain(ty) => (own, value.to_owned()),
            _ => (format!("impl Into<{own}>"), format!("{value}.into()")),
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Builtin(builtin) => !matches!(builtin, Builtin::Str | Builtin::Any),
        Type::Array(_) => true,
        Type::Named(_) => false,
    }
}
