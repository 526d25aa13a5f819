//! Every sort of problem as a person sees it: for each code a small document
//! that has it, the place, and the whole of the rendered text.
//!
//! The texts are in `snapshots/`; `INSTA_UPDATE=always cargo test -p qmp-gen
//! --test problems` makes them anew, and what has changed shows in a diff.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use common::check;
use qmp_gen::diagnostic::Code;
use qmp_gen::{Document, Run};

/// A document with a problem.
struct Case {
    code: Code,
    /// What tells it from other cases of the code.
    name: &'static str,
    /// The document's name.
    document: &'static str,
    text: String,
    /// The line and the column.
    place: &'static str,
}

fn case(
    code: Code,
    name: &'static str,
    document: &'static str,
    place: &'static str,
    text: impl Into<String>,
) -> Case {
    let text = text.into();
    Case {
        code,
        name,
        document,
        text,
        place,
    }
}

const EVENTS: &str = "qmp-events.txt";
const COMMANDS: &str = "qmp-commands.txt";
const TABLE: &str = "qmp-commands.hx";
const SNAPSHOT: &str = "lamp.json";
const SCHEMA: &str = "lamp-schema.json";
const SUMMARIES: &str = "lamp.summaries";

fn cases() -> Vec<Case> {
    let mut cases = of_structure();
    cases.extend(of_types());
    cases.extend(of_examples());
    cases.extend(of_tables());
    cases.extend(of_snapshots());
    cases.extend(of_schemas());
    cases.extend(of_the_interface());
    cases
}

fn of_structure() -> Vec<Case> {
    let mut deep = String::from("lamp-set\n--------\n\nArguments:\n\n");
    for level in 0..34 {
        deep += &format!("{}- \"m{level}\": a level\n", "  ".repeat(level));
    }
    vec![
        case(
            Code::UnknownDocument,
            "",
            "notes.txt",
            "1:1",
            "Buy oil for the lamp.\n\nAnd a wick.\n",
        ),
        case(
            Code::NoItems,
            "events",
            EVENTS,
            "1:1",
            "                 Events of a Lighthouse\n                 ======================\n\n\
             LAMP_LIT\n\nThe lamp has been lit.\n",
        ),
        case(Code::NoItems, "commands", COMMANDS, "1:1", ""),
        case(
            Code::HeadingWithoutName,
            "",
            COMMANDS,
            "1:1",
            "Light the lamp\n--------------\n\nArguments: None.\n\n\
             lamp-lit\n--------\n\nArguments: None.\n\nReturns: nothing\n",
        ),
        case(
            Code::HeadingWithoutName,
            "with an example",
            COMMANDS,
            "1:1",
            "Light the lamp\n--------------\n\nArguments: None.\n\nExample:\n\n\
             -> { \"execute\": \"lamp-light\" }\n<- { \"return\": {} }\n",
        ),
        case(
            Code::StrayMark,
            "",
            COMMANDS,
            "6:1",
            "lamp-light\n----------\n\nReturns: nothing\n\nEQMP\n",
        ),
        case(
            Code::RepeatedLabel,
            "",
            EVENTS,
            "14:1",
            "LAMP_LIT\n--------\n\nThe lamp has been lit.\n\nData: None.\n\nExample:\n\n\
             { \"event\": \"LAMP_LIT\" }\n\nLAMP_OUT\n\nData:\n\n\
             - \"why\": the reason (json-string)\n",
        ),
        case(Code::TooDeep, "a list", COMMANDS, "38:68", deep),
        case(
            Code::NotAMember,
            "",
            COMMANDS,
            "10:4",
            "lamp-set\n--------\n\nArguments:\n\n- \"on\": whether it burns (json-bool)\n\n\
             Remember the shutters:\n\n- \"east\": open\n- \"west\": closed\n\nReturns: nothing\n",
        ),
        case(
            Code::MissingColon,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\" the reason (json-string)\n",
        ),
        case(
            Code::DuplicateMember,
            "",
            EVENTS,
            "8:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (json-string)\n\
             - \"oil\": what is left (json-int)\n- \"why\": again (json-string)\n",
        ),
        case(
            Code::NoneButListed,
            "",
            EVENTS,
            "4:1",
            "LAMP_OUT\n--------\n\nData: None.\n\n- \"why\": the reason (json-string)\n",
        ),
        case(
            Code::CaseNotListed,
            "",
            COMMANDS,
            "12:7",
            "keeper-do\n---------\n\nArguments:\n\nactions array:\n\
             \x20   - \"type\": what to do, one of \"trim\" (json-string)\n\
             \x20   - \"data\": depends on it. When \"type\" is \"trim\":\n\
             \x20     - \"wick\": its number (json-int)\n\n\n\
             \x20     When \"type\" is \"fill\":\n\
             \x20     - \"oil\": how much (json-int)\n\nReturns: nothing\n",
        ),
    ]
}

fn of_types() -> Vec<Case> {
    vec![
        case(
            Code::MissingType,
            "a member",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason\n",
        ),
        case(
            Code::MissingType,
            "an array",
            EVENTS,
            "6:4",
            "SHIPS_SEEN\n----------\n\nData:\n\n- \"ships\": those in sight (json-array)\n",
        ),
        case(
            Code::TypeFromExample,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason\n\nExample:\n\n\
             { \"event\": \"LAMP_OUT\", \"data\": { \"why\": \"wind\" } }\n",
        ),
        case(
            Code::MisspelledType,
            "",
            EVENTS,
            "6:9",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (josn-string)\n",
        ),
        case(
            Code::UndefinedType,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (OutReason)\n",
        ),
        case(
            Code::MissingReturn,
            "",
            COMMANDS,
            "1:1",
            "lamp-light\n----------\n\nLights the lamp.\n\nArguments: None.\n",
        ),
        case(
            Code::UnusedObject,
            "",
            COMMANDS,
            "8:1",
            "query-lamp\n----------\n\nReturn a json-object with the following information:\n\n\
             - \"on\": whether it burns (json-bool)\n\n\
             The wick json-object contains:\n\n- \"length\": in inches (json-int)\n",
        ),
        case(
            Code::ArgumentFromExample,
            "",
            COMMANDS,
            "1:1",
            "lamp-light\n----------\n\nLights the lamp.\n\nExample:\n\n\
             -> { \"execute\": \"lamp-light\", \"arguments\": { \"match\": 1 } }\n\
             <- { \"return\": {} }\n",
        ),
    ]
}

fn of_examples() -> Vec<Case> {
    let event = |data: &str, example: &str| {
        format!("LAMP_OUT\n--------\n\nData:{data}\n\nExample:\n\n{example}\n")
    };
    let why = "\n\n- \"why\": the reason (json-string)";
    vec![
        case(
            Code::ExampleNotJson,
            "",
            EVENTS,
            "11:13",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\"\n  \"data\": { \"why\": \"wind\" } }",
            )
            .replace("LAMP_OUT\"\n", "LAMP_OUT\",\n")
            .replace("{ \"why\"", "{ why"),
        ),
        case(
            Code::ExampleNotJson,
            "a comma",
            EVENTS,
            "12:3",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\",\n  \"timestamp\": { \"seconds\": 1, \"microseconds\": 2 }\n  \
                 \"data\": { \"why\": \"wind\" } }",
            ),
        ),
        case(
            Code::ExampleOfAnother,
            "",
            EVENTS,
            "8:1",
            event(" None.", "{ \"event\": \"LAMP_LIT\" }"),
        ),
        case(
            Code::ExampleContradicts,
            "an event",
            EVENTS,
            "10:1",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\",\n  \"data\": { \"why\": 3, \"oil\": 0 } }",
            ),
        ),
        case(
            Code::ExampleContradicts,
            "a request and a reply",
            COMMANDS,
            "15:4",
            "lamp-fill\n---------\n\nArguments:\n\n- \"oil\": how much (json-int)\n\
             - \"kind\": of what (json-string, \"whale\" or \"rape\")\n\n\
             Return a json-object with the following information:\n\n\
             - \"oil\": how much there is now (json-int)\n\nExample:\n\n\
             -> { \"execute\": \"lamp-fill\", \"arguments\": { \"oil\": \"2\", \"kind\": \"seal\" } }\n\
             <- { \"return\": { \"oil\": [] } }\n",
        ),
        case(
            Code::ExampleOmits,
            "",
            COMMANDS,
            "7:4",
            "query-lamp\n----------\n\nReturn a json-object with the following information:\n\n\
             - \"on\": whether it burns (json-bool)\n- \"oil\": what is left (json-int)\n\
             - \"wick\": its length (json-int)\n\nExample:\n\n-> { \"execute\": \"query-lamp\" }\n\
             <- { \"return\": { \"on\": true } }\n",
        ),
    ]
}

fn of_tables() -> Vec<Case> {
    let lamp_set = "lamp-set\n--------\n\nArguments:\n\n\
                    - \"on\": whether it burns (json-bool)\n\nReturns: nothing\n";
    vec![
        case(
            Code::UnterminatedBlock,
            "",
            TABLE,
            "5:1",
            format!(
                "HXCOMM A table.\n{{\n.name = \"lamp-set\", .args_type = \"on:b\",\n}},\nSQMP\n{lamp_set}"
            ),
        ),
        case(
            Code::TextWithoutHeading,
            "",
            TABLE,
            "6:1",
            format!(
                "HXCOMM A table.\n{{\n.name = \"lamp-set\", .args_type = \"on:b\",\n}},\nSQMP\nLights the lamp.\n\
                 EQMP\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TypeFromTable,
            "",
            TABLE,
            "4:17",
            "SQMP\nEQMP\n    {\n        .name = \"lamp-set\",\n        .args_type = \"on:b\",\n    },\n",
        ),
        case(
            Code::TableDisagrees,
            "",
            TABLE,
            "8:1",
            format!(
                "SQMP\nEQMP\n    {{\n        .name = \"lamp-set\",\n        \
                 .args_type = \"on:b,colour:s?\",\n    }},\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TableDisagrees,
            "optional",
            TABLE,
            "13:4",
            format!(
                "SQMP\nEQMP\n    {{\n        .name = \"lamp-set\",\n        \
                 .args_type = \"on:b?\",\n    }},\nSQMP\n{lamp_set}EQMP\n"
            ),
        ),
        case(
            Code::TableEntry,
            "",
            TABLE,
            "3:1",
            "SQMP\nEQMP\n    { \"lamp-set\", \"on:b\", do_lamp_set },\n",
        ),
        case(
            Code::TableEntry,
            "arguments",
            TABLE,
            "3:36",
            "SQMP\nEQMP\n{ .name = \"lamp-set\", .args_type = \"on;b\", },\n",
        ),
    ]
}

fn of_snapshots() -> Vec<Case> {
    let snapshot = |rest: &str| format!("{{\n  \"format\": \"qmp-snapshot/1\",\n{rest}\n}}\n");
    let form =
        |name, place, rest: &str| case(Code::SnapshotForm, name, SNAPSHOT, place, snapshot(rest));
    vec![
        case(
            Code::NotJson,
            "",
            SNAPSHOT,
            "4:5",
            snapshot("  \"commands\": {\n    lamp-set: {}\n  }"),
        ),
        case(
            Code::NotJson,
            "a comma",
            SNAPSHOT,
            "3:33",
            snapshot("  \"commands\": { \"lamp-set\": {}, }"),
        ),
        case(
            Code::NotJson,
            "the end",
            SNAPSHOT,
            "4:1",
            "{\n  \"format\": \"qmp-snapshot/1\",\n  \"commands\": {\n",
        ),
        case(
            Code::TooDeep,
            "a snapshot",
            SNAPSHOT,
            "3:75",
            snapshot(&format!(
                "  \"types\": {}1{}",
                "[".repeat(70),
                "]".repeat(70)
            )),
        ),
        form("a version that is none", "3:14", "  \"version\": \"next\""),
        form("a version that is a number", "3:14", "  \"version\": 7.2"),
        form(
            "a digest that is none",
            "3:31",
            "  \"documents\": { \"lamp.json\": null }",
        ),
        case(
            Code::SnapshotForm,
            "of another version",
            SNAPSHOT,
            "1:13",
            "{ \"format\": \"qmp-snapshot/9\" }\n",
        ),
        form("an unknown part", "3:3", "  \"comands\": {}"),
        form(
            "an unknown member",
            "3:31",
            "  \"commands\": { \"lamp-set\": { \"args\": {} } }",
        ),
        form("no object", "3:15", "  \"commands\": []"),
        form(
            "a type that is none",
            "3:42",
            "  \"commands\": { \"lamp-set\": { \"returns\": 3 } }",
        ),
        form(
            "an array of two",
            "3:42",
            "  \"commands\": { \"lamp-set\": { \"returns\": [\"int\", \"str\"] } }",
        ),
        form(
            "a flag that is none",
            "3:39",
            "  \"commands\": { \"lamp-set\": { \"open\": \"yes\" } }",
        ),
        form(
            "a member without a type",
            "3:39",
            "  \"events\": { \"LAMP_OUT\": { \"data\": { \"why\": { \"optional\": true } } } }",
        ),
        form(
            "a kind that is none",
            "3:32",
            "  \"types\": { \"Lamp\": { \"kind\": \"struct\" } }",
        ),
        form("no kind", "3:14", "  \"types\": { \"Lamp\": {} }"),
        form(
            "a feature without a name",
            "3:43",
            "  \"events\": { \"LAMP_OUT\": { \"features\": [ {} ] } }",
        ),
    ]
}

fn of_schemas() -> Vec<Case> {
    let described = "##\n# @Lamp:\n#\n# A lamp.\n#\n# @wick: its wick\n#\n# Since: 1.0\n##\n";
    vec![
        case(
            Code::SchemaSyntax,
            "",
            SCHEMA,
            "1:31",
            "{ 'struct': 'Lamp', 'data': { on: 'bool' } }\n",
        ),
        case(
            Code::SchemaForm,
            "",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'on': true } }\n",
        ),
        case(
            Code::SchemaRule,
            "",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'on': 'bool' }, 'colour': 'red' }\n",
        ),
        case(
            Code::OldSyntax,
            "",
            SCHEMA,
            "1:11",
            "{ 'type': 'Lamp', 'data': { 'on': 'bool' } }\n",
        ),
        case(
            Code::DocForm,
            "",
            SCHEMA,
            "6:3",
            "##\n# @DIM:\n#\n# Since: 1.0\n#\n# Since: 2.0\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::DocSection,
            "",
            SCHEMA,
            "6:3",
            "##\n# @DIM:\n#\n# It burns low.\n#\n# Note: it still burns.\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::DocMissing,
            "",
            SCHEMA,
            "10:13",
            format!(
                "{described}{{ 'struct': 'Lamp', 'data': {{ 'wick': 'int', 'oil': 'int' }} }}\n"
            ),
        ),
        case(
            Code::DocUnknown,
            "",
            SCHEMA,
            "6:4",
            format!("{described}{{ 'struct': 'Lamp', 'data': {{}} }}\n"),
        ),
        case(
            Code::DocLayout,
            "",
            SCHEMA,
            "4:16",
            "##\n# @DIM:\n#\n# It burns low. Its oil is nearly used up.\n##\n{ 'event': 'DIM' }\n",
        ),
        case(
            Code::Clash,
            "in C",
            SCHEMA,
            "1:13",
            "{ 'struct': 'Lamp', 'data': { 'a-b': 'bool', 'a_b': 'bool' } }\n",
        ),
        case(
            Code::Clash,
            "a branch with a common member",
            SCHEMA,
            "3:12",
            "{ 'enum': 'Sort', 'data': [ 'oil' ] }\n\
             { 'struct': 'Oil', 'data': { 'full': 'bool' } }\n\
             { 'union': 'Lamp', 'base': { 'sort': 'Sort', 'full': 'bool' },\n  \
             'discriminator': 'sort', 'data': { 'oil': 'Oil' } }\n",
        ),
    ]
}

fn of_the_interface() -> Vec<Case> {
    let types = |types: &str| {
        format!("{{\n  \"format\": \"qmp-snapshot/1\",\n  \"types\": {{\n{types}\n  }}\n}}\n")
    };
    let union = |name, place, text: &str| {
        let colour = "    \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } },\n";
        case(
            Code::BadUnion,
            name,
            SNAPSHOT,
            place,
            types(&format!("{colour}{text}")),
        )
    };
    vec![
        case(
            Code::DuplicateItem,
            "",
            EVENTS,
            "6:1",
            "LAMP_OUT\n--------\n\nData: None.\n\nLAMP_OUT\n--------\n\nData: None.\n",
        ),
        case(
            Code::UnknownType,
            "",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Lamp\": { \"kind\": \"object\", \"members\": { \"on\": \"bool\", \
                 \"wick\": \"Wick\" } }",
            ),
        ),
        case(
            Code::InfiniteType,
            "",
            SNAPSHOT,
            "4:5",
            types("    \"Stair\": { \"kind\": \"object\", \"members\": { \"next\": \"Stair\" } }"),
        ),
        case(
            Code::InfiniteType,
            "through another",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Egg\": { \"kind\": \"object\", \"members\": { \"of\": \"Hen\" } },\n\
                 \x20   \"Hen\": { \"kind\": \"object\", \"members\": { \"of\": \"Egg\" } }",
            ),
        ),
        union(
            "a discriminator that is no member",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"discriminator\": \"colour\", \"branches\": {} }",
        ),
        union(
            "a discriminator that is no enum",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"str\" }, \
             \"discriminator\": \"colour\", \"branches\": {} }",
        ),
        union(
            "a branch of no value",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"Colour\" }, \
             \"discriminator\": \"colour\", \"branches\": { \"blue\": \"Glass\" } }",
        ),
        union(
            "a branch that is no object",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"Colour\" }, \
             \"discriminator\": \"colour\", \"branches\": { \"red\": \"Colour\" } }",
        ),
        union(
            "a base that is no object",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"base\": \"Colour\" }",
        ),
        union(
            "its own base",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"base\": \"Glass\" }",
        ),
        case(
            Code::BadUnion,
            "arguments that are no object",
            SNAPSHOT,
            "3:17",
            "{\n  \"format\": \"qmp-snapshot/1\",\n  \
             \"commands\": { \"lamp-set\": { \"arguments\": \"Colour\" } },\n  \
             \"types\": { \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } } }\n}\n",
        ),
        case(
            Code::BadAlternate,
            "",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Size\": { \"kind\": \"alternate\", \"alternatives\": { \"number\": \"int\", \
                 \"exact\": \"number\" } }",
            ),
        ),
        case(
            Code::BadAlternate,
            "an enum and a string",
            SNAPSHOT,
            "5:5",
            types(
                "    \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } },\n\
                 \x20   \"Glass\": { \"kind\": \"alternate\", \"alternatives\": { \"name\": \"str\", \
                 \"listed\": \"Colour\" } }",
            ),
        ),
    ]
}

#[test]
fn every_problem_as_text() {
    let mut wrong = Vec::new();
    for case in cases() {
        let run = Run::of_documents([Document::new(case.document, case.text.as_str())]);
        check(&run);
        let places: Vec<String> = run
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == case.code)
            .map(|diagnostic| run.documents.place(diagnostic.span))
            .collect();
        let place = format!("{}:{}", case.document, case.place);
        if !places.contains(&place) {
            let code = case.code.name();
            wrong.push(format!(
                "{code}, {}: at {places:?} and not at {place}",
                case.name
            ));
        }
        insta::assert_snapshot!(snapshot_name(&case), run.report(false));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn snapshot_name(case: &Case) -> String {
    match case.name {
        "" => case.code.name().to_owned(),
        name => format!("{}_{}", case.code.name(), name.replace(' ', "_")),
    }
}

/// Bytes come from files alone.
#[test]
fn bytes_that_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qmp-events.txt");
    let text = b"LAMP_OUT\n--------\n\nThe lamp is \xfcber-dark.\n\nData: None.\n\xff\n";
    std::fs::write(&path, text).unwrap();
    let run = Run::of_paths(&[&path]).unwrap();
    check(&run);
    let told: Vec<&str> = run.diagnostics.iter().map(|d| d.code.name()).collect();
    assert_eq!(told, [Code::NotUtf8.name()]);
    let place = run
        .documents
        .place(run.diagnostics.iter().next().unwrap().span);
    assert!(place.ends_with("qmp-events.txt:4:13"), "{place}");
    let folder = folder.path().display().to_string() + std::path::MAIN_SEPARATOR_STR;
    insta::assert_snapshot!("not-utf8", run.report(false).replace(&folder, ""));
}

/// Folders alone are asked what is beside a document.
#[test]
fn a_table_without_a_text_of_events() {
    let folder = tempfile::tempdir().unwrap();
    let table = "SQMP\nlamp-light\n----------\n\nReturns: nothing\nEQMP\n\
                 { .name = \"lamp-light\", .args_type = \"\", },\n";
    std::fs::write(folder.path().join(TABLE), table).unwrap();
    let run = Run::of_paths(&[folder.path()]).unwrap();
    check(&run);
    let folder = folder.path().display().to_string() + std::path::MAIN_SEPARATOR_STR;
    insta::assert_snapshot!("missing-document", run.report(false).replace(&folder, ""));
}

/// The two sorts of documents about one command.
#[test]
fn documents_that_disagree() {
    let schema = "{ 'command': 'lamp-set', 'data': { 'on': 'bool' } }\n";
    let text = "lamp-set\n--------\n\nArguments:\n\n- \"burns\": whether it burns (json-bool)\n";
    let run = Run::of_documents([Document::new(SCHEMA, schema), Document::new(COMMANDS, text)]);
    check(&run);
    let places: Vec<String> = run
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::DocumentsDisagree)
        .map(|diagnostic| run.documents.place(diagnostic.span))
        .collect();
    assert_eq!(places, ["qmp-commands.txt:1:1", "qmp-commands.txt:6:4"]);
    insta::assert_snapshot!("documents-disagree", run.report(false));
}

/// Summaries, and something that they are of.
#[test]
fn summaries_that_are_wrong() {
    let schema = "{ 'command': 'lamp-set', 'data': { 'burns': 'bool' } }\n";
    let text = "\
        Of lamps.\n\n\
        lamp_set\n    Lights the lamp.\n\n\
        lamp-set\n    Lights the lamp,\n  or puts it out.\n\n\
        lamp-set.burn\n    Whether it burns.\n\n\
        lamp-set.burns\n\n\
        lamp-set\n    Sets a lamp.\n";
    let run = Run::of_documents([
        Document::new(SCHEMA, schema),
        Document::new(SUMMARIES, text),
    ]);
    check(&run);
    let found: Vec<(Code, String)> = run
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, run.documents.place(diagnostic.span)))
        .collect();
    let expected = [
        (Code::TextWithoutEntry, "1:1"),
        (Code::SummaryOfNothing, "3:1"),
        (Code::OddIndentation, "8:3"),
        (Code::SummaryOfNothing, "10:1"),
        (Code::EntryWithoutText, "13:1"),
        (Code::SummarisedTwice, "15:1"),
    ]
    .map(|(code, place)| (code, format!("{SUMMARIES}:{place}")));
    assert_eq!(found, expected);
    assert_eq!(
        BTreeSet::from(expected.map(|(code, _)| code)),
        OF_SUMMARIES.into()
    );
    insta::assert_snapshot!("summaries", run.report(false));
}

/// What takes two documents, and has a test of its own above.
const OF_SUMMARIES: [Code; 5] = [
    Code::SummaryOfNothing,
    Code::SummarisedTwice,
    Code::TextWithoutEntry,
    Code::EntryWithoutText,
    Code::OddIndentation,
];

/// Problems of several releases together.
#[test]
fn releases_that_do_not_fit() {
    let snapshot = |version: &str, colour: &str| {
        format!(
            "{{\n  \"format\": \"qmp-snapshot/1\",\n  \"version\": \"{version}\",\n  \
             \"types\": {{\n    \"Lamp\": {{ \"kind\": \"object\", \"members\": {{ \"colour\": \
             \"{colour}\" }} }}\n  }}\n}}\n"
        )
    };
    let text = "lamp-set\n--------\n\nArguments: None.\n\nReturns: nothing\n";
    let old = Document::new("old.json", snapshot("7.2", "str"));
    let cases = [
        (
            Code::ReleaseMissing,
            "qmp-commands.txt:1:1",
            [old.clone(), Document::new(COMMANDS, text)],
        ),
        (
            Code::RepeatedRelease,
            "again.json:3:3",
            [
                old.clone(),
                Document::new("again.json", snapshot("7.2.0", "str")),
            ],
        ),
        (
            Code::TypeChanged,
            "new.json:5:46",
            [old, Document::new("new.json", snapshot("10.0", "int"))],
        ),
    ];
    let mut covered = BTreeSet::new();
    for (code, place, documents) in cases {
        let run = Run::of_documents(documents);
        check(&run);
        let mut told = run.diagnostics.iter().filter(|d| d.code == code);
        let problem = told.next().unwrap();
        assert_eq!(run.documents.place(problem.span), place);
        assert!(told.next().is_none());
        insta::assert_snapshot!(code.name(), run.report(false));
        covered.insert(code);
    }
    assert_eq!(covered, BTreeSet::from(OF_RELEASES));
}

const OF_RELEASES: [Code; 3] = [
    Code::ReleaseMissing,
    Code::RepeatedRelease,
    Code::TypeChanged,
];

/// A new sort of problem needs a case.
#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<Code> = cases().iter().map(|case| case.code).collect();
    covered.extend([
        Code::NotUtf8,
        Code::MissingDocument,
        Code::DocumentsDisagree,
    ]);
    covered.extend(OF_SUMMARIES);
    covered.extend(OF_RELEASES);
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    assert_eq!(covered, all);
}

/// A report of one problem is the same with colors, but for the colors.
#[test]
fn colors() {
    for case in cases() {
        let run = Run::of_documents([Document::new(case.document, case.text.as_str())]);
        let mut plain = String::new();
        let colored = run.report(true);
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain += before;
            rest = after.split_once('m').unwrap().1;
        }
        plain += rest;
        assert_eq!(plain, run.report(false), "{}", case.code.name());
    }
}
