//! Entries of the table.

use serde_json::{Value, json};

use crate::common::facts;
use crate::{command_facts, problems, run, run_entry};

#[test]
fn every_type_letter_is_read() {
    for (letter, ty) in [
        ("s", "str"),
        ("F", "str"),
        ("B", "str"),
        ("S", "str"),
        ("i", "int"),
        ("l", "int"),
        ("M", "int"),
        ("o", "int"),
        ("T", "number"),
        ("b", "bool"),
        ("q", "any"),
    ] {
        let required = command_facts(&format!("a:{letter}"));
        assert_eq!(
            required["arguments"],
            json!({ "a": { "type": ty } }),
            "{letter}"
        );
        for mark in ["?", "."] {
            let optional = command_facts(&format!("a:{letter}{mark}"));
            assert_eq!(
                optional["arguments"],
                json!({ "a": { "type": ty, "optional": true } }),
                "{letter}{mark}"
            );
        }
    }
    // A flag is an optional boolean, with any letter.
    for flag in ["-f", "-a", "-1"] {
        let flag = command_facts(&format!("a:{flag}"));
        assert_eq!(
            flag["arguments"],
            json!({ "a": { "type": "bool", "optional": true } })
        );
    }
    let open = command_facts("a:O");
    assert_eq!(
        open["arguments"],
        Value::Null,
        "what it takes is not spelled out"
    );
    assert_eq!(open["open"], true);
    // A number format of the human monitor, which is not an argument.
    let print = command_facts("fmt:/,addr:l");
    assert_eq!(print["arguments"], json!({ "addr": { "type": "int" } }));
    assert_eq!(command_facts("fmt:/")["arguments"], Value::Null);
    assert_eq!(command_facts("")["arguments"], Value::Null);
    let all = command_facts("force:-f,a-b:s,c_d:i?,e2:l.,f:b,rest:S,fmt:/,options:O");
    assert_eq!(
        all["arguments"],
        json!({
            "force": { "type": "bool", "optional": true },
            "a-b": { "type": "str" },
            "c_d": { "type": "int", "optional": true },
            "e2": { "type": "int", "optional": true },
            "f": { "type": "bool" },
            "rest": { "type": "str" },
        })
    );
    assert_eq!(all["open"], true);
}

#[test]
fn the_last_alias_is_the_name() {
    for (name, long) in [("q|quit", "quit"), ("quit", "quit"), ("a|b|c-d", "c-d")] {
        let run = run_entry(&format!(".name = \"{name}\","));
        let facts = facts(&run);
        let commands: Vec<&String> = facts["commands"].as_object().unwrap().keys().collect();
        assert_eq!(commands, [long], "{name}");
    }
    // The text has the long name.
    let run = run("SQMP\nEQMP\n{ .name = \"q|quit\", .args_type = \"\", },\n\
         SQMP\nquit\n----\n\nEnds it.\n\nArguments: None.\n\nExample:\n\n\
         -> { \"execute\": \"quit\" }\n<- { \"return\": {} }\nEQMP\n");
    assert_eq!(facts(&run)["commands"], json!({ "quit": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

/// Other fields and the layout of the C code make no difference.
#[test]
fn entries_are_read_in_any_layout() {
    let expected = json!({
        "arguments": { "a": { "type": "str" }, "b": { "type": "int", "optional": true } },
        "returns": "any",
        "undocumented": true,
    });
    for (what, text) in [
        ("one line", "{ .name = \"x\", .args_type = \"a:s,b:i?\", },"),
        (
            "no comma at the end",
            "{ .name = \"x\", .args_type = \"a:s,b:i?\" }",
        ),
        (
            "no comma after the last field",
            "    { .name = \"x\",\n .args_type = \"a:s,b:i?\" },",
        ),
        ("no spaces", "{.name=\"x\",.args_type=\"a:s,b:i?\",},"),
        (
            "tabs",
            "\t{\n\t.name\t=\t\"x\",\n\t.args_type\t= \"a:s,b:i?\",\n\t},",
        ),
        (
            "empty lines",
            "{\n\n.name = \"x\",\n\n\n.args_type = \"a:s,b:i?\",\n\n},",
        ),
        (
            "spaces at the end",
            "{   \n.name = \"x\",  \n.args_type = \"a:s,b:i?\",\t\n}, \t",
        ),
        (
            "fields in reverse order",
            "{ .args_type = \"a:s,b:i?\", .name = \"x\", },",
        ),
        (
            "two literals",
            "{ .name = \"x\", .args_type = \"a:s,\" \"b:i?\", },",
        ),
        (
            "lines of literals",
            "{ .name = \"x\",\n.args_type = \"a:\"\n  \"s,\"\n  \"b:i?\",\n},",
        ),
        (
            "a name in two literals",
            "{ .name = \"\" \"x\", .args_type = \"a:s,b:i?\", },",
        ),
        (
            "quotes, commas and braces in strings",
            "{ .name = \"x\", .params = \"{ \\\"a\\\", [b] }, ...\",\n\
             .help = \"a\\\\, } b; .name = \\\"y\\\", \"\n \"},\", .args_type = \"a:s,b:i?\", },",
        ),
        (
            "literals after an extra comma",
            "{ .name = \"x\", .params = \"a\",\n\"b\", .help = \"c\", \"d\",\n\
             .args_type = \"a:s,b:i?\" },",
        ),
        (
            "handlers",
            "{ .name = \"x\", .args_type = \"a:s,b:i?\", .mhandler.cmd_new = do_x,\n\
             .mhandler.info = NULL, .flags = 1 | 2, .user_print = print, .async = 1 },",
        ),
        (
            "Windows line endings",
            "{\r\n.name = \"x\",\r\n.args_type = \"a:s,b:i?\",\r\n},\r\n",
        ),
    ] {
        let run = run(&format!("SQMP\nEQMP\n{text}"));
        assert_eq!(facts(&run)["commands"]["x"], expected, "{what}");
        assert_eq!(problems(&run).len(), 1, "{what}: {:?}", problems(&run));
    }
}

/// A `.hx` file is detected by its name, not by its first lines.
#[test]
fn a_table_may_begin_with_an_entry() {
    let run = run("{ .name = \"x\", .args_type = \"a:s\", },\nSQMP\nEQMP\n");
    assert_eq!(problems(&run).len(), 1, "{:#?}", problems(&run));
    assert_eq!(
        facts(&run)["commands"]["x"]["arguments"],
        json!({ "a": { "type": "str" } })
    );
}

#[test]
fn malformed_entries_are_reported() {
    for (text, problem) in [
        // The old form: fields without names.
        (
            "    { \"old\", \"a:s\", do_old },",
            "qmp-commands.hx:3:1 table-entry: this entry of the table cannot be parsed",
        ),
        (
            "{ .name = \"x\",\n",
            "qmp-commands.hx:3:1 table-entry: this entry of the table cannot be parsed",
        ),
        (
            "{ .args_type = \"a:s\", },",
            "qmp-commands.hx:3:1 table-entry: this entry of the table lacks a name",
        ),
        (
            "{ .name = \"x\", .args_type = \"a\", },",
            "qmp-commands.hx:3:29 table-entry: the `args_type` of `x` cannot be parsed",
        ),
        (
            "{ .name = \"x\", .args_type = \"a:s,,b:i\", },",
            "qmp-commands.hx:3:29 table-entry: the `args_type` of `x` cannot be parsed",
        ),
    ] {
        let run = run(&format!("SQMP\nEQMP\n{text}\n{{ .name = \"y\", }},\n"));
        let told = problems(&run);
        assert!(
            told.iter().any(|told| told.starts_with(problem)),
            "{text}: {told:#?}"
        );
        // The next entry is not affected.
        assert_ne!(facts(&run)["commands"]["y"], Value::Null, "{text}");
    }
}

/// An unterminated string, an identifier and an empty string are not names.
#[test]
fn entries_without_a_name_are_reported() {
    for text in ["{ .name = \"x, },", "{ .name = x, },", "{ .name = \"\", },"] {
        let run = run(&format!("SQMP\nEQMP\n{text}\n"));
        assert_eq!(facts(&run)["commands"], json!({}), "{text}");
        assert!(
            problems(&run)[0].contains(" no-items: "),
            "{text}: {:#?}",
            problems(&run)
        );
        assert!(
            problems(&run)[1].contains(":3:"),
            "{text}: {:#?}",
            problems(&run)
        );
        assert!(
            problems(&run)[1].contains(" table-entry: "),
            "{text}: {:#?}",
            problems(&run)
        );
    }
}

/// Strings may be next to macros, whose values are not known.
#[test]
fn macros_next_to_strings_are_ignored() {
    for name in [
        "HARBOUR \"x\"",
        "HARBOUR\n  \"x\"",
        "HARBOUR OLD_HARBOUR \"x\"",
        "\"\" HARBOUR \"x\"",
        "\"x\" HARBOUR",
        "(\"x\")",
    ] {
        let run = run_entry(&format!(
            ".name = {name},\n.args_type = \"a:\" \"s,\" SPARE \"b:i?\","
        ));
        assert_eq!(
            facts(&run)["commands"]["x"]["arguments"],
            json!({ "a": { "type": "str" }, "b": { "type": "int", "optional": true } }),
            "{name}: {:#?}",
            problems(&run)
        );
    }
    // The text has the whole name.
    let run = run(
        "SQMP\nEQMP\n{ .name = HARBOUR \"lamp_set\", .args_type = \"on:b\", },\n\
         SQMP\ncom.example_lamp_set\n---\n\nReturns: nothing\nEQMP\n",
    );
    assert_eq!(
        facts(&run)["commands"],
        json!({ "com.example_lamp_set": { "arguments": { "on": { "type": "bool" } } } })
    );
}
