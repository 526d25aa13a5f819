//! `.hx` files: a table in C, and blocks of text between its entries. All texts are our own,
//! and describe invented commands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blocks;
#[path = "../common/mod.rs"]
mod common;
mod conditions;
mod corpus;
mod disagreement;
mod entries;

use common::{facts, fixture, run_twice};
use qmp_gen::{Document, Run};
use serde_json::{Value, json};

fn run(text: &str) -> Run {
    run_twice(vec![Document::new("qmp-commands.hx", text)])
}

/// Returns the position, code and message of each diagnostic.
fn problems(run: &Run) -> Vec<String> {
    let told = run.diagnostics.iter().map(|d| {
        let place = run.documents.place(d.span);
        format!("{} {}: {}", place, d.code.name(), d.message)
    });
    told.collect()
}

/// Runs a table with one entry, which no text describes.
fn run_entry(fields: &str) -> Run {
    run(&format!("SQMP\nEQMP\n\n    {{\n{fields}\n    }},\n"))
}

/// Returns the facts of a command whose entry has these `args_type`.
fn command_facts(args_type: &str) -> Value {
    let run = run_entry(&format!(".name = \"x\",\n.args_type = \"{args_type}\","));
    facts(&run)["commands"]["x"].clone()
}

#[test]
fn a_complete_table_is_read() {
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
    // The examples agree with the text.
    assert!(
        run.interface
            .examples()
            .iter()
            .all(|example| example.agrees)
    );
    assert_eq!(run.interface.examples().len(), 6);
}
