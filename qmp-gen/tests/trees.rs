//! Source trees and modules: which files of a folder are read. All texts are our own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{assert_valid, facts};
use qmp_gen::Run;
use serde_json::json;
use tempfile::TempDir;

const EVENTS: &str = "LAMP_LIT\n--------\n\nData: None.\n";
const COMMANDS: &str = "lamp-light\n----------\n\nArguments:\n\n- \"oil\": how much\n\n\
                        Returns: nothing\n";
const TABLE: &str = "SQMP\n                Commands of a Lighthouse\n\
                     \x20               ------------------------\nEQMP\n\
                     { .name = \"lamp-light\", .args_type = \"oil:i\", },\nSQMP\n\
                     lamp-light\n----------\n\nReturns: nothing\nEQMP\n";
/// A table of the human monitor or of options.
const OTHER_TABLE: &str = "HXCOMM Options\nSTEXI\n@table @option\nETEXI\n\
                           { .name = \"lamp\", .args_type = \"on:b\", },\n";
const MODULE: &str = "{ 'enum': 'Hue', 'data': [ 'red', 'clear' ] }\n";
const SCHEMA: &str = "{ 'include': 'common.json' }\n{ 'struct': 'Lamp', 'data': { 'hue': 'Hue' } }\n\
                      { 'command': 'query-lamp', 'returns': 'Lamp' }\n";
const PROSE: &str = "Introduction\n------------\n\nHow lamps are built.\n";

fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run_path(path: &Path) -> Run {
    let run = Run::of_paths(&[path]).unwrap();
    assert_valid(&run);
    run
}

/// Returns the code and the message of each diagnostic, except for `doc-missing`.
fn problems(run: &Run) -> Vec<String> {
    let told = run.diagnostics.iter();
    let told = told.map(|d| format!("{}: {}", d.code.name(), d.message));
    told.filter(|told| !told.starts_with("doc-missing"))
        .collect()
}

/// Returns the files that were read, relative to the tree.
fn files_read(run: &Run, tree: &Path) -> Vec<String> {
    let inside = |file: &Path| file.strip_prefix(tree).unwrap().display().to_string();
    let mut read: Vec<String> = run.files.iter().map(|file| inside(file)).collect();
    read.sort();
    read
}

#[test]
fn source_trees_of_every_release_are_read() {
    for (what, files, expected) in [
        (
            "0.12",
            &[
                ("QMP/qmp-events.txt", EVENTS),
                ("QMP/README", PROSE),
                ("qemu-monitor.hx", OTHER_TABLE),
                ("qemu-options.hx", OTHER_TABLE),
            ][..],
            &["QMP/qmp-events.txt"][..],
        ),
        (
            "0.13",
            &[
                ("QMP/qmp-events.txt", EVENTS),
                ("qemu-monitor.hx", TABLE),
                ("qemu-options.hx", OTHER_TABLE),
            ],
            &["QMP/qmp-events.txt", "qemu-monitor.hx"],
        ),
        (
            "1.2, built in the tree",
            &[
                ("QMP/qmp-events.txt", EVENTS),
                ("QMP/qmp-commands.txt", COMMANDS),
                ("QMP/qmp-spec.txt", PROSE),
                ("hmp-commands.hx", OTHER_TABLE),
                ("qmp-commands.hx", TABLE),
                ("qapi-schema.json", SCHEMA),
                ("qapi-schema-test.json", "{ 'enum': 'Hue', 'data': [] }"),
                ("common.json", MODULE),
            ],
            &[
                "QMP/qmp-events.txt",
                "common.json",
                "qapi-schema.json",
                "qmp-commands.hx",
            ],
        ),
        (
            "2.0",
            &[
                ("docs/qmp/qmp-events.txt", EVENTS),
                ("docs/qmp/README", PROSE),
                ("docs/notes.txt", PROSE),
                ("notes.txt", PROSE),
                ("qmp-commands.hx", TABLE),
                ("qapi-schema.json", SCHEMA),
                ("common.json", MODULE),
            ],
            &[
                "common.json",
                "docs/qmp/qmp-events.txt",
                "qapi-schema.json",
                "qmp-commands.hx",
            ],
        ),
        (
            "2.8",
            &[
                ("docs/qmp-events.txt", EVENTS),
                ("docs/qmp-commands.txt", COMMANDS),
                ("docs/notes.txt", PROSE),
                ("hmp-commands.hx", OTHER_TABLE),
                ("qapi-schema.json", SCHEMA),
                ("common.json", MODULE),
            ],
            &[
                "common.json",
                "docs/qmp-commands.txt",
                "docs/qmp-events.txt",
                "qapi-schema.json",
            ],
        ),
        (
            "today",
            &[
                ("qapi/qapi-schema.json", SCHEMA),
                ("qapi/common.json", MODULE),
                ("hmp-commands.hx", OTHER_TABLE),
            ],
            &["qapi/common.json", "qapi/qapi-schema.json"],
        ),
    ] {
        let tree = tree(files);
        let run = run_path(tree.path());
        assert_eq!(files_read(&run, tree.path()), expected, "{what}");
        assert_eq!(run.diagnostics.errors(), 0, "{what}: {}", run.report(false));
        let facts = facts(&run);
        if expected.iter().any(|file| file.ends_with("events.txt")) {
            assert_eq!(facts["events"], json!({ "LAMP_LIT": {} }), "{what}");
        }
        if expected.contains(&"qmp-commands.hx") || expected.contains(&"qemu-monitor.hx") {
            assert_eq!(
                facts["commands"]["lamp-light"],
                json!({ "arguments": { "oil": { "type": "int" } } }),
                "{what}"
            );
        }
        if expected
            .iter()
            .any(|file| file.ends_with("qapi-schema.json"))
        {
            assert_eq!(facts["commands"]["query-lamp"]["returns"], "Lamp", "{what}");
        }
        assert!(!run.report(false).contains("missing-document"), "{what}");
    }
    // A part of a tree.
    let tree = tree(&[
        ("docs/qmp/qmp-events.txt", EVENTS),
        ("docs/qmp/qmp-spec.txt", PROSE),
    ]);
    for part in ["docs", "docs/qmp"] {
        let run = run_path(&tree.path().join(part));
        assert_eq!(
            files_read(&run, tree.path()),
            ["docs/qmp/qmp-events.txt"],
            "{part}"
        );
    }
}

#[test]
fn a_table_without_events_is_reported() {
    let lacks = |files: &[(&str, &str)]| {
        let tree = tree(files);
        let run = run_path(tree.path());
        run.diagnostics
            .iter()
            .filter(|d| d.code.name() == "missing-document")
            .count()
    };
    assert_eq!(lacks(&[("qmp-commands.hx", TABLE)]), 1);
    assert_eq!(
        lacks(&[
            ("qmp-commands.hx", TABLE),
            ("qapi-schema.json", "{ 'enum': 'Hue', 'data': [] }\n")
        ]),
        1
    );
    assert_eq!(
        lacks(&[("qmp-commands.hx", TABLE), ("QMP/qmp-events.txt", EVENTS)]),
        0
    );
    assert_eq!(
        lacks(&[
            ("qmp-commands.hx", TABLE),
            ("qapi-schema.json", "{ 'event': 'LAMP_LIT' }\n")
        ]),
        0
    );
    assert_eq!(lacks(&[("qmp-commands.txt", COMMANDS)]), 0);
    // The events may come from another path.
    let tree = tree(&[("a/qmp-commands.hx", TABLE), ("b/qmp-events.txt", EVENTS)]);
    let run =
        Run::of_paths(&[tree.path().join("a"), tree.path().join("b/qmp-events.txt")]).unwrap();
    assert_eq!(
        problems(&run)
            .iter()
            .filter(|told| told.contains("missing-document"))
            .count(),
        0
    );
}

#[test]
fn types_of_other_modules_are_reported_with_their_files() {
    let lamp = "{ 'struct': 'Lamp', 'data': { 'hue': 'Hue', 'old-hue': 'Hue', 'wick': 'Wick' } }\n\
                { 'union': 'Tower', 'base': { 'hue': 'Hue' }, 'discriminator': 'hue',\n\
                  'data': { 'red': 'Bulb' } }\n\
                { 'struct': 'Bulb', 'data': { 'oil': 'int' } }\n\
                { 'command': 'lamp-set', 'data': { 'hue': 'Hue' }, 'returns': 'Glass' }\n";
    let tree = tree(&[
        ("qapi/lamp.json", lamp),
        ("qapi/common.json", MODULE),
        (
            "qapi/more.json",
            "{ 'include': 'common.json' }\n{ 'command': 'Wick' }\n",
        ),
        (
            "qapi-schema.json",
            "{ 'struct': 'Glass', 'data': { 'clear': 'bool' } }\n",
        ),
    ]);
    let path = |name: &str| tree.path().join(name);
    let run = run_path(&path("qapi/lamp.json"));
    let errors: Vec<String> = problems(&run)
        .into_iter()
        .filter(|told| told.starts_with("unknown-type"))
        .collect();
    assert_eq!(
        errors,
        [
            "unknown-type: `Hue` is defined in `common.json`, which this file does not include; \
             the member `hue` of `Lamp` uses it, and so do 3 other places",
            "unknown-type: the member `wick` of `Lamp` uses the unknown type `Wick`",
            "unknown-type: `Glass` is defined in `qapi-schema.json`, which this file does not \
             include; `returns` of `lamp-set` uses it",
        ]
    );
    let help = run.diagnostics.iter().find_map(|d| d.help.clone()).unwrap();
    assert_eq!(
        help,
        format!("pass `{}` too", path("qapi/common.json").display())
    );
    // With these files there are no errors.
    let lamp = lamp.replace(", 'wick': 'Wick'", "");
    fs::write(path("qapi/lamp.json"), lamp).unwrap();
    let all = [
        path("qapi/lamp.json"),
        path("qapi/common.json"),
        path("qapi-schema.json"),
    ];
    let run = Run::of_paths(&all).unwrap();
    assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
    assert!(run.interface.ty("Glass").is_some() && run.interface.ty("Hue").is_some());
}

/// Modules that include the same file, or each other, are one schema.
#[test]
fn several_modules_are_one_schema() {
    let tree = tree(&[
        ("common.json", MODULE),
        ("lamp.json", SCHEMA),
        (
            "horn.json",
            "{ 'include': 'common.json' }\n{ 'include': 'lamp.json' }\n\
                       { 'command': 'horn-sound', 'data': { 'hue': 'Hue' } }\n",
        ),
    ]);
    for order in [
        &["lamp.json", "horn.json"][..],
        &["horn.json", "lamp.json"],
        &["common.json", "lamp.json", "horn.json"],
        &["horn.json", "lamp.json", "common.json"],
        &["lamp.json", "common.json", "horn.json"],
    ] {
        let paths: Vec<_> = order.iter().map(|name| tree.path().join(name)).collect();
        let run = Run::of_paths(&paths).unwrap();
        assert_valid(&run);
        assert_eq!(
            run.diagnostics.errors(),
            0,
            "{order:?}: {}",
            run.report(false)
        );
        let facts = facts(&run);
        let commands = facts["commands"].as_object().unwrap();
        assert_eq!(commands.len(), 2, "{order:?}");
        assert_eq!(run.files.len(), 3, "{order:?}");
    }
}
