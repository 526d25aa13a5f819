//! The rendered text of every kind of problem: for each code a small document with the problem,
//! its position, and the complete report.
//!
//! The reports are in `snapshots/`. `INSTA_UPDATE=always cargo test -p qmp-gen --test problems`
//! writes them again.

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

use common::assert_valid;
use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run};

/// A document with a problem.
struct Case {
    code: Code,
    /// Distinguishes cases of the same code.
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
fn reports_match_their_snapshots() {
    let mut wrong = Vec::new();
    for case in cases() {
        let run = Run::of_documents([Document::new(case.document, case.text.as_str())]);
        assert_valid(&run);
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

/// Compares a report with its snapshot. All snapshots are created here, so that their names do
/// not depend on the module.
fn assert_report(name: &str, report: &str) {
    insta::assert_snapshot!(name, report);
}

fn snapshot_name(case: &Case) -> String {
    match case.name {
        "" => case.code.name().to_owned(),
        name => format!("{}_{}", case.code.name(), name.replace(' ', "_")),
    }
}

#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<Code> = cases().iter().map(|case| case.code).collect();
    covered.extend([
        Code::NotUtf8,
        Code::MissingDocument,
        Code::DocumentsDisagree,
    ]);
    covered.extend(documents::SUMMARY_CODES);
    covered.extend(documents::RELEASE_CODES);
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    assert_eq!(covered, all);
}

#[test]
fn colors_do_not_change_the_text() {
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
