//! `.hx` files: the commands' text in blocks, and around the blocks a table in
//! C. Every text here is this project's own, of commands that no server has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{documents, exercise, facts, fixture, folders};
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
             `stairs-count` stands in the table and is described nowhere",
            "qmp-commands.hx:84:17 type-from-table: \
             `stairs-sweep` stands in the table and is described nowhere",
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

#[test]
fn blocks_and_entries() {
    let block = |end: &str| {
        format!("SQMP\none\n---\n\nA command.\n\nArguments: None.\n\nReturns: nothing\n{end}")
    };
    let two = "{ .name = \"two\", .args_type = \"a:s\", },\n";
    for (what, text) in [
        ("EQMP on a line", format!("{}{two}", block("EQMP\n"))),
        ("EQMP with spaces", format!("{}{two}", block("EQMP  \n\n"))),
        ("an entry behind EQMP", format!("{}{two}", block("EQMP"))),
        (
            "an entry behind EQMP and spaces",
            format!("{}{two}", block("EQMP    ")),
        ),
        (
            "an entry that begins behind EQMP",
            format!("{}{}", block("EQMP    "), two.replace(", ", ",\n")),
        ),
    ] {
        let run = run(&text);
        let facts = facts(&run);
        assert_eq!(facts["commands"]["one"], json!({}), "{what}");
        assert_eq!(
            facts["commands"]["two"]["arguments"],
            json!({ "a": { "type": "str" } }),
            "{what}"
        );
    }
    // Several commands in one block, and a chapter's opening between them.
    let run = run(
        "SQMP\n1. Chapter\n==========\n\nIts opening.\n\none\n---\n\nArguments: None.\n\n\
         Returns: nothing\n\n2. Chapter\n==========\n\ntwo\n---\n\nArguments: None.\n\n\
         Returns: nothing\n\nEQMP\n",
    );
    assert_eq!(facts(&run)["commands"], json!({ "one": {}, "two": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

/// `EQMP` and `SQMP` are words of their own: in a text they say nothing.
#[test]
fn words_in_a_text_end_no_block() {
    let run = run(
        "SQMP\none\n---\n\nEQMPS are no end,\n  EQMP\nis one only at the start, and\nSQMP begins\n\
         none inside.\n\nArguments: None.\n\nReturns: nothing\nEQMP\n",
    );
    assert_eq!(facts(&run)["commands"], json!({ "one": {} }));
    assert_eq!(problems(&run), [""; 0]);
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
fn conditions() {
    let one = |before: &str, after: &str| {
        let text = format!("SQMP\nEQMP\n{before}\n{{ .name = \"x\", }},\n{after}\n");
        facts(&run(&text))["commands"]["x"]["if"].clone()
    };
    assert_eq!(one("#if defined(A)", "#endif"), "defined(A)");
    assert_eq!(one("#ifdef A", "#endif"), "defined(A)");
    assert_eq!(one("#ifndef A", "#endif"), "!defined(A)");
    assert_eq!(one("  #  ifdef   A  ", "  # endif"), "defined(A)");
    assert_eq!(
        one("#if defined(A) && !defined(B)", "#endif"),
        "defined(A) && !defined(B)"
    );
    assert_eq!(
        one("#if defined(A)\n#ifdef B", "#endif /* B */\n#endif // A"),
        json!({ "all": ["defined(A)", "defined(B)"] })
    );
    // Those that are closed before it, or opened after it, are not its own.
    assert_eq!(one("#ifdef A\n#endif", "#ifdef B\n#endif"), Value::Null);
    assert_eq!(one("#ifdef A\n#endif\n#endif", ""), Value::Null);
    // What is switched off for good is not there.
    for off in ["#if 0", "#if defined(A) && 0 /* not here */", "#if 0 && 1"] {
        assert_eq!(one(off, "#endif"), Value::Null, "{off}");
        let text = format!("SQMP\nEQMP\n{off}\n{{ .name = \"x\", }},\n#endif\n");
        assert_eq!(facts(&run(&text))["commands"], json!({}), "{off}");
    }
    assert_eq!(one("#if 0 || defined(A)", "#endif"), "0 || defined(A)");
    // One that nothing closes holds to the end.
    assert_eq!(one("#ifdef A", ""), "defined(A)");

    // A described command has the condition of its entry.
    let run = run("SQMP\nEQMP\n#ifdef A\n{ .name = \"x\", },\n#endif\n\
         SQMP\nx\n---\n\nArguments: None.\n\nReturns: nothing\nEQMP\n\
         #ifdef A\nSQMP\ny\n---\n\nArguments: None.\n\nReturns: nothing\nEQMP\n#endif\n\
         { .name = \"y\", },\n");
    assert_eq!(
        facts(&run)["commands"],
        json!({ "x": { "if": "defined(A)" }, "y": {} })
    );
}

/// Where the human monitor's manual stands in the file too, so do its commands:
/// those that no text describes are not QMP's.
#[test]
fn a_table_of_two_monitors() {
    let run = run("STEXI\n@table @option\nETEXI\n\n\
         {\n.name = \"help|?\",\n.args_type = \"name:s?\",\n},\n\
         STEXI\n@item help\nSQMP\nis no block in here\nETEXI\n\
         {\n.name = \"q|quit\",\n.args_type = \"\",\n},\n\
         STEXI\n@item q or quit\nETEXI\n\
         SQMP\nquit\n----\n\nEnds it.\n\nArguments: None.\n\nReturns: nothing\nEQMP\n\
         {\n.name = \"log\",\n.args_type = \"items:s\",\n},\n\
         STEXI\n@end table\nETEXI\n");
    assert_eq!(facts(&run)["commands"], json!({ "quit": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

#[test]
fn entries_that_cannot_be_read() {
    for (text, problem) in [
        // The way of old: fields without names.
        (
            "    { \"old\", \"a:s\", do_old },",
            "qmp-commands.hx:3:1 table-entry: an entry of the table that can't be read",
        ),
        (
            "{ .name = \"x\",\n",
            "qmp-commands.hx:3:1 table-entry: an entry of the table that can't be read",
        ),
        (
            "{ .args_type = \"a:s\", },",
            "qmp-commands.hx:3:1 table-entry: an entry of the table without a name",
        ),
        (
            "{ .name = \"x\", .args_type = \"a\", },",
            "qmp-commands.hx:3:29 table-entry: the arguments of `x` can't be read",
        ),
        (
            "{ .name = \"x\", .args_type = \"a:s,,b:i\", },",
            "qmp-commands.hx:3:29 table-entry: the arguments of `x` can't be read",
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

#[test]
fn blocks_that_are_wrong() {
    let run_of = |text: &str| problems(&run(text));
    let described = "one\n---\n\nArguments: None.\n\nReturns: nothing\n";
    // The first block is the introduction; any other has a heading.
    assert_eq!(
        run_of(&format!(
            "SQMP\nAn introduction.\nEQMP\n{{ .name = \"one\", }},\nSQMP\n{described}EQMP\n\
             SQMP\n\nText of nothing.\nEQMP\n"
        )),
        ["qmp-commands.hx:15:1 text-without-heading: \
             this block's text is under no heading; it was skipped"]
    );
    // It is that of the entry before it, or of the command that its example shows.
    let of_entry = "{ .name = \"two\", .args_type = \"a:s\", },\nSQMP\ntwo\n\n\
                    Does it again.\n\nArguments:\n\n- \"a\": what (json-string)\n\n\
                    Returns: nothing\nEQMP\n";
    let shown = "{ .name = \"again\", .args_type = \"a:s\", },\nSQMP\nDoes it again.\n\n\
                 Example:\n\n-> { \"execute\": \"two\", \"arguments\": { \"a\": \"x\" } }\n\
                 <- { \"return\": {} }\nEQMP\n{ .name = \"two\", .args_type = \"a:s\", },\n";
    for text in [of_entry, shown] {
        let run = run(&format!("SQMP\nEQMP\n{text}"));
        assert_eq!(
            facts(&run)["commands"]["two"],
            json!({ "arguments": { "a": { "type": "str" } } }),
            "{text}"
        );
        let told = problems(&run);
        let read = "it was read as that of `two`";
        assert!(told.iter().any(|told| told.ends_with(read)), "{told:#?}");
        let doc = format!("{:?}", run.interface.command("two").unwrap().doc);
        assert!(doc.contains("Paragraph(\"Does it again.\")"), "{doc}");
        assert!(!doc.contains("\"two\""), "{doc}");
    }
    // A block that nothing closes goes on to the end, entries and all.
    let text = format!("SQMP\n{described}\n{{ .name = \"two\", }},\n");
    assert_eq!(
        run_of(&text)[0],
        "qmp-commands.hx:1:1 unterminated-block: no EQMP ends this block"
    );
    assert_eq!(facts(&run(&text))["commands"], json!({ "one": {} }));
}

#[test]
fn table_and_text_disagree() {
    let run = run("SQMP\nEQMP\n\
         { .name = \"x\", .args_type = \"a:s,b:i?,c:s,e:-e\", },\n\
         SQMP\nx\n---\n\nArguments:\n\n\
         - \"a\": a text (json-string, optional)\n\
         - \"b\": a number (json-int)\n\
         - \"d\": another (json-int)\n\n\
         Returns: nothing\nEQMP\n");
    // Of each argument, what the text says is taken; what the table alone has is
    // added to them.
    assert_eq!(
        facts(&run)["commands"]["x"]["arguments"],
        json!({
            "a": { "type": "str", "optional": true },
            "b": { "type": "int" },
            "d": { "type": "int" },
            "c": { "type": "str" },
            "e": { "type": "bool", "optional": true },
        })
    );
    let mut told = problems(&run);
    told.sort();
    assert_eq!(
        told,
        [
            "qmp-commands.hx:10:4 table-disagrees: \
             table and text of `x` disagree: `a` is required in the table",
            "qmp-commands.hx:11:4 table-disagrees: \
             table and text of `x` disagree: `b` is optional in the table",
            "qmp-commands.hx:12:4 table-disagrees: \
             table and text of `x` disagree: `d` is in the text alone",
            "qmp-commands.hx:5:1 table-disagrees: \
             table and text of `x` disagree: `c` is in the table alone",
            "qmp-commands.hx:5:1 table-disagrees: \
             table and text of `x` disagree: `e` is in the table alone",
        ]
    );
    // An argument that is spelled otherwise in the table.
    let spelled = x(
        "buf-size:i?,on:b,up_to:i?",
        "Arguments:\n\n- \"buf_size\": how much (json-int, optional)\n\
         - \"on\": whether it burns (json-bool)\n- \"up_to\": where it ends (json-int, optional)\n\n\
         Returns: nothing\n",
    );
    assert_eq!(
        facts(&spelled)["commands"]["x"]["arguments"],
        json!({
            "buf-size": { "type": "int", "optional": true },
            "on": { "type": "bool" },
            "up_to": { "type": "int", "optional": true },
        })
    );
    assert_eq!(
        problems(&spelled),
        ["qmp-commands.hx:10:4 table-disagrees: \
          table and text of `x` disagree: `buf_size` is `buf-size` in the table"]
    );
    // Each with the entry's place as well.
    for diagnostic in run.diagnostics.iter() {
        let (related, _) = diagnostic.related.as_ref().unwrap();
        assert_eq!(run.documents.place(*related), "qmp-commands.hx:3:11");
    }
}

/// A block of `x` under a table with one entry of it.
fn x(args_type: &str, text: &str) -> Run {
    run(&format!(
        "SQMP\nEQMP\n{{ .name = \"x\", .args_type = \"{args_type}\", }},\n\
         SQMP\nx\n---\n\n{text}\nEQMP\n"
    ))
}

#[test]
fn a_text_that_lists_no_arguments() {
    // The example has a string where the table says boolean.
    let run = x(
        "on:b,hue:s?,wicks:q,note:q?",
        "Sets the lamp.\n\nExample:\n\n\
         -> { \"execute\": \"x\", \"arguments\": { \"on\": \"true\", \"wicks\": [ 1, 2 ] } }\n\
         <- { \"return\": {} }\n",
    );
    assert_eq!(
        facts(&run)["commands"]["x"],
        json!({ "arguments": {
            "on": { "type": "bool" },
            "hue": { "type": "str", "optional": true },
            "wicks": { "type": "[int]" },
            "note": { "type": "any", "optional": true },
        } })
    );
    let told = problems(&run);
    assert_eq!(
        told[0],
        "qmp-commands.hx:5:1 type-from-table: \
         `x` lists no arguments; they were taken from the table"
    );

    // Without an example, and with a label that nothing follows.
    for text in ["Returns: nothing\n", "Arguments:\n\nReturns: nothing\n"] {
        let run = x("on:b,hue:s?", text);
        assert_eq!(
            facts(&run)["commands"]["x"],
            json!({ "arguments": {
                "on": { "type": "bool" },
                "hue": { "type": "str", "optional": true },
            } })
        );
    }

    // The table is complete, unless it says that it isn't.
    let text = "Example:\n\n-> { \"execute\": \"x\", \"arguments\": { \"on\": true, \"oil\": 3 } }\n\
                <- { \"return\": {} }\n";
    let run = x("on:b", text);
    assert_eq!(
        facts(&run)["commands"]["x"],
        json!({ "arguments": { "on": { "type": "bool" } } })
    );
    assert!(
        problems(&run)
            .iter()
            .any(|told| told.contains("`oil` is in the examples alone")),
        "{:#?}",
        problems(&run)
    );
    let run = x("on:b,rest:O", text);
    assert_eq!(
        facts(&run)["commands"]["x"],
        json!({
            "arguments": {
                "on": { "type": "bool" },
                "oil": { "type": "int", "optional": true },
            },
            "open": true,
        })
    );

    // A text that says there are none is believed.
    let run = x("on:b", "Arguments: None.\n\nReturns: nothing\n");
    assert_eq!(facts(&run)["commands"]["x"], json!({}));
    assert_eq!(
        problems(&run),
        ["qmp-commands.hx:5:1 table-disagrees: \
          table and text of `x` disagree: `on` is in the table alone"]
    );
}

#[test]
fn the_table_has_the_types_that_the_text_leaves_open() {
    let run = x(
        "on:b,hue:s,share:T?,wick:i,size:o",
        "Arguments:\n\n- \"on\": whether it burns\n- \"hue\": its colour\n\
         - \"share\": of the oil (optional)\n- \"wick\": its name (json-string)\n\
         - \"size\": how large, a LampSize\n\nExample:\n\n\
         -> { \"execute\": \"x\", \"arguments\": { \"on\": \"yes\", \"hue\": \"red\" } }\n\
         <- { \"return\": {} }\n",
    );
    assert_eq!(
        facts(&run)["commands"]["x"]["arguments"],
        json!({
            "on": { "type": "bool" },
            "hue": { "type": "str" },
            "share": { "type": "number", "optional": true },
            // The text wins.
            "wick": { "type": "str" },
            // The example goes without them, table and text do not.
            "size": { "type": "int" },
        })
    );

    // A list under no label says nothing of what is optional.
    let run = x(
        "on:b,hue:s?",
        "- \"on\": whether it burns (json-bool)\n- \"hue\": its colour (json-string)\n\n\
         Example:\n\n-> { \"execute\": \"x\", \"arguments\": { \"on\": true } }\n\
         <- { \"return\": {} }\n",
    );
    assert_eq!(
        facts(&run)["commands"]["x"]["arguments"],
        json!({ "on": { "type": "bool" }, "hue": { "type": "str", "optional": true } })
    );
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

#[test]
fn marks_without_their_other_half() {
    let described = "one\n---\n\nArguments: None.\n\nReturns: nothing\n";
    let run = run(&format!(
        "SQMP\n{described}EQMP\nEQMP\n{{ .name = \"one\", }},\n"
    ));
    assert_eq!(
        problems(&run),
        ["qmp-commands.hx:9:1 stray-mark: this EQMP ends no block"]
    );
}

/// Real documents as they would stand in a `.hx` file: each section in a block,
/// before it an entry with the arguments that the section lists. Out come the
/// same facts.
#[test]
fn real_documents_in_blocks() {
    let few = ["schema", "0.14.0", "2.8.0"];
    for folder in folders()
        .iter()
        .filter(|folder| few.contains(&folder.name.as_str()))
    {
        let text = documents(folder).remove(0);
        let plain = facts(&Run::of_documents([text.clone()]));
        let run = Run::of_documents([Document::new(
            "qmp-commands.hx",
            in_blocks(text.text(), &plain["commands"]),
        )]);
        let name = &folder.name;
        assert!(facts(&run) == plain, "{name}: the facts differ");
        let table = ["table-disagrees", "type-from-table", "table-entry"];
        let of_table: Vec<String> = problems(&run)
            .into_iter()
            .filter(|problem| table.iter().any(|code| problem.contains(code)))
            // `in_blocks` lists what was inferred where the text lists nothing.
            .filter(|problem| !problem.contains("lists no arguments"))
            .collect();
        assert_eq!(of_table, [""; 0], "{name}");
        assert_eq!(run.diagnostics.errors(), 0, "{name}");
    }
}

fn in_blocks(text: &str, commands: &Value) -> String {
    let mut hx = String::from("HXCOMM A table.\nSQMP\n");
    let lines: Vec<&str> = text.lines().collect();
    for (i, line) in lines.iter().enumerate() {
        let underlined = lines.get(i + 1).is_some_and(|next| next.starts_with("---"));
        if let (true, Some(command)) = (underlined, commands.get(line.trim())) {
            hx += "\nEQMP\n\n";
            hx += &table_entry(line.trim(), command);
            hx += "\nSQMP\n";
        }
        hx += line;
        hx.push('\n');
    }
    hx + "EQMP\n"
}

fn table_entry(name: &str, command: &Value) -> String {
    let mut types = Vec::new();
    for (argument, facts) in command["arguments"].as_object().into_iter().flatten() {
        let letter = match facts["type"].as_str().unwrap() {
            "str" => "s",
            "int" => "l",
            "number" => "T",
            "bool" => "b",
            _ => "q",
        };
        let mark = if facts["optional"] == true { "?" } else { "" };
        types.push(format!("{argument}:{letter}{mark}"));
    }
    if command["open"] == true {
        types.push("options:O".to_owned());
    }
    format!(
        "    {{\n        .name       = \"{name}\",\n        .args_type  = \"{}\",\n        \
         .help       = \"{{ see below, or not }}\",\n        .mhandler.cmd_new = qmp_{},\n    }},\n",
        types.join(","),
        name.replace('-', "_"),
    )
}
