//! Blocks of text between `SQMP` and `EQMP`.

use serde_json::json;

use crate::common::facts;
use crate::{problems, run};

#[test]
fn a_block_ends_before_the_next_entry() {
    let block = |end: &str| {
        format!("SQMP\none\n---\n\nA command.\n\nArguments: None.\n\nReturns: nothing\n{end}")
    };
    let two = "{ .name = \"two\", .args_type = \"a:s\", },\n";
    for (what, text) in [
        ("EQMP on a line", format!("{}{two}", block("EQMP\n"))),
        ("EQMP with spaces", format!("{}{two}", block("EQMP  \n\n"))),
        ("an entry after EQMP", format!("{}{two}", block("EQMP"))),
        (
            "an entry after EQMP and spaces",
            format!("{}{two}", block("EQMP    ")),
        ),
        (
            "an entry that begins after EQMP",
            format!("{}{}", block("EQMP    "), two.replace(", ", ",\n")),
        ),
    ] {
        let run = run(&text);
        let facts = facts(&run);
        assert_eq!(facts["commands"]["one"], json!({}), "{what}");
        assert_eq!(
            facts["commands"]["two"]["arguments"],
            json!({ "a": { "type": "str" } }),
            "{what}"
        );
    }
    // Several commands in one block, with the introduction of a chapter between them.
    let run = run(
        "SQMP\n1. Chapter\n==========\n\nIts opening.\n\none\n---\n\nArguments: None.\n\n\
         Returns: nothing\n\n2. Chapter\n==========\n\ntwo\n---\n\nArguments: None.\n\n\
         Returns: nothing\n\nEQMP\n",
    );
    assert_eq!(facts(&run)["commands"], json!({ "one": {}, "two": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

/// `EQMP` ends a block only as a word at the start of a line. `SQMP` within a block is text.
#[test]
fn marks_within_text_are_ignored() {
    let run = run(
        "SQMP\none\n---\n\nEQMPS are no end,\n  EQMP\nis one only at the start, and\nSQMP begins\n\
         none inside.\n\nArguments: None.\n\nReturns: nothing\nEQMP\n",
    );
    assert_eq!(facts(&run)["commands"], json!({ "one": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

/// If the file contains the manual of the human monitor, commands without a QMP text are not
/// commands of QMP.
#[test]
fn commands_of_the_human_monitor_are_skipped() {
    let run = run("STEXI\n@table @option\nETEXI\n\n\
         {\n.name = \"help|?\",\n.args_type = \"name:s?\",\n},\n\
         STEXI\n@item help\nSQMP\nis no block in here\nETEXI\n\
         {\n.name = \"q|quit\",\n.args_type = \"\",\n},\n\
         STEXI\n@item q or quit\nETEXI\n\
         SQMP\nquit\n----\n\nEnds it.\n\nArguments: None.\n\nReturns: nothing\nEQMP\n\
         {\n.name = \"log\",\n.args_type = \"items:s\",\n},\n\
         STEXI\n@end table\nETEXI\n");
    assert_eq!(facts(&run)["commands"], json!({ "quit": {} }));
    assert_eq!(problems(&run), [""; 0]);
}

#[test]
fn malformed_blocks_are_reported() {
    let run_of = |text: &str| problems(&run(text));
    let described = "one\n---\n\nArguments: None.\n\nReturns: nothing\n";
    // The first block is the introduction; every other block needs a heading.
    assert_eq!(
        run_of(&format!(
            "SQMP\nAn introduction.\nEQMP\n{{ .name = \"one\", }},\nSQMP\n{described}EQMP\n\
             SQMP\n\nText of nothing.\nEQMP\n"
        )),
        ["qmp-commands.hx:15:1 text-without-heading: \
             the text of this block has no heading; it was skipped"]
    );
    // The text belongs to the entry before it, or to the command in its example.
    let of_entry = "{ .name = \"two\", .args_type = \"a:s\", },\nSQMP\ntwo\n\n\
                    Does it again.\n\nArguments:\n\n- \"a\": what (json-string)\n\n\
                    Returns: nothing\nEQMP\n";
    let shown = "{ .name = \"again\", .args_type = \"a:s\", },\nSQMP\nDoes it again.\n\n\
                 Example:\n\n-> { \"execute\": \"two\", \"arguments\": { \"a\": \"x\" } }\n\
                 <- { \"return\": {} }\nEQMP\n{ .name = \"two\", .args_type = \"a:s\", },\n";
    for text in [of_entry, shown] {
        let run = run(&format!("SQMP\nEQMP\n{text}"));
        assert_eq!(
            facts(&run)["commands"]["two"],
            json!({ "arguments": { "a": { "type": "str" } } }),
            "{text}"
        );
        let told = problems(&run);
        let read = "it was read as that of `two`";
        assert!(told.iter().any(|told| told.ends_with(read)), "{told:#?}");
        let doc = format!("{:?}", run.interface.command("two").unwrap().doc);
        assert!(doc.contains("Paragraph(\"Does it again.\")"), "{doc}");
        assert!(!doc.contains("\"two\""), "{doc}");
    }
    // An unterminated block extends to the end of the file, including entries.
    let text = format!("SQMP\n{described}\n{{ .name = \"two\", }},\n");
    assert_eq!(
        run_of(&text)[0],
        "qmp-commands.hx:1:1 unterminated-block: this block lacks EQMP at its end"
    );
    assert_eq!(facts(&run(&text))["commands"], json!({ "one": {} }));
}

#[test]
fn unmatched_marks_are_reported() {
    let described = "one\n---\n\nArguments: None.\n\nReturns: nothing\n";
    let run = run(&format!(
        "SQMP\n{described}EQMP\nEQMP\n{{ .name = \"one\", }},\n"
    ));
    assert_eq!(
        problems(&run),
        ["qmp-commands.hx:9:1 stray-mark: EQMP without an SQMP before it"]
    );
}
