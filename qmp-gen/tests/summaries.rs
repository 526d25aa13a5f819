//! Summaries document the items of all dialects: their text is in the interface and in the
//! bindings, and problems are reported at their positions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{generated_rust, run_twice};
use proptest::prelude::*;
use qmp_gen::ir::{Doc, DocBlock, Kind};
use qmp_gen::{Dialect, Document, Run};

const SNAPSHOT: &str = r#"{
  "format": "qmp-snapshot/1",
  "commands": {
    "lamp-set": { "arguments": { "on": "bool", "glass": "Glass" }, "returns": "Lamp" },
    "lamp-trim": { "arguments": "Lamp" }
  },
  "events": {
    "LAMP_LIT": { "data": { "why": "Reason" } },
    "LAMP_OUT": {}
  },
  "types": {
    "Reason": { "kind": "enum", "values": { "dusk": {}, "2nd.try": {} } },
    "Burning": { "kind": "object", "members": { "oil": "int" } },
    "Lamp": { "kind": "object", "base": "Burning", "members": { "wick": "int" } },
    "Sort": { "kind": "enum", "values": { "lens": {} } },
    "Glass": {
      "kind": "object",
      "members": { "sort": "Sort" },
      "discriminator": "sort",
      "branches": { "lens": "Burning" }
    },
    "Size": { "kind": "alternate", "alternatives": { "number": "int", "none": "null" } }
  }
}
"#;

const SUMMARIES: &str = "\
# Of everything that may be block_lines of.

lamp-set
    Lights the lamp,
    or puts it out: LAMP_LIT follows.

    Three things may go wrong:

    - it has
      no oil
    - @Lamp.wick is broken
    All of them are reported.

lamp-set.on
    Whether it shall burn.

LAMP_LIT
\tIt burns. # This is text.
LAMP_LIT.why
  Who asked for it.
# A comment between.

Reason.2nd.try
    The first had failed.
Burning.oil
    What is left, in litres.
Lamp
    A lamp.
Lamp.wick
    Its number.
Glass.lens
    A lens in a frame.
Size.number
    In metres.
";

fn run(documents: &[(&str, &str)]) -> Run {
    let documents = documents.iter();
    run_twice(
        documents
            .map(|(name, text)| Document::new(*name, *text))
            .collect(),
    )
}

/// Returns one line for each block of documentation.
fn block_lines(doc: &Doc) -> Vec<String> {
    let blocks = doc.blocks.iter().map(|block| match block {
        DocBlock::Paragraph(text) => text.replace('\n', " / "),
        DocBlock::List(list) => {
            let entries: Vec<String> = list.entries.iter().flat_map(block_lines).collect();
            format!("- {}", entries.join(" - "))
        }
        other => format!("{other:?}"),
    });
    blocks.collect()
}

/// Returns the position and the message of each diagnostic.
fn problems(run: &Run) -> Vec<String> {
    let problems = run.diagnostics.iter();
    problems
        .map(|d| format!("{} {}", run.documents.place(d.span), d.message))
        .collect()
}

#[test]
fn every_kind_of_item_can_be_documented() {
    let run = run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", SUMMARIES)]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let interface = &run.interface;

    let command = interface.command("lamp-set").unwrap();
    assert_eq!(
        block_lines(&command.doc),
        [
            "Lights the lamp, / or puts it out: LAMP_LIT follows.",
            "Three things may go wrong:",
            "- it has / no oil - @Lamp.wick is broken",
            "All of them are reported.",
        ]
    );
    let arguments = command.arguments.members();
    assert_eq!(block_lines(&arguments[0].doc), ["Whether it shall burn."]);
    assert!(arguments[1].doc.is_empty());

    let event = interface.event("LAMP_LIT").unwrap();
    assert_eq!(block_lines(&event.doc), ["It burns. # This is text."]);
    assert_eq!(
        block_lines(&event.data.members()[0].doc),
        ["Who asked for it."]
    );
    assert!(interface.event("LAMP_OUT").unwrap().doc.is_empty());

    assert_eq!(block_lines(&interface.ty("Lamp").unwrap().doc), ["A lamp."]);
    let of = |name: &str| &interface.ty(name).unwrap().kind;
    let Kind::Enum(values) = of("Reason") else {
        panic!();
    };
    assert_eq!(block_lines(&values[1].doc), ["The first had failed."]);
    let Kind::Object(object) = of("Glass") else {
        panic!();
    };
    assert_eq!(block_lines(&object.branches[0].doc), ["A lens in a frame."]);
    let Kind::Alternate(alternatives) = of("Size") else {
        panic!();
    };
    assert_eq!(block_lines(&alternatives[0].doc), ["In metres."]);

    let rust = generated_rust(&run);
    for text in [
        "Lights the lamp,",
        "Whether it shall burn.",
        "Who asked for it.",
        "The first had failed.",
        "A lens in a frame.",
        "In metres.",
        "What is left, in litres.",
    ] {
        assert!(rust.contains(text), "{text}");
    }
}

/// The member of the base has the text.
#[test]
fn inherited_members_are_documented_in_the_base() {
    let summaries = "Lamp.oil\n    Litres.\n\nlamp-trim.wick\n    Its number.\n";
    let run = run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", summaries)]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let of = |name: &str| block_lines(&run.interface.object(name).unwrap().members[0].doc);
    assert_eq!(of("Burning"), ["Litres."]);
    assert_eq!(of("Lamp"), ["Its number."]);
}

/// The text of the documents follows the summary.
#[test]
fn summaries_come_before_the_text_of_documents() {
    let schema = "##\n# @lamp-set:\n#\n# From the schema.\n#\n# @on: from there too\n#\n\
                  # Since: 1.0\n##\n{ 'command': 'lamp-set', 'data': { 'on': 'bool' } }\n";
    let events = "LAMP_OUT\n--------\n\nFrom the list.\n\nData: None.\n";
    let summaries = "lamp-set\n    First.\n\nlamp-set.on\n    On or off.\n\nLAMP_OUT\n    Dark.\n";
    // The order of the documents does not matter.
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let documents = [
            ("lamp-schema.json", schema),
            ("qmp-events.txt", events),
            ("lamp.summaries", summaries),
        ];
        let run = run(&order.map(|at| documents[at]));
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let command = run.interface.command("lamp-set").unwrap();
        assert_eq!(block_lines(&command.doc), ["First.", "From the schema."]);
        let on = &command.arguments.members()[0];
        assert_eq!(block_lines(&on.doc), ["On or off.", "from there too"]);
        let event = run.interface.event("LAMP_OUT").unwrap();
        assert_eq!(block_lines(&event.doc), ["Dark.", "From the list."]);
    }
}

#[test]
fn items_of_all_releases_are_documented() {
    let release = |version: &str, event: &str| {
        format!(
            "{{ \"format\": \"qmp-snapshot/1\", \"version\": \"{version}\", \
             \"events\": {{ \"LAMP_LIT\": {{}}, \"{event}\": {{}} }} }}\n"
        )
    };
    let (old, new) = (release("1.0", "LAMP_OUT"), release("2.0", "LAMP_DIM"));
    let summaries = "LAMP_LIT\n    It burns.\n\nLAMP_OUT\n    Dark.\n\nLAMP_DIM\n    Low.\n";
    let run = run(&[
        ("lamp.summaries", summaries),
        ("old.json", &old),
        ("new.json", &new),
    ]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let of = |name: &str| block_lines(&run.interface.event(name).unwrap().doc);
    assert_eq!(of("LAMP_LIT"), ["It burns."]);
    assert_eq!(of("LAMP_OUT"), ["Dark."]);
    assert_eq!(of("LAMP_DIM"), ["Low."]);
}

/// The table declares a command without text.
#[test]
fn commands_of_a_table_are_documented() {
    let table = "SQMP\nEQMP\n    { .name = \"lamp-set\", .args_type = \"on:b\", },\n";
    let documents = [
        ("qmp-commands.hx", table),
        ("lamp.summaries", "lamp-set\n    Lights the lamp.\n"),
    ];
    let run = run(&documents);
    let command = run.interface.command("lamp-set").unwrap();
    assert_eq!(block_lines(&command.doc), ["Lights the lamp."]);
    assert!(!command.undocumented);
}

#[test]
fn the_dialect_is_detected_by_name_or_first_line() {
    let of = |name: &str, text: &str| {
        let run = Run::of_documents([Document::new(name, text)]);
        run.documents.iter().next().unwrap().1.dialect()
    };
    let marked = "# qmp-summaries\n\nlamp-set\n    Lights it.\n";
    for (name, text, expected) in [
        ("lamp.summaries", "", Some(Dialect::Summaries)),
        ("docs/lamp.summaries", "{ }", Some(Dialect::Summaries)),
        ("notes.txt", marked, Some(Dialect::Summaries)),
        ("summaries", marked, Some(Dialect::Summaries)),
        ("notes.txt", "lamp-set\n    Lights it.\n", None),
        ("notes.txt", "\n# qmp-summaries\n", None),
    ] {
        assert_eq!(of(name, text), expected, "{name}: {text}");
    }
}

#[test]
fn summaries_in_a_folder_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.json"), SNAPSHOT).unwrap();
    fs::write(folder.path().join("lamp.summaries"), SUMMARIES).unwrap();
    let run = Run::of_paths(&[folder.path()]).unwrap();
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    assert_eq!(run.files.len(), 2);
    let event = run.interface.event("LAMP_LIT").unwrap();
    assert!(!event.doc.is_empty());
}

/// Neither does a missing line ending at the end of the file.
#[test]
fn line_endings_do_not_matter() {
    for summaries in [
        SUMMARIES.replace('\n', "\r\n"),
        SUMMARIES.trim_end().to_owned(),
        SUMMARIES.replace("\n\n", "\n  \n"),
    ] {
        let run = run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", &summaries)]);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let command = run.interface.command("lamp-set").unwrap();
        assert_eq!(block_lines(&command.doc).len(), 4, "{:?}", command.doc);
    }
}

#[test]
fn unknown_names_are_reported() {
    let summaries = "\
lamp_set\n    A.\n\nlamp-sett.on\n    B.\n\nReason.dust\n    C.\n\nDoor\n    D.\n\n\
Lamp.oill\n    E.\n\nlamp-set.\n    F.\n\nLAMP_OUT.why\n    G.\n";
    let run = run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", summaries)]);
    assert_eq!(
        problems(&run),
        [
            "lamp.summaries:1:1 no item is called `lamp_set`",
            "lamp.summaries:4:1 no item is called `lamp-sett`",
            "lamp.summaries:7:1 `Reason` has no member, value or branch `dust`",
            "lamp.summaries:10:1 no item is called `Door`",
            "lamp.summaries:13:1 `Lamp` has no member, value or branch `oill`",
            "lamp.summaries:16:1 `lamp-set` has no member, value or branch ``",
            "lamp.summaries:19:1 `LAMP_OUT` has no member, value or branch `why`",
        ]
    );
    let help: Vec<Option<&str>> = run.diagnostics.iter().map(|d| d.help.as_deref()).collect();
    assert_eq!(
        help,
        [
            Some("did you mean `lamp-set`?"),
            Some("did you mean `lamp-set.on`?"),
            Some("did you mean `Reason.dusk`?"),
            None,
            Some("did you mean `Lamp.oil`?"),
            None,
            None,
        ]
    );
}

/// Names of earlier releases of QEMU are known, and their replacements.
#[test]
fn removed_names_are_reported_with_replacements() {
    let snapshot = r#"{ "format": "qmp-snapshot/1",
        "commands": { "query-cpu": {}, "migrate": { "arguments": { "bulk": "bool" } } } }"#;
    let summaries = "query-cpus\n    A.\n\nquery-cpus.arch\n    B.\n\nmigrate.blk\n    C.\n\n\
                     MEM_UNPLUG_ERROR\n    D.\n\nCpuInfo\n    E.\n\nquery-cpux\n    F.\n";
    let run = run(&[("lamp.json", snapshot), ("lamp.summaries", summaries)]);
    assert_eq!(
        problems(&run),
        [
            "lamp.summaries:1:1 no item is called `query-cpus`",
            "lamp.summaries:4:1 no item is called `query-cpus`",
            "lamp.summaries:7:1 `migrate` has no member, value or branch `blk`",
            "lamp.summaries:10:1 no item is called `MEM_UNPLUG_ERROR`",
            "lamp.summaries:13:1 no item is called `CpuInfo`",
            "lamp.summaries:16:1 no item is called `query-cpux`",
        ]
    );
    let removed = |name: &str, last: &str| {
        format!("`{name}` was removed: QEMU {last} is the last release known to have it")
    };
    let help: Vec<&str> = run
        .diagnostics
        .iter()
        .filter_map(|d| d.help.as_deref())
        .collect();
    assert_eq!(
        help,
        [
            removed("query-cpus", "5.2") + "; use `query-cpus-fast`",
            removed("query-cpus", "5.2") + "; use `query-cpus-fast`",
            removed("blk", "9.0") + "; use `blockdev-mirror` with an NBD export instead",
            removed("MEM_UNPLUG_ERROR", "9.0") + "; use `DEVICE_UNPLUG_GUEST_ERROR` instead",
            removed("CpuInfo", "5.2"),
            "did you mean `query-cpu`?".to_owned(),
        ]
    );
}

/// A document still uses a type that was removed.
#[test]
fn a_removed_type_is_reported_as_removed() {
    let snapshot = r#"{ "format": "qmp-snapshot/1",
        "commands": { "lamp-set": { "arguments": { "cpu": "CpuInfo" } } } }"#;
    let run = run(&[("lamp.json", snapshot)]);
    let help: Vec<Option<&str>> = run.diagnostics.iter().map(|d| d.help.as_deref()).collect();
    let expected = "`CpuInfo` was removed: QEMU 5.2 is the last release known to have it";
    assert_eq!(help, [Some(expected)]);
}

/// A member may have two names.
#[test]
fn duplicate_summaries_are_reported() {
    let summaries = "Burning.oil\n    Litres.\n\nLamp.oil\n    Gallons.\n";
    let more = "Burning.oil\n    Barrels.\n";
    let run = run(&[
        ("lamp.json", SNAPSHOT),
        ("lamp.summaries", summaries),
        ("more.summaries", more),
    ]);
    assert_eq!(
        problems(&run),
        [
            "lamp.summaries:4:1 duplicate summary of `Lamp.oil`",
            "more.summaries:1:1 duplicate summary of `Burning.oil`",
        ]
    );
    let burning = run.interface.object("Burning").unwrap();
    assert_eq!(block_lines(&burning.members[0].doc), ["Litres."]);
}

/// The lines are kept as text.
#[test]
fn odd_indentation_is_reported() {
    let summaries = "LAMP_OUT\n    One\n      two\n  three\n\tfour\nfive is here\n\n\
                     \x20   - six\n      seven\n";
    let run = run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", summaries)]);
    assert_eq!(
        problems(&run),
        [
            "lamp.summaries:3:7 this line is indented by 6 spaces, \
             but the first line of `LAMP_OUT` by 4 spaces",
            "lamp.summaries:4:3 this line is indented by 2 spaces, \
             but the first line of `LAMP_OUT` by 4 spaces",
            "lamp.summaries:5:2 this line is indented by 1 tab, \
             but the first line of `LAMP_OUT` by 4 spaces",
            "lamp.summaries:6:1 expected a name or an indented line; \
             the line was read as text of `LAMP_OUT`",
        ]
    );
    let event = run.interface.event("LAMP_OUT").unwrap();
    assert_eq!(
        block_lines(&event.doc),
        ["One / two / three / four / five is here", "- six / seven"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read(text in "([ \t#.\\-\r\n]|Lamp|lamp-set|LAMP_OUT|oil|\\PC){0,60}") {
        run(&[("lamp.json", SNAPSHOT), ("lamp.summaries", &text)]);
    }
}
