//! Releases of a small schema, and what is made of them.

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

/// Reads releases 1.0, 2.0 and so on, which have no errors, and what is made of
/// them can be written and read again.
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

/// The facts of releases, and no problem with them.
pub(crate) fn facts(releases: &[&str]) -> Value {
    let run = merged(releases);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    of(&run)
}

/// The facts of releases, and how often a type could not be found.
pub(crate) fn facts_with(releases: &[&str], changed: usize) -> Value {
    let run = merged(releases);
    let told = run.diagnostics.iter();
    let told = told.filter(|d| d.code == Code::TypeChanged).count();
    assert_eq!(told, changed, "{}", run.report(false));
    assert_eq!(run.diagnostics.len(), changed, "{}", run.report(false));
    of(&run)
}

/// What a run found, as a snapshot without modules: they are the same for all.
pub(crate) fn of(run: &Run) -> Value {
    let mut facts: Value = serde_json::from_str(&snapshot(&run.interface)).unwrap();
    plain(&mut facts);
    facts
}

fn plain(value: &mut Value) {
    if let Value::Object(members) = value {
        if members.get("module").is_some_and(Value::is_string) {
            members.remove("module");
        }
        members.values_mut().for_each(plain);
    }
}
