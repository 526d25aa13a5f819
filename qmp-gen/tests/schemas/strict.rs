//! Rules of QEMU's own generator that do not affect the interface. A breach is a warning by
//! default, and an error with `strict`.

use qmp_gen::diagnostic::{Code, Level, Severity};
use qmp_gen::ir::Builtin;
use qmp_gen::{Document, Run, snapshot};

use crate::support::{errors, problems, run};

/// Schemas with one breach of a rule, and the code of the breach.
const BREACHES: &[(&str, Code)] = &[
    // Names.
    ("{ 'event': 'lit' }", Code::SchemaRule),
    ("{ 'command': 'Flash_It' }", Code::SchemaRule),
    ("{ 'struct': 'lamp', 'data': {} }", Code::SchemaRule),
    ("{ 'struct': 'LampList', 'data': {} }", Code::SchemaRule),
    (
        "{ 'struct': 'Lamp', 'data': { 'On': 'bool' } }",
        Code::SchemaRule,
    ),
    (
        "{ 'struct': 'Lamp', 'data': { 'has-oil': 'bool' } }",
        Code::SchemaRule,
    ),
    ("{ 'enum': 'Hue', 'data': [ '3_5' ] }", Code::SchemaRule),
    // Keys of a later release.
    ("{ 'command': 'flash', 'since': '12.0' }", Code::SchemaRule),
    (
        "{ 'struct': 'Lamp', 'data': { 'n': { 'type': 'int', 'default': '1' } } }",
        Code::SchemaRule,
    ),
    ("{ 'pragma': { 'be-nice': true } }", Code::SchemaRule),
    // Commands.
    (
        "{ 'command': 'query-n', 'returns': 'int' }",
        Code::SchemaRule,
    ),
    ("{ 'command': 'flash', 'gen': true }", Code::SchemaRule),
    ("{ 'command': 'flash', 'gen': 'no' }", Code::OldSyntax),
    ("{ 'command': 'flash', 'boxed': true }", Code::SchemaRule),
    (
        "{ 'command': 'flash', 'if': 'not an identifier' }",
        Code::SchemaRule,
    ),
    (
        "{ 'command': 'flash', 'if': [ 'A', 'B' ] }",
        Code::OldSyntax,
    ),
    // Syntax.
    ("{ 'event': 'LIT', }", Code::OldSyntax),
    ("{ 'event': 'LIT' 'data': {} }", Code::OldSyntax),
    ("{ 'type': 'Lamp', 'data': {} }", Code::OldSyntax),
    // Comments.
    (
        "##\n# @LIT:\n#\n# It is.\n#\n# = Heading\n##\n{ 'event': 'LIT' }",
        Code::DocForm,
    ),
    ("##\n# @DIM:\n##\n{ 'event': 'LIT' }", Code::DocForm),
    ("##\n# @LIT:\n##\n", Code::DocForm),
    (
        "##\n# @LIT:\n#\n# Notes: none\n##\n{ 'event': 'LIT' }",
        Code::DocSection,
    ),
    (
        "##\n# @LIT:\n#\n# @by: who\n##\n{ 'event': 'LIT' }",
        Code::DocUnknown,
    ),
    (
        "##\n# @LIT:\n##\n{ 'event': 'LIT', 'data': { 'n': 'int' } }",
        Code::DocMissing,
    ),
    (
        "{ 'pragma': { 'doc-required': true } }\n{ 'event': 'LIT' }",
        Code::DocMissing,
    ),
    (
        "##\n# @LIT:\n#\n# It is. Really.\n##\n{ 'event': 'LIT' }",
        Code::DocLayout,
    ),
];

#[test]
fn breaches_of_rules_are_warnings_or_errors() {
    for (text, code) in BREACHES {
        let run = run(text);
        let found: Vec<_> = run.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(found, [*code], "{text}\n{}", run.report(false));
        assert_eq!(code.level(), Level::Rule, "{text}");
        assert_eq!(errors(&run), [], "{text}");
        let facts = snapshot(&run.interface);
        let strict = run.strict();
        assert_eq!(errors(&strict).len(), 1, "{text}");
        assert_eq!(snapshot(&strict.interface), facts, "{text}");
    }
}

#[test]
fn layout_rules_have_exceptions() {
    let long = "word ".repeat(14);
    for (line, count) in [
        ("A sentence.  And another.".to_owned(), 0),
        ("A sentence. And another! (Or not.) Or? Yes.".to_owned(), 3),
        ("A sentence. and no other, e.g. This.".to_owned(), 0),
        ("1. One".to_owned(), 0),
        ("12. Twelve".to_owned(), 1),
        (long[..68].to_owned(), 0),
        (format!("{}x", &long[..68]), 1),
        (format!("  https://example.org/{}", "x".repeat(80)), 0),
        (format!("See https://example.org/{}", "x".repeat(80)), 1),
        (format!("::\n#\n#    {long}\n#\n#    A. B\n#\n# {long}"), 1),
        (format!(".. qmp-example::\n#\n#    {long}"), 0),
    ] {
        let run = run(&format!(
            "##\n# @LIT:\n#\n# {line}\n##\n{{ 'event': 'LIT' }}"
        ));
        let found = run.diagnostics.iter().filter(|d| d.code == Code::DocLayout);
        assert_eq!(found.count(), count, "{line}\n{}", run.report(false));
    }
}

/// A definition in old syntax does not affect those before it.
#[test]
fn old_and_new_syntax_may_be_mixed() {
    let mut text = String::from("{ 'pragma': { 'documentation-exceptions': [] } }\n");
    for i in 0..60 {
        text.push_str(&format!("{{ 'event': 'LIT{i}', 'if': 'CONFIG_LAMP' }}\n"));
    }
    text.push_str("{ 'type': 'Lamp', 'data': { 'any': '**' } }\n");
    let run = run(&text);
    assert_eq!(errors(&run), []);
    let lamp = run.interface.object("Lamp").unwrap();
    assert_eq!(lamp.members[0].ty, Builtin::Any.into());
    let severities: Vec<_> = problems(&run).iter().map(|p| p.severity).collect();
    assert_eq!(severities, [Severity::Warning; 2]);
}

/// A full report lists them. As errors they are in both reports.
#[test]
fn a_brief_report_counts_frequent_warnings() {
    let text = "##\n# @LIT:\n#\n# Note: one. Two.\n#\n# Example: { \"event\": \"DIM\" }\n##\n\
                { 'event': 'LIT' }\n{ 'struct': 'Lamp', 'data': { 'of': 'Glass' } }\n";
    let run = run(text);
    let marks = |text: &str| text.matches(" --> ").count();
    let (brief, full) = (run.brief_report(false), run.report(false));
    assert_eq!(marks(&full), run.diagnostics.len(), "{full}");
    assert_eq!(
        marks(&brief) + run.diagnostics.counted(),
        run.diagnostics.len(),
        "{brief}"
    );
    assert!(run.diagnostics.counted() >= 2, "{full}");
    assert!(
        brief.contains("not listed; `qmp-gen check --verbose`"),
        "{brief}"
    );
    let strict = run.strict();
    let brief = strict.brief_report(false);
    assert_eq!(marks(&brief), strict.diagnostics.len(), "{brief}");
    assert!(!brief.contains("not listed"), "{brief}");
}

/// A heading is valid in several forms.
#[test]
fn headings_have_several_forms() {
    for (comment, breaches) in [
        ("= Lamps", 0),
        ("== Lamps\n#\n# They burn.", 0),
        ("They burn.\n#\n# = Lamps", 1),
        ("=====\n# Lamps\n# =====", 0),
        ("Lamps\n# =====\n#\n# Wicks\n# -----", 0),
    ] {
        let text =
            format!("##\n# {comment}\n##\n\n##\n# @LIT:\n#\n# It is.\n##\n{{ 'event': 'LIT' }}");
        let run = Run::of_documents([Document::new("lamp.json", text.as_str())]).strict();
        assert_eq!(run.diagnostics.errors(), breaches, "{comment}");
    }
}
