//! The *qapi* dialect: the schema language of QEMU's own generator with its documentation
//! comments, from QEMU 1.0 on.

mod definitions;
mod doc;
mod includes;
mod index;
mod lower;
mod pragmas;
mod qtype;
mod reporter;
mod rules;
mod shapes;
mod syntax;
mod tokens;
mod validate;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostics;
use crate::document::{DocumentId, Documents};
use crate::ir::Schema;
pub(crate) use definitions::defined_types;
pub(crate) use includes::includes;
use index::DefinitionIndex;
use reporter::Reporter;
pub(crate) use tokens::Tokens;

/// Adds a schema, with everything it includes, to `schema`. `tokens` are those of all files.
/// `read` has the files that are part of it already: several modules may include the same one.
pub(super) fn lower(
    root: DocumentId,
    documents: &Documents,
    tokens: &HashMap<DocumentId, Tokens>,
    read: &mut HashSet<DocumentId>,
    schema: &mut Schema,
    diagnostics: &mut Diagnostics,
) {
    if !read.insert(root) {
        return;
    }
    let collection = definitions::collect(root, documents, tokens, read, diagnostics);
    let definitions = &collection.definitions;
    let index = DefinitionIndex::new(definitions);
    let reporter = Reporter::new(documents, diagnostics, documents.first_line(root));
    let valid = validate::validate(&collection, &index, reporter);
    lower::lower(&valid, &index, documents, schema);
    lower::add_builtin_enum(definitions, documents, schema);
    schema.c_names = true;
}
