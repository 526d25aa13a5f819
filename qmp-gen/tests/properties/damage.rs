//! Damaged documents, and noise.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::Index;
use qmp_gen::{Document, Run, snapshot};

use crate::common::{assert_valid, documents, fixture, folders, run_twice};
use crate::config;

/// Returns the documents to damage: real documents, our own, a table and a snapshot.
fn whole_documents() -> &'static [Document] {
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

/// Generates a part of a document, small enough to be damaged many times a second. A part of a
/// snapshot includes the first line, by which a snapshot is detected.
fn document_part() -> impl Strategy<Value = Document> {
    (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|(which, start, length)| {
        let document = which.get(whole_documents());
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

/// The names by which dialects are detected, and one without a dialect.
const NAMES: &[&str] = &[
    "qmp-events.txt",
    "qmp-commands.txt",
    "qmp-commands.hx",
    "interface.json",
    "notes.txt",
];

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn damaged_documents_are_read(part in document_part(), damages in prop::collection::vec(damage(), 0..8)) {
        run_twice(vec![Document::new(part.name(), damaged(part.text(), &damages))]);
    }

    // The documents of one run share names and types.
    #[test]
    fn several_damaged_documents_are_read_together(
        parts in prop::collection::vec((document_part(), prop::collection::vec(damage(), 0..3)), 2..4),
    ) {
        let documents = parts.iter().map(|(part, damages)| {
            Document::new(part.name(), damaged(part.text(), damages))
        });
        run_twice(documents.collect());
    }

    #[test]
    fn files_with_stray_bytes_are_read(
        part in document_part(),
        bytes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..6),
        cut in any::<Index>(),
    ) {
        let mut content = part.text().as_bytes().to_vec();
        for (at, byte) in bytes {
            let at = at.index(content.len() + 1);
            content.insert(at, byte);
        }
        // This may cut a character in two.
        content.truncate(cut.index(content.len() + 1));
        assert_valid(&run_file(part.name(), &content));
    }

    #[test]
    fn random_bytes_are_read(
        name in prop::sample::select(NAMES),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        bom in any::<bool>(),
    ) {
        let mut content = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        content.extend(bytes);
        assert_valid(&run_file(name, &content));
    }

    #[test]
    fn keywords_in_any_order_are_read(
        name in prop::sample::select(NAMES),
        words in prop::collection::vec(prop::sample::select(WORDS), 0..120),
    ) {
        let heading = match name {
            "qmp-events.txt" => "EVENT_A\n-------\n\n",
            "interface.json" => "{\"format\": \"qmp-snapshot/1\",",
            "notes.txt" => "",
            _ => "command-a\n---------\n\n",
        };
        run_twice(vec![Document::new(name, format!("{heading}{}", words.concat()))]);
    }
}

/// Comments in Rust must not contain a carriage return without a line feed.
#[test]
fn carriage_returns_do_not_reach_comments() {
    let text = "AAA\n---\n\nA text\rwith two\r\nlines, and three\r\rmore.\n\nData:\n\n\
                - \"a\": one\rof 'b',\r'c' (json-string)\n\nNote: a\rb\n\nExample:\n\n\
                { \"event\":\r\"AAA\", \"data\": { \"a\": \"b\" } }\n";
    run_twice(vec![Document::new("qmp-events.txt", text)]);
}

fn run_file(name: &str, content: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    Run::of_paths(&[path]).unwrap()
}
