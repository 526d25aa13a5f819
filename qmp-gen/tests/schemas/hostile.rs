//! Texts that mean harm: nothing may panic, and nothing may take forever.

use proptest::prelude::*;
use qmp_gen::{Run, RustOptions, rust, snapshot};

use crate::corpus::corpus;
use crate::support::{errors, run};
use crate::time::{assert_fast, assert_growth};

/// Reads a short text, and writes its report and its snapshot.
fn survive(text: &str) -> Run {
    assert_fast("a text", || processed(text))
}

/// Reads a text of a size, and checks that the time grows no faster than the size.
fn survive_linear(what: &str, size: usize, text: impl Fn(usize) -> String) -> Run {
    assert_growth(what, 1, size, |size| processed(&text(size)))
}

fn processed(text: &str) -> Run {
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
fn brackets_within_brackets() {
    for depth in [1_000, 100_000] {
        for (open, close) in [("[ ", " ]"), ("{ 'a': ", " }"), ("[ { 'a': ", " } ]")] {
            let run = survive_linear("brackets", depth, |depth| nested(open, close, depth));
            assert!(!errors(&run).is_empty());
            // And those that do not end.
            let run = survive_linear("open brackets", depth, |depth| nested(open, "", depth));
            assert!(!errors(&run).is_empty());
        }
        let run = survive_linear("closing brackets", depth, |depth| {
            format!("{{ 'event': 'DIM' }}\n{}\n", "]".repeat(depth))
        });
        assert!(!errors(&run).is_empty());
        let run = survive_linear("a condition", depth, |depth| {
            format!(
                "{{ 'event': 'DIM', 'if': {}'A'{} }}\n",
                "{ 'not': ".repeat(depth),
                " }".repeat(depth)
            )
        });
        assert!(!errors(&run).is_empty());
    }
}

/// What may nest that deep is no mistake.
#[test]
fn conditions_within_conditions() {
    let condition = format!(
        "{{ 'event': 'DIM', 'if': {}'A'{} }}\n",
        "{ 'not': ".repeat(30),
        " }".repeat(30)
    );
    assert_eq!(errors(&survive(&condition)), []);
}

#[test]
fn a_megabyte_on_a_line() {
    let text = |values| {
        let values: Vec<String> = (0..values).map(|i| format!("'value-{i}'")).collect();
        format!("{{ 'enum': 'Hue', 'data': [ {} ] }}", values.join(", "))
    };
    assert!(text(70_000).len() > 1_000_000);
    assert_eq!(errors(&survive_linear("values", 70_000, text)), []);
}

#[test]
fn much_of_one_sort() {
    // All of a megabyte takes half a minute in a debug build.
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
        // A report is as long as its problems are many, so there are fewer here.
        let text = text(bytes);
        survive(&text[..floor(&text, 10_000)]);
    }
}

#[test]
fn a_megabyte_in_a_string() {
    survive_linear("a string", 1_000_000, |length| {
        let name = "A".repeat(length);
        format!("{{ 'event': 'DIM' }}\n{{ 'event': '{name}' }}\n")
    });
    let run = survive_linear("an open string", 1_000_000, |length| {
        let name = "A".repeat(length);
        format!("{{ 'event': 'DIM' }}\n{{ 'event': '{name}")
    });
    assert!(!errors(&run).is_empty());
}

#[test]
fn many_mistakes() {
    let run = survive_linear("mistakes", 2_000, |mistakes| {
        let text = "{ 'struct': lamp }\n".repeat(mistakes);
        format!("{{ 'event': 'DIM' }}\n{text}")
    });
    assert_eq!(errors(&run).len(), 2_000);
}

/// A chain of bases as long as can be.
#[test]
fn a_long_chain_of_bases() {
    let chain = |length| {
        let mut text = String::from("{ 'struct': 'Lamp0', 'data': { 'n': 'int' } }\n");
        for i in 1..length {
            text.push_str(&format!(
                "{{ 'struct': 'Lamp{i}', 'base': 'Lamp{}', 'data': {{}} }}\n",
                i - 1
            ));
        }
        processed(&text)
    };
    // Every struct has the members of all structs before it: that takes quadratic time.
    assert_growth("a chain", 2, 1_000, chain);
}

/// Unions in unions: every branch of each has the next, and there are more ways
/// through them than can be walked.
#[test]
fn branches_within_branches() {
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
    survive_linear("unions", 14, unions);
}

/// A schema in which most things stand.
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

/// What may stand anywhere.
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
    fn cut_anywhere(at in 0..SMALL.len()) {
        survive(&SMALL[..at]);
        survive(&SMALL[at..]);
    }

    #[test]
    fn spliced_anywhere(edits in prop::collection::vec((0..SMALL.len(), 0..PIECES.len(), 0..20usize), 1..8)) {
        let mut text = SMALL.to_owned();
        for (at, piece, cut) in edits {
            let from = floor(&text, at.min(text.len()));
            let to = floor(&text, (from + cut).min(text.len()));
            text.replace_range(from..to.max(from), PIECES[piece]);
        }
        let run = survive(&text);
        // What is left of it can be written, or says why not.
        let _ = rust(&run.interface, &run.documents, &RustOptions::default());
    }

    #[test]
    fn any_text(text in "\\PC{0,200}", pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let pieces: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        survive(&format!("{{ 'event': 'DIM' }}\n{text}\n{pieces}"));
        survive(&format!("{{ {pieces} {text}"));
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

// --- the corpus -------------------------------------------------------------------

/// The files of 10.0.2.
fn files() -> Vec<(String, Vec<u8>)> {
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

fn survive_bytes(name: &str, bytes: &[u8]) {
    assert_fast(name, || processed(&String::from_utf8_lossy(bytes)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_corpus_cut_anywhere(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let files = files();
        if !files.is_empty() {
            let (name, bytes) = &files[file.index(files.len())];
            let at = at.index(bytes.len());
            survive_bytes(name, &bytes[..at]);
            survive_bytes(name, &bytes[at..]);
        }
    }

    #[test]
    fn the_corpus_with_noise(
        file in any::<prop::sample::Index>(),
        noise in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..9)), 1..20),
    ) {
        let files = files();
        if !files.is_empty() {
            let (name, bytes) = &files[file.index(files.len())];
            let mut bytes = bytes.clone();
            for (at, noise) in noise {
                let at = at.index(bytes.len());
                let to = (at + noise.len()).min(bytes.len());
                bytes.splice(at..to, noise);
            }
            survive_bytes(name, &bytes);
        }
    }
}

/// One object with more members than anybody needs.
#[test]
fn a_megabyte_of_members() {
    let text = |members| {
        let members: Vec<String> = (0..members).map(|i| format!("'m{i}': 'int'")).collect();
        format!(
            "{{ 'struct': 'Lamp', 'data': {{ {} }} }}",
            members.join(", ")
        )
    };
    assert!(text(60_000).len() > 900_000);
    assert_eq!(errors(&survive_linear("members", 60_000, text)), []);
}

/// One list with more features than anybody needs.
#[test]
fn a_megabyte_of_features() {
    survive_linear("features", 60_000, |features| {
        let features: Vec<String> = (0..features).map(|i| format!("'feature-{i}'")).collect();
        format!(
            "{{ 'event': 'DIM', 'features': [ {} ] }}",
            features.join(", ")
        )
    });
}

/// A value for every line of a long comment.
#[test]
fn many_descriptions() {
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
    let run = assert_growth("descriptions", 2, 10_000, |values| processed(&text(values)));
    assert_eq!(errors(&run), []);
}
