//! The releases in which an item exists, and the release that describes it.

use qmp_gen::{Document, Run, RustOptions, rust, snapshot};
use serde_json::{Value, json};

use crate::support::{facts, merged, read, run_facts};

#[test]
fn commands_and_events_have_since_and_until() {
    let facts = facts(&[
        "{ 'command': 'lamp-oil' }\n{ 'event': 'LAMP_LIT' }",
        "{ 'command': 'lamp-oil' }\n{ 'command': 'lamp-set' }\n{ 'event': 'LAMP_LIT' }",
        "{ 'command': 'lamp-set' }\n{ 'event': 'LAMP_OUT' }",
    ]);
    assert_eq!(
        facts["commands"],
        json!({ "lamp-set": { "since": "2.0" }, "lamp-oil": { "until": "2.0" } })
    );
    assert_eq!(
        facts["events"],
        json!({ "LAMP_OUT": { "since": "3.0" }, "LAMP_LIT": { "until": "2.0" } })
    );
}

#[test]
fn members_and_values_have_since_and_until() {
    let facts = facts(&[
        "{ 'command': 'lamp-set', 'data': { 'on': 'bool', 'wick': 'int', '*oil': 'int' } }
         { 'enum': 'Colour', 'data': [ 'white', 'amber' ] }",
        "{ 'command': 'lamp-set', 'data': { 'on': 'bool', '*wick': 'int', 'colour': 'Colour' } }
         { 'enum': 'Colour', 'data': [ 'white', 'red' ] }",
        "{ 'command': 'lamp-set', 'data': { 'on': 'bool', 'wick': 'int', 'colour': 'Colour' } }
         { 'enum': 'Colour', 'data': [ 'white', 'red', 'blue' ] }",
    ]);
    assert_eq!(
        facts["commands"]["lamp-set"]["arguments"],
        json!({
            "on": { "type": "bool" },
            "wick": { "type": "int", "optional": true },
            "colour": { "type": "Colour", "optional": true, "since": "2.0" },
            "oil": { "type": "int", "optional": true, "until": "1.0" },
        })
    );
    assert_eq!(
        facts["types"]["Colour"]["values"],
        json!({
            "white": {},
            "red": { "since": "2.0" },
            "blue": { "since": "3.0" },
            "amber": { "until": "1.0" },
        })
    );
}

#[test]
fn an_item_that_returns_has_no_until() {
    let facts = facts(&[
        "{ 'command': 'lamp-set' }\n{ 'command': 'lamp-oil' }",
        "{ 'command': 'lamp-set' }",
        "{ 'command': 'lamp-set' }\n{ 'command': 'lamp-oil' }",
    ]);
    assert_eq!(facts["commands"], json!({ "lamp-set": {}, "lamp-oil": {} }));
}

/// The versions in documents are more precise than the releases of a range.
#[test]
fn documented_versions_take_precedence() {
    let facts = facts(&[
        "{ 'command': 'lamp-set' }",
        "##
# @lamp-set:
#
# Sets the lamp.
#
# @wick: the wick's number (since 1.4)
#
# Since: 0.9
##
{ 'command': 'lamp-set', 'data': { '*wick': 'int' } }",
    ]);
    assert_eq!(
        facts["commands"]["lamp-set"],
        json!({
            "arguments": { "wick": { "type": "int", "optional": true, "since": "1.4" } },
            "since": "0.9",
        })
    );
}

/// The text and the features are those of the newest release that has the item.
#[test]
fn the_newest_release_describes_an_item() {
    let releases = [
        "##
# @lamp-set:
#
# Sets a lamp of old.
#
# Features:
#
# @deprecated: Buy a newer one.
##
{ 'command': 'lamp-set', 'features': [ 'deprecated' ] }
##
# @lamp-oil:
#
# Fills up the oil.
#
# Features:
#
# @deprecated: Electricity is cleaner.
##
{ 'command': 'lamp-oil', 'features': [ 'deprecated' ] }",
        "##
# @lamp-set:
#
# Sets a lamp of today.
##
{ 'command': 'lamp-set' }",
    ];
    let run = merged(&releases);
    let facts = run_facts(&run);
    assert_eq!(facts["commands"]["lamp-set"], json!({}));
    assert_eq!(
        facts["commands"]["lamp-oil"],
        json!({ "until": "1.0", "features": ["deprecated"] })
    );
    let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    assert!(text.contains("Sets a lamp of today."));
    assert!(!text.contains("Sets a lamp of old."));
    assert!(text.contains("Fills up the oil."));
}

#[test]
fn since_and_until_are_emitted() {
    let run = merged(&[
        "{ 'command': 'lamp-oil' }\n{ 'event': 'LAMP_LIT' }
         { 'command': 'lamp-query', 'returns': 'Lamp' }
         { 'struct': 'Lamp', 'data': { 'on': 'bool', 'oil': 'int' } }",
        "{ 'command': 'lamp-set', 'data': { '*colour': 'str' } }
         { 'command': 'lamp-query', 'data': { '*name': 'str' }, 'returns': 'Lamp' }
         { 'event': 'LAMP_LIT' }\n{ 'event': 'LAMP_OUT' }
         { 'struct': 'Lamp', 'data': { 'on': 'bool', 'colour': 'str' } }",
    ]);
    let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
    for expected in [
        "/// The command `lamp-oil`.\n    ///\n    /// Last seen in QEMU 1.0; a later version lacks it.",
        "const NAME: &'static str = \"lamp-oil\";\n        \
         const UNTIL: Option<codegen::VersionTriple> = Some(codegen::VersionTriple::new(1, 0, 0));",
        "const NAME: &'static str = \"lamp-set\";\n        \
         const SINCE: Option<codegen::VersionTriple> = Some(codegen::VersionTriple::new(2, 0, 0));",
        "const NAME: &'static str = \"LAMP_OUT\";\n        \
         const SINCE: Option<codegen::VersionTriple> = Some(codegen::VersionTriple::new(2, 0, 0));",
        "const NAME: &'static str = \"LAMP_LIT\";\n    }",
        "Lamp.colour 2.0 -\\n\\\n        \
         Lamp.oil - 1.0\\n\\\n        \
         lamp-query.name 2.0 -\\n\\\n        \
         \",\n    );",
        "pub oil: Option<i64>",
        "pub on: bool",
    ] {
        assert!(text.contains(expected), "{expected}\n\nis not in\n\n{text}");
    }
    // A new command is listed once, without its arguments.
    assert!(!text.contains("\"lamp-set.colour\""), "{text}");
}

/// The snapshot contains its version.
#[test]
fn snapshots_and_documents_are_merged() {
    let old = "{ \"format\": \"qmp-snapshot/1\", \"version\": \"1.7\",\n\
               \"commands\": { \"lamp-set\": {}, \"lamp-oil\": { \"since\": \"0.3\" } } }\n";
    let text = "lamp-set\n--------\n\nSets the lamp.\n\nArguments: None.\n\nReturns: nothing\n";
    let new = Document::new("new/qmp-commands.txt", text);
    let run = Run::of_documents([
        new.of_release("10.0".parse().unwrap()),
        Document::new("old.json", old),
    ]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let facts = run_facts(&run);
    assert_eq!(
        facts["commands"],
        json!({ "lamp-set": {}, "lamp-oil": { "since": "0.3", "until": "1.7" } })
    );
    // A snapshot of a range has no version, and lists its releases.
    assert!(facts.get("version").is_none());
    let documents = facts["documents"].as_object().unwrap();
    assert_eq!(documents.keys().collect::<Vec<_>>(), ["10.0"]);
}

/// Both forms of a snapshot have the same header. Without releases, there is one line for all
/// documents.
#[test]
fn the_header_has_a_line_for_each_release() {
    let header = |documents: Vec<Document>| -> Vec<String> {
        let run = Run::of_documents(documents);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
        let lines = text.lines().take_while(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let event = "LIT\n---\n\nIt burns.\n\nData: None.\n";
    let events = |version: &str| {
        let document = Document::new(format!("{version}/qmp-events.txt"), event);
        document.of_release(version.parse().unwrap())
    };
    let summaries = Document::new("lamp.summaries", "LIT\n    It is lit.\n");
    let lines = header(vec![events("2.0.1"), summaries.clone(), events("10.0")]);
    let starts: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split(": ").next())
        .collect();
    let first = "// @generated by qmp-gen 0.1.0 from qmp-events.txt";
    assert_eq!(
        starts,
        [first, "// QEMU 2.0.1", "// QEMU 10.0", "// Summaries"]
    );
    // The same documents, through a snapshot.
    let run = Run::of_documents([events("2.0.1"), events("10.0")]);
    let merged = Document::new("merged.json", snapshot(&run.interface));
    assert_eq!(header(vec![merged.clone()])[1..], lines[1..3]);
    let digests: Vec<&str> = lines[1..3]
        .iter()
        .filter_map(|line| line.rsplit(' ').next())
        .collect();
    let facts: Value = serde_json::from_str(merged.text()).unwrap();
    let written = facts["documents"].as_object().unwrap().values();
    let written: Vec<&str> = written.filter_map(Value::as_str).collect();
    assert_eq!(digests, written);
    // The old form, with a digest of every document.
    let one = Run::of_documents([events("10.0")]);
    let one: Value = serde_json::from_str(&snapshot(&one.interface)).unwrap();
    let of_file = one["documents"]["qmp-events.txt"].as_str().unwrap();
    let old = format!(
        "{{ \"format\": \"qmp-snapshot/1\", \"documents\": {{ \
         \"2.0.1/qmp-events.txt\": \"{of_file}\", \"10.0/qmp-events.txt\": \"{of_file}\" }} }}"
    );
    assert_eq!(
        header(vec![Document::new("old.json", old)])[1..],
        lines[1..3]
    );
    let plain = header(vec![Document::new("qmp-events.txt", event), summaries]);
    assert!(plain[1].starts_with("// Documents: sha256:"), "{plain:?}");
    assert_eq!(plain.len(), 2);
}

#[test]
fn problems_are_reported_in_the_document_of_their_release() {
    let run = read(&[
        ("1.0", "{ 'command': 'lamp-set', 'data': { 'on': 'Bulb' } }"),
        (
            "2.0",
            "{ 'command': 'lamp-set' }\n{ 'command': 'lamp-set' }",
        ),
    ]);
    let places: Vec<String> = run
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code.name(), run.documents.place(d.span)))
        .collect();
    assert_eq!(
        places,
        [
            "unknown-type 1.0/lamp-schema.json:1:14",
            "duplicate-item 2.0/lamp-schema.json:2:14"
        ]
    );
}
