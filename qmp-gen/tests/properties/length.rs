//! Long lines, and many items of one kind.

use qmp_gen::Document;

use crate::common::time::assert_growth;
use crate::{run_linear, valid_run};

/// The texts that are repeated to make a long line.
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

/// The position of the line: the document's name, and the text before and after the line.
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

fn document_with_line(place: &(&str, &str, &str), pattern: &str, bytes: usize) -> Document {
    let (name, before, after) = place;
    let line = pattern.repeat(bytes / pattern.len());
    Document::new(*name, format!("{before}{line}{after}"))
}

#[test]
fn long_lines_are_read_in_linear_time() {
    let asked = std::env::var("QMP_GEN_BYTES").ok();
    let bytes = asked.and_then(|n| n.parse().ok()).unwrap_or(600);
    for place in PLACES {
        for pattern in PATTERNS {
            let what = format!("{pattern:?} between {:?} and {:?}", place.1, place.2);
            run_linear(&what, bytes, |bytes| {
                vec![document_with_line(place, pattern, bytes)]
            });
        }
    }
}

/// Lines of up to a megabyte, which quadratic work would not finish.
#[test]
fn very_long_lines_are_read_in_linear_time() {
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
        // Prose takes longer, since each word may be a keyword.
        (text, "- \"a\": ", 15_000),
        (text, "-", 60_000),
        (text, ".", 60_000),
        (text, "\"", 15_000),
        (bullet, "(", 15_000),
        (bullet, "'", 15_000),
        (&PLACES[10], "\"a\" or ", 15_000),
    ] {
        let what = format!("{bytes} of {pattern:?} after {:?}", place.1);
        run_linear(&what, bytes, |bytes| {
            vec![document_with_line(place, pattern, bytes)]
        });
    }
}

/// Many items of each kind, since a lookup for each could visit all of them.
#[test]
fn many_items_are_read_in_bounded_time() {
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    let events = |heading: &str, body: &str| {
        let text = format!("{heading}\n---\n\n{body}\n");
        vec![Document::new("qmp-events.txt", text)]
    };
    run_linear("members", 800, |n| {
        let bullets = many(n, &|i| format!("- \"m{i}\": x (json-int)\n"));
        events("AAA", &format!("Data:\n\n{bullets}"))
    });
    run_linear("a member again", 800, |n| {
        let same = "- \"m\": x (json-int)\n".repeat(n);
        events("AAA", &format!("Data:\n\n{same}"))
    });
    run_linear("values", 2000, |n| {
        let values = many(n, &|i| format!("'v{i}', "));
        events("AAA", &format!("Data:\n\n- \"m\": one of {values}\n"))
    });
    run_linear("names", 800, |n| {
        let names = many(n, &|i| format!("A{i}, "));
        events(&format!("{names}ZZZ"), "Data: None.")
    });
    run_linear("a name again", 800, |n| {
        events(&format!("{}A", "A, ".repeat(n)), "")
    });
    run_linear("examples", 800, |n| {
        let messages = "{ \"event\": \"AAA\" }\n\n".repeat(n);
        events("AAA", &format!("Example:\n\n{messages}"))
    });
    run_linear("what an example shows", 800, |n| {
        let keys = many(n, &|i| format!("\"k{i}\": 1, "));
        let message = format!("{{ \"event\": \"AAA\", \"data\": {{ {keys} \"z\": 1 }} }}");
        events("AAA", &format!("Example:\n\n{message}"))
    });

    let table = |text: String| vec![Document::new("a.hx", format!("SQMP\nEQMP\n{text}"))];
    run_linear("entries", 800, |n| {
        table(many(n, &|i| {
            format!("{{ .name = \"c{i}\", .args_type = \"a:s\", }},\n")
        }))
    });
    run_linear("arguments", 800, |n| {
        let arguments = many(n, &|i| format!("a{i}:s,"));
        table(format!(
            "{{ .name = \"c\", .args_type = \"{arguments}z:s\", }},\n"
        ))
    });
    run_linear("open entries", 800, |n| {
        table("{ .name = \"c\",\n".repeat(n))
    });

    run_linear("problems on one line", 800, |n| {
        let commands = many(n, &|i| format!("\"c{i}\":{{\"returns\":\"T\"}},"));
        let text = format!(
            "{{\"format\":\"qmp-snapshot/1\",\"commands\":{{{commands}\"z\":{{}}}},\"types\":{{}}}}"
        );
        vec![Document::new("a.json", text)]
    });
    // Names that are all the same in Rust. Each gets one underscore more than the one
    // before, after it was compared with all of them: that takes cubic time.
    let alike = |n| {
        let values = many(n, &|i| {
            format!("\"{}{}\":{{}},", "-".repeat(i % 20), "_".repeat(i / 20))
        });
        let text = format!(
            "{{\"format\":\"qmp-snapshot/1\",\"types\":{{\"T\":{{\"kind\":\"enum\",\"values\":{{{values}\"a\":{{}}}}}}}}}}"
        );
        valid_run(vec![Document::new("a.json", text)])
    };
    assert_growth("names alike", 3, 1000, alike);
}
