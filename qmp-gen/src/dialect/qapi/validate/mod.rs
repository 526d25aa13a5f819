//! Checks definitions, each on its own, against the rules of the schema language.

mod conditions;
mod context;
mod definitions;
mod members;
mod names;

use std::collections::HashMap;

use super::definitions::{Collection, Definition, DefinitionKind, kind_and_name};
use super::doc::{self, DocComment};
use super::index::DefinitionIndex;
use super::reporter::Reporter;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::node::Node;
use crate::document::Span;
use crate::ir::Name;
use context::Validator;

/// A definition that can be lowered.
pub(super) struct ValidDefinition<'a> {
    pub(super) kind: DefinitionKind,
    pub(super) name: Name,
    pub(super) node: &'a Node,
    /// The comment, if it is about this definition.
    pub(super) comment: Option<&'a DocComment<'a>>,
}

/// Checks all definitions of a schema and reports their problems. Definitions without a name,
/// and all but the first of one name, are left out of the result.
pub(super) fn validate<'a>(
    collection: &'a Collection<'a>,
    index: &'a DefinitionIndex<'a>,
    mut reporter: Reporter<'a>,
) -> Vec<ValidDefinition<'a>> {
    for (span, message) in &collection.style_issues {
        reporter.report_at(Code::OldSyntax, *span, *message);
    }
    for comment in &collection.unattached {
        doc::check_unattached(comment, &mut reporter);
    }
    let mut validator = Validator::new(index, &collection.pragmas, reporter);
    let mut names = HashMap::new();
    let definitions = collection.definitions.iter();
    definitions
        .filter_map(|definition| validate_definition(definition, &mut names, &mut validator))
        .collect()
}

/// Checks one definition. `names` are those of the definitions before it, with their places.
fn validate_definition<'a>(
    definition: &'a Definition<'a>,
    names: &mut HashMap<&'a str, Span>,
    validator: &mut Validator<'a>,
) -> Option<ValidDefinition<'a>> {
    let node = &definition.node;
    let kind_and_name = kind_and_name(node);
    let name_span = kind_and_name.map(|(_, name)| name.span);
    validator.enter(node.span, name_span);
    let comment = definition.comment.as_ref();
    let documented = comment.and_then(|c| doc::check_form(c, &mut validator.reporter));
    let Some((kind, name_node)) = kind_and_name else {
        let message = "expected exactly one of the keys `enum`, `struct`, `union`, `alternate`, \
                       `command` and `event`";
        validator.reporter.form(node.span, message);
        return None;
    };
    let text = validator.definition_name(kind, name_node)?;
    // Later passes report problems at the same place.
    let name = Name::new(text, validator.reporter.place());
    if let Some(first) = names.insert(text, name.span) {
        let message = format!("`{text}` is already defined");
        let problem = Diagnostic::new(Code::DuplicateItem, name.span, message);
        validator
            .reporter
            .push(problem.related(first, "the first definition"));
        return None;
    }
    if comment.is_none() && validator.pragmas.doc_required {
        let message = format!("`{text}` requires a documentation comment");
        validator
            .reporter
            .report(Code::DocMissing, name.span, message);
    }
    let documented = documented.filter(|d| doc::check_symbol(d, &name, &mut validator.reporter));
    let is_documented = documented.is_some();
    let contents = documented.and_then(|documented| documented.contents);
    validator.definition(kind, node, &name, contents.as_ref());
    Some(ValidDefinition {
        kind,
        name,
        node,
        comment: comment.filter(|_| is_documented),
    })
}
