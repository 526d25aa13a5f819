//! Conditions of the C preprocessor around entries.

use serde_json::{Value, json};

use crate::common::facts;
use crate::run;

#[test]
fn conditions_apply_to_the_entries_within() {
    let one = |before: &str, after: &str| {
        let text = format!("SQMP\nEQMP\n{before}\n{{ .name = \"x\", }},\n{after}\n");
        facts(&run(&text))["commands"]["x"]["if"].clone()
    };
    assert_eq!(one("#if defined(A)", "#endif"), "defined(A)");
    assert_eq!(one("#ifdef A", "#endif"), "defined(A)");
    assert_eq!(one("#ifndef A", "#endif"), "!defined(A)");
    assert_eq!(one("  #  ifdef   A  ", "  # endif"), "defined(A)");
    assert_eq!(
        one("#if defined(A) && !defined(B)", "#endif"),
        "defined(A) && !defined(B)"
    );
    assert_eq!(
        one("#if defined(A)\n#ifdef B", "#endif /* B */\n#endif // A"),
        json!({ "all": ["defined(A)", "defined(B)"] })
    );
    // Conditions that end before the entry, or begin after it, do not apply to it.
    assert_eq!(one("#ifdef A\n#endif", "#ifdef B\n#endif"), Value::Null);
    assert_eq!(one("#ifdef A\n#endif\n#endif", ""), Value::Null);
    // Entries with a constant false condition are skipped.
    for off in ["#if 0", "#if defined(A) && 0 /* not here */", "#if 0 && 1"] {
        assert_eq!(one(off, "#endif"), Value::Null, "{off}");
        let text = format!("SQMP\nEQMP\n{off}\n{{ .name = \"x\", }},\n#endif\n");
        assert_eq!(facts(&run(&text))["commands"], json!({}), "{off}");
    }
    assert_eq!(one("#if 0 || defined(A)", "#endif"), "0 || defined(A)");
    // An unterminated condition extends to the end of the file.
    assert_eq!(one("#ifdef A", ""), "defined(A)");

    // A described command has the condition of its entry.
    let run = run("SQMP\nEQMP\n#ifdef A\n{ .name = \"x\", },\n#endif\n\
         SQMP\nx\n---\n\nArguments: None.\n\nReturns: nothing\nEQMP\n\
         #ifdef A\nSQMP\ny\n---\n\nArguments: None.\n\nReturns: nothing\nEQMP\n#endif\n\
         { .name = \"y\", },\n");
    assert_eq!(
        facts(&run)["commands"],
        json!({ "x": { "if": "defined(A)" }, "y": {} })
    );
}
