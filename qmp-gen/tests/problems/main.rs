//! Every sort of problem as a person sees it: for each code a small document
//! that has it, the place, and the whole of the rendered text.
//!
//! The texts are in `snapshots/`; `INSTA_UPDATE=always cargo test -p qmp-gen
//! --test problems` makes them anew, and what has changed shows in a diff.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod documents;
mod examples;
mod interface;
mod schemas;
mod snapshots;
mod structure;
mod tables;
mod types;

use std::collections::BTreeSet;

use common::check;
use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run};

/// A document with a problem.
struct Case {
    code: Code,
    /// What tells it from other cases of the code.
    name: &'static str,
    /// The document's name.
    document: &'static str,
    text: String,
    /// The line and the column.
    place: &'static str,
}

fn case(
    code: Code,
    name: &'static str,
    document: &'static str,
    place: &'static str,
    text: impl Into<String>,
) -> Case {
    let text = text.into();
    Case {
        code,
        name,
        document,
        text,
        place,
    }
}

const EVENTS: &str = "qmp-events.txt";
const COMMANDS: &str = "qmp-commands.txt";
const TABLE: &str = "qmp-commands.hx";
const SNAPSHOT: &str = "lamp.json";
const SCHEMA: &str = "lamp-schema.json";
const SUMMARIES: &str = "lamp.summaries";

fn cases() -> Vec<Case> {
    let mut cases = structure::cases();
    cases.extend(types::cases());
    cases.extend(examples::cases());
    cases.extend(tables::cases());
    cases.extend(snapshots::cases());
    cases.extend(schemas::cases());
    cases.extend(interface::cases());
    cases
}

#[test]
fn every_problem_as_text() {
    let mut wrong = Vec::new();
    for case in cases() {
        let run = Run::of_documents([Document::new(case.document, case.text.as_str())]);
        check(&run);
        let places: Vec<String> = run
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == case.code)
            .map(|diagnostic| run.documents.place(diagnostic.span))
            .collect();
        let place = format!("{}:{}", case.document, case.place);
        if !places.contains(&place) {
            let code = case.code.name();
            wrong.push(format!(
                "{code}, {}: at {places:?} and not at {place}",
                case.name
            ));
        }
        assert_report(&snapshot_name(&case), &run.report(false));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares a report with its snapshot. The snapshots of all modules are made here, so
/// that their names do not depend on the module.
fn assert_report(name: &str, report: &str) {
    insta::assert_snapshot!(name, report);
}

fn snapshot_name(case: &Case) -> String {
    match case.name {
        "" => case.code.name().to_owned(),
        name => format!("{}_{}", case.code.name(), name.replace(' ', "_")),
    }
}

/// A new sort of problem needs a case.
#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<Code> = cases().iter().map(|case| case.code).collect();
    covered.extend([
        Code::NotUtf8,
        Code::MissingDocument,
        Code::DocumentsDisagree,
    ]);
    covered.extend(documents::OF_SUMMARIES);
    covered.extend(documents::OF_RELEASES);
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    assert_eq!(covered, all);
}

/// A report of one problem is the same with colors, but for the colors.
#[test]
fn colors() {
    for case in cases() {
        let run = Run::of_documents([Document::new(case.document, case.text.as_str())]);
        let mut plain = String::new();
        let colored = run.report(true);
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain += before;
            rest = after.split_once('m').unwrap().1;
        }
        plain += rest;
        assert_eq!(plain, run.report(false), "{}", case.code.name());
    }
}
