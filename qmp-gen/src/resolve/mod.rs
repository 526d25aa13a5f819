//! Resolves a schema to an interface, in which every name has a definition. Emitters see
//! nothing else.

mod alternates;
mod bases;
mod duplicate_items;
mod duplicate_members;
mod example_check;
mod examples;
mod interface;
mod nearest;
mod payloads;
mod problem;
mod reach;
mod recursion;
mod references;
mod secrets;
mod select;
mod unions;
mod value_checker;
mod values;

use std::collections::HashMap;
use std::path::PathBuf;

use crate::diagnostic::{Diagnostics, Severity};
use crate::document::DocumentId;
use crate::ir::Schema;

pub(crate) use alternates::{JsonKind, json_kinds};
use duplicate_items::unique;
pub use example_check::{ExampleCheck, ExampleKind};
pub use interface::Interface;
pub(crate) use nearest::nearest;
pub use select::{SelectError, Unknown};
pub use value_checker::Difference;

/// Resolves every name of a schema. A name without a definition is reported and replaced, so
/// that later passes do not report it again.
///
/// `defining_file` finds a file that was not read and that defines a type which a document
/// uses.
pub(crate) fn resolve(
    schema: Schema,
    defining_file: &mut dyn FnMut(DocumentId, &str) -> Option<PathBuf>,
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
    references::check(
        &mut interface,
        &schema.type_places,
        defining_file,
        diagnostics,
    );
    bases::check(&mut interface, diagnostics);
    unions::check(&mut interface, diagnostics);
    duplicate_members::check(&interface, schema.c_names, diagnostics);
    payloads::check(&mut interface, diagnostics);
    alternates::check(&interface, diagnostics);
    recursion::check(&mut interface, diagnostics);
    interface.examples = examples::check(&interface, diagnostics);
    interface
}

/// Resolves the merged schema of several releases.
///
/// The problems of each release were reported before, and a merged type may break a rule of
/// the schema language, such as an alternate of a string and a number. So only errors are
/// reported, and only if there were none before.
pub(crate) fn resolve_merged(schema: Schema, diagnostics: &mut Diagnostics) -> Interface {
    let mut again = Diagnostics::default();
    let interface = resolve(schema, &mut |_, _| None, &mut again);
    if diagnostics.errors() == 0 {
        let errors = again.iter().filter(|p| p.severity() == Severity::Error);
        diagnostics.extend(errors.cloned());
    }
    interface
}
