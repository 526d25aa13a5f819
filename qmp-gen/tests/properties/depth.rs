//! Deep nesting, and types that contain one another.

use qmp_gen::Document;

use crate::{codes, quickly};

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
