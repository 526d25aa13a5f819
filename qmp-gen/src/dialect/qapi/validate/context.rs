//! The context of checking definitions.

use std::collections::HashSet;

use super::super::index::DefinitionIndex;
use super::super::pragmas::Pragmas;
use super::super::reporter::Reporter;
use crate::dialect::node::Node;
use crate::document::Span;
use crate::ir::Name;

/// The number of features that a schema may have, the built-in ones included.
const MAX_FEATURES: usize = 64;

/// Checks definitions one by one.
pub(super) struct Validator<'a> {
    pub(super) index: &'a DefinitionIndex<'a>,
    pub(super) pragmas: &'a Pragmas,
    pub(super) reporter: Reporter<'a>,
    /// The features of the current definition and of its members.
    pub(super) features: Vec<Name>,
    /// The names of all features of the schema.
    feature_names: HashSet<String>,
}

impl<'a> Validator<'a> {
    pub(super) fn new(
        index: &'a DefinitionIndex<'a>,
        pragmas: &'a Pragmas,
        reporter: Reporter<'a>,
    ) -> Self {
        Validator {
            index,
            pragmas,
            reporter,
            features: Vec::new(),
            // These two are built in.
            feature_names: HashSet::from(["deprecated", "unstable"].map(str::to_owned)),
        }
    }

    /// Enters a definition.
    pub(super) fn enter(&mut self, definition: Span, name: Option<Span>) {
        self.reporter.enter(definition, name);
        self.features.clear();
    }

    /// Reports more features than QEMU's generator can number.
    pub(super) fn count_feature(&mut self, name: &Name) {
        let is_new = self.feature_names.insert(name.text.clone());
        if is_new && self.feature_names.len() == MAX_FEATURES + 1 {
            let message = format!("a schema can have at most {MAX_FEATURES} features");
            self.reporter.rule(name.span, message);
        }
    }

    /// Reports missing and unknown keys of an object.
    pub(super) fn keys(&mut self, node: &Node, what: &str, required: &[&str], optional: &[&str]) {
        for key in required {
            if node.get(key).is_none() {
                let message = format!("{what} lacks the required key `{key}`");
                self.reporter.form(node.span, message);
            }
        }
        for (name, _) in node.entries() {
            let key = name.text.as_str();
            if !required.contains(&key) && !optional.contains(&key) {
                let known: Vec<&str> = required.iter().chain(optional).copied().collect();
                let message = format!(
                    "unknown key `{key}` in {what}; expected one of `{}`",
                    known.join("`, `")
                );
                self.reporter.rule(name.span, message);
            }
        }
    }

    /// Checks a flag, which may only be written with the value that is not its default.
    /// Returns whether it has that value.
    pub(super) fn flag(&mut self, node: &Node, key: &str, only: bool) -> bool {
        let Some(value) = node.get(key) else {
            return false;
        };
        let flag = match value.text() {
            Some("no") => {
                let message = format!("write the flag `{key}` as {only}, without quotes");
                self.reporter.old_syntax(value.span, message);
                Some(false)
            }
            _ => value.flag(),
        };
        if flag != Some(only) {
            let message = format!("the flag `{key}` can only be {only}");
            self.reporter.rule(value.span, message);
        }
        flag == Some(only)
    }
}
