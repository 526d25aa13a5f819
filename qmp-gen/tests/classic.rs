//! Classic documents: all forms of headings, lists, marks and line endings. All texts are our
//! own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{facts, run_twice};
use qmp_gen::{Document, Run, snapshot};
use serde_json::{Value, json};

fn events(text: &str) -> Run {
    run_twice(vec![Document::new("qmp-events.txt", text)])
}

fn commands(text: &str) -> Run {
    run_twice(vec![Document::new("qmp-commands.txt", text)])
}

fn problems(run: &Run) -> Vec<String> {
    let told = run.diagnostics.iter().map(|d| {
        let place = run.documents.place(d.span);
        format!("{} {}: {}", place, d.code.name(), d.message)
    });
    told.collect()
}

const NUMBERED: &str = "\
               Events of a Lighthouse
               ======================

1 LAMP_LIT
-----------

Description: Issued when the lamp
is lit.
Data: None.

2. LAMP_OUT
-----------

Description: Issued when the lamp goes out.
Data: 'keeper' and 'shutter' keys with the same keys as 'query-lamp',
except that the oil is not there.

3 HORN
------

All of these are about the horn.

3.1 HORN_SOUNDED
----------------

Description: Issued when the horn sounds.
Data:

- \"times\": how often (json-int)

3.2 HORN_BROKEN, HORN_MENDED
----------------------------

Data: None
";

#[test]
fn numbered_headings_are_events() {
    let run = events(NUMBERED);
    assert_eq!(
        facts(&run)["events"],
        json!({
            "LAMP_LIT": {},
            "LAMP_OUT": { "data": {
                "keeper": { "type": "any" },
                "shutter": { "type": "any" },
            } },
            "HORN_SOUNDED": { "data": { "times": { "type": "int" } } },
            "HORN_BROKEN": {},
            "HORN_MENDED": {},
        })
    );
    assert_eq!(
        problems(&run),
        [
            "qmp-events.txt:15:8 missing-type: the type of `keeper` is not stated",
            "qmp-events.txt:15:21 missing-type: the type of `shutter` is not stated",
        ]
    );
    let doc = format!("{:?}", run.interface.event("LAMP_LIT").unwrap().doc);
    assert!(doc.contains("Issued when the lamp\\nis lit."), "{doc}");
    assert!(!doc.contains("Description"), "{doc}");
    // The dialect is also detected by the content.
    let run = Run::of_documents([Document::new("notes.txt", NUMBERED)]);
    assert_eq!(run.interface.events().len(), 5);
    // A section that describes something is an event, even if it has subsections.
    let run = events("1 HORN\n------\n\nData: None.\n\n1.1 BELL\n--------\n\nData: None.\n");
    assert_eq!(facts(&run)["events"], json!({ "HORN": {}, "BELL": {} }));
}

#[test]
fn a_title_takes_the_name_from_its_example() {
    let titled = "Light the lamp\n--------------\n\nArguments:\n\n- \"oil\": how much (json-int)\n\n\
                  Example:\n\n-> { \"execute\": \"lamp-light\", \"arguments\": { \"oil\": 3 } }\n\
                  <- { \"return\": {} }\n\n";
    let run = commands(titled);
    assert_eq!(
        facts(&run)["commands"],
        json!({ "lamp-light": { "arguments": { "oil": { "type": "int" } } } })
    );
    assert_eq!(
        problems(&run),
        ["qmp-commands.txt:1:1 heading-without-name: \
          the heading is not the name of a command; the section was read as that of `lamp-light`"]
    );
    // A command with a section of its own is not described by another's example.
    let own = "lamp-light\n----------\n\nArguments: None.\n\nReturns: nothing\n";
    let run = commands(&format!("{titled}{own}"));
    assert_eq!(facts(&run)["commands"], json!({ "lamp-light": {} }));
    assert!(problems(&run)[0].contains("the section was skipped"));
}

#[test]
fn a_heading_may_lack_its_dashes() {
    let run = commands(
        "lamp-light\n----------\n\nArguments: None.\n\nExample:\n\n\
         -> { \"execute\": \"lamp-light\" }\n<- { \"return\": {} }\n\n\
         douse\n\n\nPuts the lamp out.\n\nArguments:\n\n- \"slowly\": how (json-bool)\n\n\
         Example:\n\n-> { \"execute\": \"lamp-douse\", \"arguments\": { \"slowly\": true } }\n\
         <- { \"return\": {} }\n\nhorn-sound\n----------\n\nReturns: nothing\n",
    );
    assert_eq!(
        facts(&run)["commands"],
        json!({
            "lamp-light": {},
            "lamp-douse": { "arguments": { "slowly": { "type": "bool" } } },
            "horn-sound": {},
        })
    );
    assert_eq!(
        problems(&run),
        [
            "qmp-commands.txt:16:1 repeated-label: duplicate label `Arguments:` in the section of \
          `lamp-light`; it was read as the label of `lamp-douse`"
        ]
    );
}

/// Returns the members of the data of an event with this list. For each member, the value is
/// the list of names in its type, or null if the list does not describe the type.
fn data_members(list: &str) -> Value {
    let run = events(&format!(
        "LAMP\n----\n\nData:\n\n{list}\nExample:\n\n{{ \"event\": \"HORN\" }}\n"
    ));
    let facts = facts(&run);
    let data = facts["events"]["LAMP"]["data"].as_object().unwrap();
    let member = |(name, member): (&String, &Value)| {
        let ty = member["type"]
            .as_str()
            .and_then(|ty| facts["types"].get(ty));
        (
            name.clone(),
            ty.map_or(Value::Null, |ty| {
                let inner = ty.get("members").or(ty.get("values")).unwrap();
                let names = inner.as_object().unwrap().keys();
                names.cloned().collect::<Vec<_>>().into()
            }),
        )
    };
    Value::Object(data.iter().map(member).collect())
}

#[test]
fn lists_may_mix_tabs_and_spaces() {
    let flat = json!({ "oil": null, "hue": null, "wick": null });
    let entry = |indent: &str, name: &str| format!("{indent}- \"{name}\": a thing (json-int)\n");
    for [first, second, third] in [
        ["  ", "\t", "\t"],
        ["    ", "\t", "\t"],
        ["        ", "\t", "\t"],
        [" ", "\t", "\t"],
        ["\t", "  ", "  "],
        ["\t", "\t", "    "],
        ["  ", "  ", "\t"],
        ["", "", ""],
        ["\t", "\t", "\t"],
    ] {
        let list = [
            entry(first, "oil"),
            entry(second, "hue"),
            entry(third, "wick"),
        ]
        .concat();
        assert_eq!(data_members(&list), flat, "{list}");
    }
    // Within an object and after it.
    for [one, two] in [["  ", "\t"], ["    ", "\t"], ["\t", "    "]] {
        let list = format!(
            "- \"keeper\": who (json-object)\n{one}- \"name\": a name (json-string)\n\
             {two}- \"age\": in years (json-int)\n- \"oil\": what is left (json-int)\n"
        );
        assert_eq!(
            data_members(&list),
            json!({ "keeper": ["name", "age"], "oil": null }),
            "{list}"
        );
    }
    // Tabs that nest entries.
    for text in [
        "  - \"keeper\": who (json-object)\n\t- \"name\": a name (json-string)\n\
         \t- \"age\": in years (json-int)\n  - \"oil\": what is left (json-int)\n",
        "- \"keeper\": who\n\t- \"name\": a name (json-string)\n\
         \t- \"age\": in years (json-int)\n- \"oil\": what is left (json-int)\n",
        "\t- \"keeper\": who\n\t  - \"name\": a name (json-string)\n\
         \t  - \"age\": in years (json-int)\n\t- \"oil\": what is left (json-int)\n",
    ] {
        assert_eq!(
            data_members(text),
            json!({ "keeper": ["name", "age"], "oil": null }),
            "{text}"
        );
    }
    // Values without a dash.
    let list = "- \"why\": one of the following (json-string)\n    \"oil\": it is used up\n\
                \t\"wind\": it was too strong\n\t\"rest\": it is day\n";
    assert_eq!(
        data_members(list),
        json!({ "why": ["oil", "wind", "rest"] })
    );
}

/// Text from a `.hx` file, without some of its marks.
const MARKED: &str = "\
                    Commands of a Lighthouse
                    ------------------------

lamp-light
----------

Lights the lamp.

Arguments: None.

Example:

-> { \"execute\": \"lamp-light\" }
<- { \"return\": {} }

EQMP

    {
        .name       = \"oil-read\",
        .args_type  = \"tank:i,keeper:s?\",
        .mhandler.cmd_new = oil_read,
    },

SQMP
oil-read
--------

Reads the gauge.

Example:

-> { \"execute\": \"oil-read\", \"arguments\": { \"tank\": \"0\" } }
<- { \"return\": {} }

EQMP

#if defined(CONFIG_HORN)
    {
        .name       = \"horn-sound\",
        .args_type  = \"\",
    },
#endif

SQMP
horn-sound
----------

Arguments: None.

Returns: nothing

bell-ring
---------

Arguments: None.

Returns: nothing
";

#[test]
fn marks_in_a_text_are_read() {
    let run = commands(MARKED);
    assert_eq!(
        facts(&run)["commands"],
        json!({
            "lamp-light": {},
            "oil-read": { "arguments": {
                "tank": { "type": "int" },
                "keeper": { "type": "str", "optional": true },
            } },
            "horn-sound": { "if": "defined(CONFIG_HORN)" },
            "bell-ring": {},
        })
    );
    let told = problems(&run);
    let marks = ["stray-mark", "unterminated-block", "type-from-table"];
    let told: Vec<_> = told
        .iter()
        .filter(|told| marks.iter().any(|m| told.contains(m)))
        .collect();
    assert_eq!(
        told,
        [
            "qmp-commands.txt:16:1 stray-mark: EQMP without an SQMP before it",
            "qmp-commands.txt:25:1 type-from-table: \
             `oil-read` lists no arguments; they were taken from the table",
            "qmp-commands.txt:44:1 unterminated-block: this block lacks EQMP at its end",
        ]
    );
    // Complete and missing marks, and text between blocks.
    let section =
        |name: &str| format!("{name}\n------\n\nArguments: None.\n\nReturns: nothing\n\n");
    let (one, two, three) = (section("one"), section("two"), section("three"));
    for (text, strays) in [
        (format!("SQMP\n{one}EQMP\n{two}SQMP\n{three}EQMP\n"), 0),
        (format!("{one}EQMP\n{two}{three}"), 1),
        (format!("SQMP\n{one}SQMP\n{two}EQMP\nEQMP\n{three}"), 2),
        (
            format!("{one}SQMP\n{two}EQMP\nHXCOMM a comment\n{three}"),
            0,
        ),
        (format!("{one}STEXI\n{two}ETEXI\n{two}{three}"), 0),
    ] {
        let run = commands(&text);
        assert_eq!(
            facts(&run)["commands"],
            json!({ "one": {}, "two": {}, "three": {} }),
            "{text}"
        );
        let told = problems(&run);
        let count = told
            .iter()
            .filter(|told| told.contains("stray-mark"))
            .count();
        assert_eq!(count, strays, "{text}: {told:#?}");
    }
}

/// The facts, positions, digests and generated code are the same.
#[test]
fn line_endings_do_not_change_the_result() {
    let table = common::fixture("table.hx");
    let schema = "##\n# @Lamp:\n#\n# @on: whether it\n#     burns\n##\n\
                  { 'struct': 'Lamp',\n  'data': { 'on': 'bool', 'of': 'None' } }\n";
    let summaries = "Lamp\n    Lights the way\n    for ships.\n";
    for (name, text) in [
        ("qmp-events.txt", NUMBERED),
        ("qmp-commands.txt", MARKED),
        ("qmp-commands.hx", table.as_str()),
        ("lamp.json", schema),
        ("lamp.summaries", summaries),
    ] {
        let made = |text: String| {
            let run = run_twice(vec![Document::new(name, text)]);
            (
                snapshot(&run.interface),
                run.report(false),
                common::generated_rust(&run),
            )
        };
        let expected = made(text.to_owned());
        for end in ["\r\n", "\r"] {
            assert!(
                made(text.replace('\n', end)) == expected,
                "{name} with {end:?}"
            );
        }
        // Mixed line endings.
        let (one, two) = text.split_at(text.len() / 2);
        let mixed = format!("{}{two}", one.replace('\n', "\r\n"));
        assert!(made(mixed) == expected, "{name}, half of it");
    }
}
