//! Looking things up in a checked interface, for code that is written by hand and
//! held to it: items by name, the members of an object as they stand on the wire,
//! and what the documents say in words.

mod members;
mod range;
mod words;

pub use members::WireMember;
pub use range::{ParseRangeError, VersionRange};

use std::error::Error;
use std::fmt;

use crate::ir::{Command, Event, Name, TypeDef};
use crate::naming;
use crate::removed::{Removed, RemovedKind};
use crate::resolve::{Interface, nearest};

/// A name that the documents do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// What is said of the name, such as `the documents have no event`.
    pub what: String,
    /// The name.
    pub name: String,
    /// The item of that name that an earlier release had.
    pub removed: Option<Box<Removed>>,
    /// The name that was perhaps meant, where nothing of that name was removed.
    pub nearest: Option<String>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`{}", self.what, self.name, self.hint())
    }
}

impl Error for Missing {}

impl Missing {
    /// Says that `name` is not among `known`.
    pub fn new<'n>(
        what: impl Into<String>,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Missing {
        Missing {
            what: what.into(),
            name: name.to_owned(),
            removed: None,
            nearest: nearest(name, known).map(str::to_owned),
        }
    }

    /// Says what an earlier release had of that name, if it had one: that is surer than a
    /// name that is merely near.
    #[must_use]
    pub fn or_removed(mut self, removed: Option<Removed>) -> Missing {
        if let Some(removed) = removed {
            self.removed = Some(Box::new(removed));
            self.nearest = None;
        }
        self
    }

    fn hint(&self) -> String {
        match (&self.removed, &self.nearest) {
            (Some(removed), _) => format!("; {removed}"),
            (None, Some(nearest)) => format!("; perhaps `{nearest}` is meant"),
            (None, None) => String::new(),
        }
    }
}

impl Interface {
    /// The command that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    ///
    /// ```
    /// use qmp_gen::{Builtin, Run};
    ///
    /// let run = Run::of_builtin(Builtin::Guest);
    /// assert!(run.interface.find_command("guest-ping").is_ok());
    /// let missing = run.interface.find_command("guest-pin").unwrap_err();
    /// assert_eq!(missing.nearest.as_deref(), Some("guest-ping"));
    /// ```
    pub fn find_command(&self, name: &str) -> Result<&Command, Missing> {
        self.command(name).ok_or_else(|| {
            let known = self.commands().map(|command| command.name.text.as_str());
            let removed = Removed::find(RemovedKind::Command, name);
            Missing::new("the documents have no command", name, known).or_removed(removed)
        })
    }

    /// The event that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find_event(&self, name: &str) -> Result<&Event, Missing> {
        self.event(name).ok_or_else(|| {
            let known = self.events().map(|event| event.name.text.as_str());
            let removed = Removed::find(RemovedKind::Event, name);
            Missing::new("the documents have no event", name, known).or_removed(removed)
        })
    }

    /// The type that is called so.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find_type(&self, name: &str) -> Result<&TypeDef, Missing> {
        self.ty(name).ok_or_else(|| {
            let known = self.types().map(|definition| definition.name.text.as_str());
            let removed = Removed::find(RemovedKind::Type, name);
            Missing::new("the documents have no type", name, known).or_removed(removed)
        })
    }
}

/// The one of `names` for which the generator would give this name to a type or a
/// variant, or else the one that is called just so.
pub fn by_type_name<'n>(
    ident: &str,
    names: impl IntoIterator<Item = &'n Name>,
) -> Option<&'n Name> {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    let mut as_it_stands = None;
    for name in names {
        if naming::type_name(&name.text) == ident {
            return Some(name);
        }
        if name.text == ident {
            as_it_stands = Some(name);
        }
    }
    as_it_stands
}

/// The one of `names` for which the generator would give this name to a field.
pub fn by_field_name<'n>(
    ident: &str,
    names: impl IntoIterator<Item = &'n Name>,
) -> Option<&'n Name> {
    let ident = ident.strip_prefix("r#").unwrap_or(ident);
    names.into_iter().find(|name| {
        let field = naming::field_name(&name.text);
        // A keyword may have been written raw, in place of the underscore.
        field == ident || field.strip_suffix('_') == Some(ident)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Type;
    use crate::{Document, Run};

    /// A union whose branches have a member in common, one with a wrapper, and names
    /// that are keywords.
    const SCHEMA: &str = r#"{ "format": "qmp-snapshot/1",
        "commands": { "lamp-add": { "arguments": "Lamp" } },
        "types": {
            "Kind": { "kind": "enum", "values": { "oil": {}, "in-wall": {} } },
            "Lamp": { "kind": "object", "discriminator": "type",
                "members": { "type": { "type": "Kind" }, "self": { "type": "str", "optional": true } },
                "branches": { "oil": "Oil", "in-wall": "Wall" } },
            "Oil": { "kind": "object", "members": {
                "fill": { "type": "int" }, "at": { "type": "str" } } },
            "Wall": { "kind": "object", "members": {
                "watt": { "type": "int" }, "at": { "type": "int" } } }
        } }"#;

    fn parts(parts: &[WireMember]) -> Vec<String> {
        let word = |part: &WireMember| {
            let optional = if part.may_be_absent() { "?" } else { "" };
            format!("{}{optional}: {}", part.member.name.text, part.member.ty)
        };
        parts.iter().map(word).collect()
    }

    #[test]
    fn members_of_a_union() {
        let run = Run::of_documents([Document::new("lamp.json", SCHEMA)]);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let lamp = run.interface.object("Lamp").unwrap();
        let all = parts(&run.interface.object_wire_members(lamp));
        // Where branches do not agree, it may be anything.
        let expected = [
            "type: Kind",
            "self?: str",
            "fill?: int",
            "at?: any",
            "watt?: int",
        ];
        assert_eq!(all, expected);
        let command = run.interface.find_command("lamp-add").unwrap();
        assert_eq!(parts(&run.interface.parts(&command.arguments)), expected);
        let oil = parts(&run.interface.branch_wire_members(lamp, "oil"));
        assert_eq!(oil, ["self?: str", "fill: int", "at: str"]);
    }

    /// A union that is a branch of itself, and an alternate of arrays of itself.
    #[test]
    fn types_that_contain_themselves() {
        let schema = r#"{ "format": "qmp-snapshot/1",
            "commands": { "a": { "arguments": "Knot" } },
            "types": {
                "Kind": { "kind": "enum", "values": { "tied": {}, "plain": {} } },
                "Knot": { "kind": "object", "discriminator": "type",
                    "members": { "type": { "type": "Kind" }, "tree": { "type": "Tree" } },
                    "branches": { "tied": "Knot" } },
                "Tree": { "kind": "alternate", "alternatives": { "leaf": "str", "twigs": { "type": ["Tree"] } } }
            } }"#;
        let run = Run::of_documents([Document::new("knot.json", schema)]);
        let command = run.interface.find_command("a").unwrap();
        let all = parts(&run.interface.parts(&command.arguments));
        assert_eq!(all, ["type: Kind", "tree: Tree"]);
        let knot = run.interface.object("Knot").unwrap();
        let tied = parts(&run.interface.branch_wire_members(knot, "tied"));
        assert_eq!(tied, ["tree: Tree", "type: Kind"]);
        let words = run.interface.describe_type(&Type::Named("Tree".to_owned()));
        let expected = "the alternate `Tree` (a string, or an array, each the alternate `Tree`)";
        assert_eq!(words, expected);
    }

    #[test]
    fn names_are_the_generators() {
        let run = Run::of_documents([Document::new("lamp.json", SCHEMA)]);
        let lamp = run.interface.object("Lamp").unwrap();
        let parts = run.interface.object_wire_members(lamp);
        let names = || parts.iter().map(|part| &part.member.name);
        for (ident, expected) in [
            ("r#type", Some("type")),
            ("type_", Some("type")),
            ("self_", Some("self")),
            ("watt", Some("watt")),
            ("Watt", None),
            ("watt_", None),
        ] {
            let found = by_field_name(ident, names()).map(|name| name.text.as_str());
            assert_eq!(found, expected, "{ident}");
        }
        let missing = run.interface.find_type("Lamb").unwrap_err();
        assert_eq!(
            missing.to_string(),
            "the documents have no type `Lamb`; perhaps `Lamp` is meant"
        );
        assert!(
            run.interface
                .find_event("LAMP")
                .unwrap_err()
                .nearest
                .is_none()
        );
    }
}
