//! Deep nesting, and types that contain one another.

use qmp_gen::Document;

use crate::common::time::{assert_fast, assert_growth};
use crate::{codes, run_linear, valid_run};

#[test]
fn deep_lists_are_reported() {
    let list = |levels| {
        let mut text = String::from("deep\n----\n\nArguments:\n\n");
        for level in 0..levels {
            text += &format!("{}- \"m{level}\": a level\n", " ".repeat(level));
        }
        valid_run(vec![Document::new("qmp-commands.txt", text)])
    };
    // The indentation makes the text itself quadratic.
    let run = assert_growth("a list", 2, 1000, list);
    assert!(codes(&run).contains(&"too-deep"), "{}", run.report(false));
}

#[test]
fn deep_snapshots_are_reported() {
    for depth in [1000, 200_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let closed = |depth| {
                let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                format!("{{\"format\": \"qmp-snapshot/1\", \"types\": {deep}}}")
            };
            let cut = |depth| {
                let mut text = closed(depth);
                text.truncate(text.len() - depth);
                text
            };
            for text in [&closed as &dyn Fn(usize) -> String, &cut] {
                let run = run_linear("brackets", depth, |depth| {
                    vec![Document::new("deep.json", text(depth))]
                });
                assert_eq!(codes(&run), ["too-deep"]);
            }
        }
    }
}

#[test]
fn deep_examples_are_reported() {
    for depth in [1000, 50_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let run = run_linear("brackets", depth, |depth| {
                let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                let text = format!(
                    "deep\n----\n\nArguments: None.\n\nExample:\n\n\
                     -> {{ \"execute\": \"deep\" }}\n<- {{ \"return\": {deep} }}\n"
                );
                vec![Document::new("qmp-commands.txt", text)]
            });
            assert!(codes(&run).contains(&"example-not-json"));
        }
    }
}

#[test]
fn deep_parentheses_are_read_in_linear_time() {
    for (open, close, depth) in [
        ("(", ")", 4000),
        ("(a ", "", 4000),
        ("(json-array of ", "", 1000),
        ("one of (", "", 1000),
        ("[a | ", "", 2000),
    ] {
        run_linear("parentheses", depth, |depth| {
            let deep = format!("{}{}", open.repeat(depth), close.repeat(depth));
            let text = format!("DEEP\n----\n\nData:\n\n- \"m\": {deep}\n");
            vec![Document::new("qmp-events.txt", text)]
        });
    }
}

/// Returns a snapshot of the types `T0`, `T1` and so on, with a definition for each number.
fn numbered_types(types: usize, definition: impl Fn(usize) -> String) -> Vec<Document> {
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
fn long_chains_of_types_are_resolved() {
    let object = |ty, optional| {
        format!(
            "{{\"kind\": \"object\", \"members\": \
             {{\"m\": {{\"type\": \"T{ty}\", \"optional\": {optional}}}}}}}"
        )
    };
    let run = run_linear("a circle", 1000, |types| {
        numbered_types(types, |i| object((i + 1) % types, i % 7 == 0))
    });
    assert_eq!(run.diagnostics.len(), 0);
    let run = run_linear("a circle", 1000, |types| {
        numbered_types(types, |i| object((i + 1) % types, false))
    });
    assert!(codes(&run).iter().all(|code| *code == "infinite-type"));
    let bases = |types| {
        numbered_types(types, |i| match i + 1 {
            next if next == types => "{\"kind\": \"object\"}".to_owned(),
            next => format!("{{\"kind\": \"object\", \"base\": \"T{next}\"}}"),
        })
    };
    // Every type has the members of all types after it: that takes quadratic time.
    let run = assert_growth("bases", 2, 1000, |types| valid_run(bases(types)));
    assert_eq!(run.diagnostics.len(), 0);
}

#[test]
fn alternates_of_themselves_are_errors() {
    for alternatives in [
        "{\"a\": \"T0\"}",
        "{\"a\": \"str\", \"b\": \"T0\"}",
        "{\"a\": \"T1\"}",
    ] {
        let definition =
            |_| format!("{{\"kind\": \"alternate\", \"alternatives\": {alternatives}}}");
        let run = assert_fast(alternatives, || valid_run(numbered_types(2, definition)));
        // No value has such a type.
        assert!(
            run.diagnostics.errors() > 0,
            "{alternatives}: no value is of this type, and nothing says so"
        );
    }
}
