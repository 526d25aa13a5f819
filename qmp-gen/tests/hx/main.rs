//! `.hx` files: the commands' text in blocks, and around the blocks a table in
//! C. Every text here is this project's own, of commands that no server has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blocks;
#[path = "../common/mod.rs"]
mod common;
mod conditions;
mod corpus;
mod disagreement;
mod entries;

use common::{exercise, facts, fixture};
use qmp_gen::{Document, Run};
use serde_json::{Value, json};

fn run(text: &str) -> Run {
    exercise(vec![Document::new("qmp-commands.hx", text)])
}

/// The problems of a run: code, place and message.
fn problems(run: &Run) -> Vec<String> {
    let told = run.diagnostics.iter().map(|d| {
        let place = run.documents.place(d.span);
        format!("{} {}: {}", place, d.code.name(), d.message)
    });
    told.collect()
}

/// A table of one entry that nothing describes.
fn entry(fields: &str) -> Run {
    run(&format!("SQMP\nEQMP\n\n    {{\n{fields}\n    }},\n"))
}

/// The arguments that a table gives a command.
fn arguments(args_type: &str) -> Value {
    let run = entry(&format!(".name = \"x\",\n.args_type = \"{args_type}\","));
    facts(&run)["commands"]["x"].clone()
}

#[test]
fn a_whole_table() {
    let run = run(&fixture("table.hx"));
    let facts = facts(&run);
    let commands: Vec<&String> = facts["commands"].as_object().unwrap().keys().collect();
    assert_eq!(
        commands,
        [
            "lamp-set",
            "horn-sound",
            "stairs-count",
            "stairs-sweep",
            "query-lamp"
        ],
        "they stand in the order of the file"
    );
    assert_eq!(
        facts["commands"]["lamp-set"],
        json!({ "arguments": {
            "brightness": { "type": "int" },
            "colour": { "type": "LampSetColour", "optional": true },
            "steady": { "type": "bool", "optional": true },
        } })
    );
    assert_eq!(
        facts["types"]["LampSetColour"],
        json!({ "kind": "enum", "values": { "clear": {}, "red": {} } })
    );
    assert_eq!(
        facts["commands"]["horn-sound"],
        json!({
            "arguments": {
                "seconds": { "type": "number" },
                "times": { "type": "int", "optional": true },
            },
            "if": "defined(CONFIG_FOG)",
        })
    );
    assert_eq!(
        facts["commands"]["stairs-count"],
        json!({
            "returns": "any",
            "undocumented": true,
            "if": { "all": ["defined(CONFIG_STAIRS)", "!defined(CONFIG_LIFT)"] },
        })
    );
    assert_eq!(
        facts["commands"]["stairs-sweep"],
        json!({
            "arguments": {
                "from": { "type": "int" },
                "to": { "type": "int", "optional": true },
                "tools": { "type": "any" },
            },
            "returns": "any",
            "open": true,
            "undocumented": true,
            "if": "defined(CONFIG_STAIRS)",
        })
    );
    assert_eq!(
        facts["commands"]["query-lamp"]["returns"],
        "QueryLampReturn"
    );
    assert_eq!(
        problems(&run),
        [
            "qmp-commands.hx:78:23 type-from-table: \
             `stairs-count` is in the table, but no text describes it",
            "qmp-commands.hx:84:17 type-from-table: \
             `stairs-sweep` is in the table, but no text describes it",
        ]
    );
    // Both examples are read, and agree with what the text says.
    assert!(
        run.interface
            .examples()
            .iter()
            .all(|example| example.agrees)
    );
    assert_eq!(run.interface.examples().len(), 6);
}
