//! From the syntax of the dialects to the IR.

use std::collections::HashSet;

use super::classic::TypeNames;
use super::parse::{Parsed, Syntax};
use super::{combine, commands, events, qapi, snapshot};
use crate::diagnostic::Diagnostics;
use crate::document::Documents;
use crate::ir::Schema;

/// Lowers the documents of a release to one schema. The names in it are those of the
/// documents: none has been resolved.
pub(crate) fn lower(
    parsed: Parsed,
    documents: &Documents,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let Parsed {
        documents: parsed,
        tokens,
    } = parsed;
    let mut schema = Schema::default();
    let mut classic = Vec::new();
    let mut included = HashSet::new();
    for (id, syntax) in parsed {
        match syntax {
            Syntax::Events(_) | Syntax::Commands(_) => classic.push((id, syntax)),
            Syntax::Qapi => {
                qapi::lower(
                    id,
                    documents,
                    &tokens,
                    &mut included,
                    &mut schema,
                    diagnostics,
                );
            }
            Syntax::Snapshot(root) => {
                let release = documents.get(id).release();
                snapshot::lower(&root, release, &mut schema, diagnostics);
            }
        }
    }
    if classic.is_empty() {
        return schema;
    }
    // The names that lowering invents for types must differ from those of the schema.
    let mut names = TypeNames::taken(schema.types.iter().map(|t| t.name.text.clone()));
    let mut described = Schema::default();
    for (id, syntax) in classic {
        match syntax {
            Syntax::Events(sections) => {
                events::lower(
                    id,
                    documents,
                    &sections,
                    &mut described,
                    &mut names,
                    diagnostics,
                );
            }
            Syntax::Commands(contents) => {
                commands::lower(
                    id,
                    documents,
                    *contents,
                    &mut described,
                    &mut names,
                    diagnostics,
                );
            }
            Syntax::Qapi | Syntax::Snapshot(_) => {}
        }
    }
    if schema.commands.is_empty() && schema.events.is_empty() {
        schema.types.extend(described.types);
        return Schema {
            types: schema.types,
            release: schema.release,
            type_places: schema.type_places,
            c_names: schema.c_names,
            ..described
        };
    }
    combine::combine(schema, described, diagnostics)
}
