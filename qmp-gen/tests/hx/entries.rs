//! Entries of the table.

use serde_json::{Value, json};

use crate::common::facts;
use crate::{arguments, entry, problems, run};

#[test]
fn every_letter() {
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
        let required = arguments(&format!("a:{letter}"));
        assert_eq!(
            required["arguments"],
            json!({ "a": { "type": ty } }),
            "{letter}"
        );
        for mark in ["?", "."] {
            let optional = arguments(&format!("a:{letter}{mark}"));
            assert_eq!(
                optional["arguments"],
                json!({ "a": { "type": ty, "optional": true } }),
                "{letter}{mark}"
            );
        }
    }
    // A flag is there or not, whatever its letter.
    for flag in ["-f", "-a", "-1"] {
        let flag = arguments(&format!("a:{flag}"));
        assert_eq!(
            flag["arguments"],
            json!({ "a": { "type": "bool", "optional": true } })
        );
    }
    let open = arguments("a:O");
    assert_eq!(
        open["arguments"],
        Value::Null,
        "what it takes is not spelled out"
    );
    assert_eq!(open["open"], true);
    // How a person wants to see numbers.
    let print = arguments("fmt:/,addr:l");
    assert_eq!(print["arguments"], json!({ "addr": { "type": "int" } }));
    assert_eq!(arguments("fmt:/")["arguments"], Value::Null);
    assert_eq!(arguments("")["arguments"], Value::Null);
    let all = arguments("force:-f,a-b:s,c_d:i?,e2:l.,f:b,rest:S,fmt:/,options:O");
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
fn names_with_aliases() {
    for (name, long) in [("q|quit", "quit"), ("quit", "quit"), ("a|b|c-d", "c-d")] {
        let run = entry(&format!(".name = \"{name}\","));
        let facts = facts(&run);
        let commands: Vec<&String> = facts["commands"].as_object().unwrap().keys().collect();
        assert_eq!(commands, [long], "{name}");
    }
    // The text names the long one.
    let run = run("SQMP\nEQMP\n{ .name = \"q|quit\", .args_type = \"\", },\n\
         SQMP\nquit\n----\n\nEnds it.\n\nArguments: None.\n\nExample:\n\n\
         -> { \"execute\": \"quit\" }\n<- { \"return\": {} }\nEQMP\n");
    assert_eq!(facts(&run)["commands"], json!({ "quit": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

/// What the C around the two interesting fields looks like changes nothing.
#[test]
fn ways_to_write_an_entry() {
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
            "no comma after the last",
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
            "the other order",
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
            "a name in pieces",
            "{ .name = \"\" \"x\", .args_type = \"a:s,b:i?\", },",
        ),
        (
            "quotes, commas and braces in strings",
            "{ .name = \"x\", .params = \"{ \\\"a\\\", [b] }, ...\",\n\
             .help = \"a\\\\, } b; .name = \\\"y\\\", \"\n \"},\", .args_type = \"a:s,b:i?\", },",
        ),
        (
            "literals behind a comma too many",
            "{ .name = \"x\", .params = \"a\",\n\"b\", .help = \"c\", \"d\",\n\
             .args_type = \"a:s,b:i?\" },",
        ),
        (
            "handlers",
            "{ .name = \"x\", .args_type = \"a:s,b:i?\", .mhandler.cmd_new = do_x,\n\
             .mhandler.info = NULL, .flags = 1 | 2, .user_print = print, .async = 1 },",
        ),
        (
            "Windows' line ends",
            "{\r\n.name = \"x\",\r\n.args_type = \"a:s,b:i?\",\r\n},\r\n",
        ),
    ] {
        let run = run(&format!("SQMP\nEQMP\n{text}"));
        assert_eq!(facts(&run)["commands"]["x"], expected, "{what}");
        assert_eq!(problems(&run).len(), 1, "{what}: {:?}", problems(&run));
    }
}

/// A `.hx` file is one by its name, however it begins.
#[test]
fn a_table_that_begins_with_an_entry() {
    let run = run("{ .name = \"x\", .args_type = \"a:s\", },\nSQMP\nEQMP\n");
    assert_eq!(problems(&run).len(), 1, "{:#?}", problems(&run));
    assert_eq!(
        facts(&run)["commands"]["x"]["arguments"],
        json!({ "a": { "type": "str" } })
    );
}

#[test]
fn entries_that_cannot_be_read() {
    for (text, problem) in [
        // The way of old: fields without names.
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
        // What is wrong with one is nothing to the next.
        assert_ne!(facts(&run)["commands"]["y"], Value::Null, "{text}");
    }
}

/// A string that does not end, and a name that is no string, name no command.
#[test]
fn entries_whose_name_is_no_string() {
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

/// Adjoining tokens: what a macro stands for is not known here.
#[test]
fn strings_with_macros() {
    for name in [
        "HARBOUR \"x\"",
        "HARBOUR\n  \"x\"",
        "HARBOUR OLD_HARBOUR \"x\"",
        "\"\" HARBOUR \"x\"",
        "\"x\" HARBOUR",
        "(\"x\")",
    ] {
        let run = entry(&format!(
            ".name = {name},\n.args_type = \"a:\" \"s,\" SPARE \"b:i?\","
        ));
        assert_eq!(
            facts(&run)["commands"]["x"]["arguments"],
            json!({ "a": { "type": "str" }, "b": { "type": "int", "optional": true } }),
            "{name}: {:#?}",
            problems(&run)
        );
    }
    // The text knows the whole name.
    let run = run(
        "SQMP\nEQMP\n{ .name = HARBOUR \"lamp_set\", .args_type = \"on:b\", },\n\
         SQMP\ncom.example_lamp_set\n---\n\nReturns: nothing\nEQMP\n",
    );
    assert_eq!(
        facts(&run)["commands"],
        json!({ "com.example_lamp_set": { "arguments": { "on": { "type": "bool" } } } })
    );
}
