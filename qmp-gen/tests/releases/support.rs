//! Helpers: releases of a small schema, and their facts.

use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run, snapshot};
use serde_json::Value;

/// Reads a schema in several releases.
pub(crate) fn read(releases: &[(&str, &str)]) -> Run {
    Run::of_documents(releases.iter().map(|(version, text)| {
        Document::new(format!("{version}/lamp-schema.json"), *text)
            .of_release(version.parse().unwrap())
    }))
}

/// Merges releases 1.0, 2.0 and so on. Checks that there are no errors, and that the snapshot
/// round-trips.
pub(crate) fn merged(releases: &[&str]) -> Run {
    let versions: Vec<String> = (1..=releases.len()).map(|i| format!("{i}.0")).collect();
    let releases: Vec<(&str, &str)> = versions
        .iter()
        .map(String::as_str)
        .zip(releases.iter().copied())
        .collect();
    let run = read(&releases);
    assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
    let written = snapshot(&run.interface);
    let again = Run::of_documents([Document::new("lamp.json", written.as_str())]);
    assert!(again.diagnostics.is_empty(), "{}", again.report(false));
    assert_eq!(snapshot(&again.interface), written);
    run
}

/// Returns the facts of releases. Checks that there are no diagnostics.
pub(crate) fn facts(releases: &[&str]) -> Value {
    let run = merged(releases);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    run_facts(&run)
}

/// Returns the facts of releases. Checks that this number of types changed incompatibly.
pub(crate) fn facts_with_changes(releases: &[&str], changed: usize) -> Value {
    let run = merged(releases);
    let told = run.diagnostics.iter();
    let told = told.filter(|d| d.code == Code::TypeChanged).count();
    assert_eq!(told, changed, "{}", run.report(false));
    assert_eq!(run.diagnostics.len(), changed, "{}", run.report(false));
    run_facts(&run)
}

/// Returns the facts of a run without modules, which are the same for all items.
pub(crate) fn run_facts(run: &Run) -> Value {
    let mut facts: Value = serde_json::from_str(&snapshot(&run.interface)).unwrap();
    remove_modules(&mut facts);
    facts
}

fn remove_modules(value: &mut Value) {
    if let Value::Object(members) = value {
        if members.get("module").is_some_and(Value::is_string) {
            members.remove("module");
        }
        members.values_mut().for_each(remove_modules);
    }
}
