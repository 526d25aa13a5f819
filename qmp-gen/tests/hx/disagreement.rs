//! Arguments that the table, the text and the examples describe differently.

use qmp_gen::Run;
use serde_json::json;

use crate::common::facts;
use crate::{problems, run};

#[test]
fn disagreements_of_table_and_text_are_reported() {
    let run = run("SQMP\nEQMP\n\
         { .name = \"x\", .args_type = \"a:s,b:i?,c:s,e:-e\", },\n\
         SQMP\nx\n---\n\nArguments:\n\n\
         - \"a\": a text (json-string, optional)\n\
         - \"b\": a number (json-int)\n\
         - \"d\": another (json-int)\n\n\
         Returns: nothing\nEQMP\n");
    // The text takes precedence for each argument; arguments that only the table has are added.
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
             the table and the text of `x` disagree: `a` is required in the table",
            "qmp-commands.hx:11:4 table-disagrees: \
             the table and the text of `x` disagree: `b` is optional in the table",
            "qmp-commands.hx:12:4 table-disagrees: \
             the table and the text of `x` disagree: `d` is only in the text",
            "qmp-commands.hx:5:1 table-disagrees: \
             the table and the text of `x` disagree: `c` is only in the table",
            "qmp-commands.hx:5:1 table-disagrees: \
             the table and the text of `x` disagree: `e` is only in the table",
        ]
    );
    // An argument with another spelling in the table.
    let spelled = run_entry_and_text(
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
          the table and the text of `x` disagree: `buf_size` is `buf-size` in the table"]
    );
    // Each diagnostic also has the position of the entry.
    for diagnostic in run.diagnostics.iter() {
        let (related, _) = diagnostic.related.as_ref().unwrap();
        assert_eq!(run.documents.place(*related), "qmp-commands.hx:3:11");
    }
}

/// Runs a table with one entry, for the command `x`, and a text of that command.
fn run_entry_and_text(args_type: &str, text: &str) -> Run {
    run(&format!(
        "SQMP\nEQMP\n{{ .name = \"x\", .args_type = \"{args_type}\", }},\n\
         SQMP\nx\n---\n\n{text}\nEQMP\n"
    ))
}

#[test]
fn unlisted_arguments_are_taken_from_the_table() {
    // The example has a string where the table says boolean.
    let run = run_entry_and_text(
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
        let run = run_entry_and_text("on:b,hue:s?", text);
        assert_eq!(
            facts(&run)["commands"]["x"],
            json!({ "arguments": {
                "on": { "type": "bool" },
                "hue": { "type": "str", "optional": true },
            } })
        );
    }

    // The table is complete, unless it has an argument of the type `O`.
    let text = "Example:\n\n-> { \"execute\": \"x\", \"arguments\": { \"on\": true, \"oil\": 3 } }\n\
                <- { \"return\": {} }\n";
    let run = run_entry_and_text("on:b", text);
    assert_eq!(
        facts(&run)["commands"]["x"],
        json!({ "arguments": { "on": { "type": "bool" } } })
    );
    assert!(
        problems(&run)
            .iter()
            .any(|told| told.contains("`oil` is only in the examples")),
        "{:#?}",
        problems(&run)
    );
    let run = run_entry_and_text("on:b,rest:O", text);
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

    // A text that says `None` takes precedence.
    let run = run_entry_and_text("on:b", "Arguments: None.\n\nReturns: nothing\n");
    assert_eq!(facts(&run)["commands"]["x"], json!({}));
    assert_eq!(
        problems(&run),
        ["qmp-commands.hx:5:1 table-disagrees: \
          the table and the text of `x` disagree: `on` is only in the table"]
    );
}

#[test]
fn missing_types_are_taken_from_the_table() {
    let run = run_entry_and_text(
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
            // The text takes precedence.
            "wick": { "type": "str" },
            // The example omits it, but it is required in the table and in the text.
            "size": { "type": "int" },
        })
    );

    // A list without a label does not say which arguments are optional.
    let run = run_entry_and_text(
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
