//! `qmp_gen::Builder`, as build scripts call it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use qmp_gen::{BuildError, Builder, MARKER};
use tempfile::TempDir;

/// Returns a snapshot with one command, whose argument has the type `Colour`, and with these
/// types.
fn snapshot(types: &str) -> String {
    format!(
        r#"{{
  "format": "qmp-snapshot/1",
  "commands": {{
    "paint": {{ "arguments": {{ "colour": {{ "type": "Colour" }} }} }}
  }},
  "types": {{{types}}}
}}
"#
    )
}

/// Writes the document, and generates bindings next to it.
fn generate(folder: &Path, name: &str, text: &str) -> Result<String, BuildError> {
    let document = folder.join(name);
    fs::write(&document, text).unwrap();
    let output = folder.join("bindings.rs");
    Builder::new()
        .documents(&document)
        .output(&output)
        .generate()?;
    Ok(fs::read_to_string(output).unwrap())
}

#[test]
fn a_document_becomes_bindings() {
    let folder = TempDir::new().unwrap();
    let colour = r#" "Colour": { "kind": "enum", "values": { "red": {}, "blue": {} } } "#;
    let bindings = generate(folder.path(), "paint.json", &snapshot(colour)).unwrap();
    assert!(bindings.contains(MARKER));
    assert!(bindings.contains("pub struct Paint"), "{bindings}");
    assert!(bindings.contains("pub enum Colour"), "{bindings}");
}

/// Asserts that no bindings are generated from the document, and that the error contains the
/// position and these texts. Cargo shows the `Debug` form of what `main` returns.
fn assert_fails(name: &str, text: &str, line: usize, shown: &[&str]) {
    let folder = TempDir::new().unwrap();
    let error = generate(folder.path(), name, text).unwrap_err();
    let report = format!("{error:?}");
    let place = format!("{}:{line}:", folder.path().join(name).display());
    let (_, column) = report.split_once(&place).expect(&report);
    assert!(column.starts_with(|c: char| c.is_ascii_digit()), "{report}");
    for part in shown {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(!folder.path().join("bindings.rs").exists());
}

#[test]
fn an_unknown_type_is_an_error() {
    let shown = ["`Colour`", r#""colour": { "type": "Colour" }"#];
    assert_fails("paint.json", &snapshot(""), 4, &shown);
}

#[test]
fn a_truncated_snapshot_is_an_error() {
    let text = snapshot("");
    let end = text.find("Colour").unwrap();
    assert_fails("paint.json", &text[..end], 4, &["paint"]);
}

#[test]
fn a_duplicate_event_is_an_error() {
    let section = "\
PAINTED
-------

A wall has been painted.

Data: None.

";
    let text = section.repeat(2);
    assert_fails("qmp-events.txt", &text, 8, &["PAINTED"]);
}

#[test]
fn a_missing_document_is_an_error() {
    let folder = TempDir::new().unwrap();
    let document = folder.path().join("qmp-events.txt");
    let output = folder.path().join("bindings.rs");
    let error = Builder::new()
        .documents(&document)
        .output(output)
        .generate()
        .unwrap_err();
    let report = format!("{error:?}");
    assert!(report.contains(document.to_str().unwrap()), "{report}");
}

#[test]
fn several_releases_become_one_set_of_bindings() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let old = write(
        "old.json",
        "{ 'command': 'paint', 'data': { 'colour': 'str' } }\n",
    );
    let new = write(
        "new.json",
        "{ 'command': 'paint' }\n{ 'command': 'wipe' }\n",
    );
    let output = folder.path().join("bindings.rs");
    let builder = Builder::new()
        .release("10.0", [&new])
        .release("7.2", [&old]);
    let summary = builder.output(&output).generate().unwrap();
    assert_eq!((summary.documents, summary.commands), (2, 2));
    let bindings = fs::read_to_string(&output).unwrap();
    assert!(
        bindings.contains("pub colour: Option<String>"),
        "{bindings}"
    );
    assert!(bindings.contains("Last seen in QEMU 7.2; "), "{bindings}");
    assert!(bindings.contains("Since QEMU 10.0."), "{bindings}");

    let wrong = Builder::new().release("newest", [&new]).output(&output);
    let error = wrong.generate().unwrap_err().to_string();
    assert_eq!(
        error,
        "invalid release: `newest` is not a version; expected numbers separated by dots, such as \
         `7.2.0`"
    );
}

/// Build scripts compile the generator, and these would take as long as everything else.
#[test]
fn the_generator_needs_no_c_compiler_and_no_macros() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--package",
            "qmp-gen",
            "--no-default-features",
        ])
        .args(["--edges", "normal,build", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.starts_with("qmp-gen "), "{tree}");
    for package in ["cc ", "syn ", "proc-macro2 "] {
        assert!(
            !tree.lines().any(|line| line.starts_with(package)),
            "{tree}"
        );
    }
}
