//! Diagnostics of files, and of several documents together.

use std::collections::BTreeSet;

use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run};

use crate::common::assert_valid;
use crate::{COMMANDS, SCHEMA, SUMMARIES, TABLE, assert_report};

/// Only files may contain bytes that are not UTF-8.
#[test]
fn bytes_that_are_not_utf8_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qmp-events.txt");
    let text = b"LAMP_OUT\n--------\n\nThe lamp is \xfcber-dark.\n\nData: None.\n\xff\n";
    std::fs::write(&path, text).unwrap();
    let run = Run::of_paths(&[&path]).unwrap();
    assert_valid(&run);
    let told: Vec<&str> = run.diagnostics.iter().map(|d| d.code.name()).collect();
    assert_eq!(told, [Code::NotUtf8.name()]);
    let place = run
        .documents
        .place(run.diagnostics.iter().next().unwrap().span);
    assert!(place.ends_with("qmp-events.txt:4:13"), "{place}");
    let folder = folder.path().display().to_string() + std::path::MAIN_SEPARATOR_STR;
    assert_report("not-utf8", &run.report(false).replace(&folder, ""));
}

/// Only for a folder is it known which documents are missing.
#[test]
fn a_table_without_events_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let table = "SQMP\nlamp-light\n----------\n\nReturns: nothing\nEQMP\n\
                 { .name = \"lamp-light\", .args_type = \"\", },\n";
    std::fs::write(folder.path().join(TABLE), table).unwrap();
    let run = Run::of_paths(&[folder.path()]).unwrap();
    assert_valid(&run);
    let folder = folder.path().display().to_string() + std::path::MAIN_SEPARATOR_STR;
    assert_report("missing-document", &run.report(false).replace(&folder, ""));
}

/// A schema and a classic document describe the same command.
#[test]
fn disagreements_of_documents_are_reported() {
    let schema = "{ 'command': 'lamp-set', 'data': { 'on': 'bool' } }\n";
    let text = "lamp-set\n--------\n\nArguments:\n\n- \"burns\": whether it burns (json-bool)\n";
    let run = Run::of_documents([Document::new(SCHEMA, schema), Document::new(COMMANDS, text)]);
    assert_valid(&run);
    let places: Vec<String> = run
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::DocumentsDisagree)
        .map(|diagnostic| run.documents.place(diagnostic.span))
        .collect();
    assert_eq!(places, ["qmp-commands.txt:1:1", "qmp-commands.txt:6:4"]);
    assert_report("documents-disagree", &run.report(false));
}

/// Summaries, and a schema that they document.
#[test]
fn invalid_summaries_are_reported() {
    let schema = "{ 'command': 'lamp-set', 'data': { 'burns': 'bool' } }\n";
    let text = "\
        Of lamps.\n\n\
        lamp_set\n    Lights the lamp.\n\n\
        lamp-set\n    Lights the lamp,\n  or puts it out.\n\n\
        lamp-set.burn\n    Whether it burns.\n\n\
        lamp-set.burns\n\n\
        lamp-set\n    Sets a lamp.\n";
    let run = Run::of_documents([
        Document::new(SCHEMA, schema),
        Document::new(SUMMARIES, text),
    ]);
    assert_valid(&run);
    let found: Vec<(Code, String)> = run
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, run.documents.place(diagnostic.span)))
        .collect();
    let expected = [
        (Code::TextWithoutEntry, "1:1"),
        (Code::SummaryOfNothing, "3:1"),
        (Code::OddIndentation, "8:3"),
        (Code::SummaryOfNothing, "10:1"),
        (Code::EntryWithoutText, "13:1"),
        (Code::SummarisedTwice, "15:1"),
    ]
    .map(|(code, place)| (code, format!("{SUMMARIES}:{place}")));
    assert_eq!(found, expected);
    assert_eq!(
        BTreeSet::from(expected.map(|(code, _)| code)),
        SUMMARY_CODES.into()
    );
    assert_report("summaries", &run.report(false));
}

/// The codes that the test above covers, since they need two documents.
pub(crate) const SUMMARY_CODES: [Code; 5] = [
    Code::SummaryOfNothing,
    Code::SummarisedTwice,
    Code::TextWithoutEntry,
    Code::EntryWithoutText,
    Code::OddIndentation,
];

#[test]
fn conflicts_of_releases_are_reported() {
    let snapshot = |version: &str, colour: &str| {
        format!(
            "{{\n  \"format\": \"qmp-snapshot/1\",\n  \"version\": \"{version}\",\n  \
             \"types\": {{\n    \"Lamp\": {{ \"kind\": \"object\", \"members\": {{ \"colour\": \
             \"{colour}\" }} }}\n  }}\n}}\n"
        )
    };
    let text = "lamp-set\n--------\n\nArguments: None.\n\nReturns: nothing\n";
    let old = Document::new("old.json", snapshot("7.2", "str"));
    let cases = [
        (
            Code::ReleaseMissing,
            "qmp-commands.txt:1:1",
            [old.clone(), Document::new(COMMANDS, text)],
        ),
        (
            Code::RepeatedRelease,
            "again.json:3:3",
            [
                old.clone(),
                Document::new("again.json", snapshot("7.2.0", "str")),
            ],
        ),
        (
            Code::TypeChanged,
            "new.json:5:46",
            [old, Document::new("new.json", snapshot("10.0", "int"))],
        ),
    ];
    let mut covered = BTreeSet::new();
    for (code, place, documents) in cases {
        let run = Run::of_documents(documents);
        assert_valid(&run);
        let mut told = run.diagnostics.iter().filter(|d| d.code == code);
        let problem = told.next().unwrap();
        assert_eq!(run.documents.place(problem.span), place);
        assert!(told.next().is_none());
        assert_report(code.name(), &run.report(false));
        covered.insert(code);
    }
    assert_eq!(covered, BTreeSet::from(RELEASE_CODES));
}

pub(crate) const RELEASE_CODES: [Code; 3] = [
    Code::ReleaseMissing,
    Code::RepeatedRelease,
    Code::TypeChanged,
];
