//! Whether documentation comments and definitions fit each other.

use std::collections::HashSet;

use super::super::check::Checker;
use super::super::syntax::Comment;
use super::super::{Definition, Meta};
use super::layout;
use super::lenient::{self, Docs};
use super::strict::{self, Problem};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::node::Node;
use crate::ir::Name;

impl Checker<'_> {
    /// Checks a comment that stands before no definition.
    pub(crate) fn unattached_comment(&mut self, comment: &Comment) {
        self.check_layout(comment);
        let Some(symbol) = lenient::symbol(comment) else {
            if let Err(problem) = strict::check_text(comment) {
                self.report_form(problem);
            }
            return;
        };
        if let Err(problem) = strict::outline(comment) {
            return self.report_form(problem);
        }
        let message = format!(
            "the documentation of `{}` is not followed by the definition",
            symbol.text
        );
        let problem = Diagnostic::new(Code::DocForm, comment.span, message);
        self.diagnostics.push(problem.related(symbol.span, "here"));
    }

    /// Reads the comment before a definition.
    pub(crate) fn docs_of<'t>(&mut self, definition: &Definition<'t>) -> Option<Docs<'t>> {
        let comment = definition.comment.as_ref()?;
        self.check_layout(comment);
        let mut docs = lenient::read(comment);
        if docs.symbol.is_none() {
            match strict::check_text(comment) {
                Err(problem) => self.report_form(problem),
                Ok(()) => {
                    let message = "the documentation of the definition is required here: \
                                   its first line is `@`, the name and `:`";
                    self.report_doc(Code::DocForm, comment.span, message);
                }
            }
            return None;
        }
        match strict::outline(comment) {
            Ok(outline) => docs.outline = Some(outline),
            Err(problem) => self.report_form(problem),
        }
        Some(docs)
    }

    fn check_layout(&mut self, comment: &Comment) {
        for problem in layout::check(comment) {
            self.report_form(problem);
        }
    }

    fn report_form(&mut self, problem: Problem) {
        self.report_doc(problem.code, problem.span, problem.message);
    }

    /// Reports a definition without documentation, and documentation of another.
    pub(crate) fn check_symbol(&mut self, definition: &Definition, name: &Name, docs: &mut Docs) {
        if definition.comment.is_none() && self.pragmas.doc_required {
            let message = format!("`{}` requires a documentation comment", name.text);
            self.report_as(Code::DocMissing, name.span, message);
        }
        let Some(symbol) = &docs.symbol else {
            return;
        };
        if symbol.text != name.text {
            if docs.outline.is_some() {
                let message = format!("the documentation comment is for `{}`", symbol.text);
                self.report_as(Code::DocForm, symbol.span, message);
            }
            // A name that was written otherwise is meant.
            if !symbol.text.eq_ignore_ascii_case(&name.text) {
                *docs = Docs::default();
            }
        }
    }

    /// Reports what is described and is not there, and what is there and is not
    /// described.
    pub(crate) fn check_described<'n>(
        &mut self,
        docs: &Docs,
        owner: &Name,
        names: impl Iterator<Item = &'n Name>,
    ) {
        let names: Vec<&str> = names.map(|name| name.text.as_str()).collect();
        // A comment whose form is wrong has been reported.
        let Some(outline) = &docs.outline else {
            return;
        };
        let known: HashSet<&str> = names.iter().copied().collect();
        for member in &outline.members {
            if !known.contains(member.text.as_str()) {
                let message = format!(
                    "`{}` has no member `{}`, which is described",
                    owner.text, member.text
                );
                self.report_doc(Code::DocUnknown, member.span, message);
            }
        }
        if self.pragmas.undocumented.contains(&owner.text) {
            return;
        }
        let described = texts(&outline.members);
        let mut missing = names;
        missing.retain(|name| !described.contains(name));
        if !missing.is_empty() {
            let message = format!(
                "`{}` lacks the description of `{}`",
                owner.text,
                missing.join("`, `")
            );
            self.report_as(Code::DocMissing, owner.span, message);
        }
    }

    /// The same of features: of the definition, and of what it has in it.
    pub(crate) fn check_features(&mut self, docs: &Docs, owner: &Name) {
        let Some(outline) = &docs.outline else {
            return;
        };
        let listed = std::mem::take(&mut self.listed);
        let known = texts(&listed);
        for feature in &outline.features {
            if !known.contains(feature.text.as_str()) {
                let message = format!(
                    "`{}` has no feature `{}`, which is described",
                    owner.text, feature.text
                );
                self.report_doc(Code::DocUnknown, feature.span, message);
            }
        }
        let described = texts(&outline.features);
        for feature in &listed {
            if !described.contains(feature.text.as_str()) {
                let message = format!(
                    "`{}` lacks the description of the feature `{}`",
                    owner.text, feature.text
                );
                self.report_as(Code::DocMissing, feature.span, message);
            }
        }
    }

    /// What a command returns, and how it fails, is told of commands.
    pub(crate) fn check_sections(&mut self, node: &Node, meta: Meta, docs: &Docs) {
        let Some(outline) = &docs.outline else {
            return;
        };
        for word in ["Returns", "Errors"] {
            let Some(place) = outline.section(word) else {
                continue;
            };
            if meta != Meta::Command {
                let message = format!("only a command has a `{word}` section");
                self.report_doc(Code::DocForm, place, message);
            } else if word == "Returns" && node.get("returns").is_none() {
                let message = "a `Returns` section of a command that returns nothing";
                self.report_doc(Code::DocForm, place, message);
            }
        }
    }
}

fn texts<'n>(names: impl IntoIterator<Item = &'n Name>) -> HashSet<&'n str> {
    names.into_iter().map(|name| name.text.as_str()).collect()
}
