//! The claims of the README.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use qmp_gen::{Builtin, Document, Run, RustOptions, rust};

const README: &str = include_str!("../README.md");
const EVENTS: &str = include_str!("../schema/qmp-events.txt");

/// Returns the fenced blocks of the README that begin with ` ```info `.
fn blocks(info: &str) -> Vec<&'static str> {
    let fence = format!("```{info}\n");
    README
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

/// Returns the first of these blocks that contains `part`.
fn block(info: &str, part: &str) -> &'static str {
    let mut blocks = blocks(info).into_iter();
    blocks
        .find(|block| block.contains(part))
        .unwrap_or_else(|| panic!("no block contains `{part}`"))
}

/// Reads the documents that the first command names.
fn run_first_command() -> Run {
    Run::of_paths(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/qmp-events.txt")]).unwrap()
}

#[test]
fn first_code_is_the_quickstart() {
    let example = include_str!("../examples/quickstart/main.rs");
    for part in blocks("rust,ignore")[0].split("\n\n") {
        assert!(example.contains(part.trim()), "not in the example:\n{part}");
    }
}

#[test]
fn section_is_in_the_document() {
    let section = block("text", "\n-----");
    assert!(
        EVENTS.contains(section.trim_end()),
        "not in schema/qmp-events.txt:\n{section}"
    );
}

#[test]
fn first_command_generates_the_rust_shown() {
    let run = run_first_command();
    let bindings = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    // Items are indented by the module that contains them.
    let bindings = bindings.replace("\n    ", "\n");
    for item in block("rust,ignore", "codegen::UnknownValue").split("\n\n") {
        assert!(bindings.contains(item.trim()), "not generated:\n{item}");
    }
}

#[test]
fn first_command_prints_the_summary_shown() {
    let run = run_first_command();
    let output = "target/qmp-events.rs";
    let command = format!("cargo run -p qmp-gen -- generate schema/qmp-events.txt -o {output}");
    assert_eq!(blocks("sh")[0].trim(), command);
    let expected = format!("qmp-gen: {}; written to {output} (", run.counts());
    assert!(
        block("text", "qmp-gen: ").starts_with(&expected),
        "{expected}"
    );
    assert!(README.contains(&format!("reads {} events", run.counts().events)));
}

#[test]
fn second_command_is_what_ci_runs() {
    let command = blocks("sh")[1].trim();
    assert_eq!(command, "cargo test --workspace");
    assert!(include_str!("../.ci/run").contains(command));
}

#[test]
fn application_is_the_build_script_example() {
    let application = block("rust,ignore", "fn remove");
    let (_, function) = application.split_once("fn remove").unwrap();
    let main = include_str!("../examples/build-script/src/main.rs");
    assert!(main.contains(function.trim()));

    let build = block("rust,ignore", "// build.rs");
    let (_, body) = build.split_once("fn main").unwrap();
    let script = include_str!("../examples/build-script/build.rs");
    let script = script.replace("\"docs\"", "\"docs/qmp\"");
    assert!(script.contains(body.trim()));
}

#[test]
fn macros_report_the_errors_shown() {
    let program = include_str!("macros/refused/readme.rs");
    for part in ["derive(QmpEvent)", "command!("] {
        let code = block("rust,ignore", part);
        assert!(program.contains(code.trim()), "{code}");
    }
    let stderr = include_str!("macros/refused/readme.stderr");
    let mut errors = blocks("text");
    errors.retain(|block| block.contains("E0277"));
    assert_eq!(errors.len(), 2);
    for error in errors {
        assert!(stderr.contains(error.trim()), "{stderr}");
    }
}

/// The warning is about a document of QEMU 1.2; this one has the same line.
#[test]
fn check_reports_the_warning_shown() {
    let section = "WAKEUP\n------\n\nThe guest runs again.\n\nData: None.\n\nExample:\n\n";
    let example = "{ \"event\": \"WATCHDOG\",\n  \"data\": { \"action\": \"reset\" } }\n";
    let before = "\n".repeat(391 - section.lines().count());
    let text = format!("{before}{section}{example}");
    let run = Run::of_documents([Document::new("qmp-events.txt", text)]);
    let warning = block("text", "warning[example-of-another]");
    let report = run.report(false);
    assert!(report.starts_with(warning.trim_end()), "{report}");
}

#[test]
fn summaries_are_read() {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/qemu/11.0.json");
    let facts = std::fs::read_to_string(snapshot).unwrap();
    let summaries = block("text", "# A comment.").replace("\n  ", "\n");
    let run = Run::of_documents([
        Document::new("11.0.json", facts),
        Document::new("readme.summaries", summaries.trim_start()),
    ]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
}

#[test]
fn counts_are_those_of_the_ready_bindings() {
    let counts = Run::of_builtin(Builtin::Qemu).counts();
    let (commands, events) = (counts.commands, counts.events);
    let claim = format!("a type for each of {commands} commands and {events} events");
    assert!(README.contains(&claim), "{claim}");
}

#[test]
fn rust_version_is_that_of_the_workspace() {
    let manifest = include_str!("../Cargo.toml");
    let (_, version) = manifest.split_once("rust-version = \"").unwrap();
    let (version, _) = version.split_once('"').unwrap();
    assert!(README.contains(&format!("Rust {version} or later")));
}

#[test]
fn files_linked_to_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for rest in README.split("](").skip(1) {
        let (target, _) = rest.split_once(')').unwrap();
        if !target.starts_with("http") {
            assert!(root.join(target).exists(), "{target}");
        }
    }
}

#[test]
fn test_without_qemu_is_in_the_example() {
    let example = include_str!("../examples/own-tests/main.rs");
    let test = block("rust,ignore", "server.verify()");
    assert!(
        example.contains(test.trim_end()),
        "not in the example:\n{test}"
    );
}
