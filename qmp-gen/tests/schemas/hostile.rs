//! Hostile schemas: none may cause a panic, and none may take long.

use proptest::prelude::*;
use qmp_gen::{Run, RustOptions, rust, snapshot};

use crate::corpus::corpus;
use crate::support::{errors, run};
use crate::time::{assert_fast, assert_growth};

/// Reads a short text, and writes its report and its snapshot.
fn run_fast(text: &str) -> Run {
    assert_fast("a text", || run_and_render(text))
}

/// Reads a text of a size, and checks that the time grows no faster than the size.
fn run_linear(what: &str, size: usize, text: impl Fn(usize) -> String) -> Run {
    assert_growth(what, 1, size, |size| run_and_render(&text(size)))
}

fn run_and_render(text: &str) -> Run {
    let run = run(text);
    let _ = run.report(false);
    let _ = snapshot(&run.interface);
    run
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!(
        "{{ 'event': 'DIM' }}\n{{ 'enum': 'Hue', 'data': {}'red'{} }}\n",
        open.repeat(depth),
        close.repeat(depth)
    )
}

#[test]
fn deep_brackets_are_errors() {
    for depth in [1_000, 100_000] {
        for (open, close) in [("[ ", " ]"), ("{ 'a': ", " }"), ("[ { 'a': ", " } ]")] {
            let run = run_linear("brackets", depth, |depth| nested(open, close, depth));
            assert!(!errors(&run).is_empty());
            // Unclosed brackets.
            let run = run_linear("open brackets", depth, |depth| nested(open, "", depth));
            assert!(!errors(&run).is_empty());
        }
        let run = run_linear("closing brackets", depth, |depth| {
            format!("{{ 'event': 'DIM' }}\n{}\n", "]".repeat(depth))
        });
        assert!(!errors(&run).is_empty());
        let run = run_linear("a condition", depth, |depth| {
            format!(
                "{{ 'event': 'DIM', 'if': {}'A'{} }}\n",
                "{ 'not': ".repeat(depth),
                " }".repeat(depth)
            )
        });
        assert!(!errors(&run).is_empty());
    }
}

/// Conditions may nest 30 levels deep.
#[test]
fn nested_conditions_are_accepted() {
    let condition = format!(
        "{{ 'event': 'DIM', 'if': {}'A'{} }}\n",
        "{ 'not': ".repeat(30),
        " }".repeat(30)
    );
    assert_eq!(errors(&run_fast(&condition)), []);
}

#[test]
fn a_long_line_is_read_in_linear_time() {
    let text = |values| {
        let values: Vec<String> = (0..values).map(|i| format!("'value-{i}'")).collect();
        format!("{{ 'enum': 'Hue', 'data': [ {} ] }}", values.join(", "))
    };
    assert!(text(70_000).len() > 1_000_000);
    assert_eq!(errors(&run_linear("values", 70_000, text)), []);
}

#[test]
fn repeated_text_is_read_in_linear_time() {
    // A megabyte of each takes half a minute in a debug build.
    let asked = std::env::var("QMP_GEN_BYTES").ok();
    let bytes = asked.and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let begin = "{ 'event': 'DIM' }\n";
    for one in [
        "a",
        "'",
        "\"",
        "\\",
        "#",
        "##",
        ",",
        ":",
        "@",
        "{ ",
        "} ",
        "\u{e4}",
        "\u{0}",
        "\t",
        "\r",
        "\n",
        "##\n",
        "# @a:\n",
        "\n##\n# @A:\n",
        "{}\n",
        "'a' ",
        "-> ",
        "true",
        "{ 'a': 'b' }",
    ] {
        let text = |bytes| format!("{begin}{}", one.repeat(bytes / one.len()));
        assert_growth(one, 1, bytes, |bytes| {
            let run = run(&text(bytes));
            let _ = snapshot(&run.interface);
        });
        // A report grows with the number of problems, so the text is shorter here.
        let text = text(bytes);
        run_fast(&text[..floor_char_boundary(&text, 10_000)]);
    }
}

#[test]
fn a_long_string_is_read_in_linear_time() {
    run_linear("a string", 1_000_000, |length| {
        let name = "A".repeat(length);
        format!("{{ 'event': 'DIM' }}\n{{ 'event': '{name}' }}\n")
    });
    let run = run_linear("an open string", 1_000_000, |length| {
        let name = "A".repeat(length);
        format!("{{ 'event': 'DIM' }}\n{{ 'event': '{name}")
    });
    assert!(!errors(&run).is_empty());
}

#[test]
fn many_errors_are_reported_in_linear_time() {
    let run = run_linear("mistakes", 2_000, |mistakes| {
        let text = "{ 'struct': lamp }\n".repeat(mistakes);
        format!("{{ 'event': 'DIM' }}\n{text}")
    });
    assert_eq!(errors(&run).len(), 2_000);
}

#[test]
fn a_long_chain_of_bases_is_read_in_quadratic_time() {
    let chain = |length| {
        let mut text = String::from("{ 'struct': 'Lamp0', 'data': { 'n': 'int' } }\n");
        for i in 1..length {
            text.push_str(&format!(
                "{{ 'struct': 'Lamp{i}', 'base': 'Lamp{}', 'data': {{}} }}\n",
                i - 1
            ));
        }
        run_and_render(&text)
    };
    // Every struct has the members of all structs before it: that takes quadratic time.
    assert_growth("a chain", 2, 1_000, chain);
}

/// Every branch of a union is the next union, so there are too many paths to walk all of them.
#[test]
fn nested_unions_are_read_in_linear_time() {
    let unions = |depth| {
        let mut text = String::from(
            "{ 'enum': 'Hue', 'data': [ 'red', 'green', 'blue' ] }\n\
             { 'struct': 'End', 'data': {} }\n",
        );
        for i in 0..depth {
            let next = if i + 1 == depth {
                "End".to_owned()
            } else {
                format!("Solid{}", i + 1)
            };
            text.push_str(&format!(
                "{{ 'union': 'Solid{i}', 'base': {{ 'h{i}': 'Hue' }}, 'discriminator': 'h{i}', \
                 'data': {{ 'red': '{next}', 'green': '{next}', 'blue': '{next}' }} }}\n"
            ));
        }
        text
    };
    run_linear("unions", 14, unions);
}

/// A schema with most kinds of definitions.
const SMALL: &str = r#"{ 'pragma': { 'doc-required': false, 'command-name-exceptions': [ 'light_up' ] } }
##
# = Lamps
##

##
# @Hue:
#
# @red: as blood (since 2.5)
# @green: as grass
#
# Since: 1.5
##
{ 'enum': 'Hue', 'data': [ 'red', { 'name': 'green', 'if': { 'not': 'A' } } ] }
{ 'struct': 'Lamp', 'data': { 'watts': 'int', '*hue': 'Hue', '*next': 'Lamp' } }
{ 'union': 'Solid', 'base': { 'hue': 'Hue' }, 'discriminator': 'hue', 'data': { 'red': 'Lamp2' } }
{ 'struct': 'Lamp2', 'data': { 'n': [ 'LampRef' ] }, 'features': [ 'f' ] }
{ 'alternate': 'LampRef', 'data': { 'here': 'Lamp', 'there': 'str' } }
##
# @light_up:
#
# Lights.
#
# @n: how many
#
# Returns: the lamps
#
# .. qmp-example::
#
#     -> { "execute": "light_up", "arguments": { "n": 2 } }
#     <- { "return": [] }
##
{ 'command': 'light_up', 'data': { 'n': 'int' }, 'returns': [ 'Lamp' ], 'allow-oob': true }
{ 'event': 'LIT', 'data': 'Solid', 'boxed': true }
"#;

/// Texts to insert at any position.
const PIECES: &[&str] = &[
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "#",
    "##",
    "\n",
    "\n##\n",
    "# @a:\n",
    "\\",
    "true",
    "@",
    "\u{e4}",
    "\u{0}",
    "*",
    "'data'",
    "'Lamp'",
    "'if'",
    "'base'",
    "'type': 'x'",
    " ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schema_cut_anywhere_is_read(at in 0..SMALL.len()) {
        run_fast(&SMALL[..at]);
        run_fast(&SMALL[at..]);
    }

    #[test]
    fn a_schema_edited_anywhere_is_read(edits in prop::collection::vec((0..SMALL.len(), 0..PIECES.len(), 0..20usize), 1..8)) {
        let mut text = SMALL.to_owned();
        for (at, piece, cut) in edits {
            let from = floor_char_boundary(&text, at.min(text.len()));
            let to = floor_char_boundary(&text, (from + cut).min(text.len()));
            text.replace_range(from..to.max(from), PIECES[piece]);
        }
        let run = run_fast(&text);
        // The result is emitted, or an error is returned.
        let _ = rust(&run.interface, &run.documents, &RustOptions::default());
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let pieces: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        run_fast(&format!("{{ 'event': 'DIM' }}\n{text}\n{pieces}"));
        run_fast(&format!("{{ {pieces} {text}"));
    }
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

// --- files of QEMU ------------------------------------------------------------------

/// Returns the names and contents of the files of 10.0.2, if they are available.
fn corpus_files() -> Vec<(String, Vec<u8>)> {
    let Some(corpus) = corpus() else {
        return Vec::new();
    };
    let mut files: Vec<_> = std::fs::read_dir(corpus.join("10.0.2/qapi"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.push(corpus.join("10.0.2/qga/qapi-schema.json"));
    let read = |path: &std::path::PathBuf| {
        (
            path.file_name().unwrap().to_string_lossy().into_owned(),
            std::fs::read(path).unwrap(),
        )
    };
    files.iter().map(read).collect()
}

fn run_bytes(name: &str, bytes: &[u8]) {
    assert_fast(name, || run_and_render(&String::from_utf8_lossy(bytes)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_cut_anywhere_is_read(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let files = corpus_files();
        if !files.is_empty() {
            let (name, bytes) = &files[file.index(files.len())];
            let at = at.index(bytes.len());
            run_bytes(name, &bytes[..at]);
            run_bytes(name, &bytes[at..]);
        }
    }

    #[test]
    fn a_file_with_noise_is_read(
        file in any::<prop::sample::Index>(),
        noise in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..9)), 1..20),
    ) {
        let files = corpus_files();
        if !files.is_empty() {
            let (name, bytes) = &files[file.index(files.len())];
            let mut bytes = bytes.clone();
            for (at, noise) in noise {
                let at = at.index(bytes.len());
                let to = (at + noise.len()).min(bytes.len());
                bytes.splice(at..to, noise);
            }
            run_bytes(name, &bytes);
        }
    }
}

/// An object with a megabyte of members.
#[test]
fn many_members_are_read_in_linear_time() {
    let text = |members| {
        let members: Vec<String> = (0..members).map(|i| format!("'m{i}': 'int'")).collect();
        format!(
            "{{ 'struct': 'Lamp', 'data': {{ {} }} }}",
            members.join(", ")
        )
    };
    assert!(text(60_000).len() > 900_000);
    assert_eq!(errors(&run_linear("members", 60_000, text)), []);
}

/// A list with a megabyte of features.
#[test]
fn many_features_are_read_in_linear_time() {
    run_linear("features", 60_000, |features| {
        let features: Vec<String> = (0..features).map(|i| format!("'feature-{i}'")).collect();
        format!(
            "{{ 'event': 'DIM', 'features': [ {} ] }}",
            features.join(", ")
        )
    });
}

/// A long comment with a line for every value.
#[test]
fn many_descriptions_are_read_in_quadratic_time() {
    let text = |values| {
        let described: Vec<String> = (0..values)
            .map(|i| format!("# @v{i}: one more of them\n"))
            .collect();
        let values: Vec<String> = (0..values).map(|i| format!("'v{i}'")).collect();
        format!(
            "##\n# @Hue:\n#\n{}##\n{{ 'enum': 'Hue', 'data': [ {} ] }}",
            described.concat(),
            values.join(", ")
        )
    };
    // The value of each description is searched for among all of them, which takes quadratic
    // time.
    let run = assert_growth("descriptions", 2, 10_000, |values| {
        run_and_render(&text(values))
    });
    assert_eq!(errors(&run), []);
}
