//! Whether documentation comments and definitions fit each other.

use super::check::Checker;
use super::comment::{self, Docs};
use super::{Definition, Meta, documentation};
use crate::diagnostic::Code;
use crate::dialect::node::Node;
use crate::ir::Name;

impl Checker<'_> {
    /// The documentation of a definition.
    pub(super) fn docs_of(&mut self, definition: &Definition, name: &Name) -> Option<Docs> {
        let Some(comment) = &definition.comment else {
            if self.pragmas.doc_required && !self.old {
                self.report_as(
                    Code::DocForm,
                    name.span,
                    format!("`{}` requires a documentation comment", name.text),
                );
            }
            return None;
        };
        let mut docs = comment::read(comment);
        let Some(symbol) = docs.symbol.clone() else {
            let message = format!(
                "the documentation of `{0}` is required here: its first line is `@{0}:`",
                name.text
            );
            match documentation::check_text(comment) {
                Err((place, message)) => self.report_strict_doc(place, message),
                Ok(()) => self.report_doc(comment.span, message),
            }
            return None;
        };
        let found = match documentation::outline(comment) {
            Ok(outline) => {
                docs.outline = Some(outline);
                std::mem::take(&mut docs.problems)
            }
            Err(problem) if self.strict_docs => vec![problem],
            Err((place, message)) => {
                // By the rules of its time it may be as it should be.
                if !self.old && docs.problems.is_empty() {
                    self.report_strict_doc(place, message);
                }
                std::mem::take(&mut docs.problems)
            }
        };
        for (span, problem) in &found {
            self.report_doc(*span, problem.clone());
        }
        if symbol.text != name.text && found.is_empty() {
            let message = format!("the documentation comment is for `{}`", symbol.text);
            self.report_as(self.doc_code(), symbol.span, message);
            return None;
        }
        Some(docs)
    }

    /// Reports what is described and is not there, and what is there and is not
    /// described.
    pub(super) fn check_described<'n>(
        &mut self,
        docs: &Docs,
        owner: &Name,
        names: impl Iterator<Item = &'n Name>,
    ) {
        let names: Vec<&str> = names.map(|name| name.text.as_str()).collect();
        let outline = docs.outline.as_ref().filter(|_| self.strict_docs);
        let described: Vec<&Name> = match outline {
            Some(outline) => outline.members.iter().collect(),
            None if self.strict_docs => Vec::new(),
            None => docs.members.iter().map(|member| &member.name).collect(),
        };
        for member in &described {
            if !names.contains(&member.text.as_str()) {
                let message = format!(
                    "`{}` has no member `{}`, which is described",
                    owner.text, member.text
                );
                self.report_doc(member.span, message);
            }
        }
        let exceptions = self.pragmas.undocumented.as_ref();
        if outline.is_none() || exceptions.is_some_and(|list| list.contains(&owner.text)) {
            return;
        }
        let is_described = |name: &&str| described.iter().any(|member| member.text == *name);
        let missing: Vec<&str> = names
            .into_iter()
            .filter(|name| !is_described(name))
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "`{}` lacks the description of `{}`",
                owner.text,
                missing.join("`, `")
            );
            self.report_as(Code::DocForm, owner.span, message);
        }
    }

    /// The same of features: of the definition, and of what it has in it.
    pub(super) fn check_features(&mut self, docs: &Docs, owner: &Name) {
        let Some(outline) = docs.outline.as_ref().filter(|_| self.strict_docs) else {
            return;
        };
        let listed = std::mem::take(&mut self.listed);
        for feature in &outline.features {
            if !listed.iter().any(|listed| listed.text == feature.text) {
                let message = format!(
                    "`{}` has no feature `{}`, which is described",
                    owner.text, feature.text
                );
                self.report_doc(feature.span, message);
            }
        }
        for feature in listed {
            if !outline
                .features
                .iter()
                .any(|known| known.text == feature.text)
            {
                let message = format!(
                    "`{}` lacks the description of the feature `{}`",
                    owner.text, feature.text
                );
                self.report_as(Code::DocForm, feature.span, message);
            }
        }
    }

    /// What a command returns, and how it fails, is told of commands.
    pub(super) fn check_sections(&mut self, node: &Node, meta: Meta, docs: &Docs) {
        let Some(outline) = docs.outline.as_ref().filter(|_| !self.old) else {
            return;
        };
        for word in ["Returns", "Errors"] {
            let Some(place) = outline.section(word) else {
                continue;
            };
            if meta != Meta::Command {
                let message = format!("only a command has a `{word}` section");
                match meta {
                    Meta::Event => self.report_doc(place, message),
                    _ => self.report_strict_doc(place, message),
                }
            } else if word == "Returns" && node.get("returns").is_none() {
                let message = "a `Returns` section of a command that returns nothing";
                self.report_strict_doc(place, message);
            }
        }
    }
}
