//! Conditions of the C preprocessor around entries.

use serde_json::{Value, json};

use crate::common::facts;
use crate::run;

#[test]
fn conditions() {
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
    // Those that are closed before it, or opened after it, are not its own.
    assert_eq!(one("#ifdef A\n#endif", "#ifdef B\n#endif"), Value::Null);
    assert_eq!(one("#ifdef A\n#endif\n#endif", ""), Value::Null);
    // What is switched off for good is not there.
    for off in ["#if 0", "#if defined(A) && 0 /* not here */", "#if 0 && 1"] {
        assert_eq!(one(off, "#endif"), Value::Null, "{off}");
        let text = format!("SQMP\nEQMP\n{off}\n{{ .name = \"x\", }},\n#endif\n");
        assert_eq!(facts(&run(&text))["commands"], json!({}), "{off}");
    }
    assert_eq!(one("#if 0 || defined(A)", "#endif"), "0 || defined(A)");
    // One that nothing closes holds to the end.
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
