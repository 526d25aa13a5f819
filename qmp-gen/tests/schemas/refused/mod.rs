//! Schemas that are rejected, and the lines of the errors.
//!
//! As in QEMU's generator, errors in definitions are reported at their first line, syntax
//! errors at the token, and errors in comments at the line of the comment.

mod commands;
mod comments;
mod definitions;
mod members;
mod text;
mod types;

use crate::support::{errors, run};

/// QEMU reports one of the structs.
#[test]
fn a_loop_of_bases_is_rejected() {
    let run = run(
        "{ 'struct': 'Hen', 'base': 'Egg', 'data': {} }\n{ 'struct': 'Egg', 'base': 'Hen', 'data': {} }",
    );
    let errors = errors(&run);
    assert!(!errors.is_empty());
    assert!(
        errors.iter().all(|e| e.message.contains("contains itself")),
        "{errors:#?}"
    );
}

/// One run reports the errors of all passes.
#[test]
fn errors_of_all_passes_are_reported() {
    let text = r"{ 'enum': 'Hue', 'data': [ 'red', 'red' ] }
{ 'struct': 'Lamp', 'data': { 'of': 'Glass' } }
{ 'command': 'flash', 'gen': true }
{ 'event' 'DIM' }
##
# @LIT:
#
# @by: who
##
{ 'event': 'LIT' }
{ 'struct': 'Fine', 'data': { 'n': 'int' } }
";
    let run = run(text).strict();
    let lines: Vec<_> = errors(&run).iter().map(|e| e.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 8], "{}", run.report(false));
    // The valid definitions are kept.
    assert!(run.interface.object("Fine").is_some());
    assert!(run.interface.event("LIT").is_some());
}

#[test]
fn strictness_does_not_depend_on_the_length() {
    let mut text = String::from("{ 'pragma': { 'doc-required': true } }\n");
    for i in 0..51 {
        text.push_str(&format!("##\n# @DIM{i}:\n##\n{{ 'event': 'DIM{i}' }}\n"));
    }
    let wrong = [
        "{ 'event': 'undocumented-and-badly-named' }\n",
        "##\n# @query:\n##\n{ 'command': 'query', 'returns': 'str' }\n",
        "##\n# @LIT:\n#\n# @no: such member\n##\n{ 'event': 'LIT', 'data': {}, }\n",
    ];
    let mut lines: Vec<usize> = errors(&run(&(text + &wrong.concat())).strict())
        .iter()
        .map(|problem| problem.line)
        .collect();
    lines.dedup();
    assert_eq!(lines, [206, 210, 214, 216]);
}

/// The error is at the first line of the definition, and its second span is the type's name.
#[test]
fn an_unknown_type_is_reported_with_its_name() {
    let run = run(r"{ 'struct': 'Lamp',
  'data': { 'of': [ 'Glass' ],
            '*with': { 'type': 'Wick', 'if': 'A' } } }
{ 'enum': 'Hue', 'data': [ 'red' ] }
{ 'union': 'Solid', 'base': { 'h': 'Hue' }, 'discriminator': 'h',
  'data': { 'red': 'Ember' } }
{ 'alternate': 'Ref', 'data': { 's': 'Thing' } }
{ 'command': 'flash', 'data': 'Beam',
  'returns': [ 'Flash' ] }
");
    let places: Vec<_> = run
        .diagnostics
        .iter()
        .map(|problem| {
            let (place, _) = problem.related.as_ref().unwrap();
            let line = run
                .documents
                .get(problem.span.document)
                .position(problem.span.start)
                .0;
            (line, run.documents.text(*place))
        })
        .collect();
    assert_eq!(
        places,
        [
            (1, "'Glass'"),
            (1, "'Wick'"),
            (5, "'Ember'"),
            (7, "'Thing'"),
            (8, "'Beam'"),
            (8, "'Flash'")
        ]
    );
}
