//! Arguments that the table, the text and the examples describe differently.

use qmp_gen::Run;
use serde_json::json;

use crate::common::facts;
use crate::{problems, run};

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
          the table and the text of `x` disagree: `buf_size` is `buf-size` in the table"]
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
            .any(|told| told.contains("`oil` is only in the examples")),
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
          the table and the text of `x` disagree: `on` is only in the table"]
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
