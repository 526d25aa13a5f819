//! Checks that documentation comments describe what definitions have, and nothing else.

use std::collections::HashSet;

use super::super::definitions::DefinitionKind;
use super::super::reporter::Reporter;
use super::comment::DocComment;
use super::problem::DocProblem;
use super::scan::Tag;
use super::strict::{self, DocContents};
use super::{layout, scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Name;

/// Checks a comment that is not followed by a definition.
pub(crate) fn check_unattached(comment: &DocComment, reporter: &mut Reporter) {
    check_layout(comment, reporter);
    let Some(symbol) = scan::symbol(comment) else {
        if let Err(problem) = strict::check_free_text(comment) {
            report(problem, reporter);
        }
        return;
    };
    if let Err(problem) = strict::read(comment) {
        return report(problem, reporter);
    }
    let message = format!(
        "the documentation of `{}` is not followed by its definition",
        symbol.text
    );
    let problem = Diagnostic::new(Code::DocForm, comment.span, message);
    reporter.push(problem.related(symbol.span, "the problem is here"));
}

/// What the comment before a definition documents.
pub(crate) struct Documented {
    /// The name in its first line.
    pub(crate) symbol: Name,
    /// The contents, unless the form of the comment is wrong.
    pub(crate) contents: Option<DocContents>,
}

/// Checks the form of the comment before a definition. Returns `None` if it documents no
/// definition.
pub(crate) fn check_form(comment: &DocComment, reporter: &mut Reporter) -> Option<Documented> {
    check_layout(comment, reporter);
    let Some(symbol) = scan::symbol(comment) else {
        let problem = strict::check_free_text(comment).err().unwrap_or_else(|| {
            let message = "expected the documentation of the definition: \
                           its first line is `@`, the name and `:`";
            DocProblem::form(comment.span, message)
        });
        report(problem, reporter);
        return None;
    };
    let contents = strict::read(comment).map_err(|problem| report(problem, reporter));
    Some(Documented {
        symbol,
        contents: contents.ok(),
    })
}

fn check_layout(comment: &DocComment, reporter: &mut Reporter) {
    for problem in layout::check(comment) {
        report(problem, reporter);
    }
}

fn report(problem: DocProblem, reporter: &mut Reporter) {
    reporter.report_at(problem.code, problem.span, problem.message);
}

/// Whether a comment documents the definition with that name. Reports a comment with another
/// name, but if only the case of letters differs, it documents the definition all the same.
pub(crate) fn check_symbol(documented: &Documented, name: &Name, reporter: &mut Reporter) -> bool {
    let symbol = &documented.symbol;
    if symbol.text != name.text && documented.contents.is_some() {
        let message = format!(
            "expected the documentation of `{}`, found that of `{}`",
            name.text, symbol.text
        );
        reporter.report(Code::DocForm, symbol.span, message);
    }
    symbol.text.eq_ignore_ascii_case(&name.text)
}

/// Reports descriptions of members that a definition doesn't have and, unless it is
/// exempt, members without a description.
pub(crate) fn check_members(
    contents: &DocContents,
    owner: &Name,
    members: &[&str],
    is_exempt: bool,
    reporter: &mut Reporter,
) {
    let known: HashSet<&str> = members.iter().copied().collect();
    report_unknown("member", &contents.members, &known, owner, reporter);
    if is_exempt {
        return;
    }
    let described = texts(&contents.members);
    let mut missing = members.to_vec();
    missing.retain(|name| !described.contains(name));
    if !missing.is_empty() {
        let message = format!(
            "`{}` lacks the description of `{}`",
            owner.text,
            missing.join("`, `")
        );
        reporter.report(Code::DocMissing, owner.span, message);
    }
}

/// Reports descriptions of features that a definition and its members don't have, and
/// features without a description.
pub(crate) fn check_features(
    contents: &DocContents,
    owner: &Name,
    features: &[Name],
    reporter: &mut Reporter,
) {
    let known = texts(features);
    report_unknown("feature", &contents.features, &known, owner, reporter);
    let described = texts(&contents.features);
    for feature in features {
        if !described.contains(feature.text.as_str()) {
            let message = format!(
                "`{}` lacks the description of the feature `{}`",
                owner.text, feature.text
            );
            reporter.report(Code::DocMissing, feature.span, message);
        }
    }
}

fn report_unknown(
    what: &str,
    described: &[Name],
    known: &HashSet<&str>,
    owner: &Name,
    reporter: &mut Reporter,
) {
    for name in described {
        if !known.contains(name.text.as_str()) {
            let message = format!(
                "`{}` is described, but `{}` has no such {what}",
                name.text, owner.text
            );
            reporter.report_at(Code::DocUnknown, name.span, message);
        }
    }
}

/// Reports sections that only the comments of commands may have.
pub(crate) fn check_sections(
    contents: &DocContents,
    kind: DefinitionKind,
    has_returns: bool,
    reporter: &mut Reporter,
) {
    for tag in [Tag::Returns, Tag::Errors] {
        let Some(place) = contents.section(tag) else {
            continue;
        };
        if kind != DefinitionKind::Command {
            let message = format!("only commands can have a `{}` section", tag.word());
            reporter.report_at(Code::DocForm, place, message);
        } else if tag == Tag::Returns && !has_returns {
            let message = "`Returns` section for a command that returns nothing";
            reporter.report_at(Code::DocForm, place, message);
        }
    }
}

fn texts(names: &[Name]) -> HashSet<&str> {
    names.iter().map(|name| name.text.as_str()).collect()
}
