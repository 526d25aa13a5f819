//! Nothing that a document contains may panic, hang, or make the generator
//! write anything but Rust: real documents damaged in every way, noise, depth
//! and length.
//!
//! Each property runs on a few dozen cases; `PROPTEST_CASES` asks for more, and
//! `QMP_GEN_BYTES` for longer lines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use common::{check, documents, exercise, fixture, folders};
use proptest::prelude::*;
use proptest::sample::Index;
use qmp_gen::{Document, Run, snapshot};

// --- damage ------------------------------------------------------------------

/// What is damaged: real documents, this project's, a table, a snapshot.
fn whole() -> &'static [Document] {
    static WHOLE: OnceLock<Vec<Document>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let mut all: Vec<Document> = folders().iter().flat_map(documents).collect();
        all.push(Document::new("qmp-commands.hx", fixture("table.hx")));
        all.push(Document::new("hostile.json", fixture("hostile.json")));
        let text = documents(&folders()[0]);
        let run = Run::of_documents(text);
        all.push(Document::new("snapshot.json", snapshot(&run.interface)));
        all
    })
}

/// A part of a document, small enough to be damaged many times a second. It
/// begins and ends at any character. A snapshot is given whole or cut off:
/// without its first line it is none.
fn part() -> impl Strategy<Value = Document> {
    (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|(which, start, length)| {
        let document = which.get(whole());
        let text = document.text();
        let length = length.index(3000);
        let mut start = start.index(text.len());
        if document.name().ends_with(".json") {
            start = 0;
        }
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Document::new(document.name(), &text[start..end])
    })
}

/// Words that mean something in one of the dialects.
const WORDS: &[&str] = &[
    "\n",
    "\n\n",
    "\n---\n",
    "\n===\n",
    "  ",
    "\t",
    "- ",
    "- \"a\": ",
    "\"a\": ",
    "-> ",
    "<- ",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "'",
    ",",
    ":",
    ";",
    ".",
    "|",
    "@",
    "\\",
    "/",
    "*",
    "#",
    "`",
    "$",
    "<",
    ">",
    "&",
    "~",
    "+",
    "é",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\r",
    "\r\n",
    "Data:",
    "Arguments:",
    " None",
    "Example:",
    "Examples:",
    "Note: ",
    "Notes: ",
    "Warning: ",
    "Since 1.2\n",
    "Returns: ",
    "Return a json-object ",
    "json-string",
    "json-array of ",
    "jsno-int",
    "(json-object, optional)",
    "one of ",
    "Possible values: ",
    "optional",
    "always ",
    "recursively",
    "default ",
    "When \"type\" is \"a\":\n",
    "x array:\n",
    "the main json-object",
    "The a json-object contains:\n\n",
    "can be a b or a c",
    "EVENT_A",
    "command-a",
    "SQMP\n",
    "EQMP\n",
    "STEXI\n",
    "ETEXI\n",
    "HXCOMM ",
    "#if defined(A)\n",
    "#endif\n",
    ".name = \"a\",",
    ".args_type = \"a:s,b:-f,c:O\",",
    "},\n",
    "{ \"execute\": \"a\" }",
    "{ \"return\": {} }",
    "{ \"event\": \"A\" }",
    "\"type\": \"a\"",
    "null",
    "true",
    "http://a.b",
    "\u{fffd}",
    "０",
];

/// One way to damage a text.
#[derive(Debug, Clone)]
enum Damage {
    CutBefore(Index),
    CutAfter(Index),
    DeleteLines(Index, usize),
    DuplicateLine(Index),
    SwapLines(Index, Index),
    Insert(Index, &'static str),
    Replace(Index, &'static str),
    Indent(Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<Index>;
    let word = || prop::sample::select(WORDS);
    prop_oneof![
        1 => index().prop_map(Damage::CutBefore),
        1 => index().prop_map(Damage::CutAfter),
        1 => (index(), 1..4_usize).prop_map(|(at, n)| Damage::DeleteLines(at, n)),
        1 => index().prop_map(Damage::DuplicateLine),
        1 => (index(), index()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        4 => (index(), word()).prop_map(|(at, word)| Damage::Insert(at, word)),
        2 => (index(), word()).prop_map(|(at, word)| Damage::Replace(at, word)),
        1 => (index(), 0..9_usize).prop_map(|(at, n)| Damage::Indent(at, n)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut text = text.to_owned();
    for damage in damages {
        if text.is_empty() {
            return text;
        }
        let character = |at: &Index| {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        text = match damage {
            Damage::CutBefore(at) => text[character(at)..].to_owned(),
            Damage::CutAfter(at) => text[..character(at)].to_owned(),
            Damage::DeleteLines(at, n) => {
                let at = at.index(lines.len());
                lines.drain(at..(at + n).min(lines.len()));
                lines.concat()
            }
            Damage::DuplicateLine(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at]);
                lines.concat()
            }
            Damage::SwapLines(a, b) => {
                let (a, b) = (a.index(lines.len()), b.index(lines.len()));
                lines.swap(a, b);
                lines.concat()
            }
            Damage::Insert(at, word) => {
                let at = character(at);
                format!("{}{word}{}", &text[..at], &text[at..])
            }
            Damage::Replace(at, word) => {
                let at = character(at);
                let next = text[at..].chars().next().map_or(0, char::len_utf8);
                format!("{}{word}{}", &text[..at], &text[at + next..])
            }
            Damage::Indent(at, n) => {
                let at = at.index(lines.len());
                let line = format!("{}{}", " ".repeat(*n), lines[at].trim_start_matches(' '));
                lines[at] = &line;
                lines.concat()
            }
        };
    }
    text
}

/// The names by which the dialects are known, and one by which none is.
const NAMES: &[&str] = &[
    "qmp-events.txt",
    "qmp-commands.txt",
    "qmp-commands.hx",
    "interface.json",
    "notes.txt",
];

fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn damaged_documents(part in part(), damages in prop::collection::vec(damage(), 0..8)) {
        exercise(vec![Document::new(part.name(), damaged(part.text(), &damages))]);
    }

    // The documents of one run share names and types.
    #[test]
    fn damaged_documents_together(
        parts in prop::collection::vec((part(), prop::collection::vec(damage(), 0..3)), 2..4),
    ) {
        let documents = parts.iter().map(|(part, damages)| {
            Document::new(part.name(), damaged(part.text(), damages))
        });
        exercise(documents.collect());
    }

    #[test]
    fn bytes_in_files(
        part in part(),
        bytes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..6),
        cut in any::<Index>(),
    ) {
        let mut content = part.text().as_bytes().to_vec();
        for (at, byte) in bytes {
            let at = at.index(content.len() + 1);
            content.insert(at, byte);
        }
        // At any byte, in the middle of a character too.
        content.truncate(cut.index(content.len() + 1));
        check(&of_file(part.name(), &content));
    }

    #[test]
    fn noise(
        name in prop::sample::select(NAMES),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        bom in any::<bool>(),
    ) {
        let mut content = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        content.extend(bytes);
        check(&of_file(name, &content));
    }

    #[test]
    fn words_in_any_order(
        name in prop::sample::select(NAMES),
        words in prop::collection::vec(prop::sample::select(WORDS), 0..120),
    ) {
        let heading = match name {
            "qmp-events.txt" => "EVENT_A\n-------\n\n",
            "interface.json" => "{\"format\": \"qmp-snapshot/1\",",
            "notes.txt" => "",
            _ => "command-a\n---------\n\n",
        };
        exercise(vec![Document::new(name, format!("{heading}{}", words.concat()))]);
    }
}

/// A carriage return without a line feed is not allowed in Rust's comments.
#[test]
fn carriage_returns() {
    let text = "AAA\n---\n\nA text\rwith two\r\nlines, and three\r\rmore.\n\nData:\n\n\
                - \"a\": one\rof 'b',\r'c' (json-string)\n\nNote: a\rb\n\nExample:\n\n\
                { \"event\":\r\"AAA\", \"data\": { \"a\": \"b\" } }\n";
    exercise(vec![Document::new("qmp-events.txt", text)]);
}

fn of_file(name: &str, content: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    Run::of_paths(&[path]).unwrap()
}

// --- snapshots of any interface -------------------------------------------------

/// A type from a handful of names, so that references meet definitions, each
/// other and themselves.
fn ty() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(&["A", "B", "C", "D", "a", "no-such-type"][..])
            .prop_map(str::to_owned),
        2 => prop::sample::select(&["str", "int", "bool", "any", "null", "uint8"][..])
            .prop_map(str::to_owned),
        1 => prop::sample::select(&["[A]", "[[B]]", "[str]", "[", "]", ""][..])
            .prop_map(str::to_owned),
    ]
}

const MEMBER_NAMES: &[&str] = &[
    "type",
    "Type",
    "a",
    "b",
    "A",
    "x-y",
    "x_y",
    "new",
    "branch",
    "extra",
    "",
    "2",
    "é",
    "`[a]`",
    "line\nbreak",
    "*/",
];

fn member_name() -> impl Strategy<Value = String> {
    prop::sample::select(MEMBER_NAMES).prop_map(str::to_owned)
}

fn members() -> impl Strategy<Value = serde_json::Value> {
    let member = (ty(), any::<bool>())
        .prop_map(|(ty, optional)| serde_json::json!({ "type": ty, "optional": optional }));
    prop::collection::vec((member_name(), member), 0..4)
        .prop_map(|members| serde_json::Value::Object(members.into_iter().collect()))
}

fn definition() -> impl Strategy<Value = serde_json::Value> {
    let name = || prop::sample::select(&["A", "B", "C", "D", "no-such-type"][..]);
    let branches = prop::collection::vec((member_name(), name()), 0..3).prop_map(|branches| {
        let branches = branches.into_iter().map(|(value, ty)| (value, ty.into()));
        serde_json::Value::Object(branches.collect())
    });
    prop_oneof![
        prop::collection::vec(member_name(), 0..5).prop_map(|values| {
            let values = values.into_iter().map(|v| (v, serde_json::json!({})));
            let values = serde_json::Value::Object(values.collect());
            serde_json::json!({ "kind": "enum", "values": values })
        }),
        (members(), prop::option::of(name())).prop_map(|(members, base)| {
            let mut object = serde_json::json!({ "kind": "object", "members": members });
            if let Some(base) = base {
                object["base"] = base.into();
            }
            object
        }),
        (members(), prop::option::of(name()), name(), branches).prop_map(
            |(mut members, base, discriminator, branches)| {
                members["type"] = serde_json::json!({ "type": discriminator });
                let mut object = serde_json::json!({
                    "kind": "object", "members": members,
                    "discriminator": "type", "branches": branches,
                });
                if let Some(base) = base {
                    object["base"] = base.into();
                }
                object
            }
        ),
        members().prop_map(|members| {
            serde_json::json!({ "kind": "alternate", "alternatives": members })
        }),
    ]
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn any_interface(
        definitions in prop::collection::vec(definition(), 1..5),
        arguments in members(),
        returns in ty(),
        data in ty(),
    ) {
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        let types: serde_json::Map<_, _> = names.into_iter().zip(definitions).collect();
        let snapshot = serde_json::json!({
            "format": "qmp-snapshot/1",
            "commands": { "a": { "arguments": arguments, "returns": returns } },
            "events": { "A": { "data": data } },
            "types": types,
        });
        exercise(vec![Document::new("interface.json", snapshot.to_string())]);
    }

    /// Releases that have nothing to do with one another but the names.
    #[test]
    fn any_releases(
        releases in prop::collection::vec(
            (prop::collection::vec(definition(), 1..5), members(), ty(), ty()),
            2..4,
        ),
    ) {
        let documents = releases.into_iter().zip(["7.2", "8.0", "10.0"]);
        let documents = documents.map(|((definitions, arguments, returns, data), version)| {
            let names = ["A", "B", "C", "D"].map(str::to_owned);
            let types: serde_json::Map<_, _> = names.into_iter().zip(definitions).collect();
            let snapshot = serde_json::json!({
                "format": "qmp-snapshot/1",
                "version": version,
                "commands": { "a": { "arguments": arguments, "returns": returns } },
                "events": { "A": { "data": data } },
                "types": types,
            });
            Document::new(format!("{version}.json"), snapshot.to_string())
        });
        exercise(documents.collect());
    }
}

// --- depth ----------------------------------------------------------------------

/// Nothing takes longer than this, in a debug build on a busy machine.
const LIMIT: Duration = Duration::from_secs(10);

fn quickly(what: &str, documents: Vec<Document>) -> Run {
    let start = Instant::now();
    let run = Run::of_documents(documents);
    check(&run);
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{what}: {taken:?}");
    run
}

fn codes(run: &Run) -> Vec<&'static str> {
    run.diagnostics.iter().map(|d| d.code.name()).collect()
}

#[test]
fn lists_a_thousand_levels_deep() {
    let mut text = String::from("deep\n----\n\nArguments:\n\n");
    for level in 0..1000 {
        text += &format!("{}- \"m{level}\": a level\n", " ".repeat(level));
    }
    let run = quickly("a list", vec![Document::new("qmp-commands.txt", text)]);
    assert!(codes(&run).contains(&"too-deep"), "{}", run.report(false));
}

#[test]
fn brackets_in_a_snapshot() {
    for depth in [1000, 200_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let closed = format!("{{\"format\": \"qmp-snapshot/1\", \"types\": {deep}}}");
            let cut = &closed[..closed.len() - depth];
            for text in [closed.as_str(), cut] {
                let document = Document::new("deep.json", text);
                let run = quickly("brackets", vec![document]);
                assert_eq!(codes(&run), ["too-deep"]);
            }
        }
    }
}

#[test]
fn brackets_in_an_example() {
    for depth in [1000, 50_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let text = format!(
                "deep\n----\n\nArguments: None.\n\nExample:\n\n\
                 -> {{ \"execute\": \"deep\" }}\n<- {{ \"return\": {deep} }}\n"
            );
            let run = quickly("brackets", vec![Document::new("qmp-commands.txt", text)]);
            assert!(codes(&run).contains(&"example-not-json"));
        }
    }
}

#[test]
fn parentheses() {
    let depth = 4000;
    for text in [
        format!("{}{}", "(".repeat(depth), ")".repeat(depth)),
        "(a ".repeat(depth),
        "(json-array of ".repeat(depth / 4),
        "one of (".repeat(depth / 4),
        "[a | ".repeat(depth / 2),
    ] {
        let text = format!("DEEP\n----\n\nData:\n\n- \"m\": {text}\n");
        quickly("parentheses", vec![Document::new("qmp-events.txt", text)]);
    }
}

/// Types that contain one another in a long row.
fn row(types: usize, definition: impl Fn(usize) -> String) -> Vec<Document> {
    let definitions: Vec<String> = (0..types)
        .map(|i| format!("\"T{i}\": {}", definition(i)))
        .collect();
    let text = format!(
        "{{\"format\": \"qmp-snapshot/1\", \"types\": {{ {} }}}}",
        definitions.join(",\n")
    );
    vec![Document::new("row.json", text)]
}

#[test]
fn types_in_a_row() {
    let next = |i: usize| (i + 1) % 1000;
    let object = |i, optional| {
        let ty = next(i);
        format!(
            "{{\"kind\": \"object\", \"members\": \
             {{\"m\": {{\"type\": \"T{ty}\", \"optional\": {optional}}}}}}}"
        )
    };
    let run = quickly("a circle", row(1000, |i| object(i, i % 7 == 0)));
    assert_eq!(run.diagnostics.len(), 0);
    let run = quickly("a circle", row(1000, |i| object(i, false)));
    assert!(codes(&run).iter().all(|code| *code == "infinite-type"));
    let run = quickly(
        "bases",
        row(1000, |i| match i {
            999 => "{\"kind\": \"object\"}".to_owned(),
            i => format!("{{\"kind\": \"object\", \"base\": \"T{}\"}}", i + 1),
        }),
    );
    assert_eq!(run.diagnostics.len(), 0);
}

#[test]
fn alternates_of_themselves() {
    for alternatives in [
        "{\"a\": \"T0\"}",
        "{\"a\": \"str\", \"b\": \"T0\"}",
        "{\"a\": \"T1\"}",
    ] {
        let definition =
            |_| format!("{{\"kind\": \"alternate\", \"alternatives\": {alternatives}}}");
        let run = quickly(alternatives, row(2, definition));
        // Nothing ends such a type.
        assert!(
            run.diagnostics.errors() > 0,
            "{alternatives}: no value is of this type, and nothing says so"
        );
    }
}

// --- length -----------------------------------------------------------------------

/// Text of which a line is made.
const PATTERNS: &[&str] = &[
    " ",
    "a",
    "A",
    "é",
    "(",
    ")",
    "\"",
    "'",
    "`",
    "- \"a\": ",
    "-",
    ".",
    "a-",
    "{",
    "[",
    "->",
    "a ",
    "A, ",
    "a|",
    "\\",
    "one of ",
    "the ",
    "return ",
    "json-",
    "\"a\": \"",
    "a\r",
    "http://",
];

/// Where the line stands: the document's name, and what is before and after.
const PLACES: &[(&str, &str, &str)] = &[
    ("qmp-events.txt", "", ""),
    ("qmp-events.txt", "", "\n---\n\nData: None.\n"),
    ("qmp-events.txt", "AAA\n---\n\n", "\n\nData: None.\n"),
    ("qmp-events.txt", "AAA\n---\n\nData: ", "\n"),
    ("qmp-events.txt", "AAA\n---\n\nData:\n\n- \"m\": ", "\n"),
    (
        "qmp-events.txt",
        "AAA\n---\n\nData:\n\n- \"",
        "\": x (json-int)\n",
    ),
    ("qmp-events.txt", "AAA\n---\n\nData: None.\n\nNote: ", "\n"),
    (
        "qmp-events.txt",
        "AAA\n---\n\nExample:\n\n{ \"event\": ",
        "\n",
    ),
    ("qmp-commands.txt", "", "\n---\n\nArguments: None.\n"),
    (
        "qmp-commands.txt",
        "aaa\n---\n\nReturn a json-object ",
        ":\n\n- \"a\": b (json-int)\n",
    ),
    (
        "qmp-commands.txt",
        "aaa\n---\n\nArguments:\n\n- \"m\": x (json-string, ",
        ")\n",
    ),
    (
        "qmp-commands.txt",
        "aaa\n---\n\nExample:\n\n-> ",
        "\n<- { \"return\": {} }\n",
    ),
    ("qmp-commands.hx", "", ""),
    ("qmp-commands.hx", "SQMP\naaa\n---\n\n", "\nEQMP\n"),
    ("qmp-commands.hx", "SQMP\nEQMP\n{ .name = \"a\", ", "},\n"),
    (
        "qmp-commands.hx",
        "SQMP\nEQMP\n{ .name = \"a\", .args_type = \"",
        "\", },\n",
    ),
    (
        "qmp-commands.hx",
        "SQMP\nEQMP\n#if ",
        "\n{ .name = \"a\", },\n#endif\n",
    ),
    ("a.json", "{\"format\":\"qmp-snapshot/1\",", ""),
    (
        "a.json",
        "{\"format\":\"qmp-snapshot/1\",\"commands\":{\"",
        "\":{}}}",
    ),
    (
        "a.json",
        "{\"format\":\"qmp-snapshot/1\",\"commands\":{\"a\":{\"returns\":\"",
        "\"}}}",
    ),
    ("notes.txt", "", ""),
];

fn line(place: &(&str, &str, &str), pattern: &str, bytes: usize) -> Document {
    let (name, before, after) = place;
    let line = pattern.repeat(bytes / pattern.len());
    Document::new(*name, format!("{before}{line}{after}"))
}

/// Every pattern in every place.
#[test]
fn long_lines() {
    let asked = std::env::var("QMP_GEN_BYTES").ok();
    let bytes = asked.and_then(|n| n.parse().ok()).unwrap_or(600);
    for place in PLACES {
        for pattern in PATTERNS {
            let what = format!("{pattern:?} between {:?} and {:?}", place.1, place.2);
            quickly(&what, vec![line(place, pattern, bytes)]);
        }
    }
}

/// Lines as long as a document, where a second look at each character for each
/// character would not end.
#[test]
fn very_long_lines() {
    let (text, bullet) = (&PLACES[2], &PLACES[4]);
    for (place, pattern, bytes) in [
        (&PLACES[0], "(", 1_000_000),
        (&PLACES[1], " ", 1_000_000),
        (&PLACES[1], "A", 200_000),
        (bullet, " ", 1_000_000),
        (&PLACES[12], "{", 1_000_000),
        (&PLACES[17], "[", 1_000_000),
        (&PLACES[18], "'", 200_000),
        (&PLACES[19], "[", 1_000_000),
        // Prose takes longer: each word of it may mean something.
        (text, "- \"a\": ", 15_000),
        (text, "-", 60_000),
        (text, ".", 60_000),
        (text, "\"", 15_000),
        (bullet, "(", 15_000),
        (bullet, "'", 15_000),
        (&PLACES[10], "\"a\" or ", 15_000),
    ] {
        let what = format!("{bytes} of {pattern:?} after {:?}", place.1);
        quickly(&what, vec![line(place, pattern, bytes)]);
    }
}

/// Many of everything, since what is looked up for each can be all of them.
#[test]
fn many_of_everything() {
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    let events = |heading: &str, body: &str| {
        let text = format!("{heading}\n---\n\n{body}\n");
        vec![Document::new("qmp-events.txt", text)]
    };
    let bullets = many(800, &|i| format!("- \"m{i}\": x (json-int)\n"));
    quickly("members", events("AAA", &format!("Data:\n\n{bullets}")));
    let same = "- \"m\": x (json-int)\n".repeat(800);
    quickly("a member again", events("AAA", &format!("Data:\n\n{same}")));
    let values = many(2000, &|i| format!("'v{i}', "));
    let values = format!("Data:\n\n- \"m\": one of {values}\n");
    quickly("values", events("AAA", &values));
    let names = many(800, &|i| format!("A{i}, "));
    quickly("names", events(&format!("{names}ZZZ"), "Data: None."));
    quickly(
        "a name again",
        events(&format!("{}A", "A, ".repeat(800)), ""),
    );
    let messages = "{ \"event\": \"AAA\" }\n\n".repeat(800);
    quickly(
        "examples",
        events("AAA", &format!("Example:\n\n{messages}")),
    );
    let keys = many(800, &|i| format!("\"k{i}\": 1, "));
    let message = format!("Example:\n\n{{ \"event\": \"AAA\", \"data\": {{ {keys} \"z\": 1 }} }}");
    quickly("what an example shows", events("AAA", &message));

    let entries = many(800, &|i| {
        format!("{{ .name = \"c{i}\", .args_type = \"a:s\", }},\n")
    });
    let table = |text: String| vec![Document::new("a.hx", format!("SQMP\nEQMP\n{text}"))];
    quickly("entries", table(entries));
    let arguments = many(800, &|i| format!("a{i}:s,"));
    let entry = format!("{{ .name = \"c\", .args_type = \"{arguments}z:s\", }},\n");
    quickly("arguments", table(entry));
    quickly("open entries", table("{ .name = \"c\",\n".repeat(800)));

    let commands = many(800, &|i| format!("\"c{i}\":{{\"returns\":\"T\"}},"));
    let text = format!(
        "{{\"format\":\"qmp-snapshot/1\",\"commands\":{{{commands}\"z\":{{}}}},\"types\":{{}}}}"
    );
    quickly("problems on one line", vec![Document::new("a.json", text)]);
    // Names that are all the same in Rust.
    let values = many(1000, &|i| {
        format!("\"{}{}\":{{}},", "-".repeat(i % 20), "_".repeat(i / 20))
    });
    let text = format!(
        "{{\"format\":\"qmp-snapshot/1\",\"types\":{{\"T\":{{\"kind\":\"enum\",\"values\":{{{values}\"a\":{{}}}}}}}}}}"
    );
    quickly("names alike", vec![Document::new("a.json", text)]);
}
