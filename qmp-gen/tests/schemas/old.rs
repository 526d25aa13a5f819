//! Syntax of old releases that the language no longer has. It is read with its old meaning, and
//! causes at most warnings.

use qmp_gen::ir::{Builtin, Kind, Object, Type};
use qmp_gen::{Document, Run, snapshot};

use crate::support::{errors, run};

fn run_without_errors(text: &str) -> Run {
    let run = run(text);
    assert_eq!(errors(&run), [], "{text}");
    run
}

fn object<'r>(run: &'r Run, name: &str) -> &'r Object {
    run.interface
        .object(name)
        .unwrap_or_else(|| panic!("no object {name}"))
}

#[test]
fn the_key_type_declares_a_struct() {
    let run = run_without_errors(
        "{ 'type': 'Lamp', 'data': { 'watts': 'int', '*label': 'str' } }\n{ 'type': 'Desklamp', 'base': 'Lamp', 'data': {} }",
    );
    let members = run.interface.flattened("Desklamp").unwrap();
    assert_eq!(members.len(), 2);
    assert!(!members[0].optional && members[1].optional);
}

#[test]
fn simple_unions_have_a_wrapper() {
    let run = run_without_errors(
        r"{ 'type': 'Lamp', 'data': { 'watts': 'int' } }
{ 'union': 'Light', 'data': { 'lamp': 'Lamp', 'count': 'int', 'names': [ 'str' ] } }
{ 'command': 'light-up', 'data': { 'what': 'Light' } }",
    );
    let light = object(&run, "Light");
    assert_eq!(light.discriminator.as_ref().unwrap().text, "type");
    assert_eq!(light.wrapper.as_deref(), Some("data"));
    assert_eq!(
        run.interface.discriminator_values(light),
        ["lamp", "count", "names"]
    );
    let types: Vec<_> = light.branches.iter().map(|b| b.ty.to_string()).collect();
    assert_eq!(types, ["Lamp", "int", "[str]"]);
}

#[test]
fn simple_unions_may_have_a_base() {
    let run = run_without_errors(
        r"{ 'type': 'Thing', 'data': { 'name': 'str' } }
{ 'type': 'Lamp', 'data': { 'watts': 'int' } }
{ 'union': 'Light', 'base': 'Thing', 'data': { 'lamp': 'Lamp' } }",
    );
    let light = object(&run, "Light");
    assert_eq!(light.wrapper.as_deref(), Some("data"));
    assert_eq!(run.interface.members(light)[0].name.text, "name");
}

#[test]
fn unions_with_a_discriminator_have_no_wrapper() {
    let run = run_without_errors(
        r"{ 'enum': 'Hue', 'data': [ 'red', 'green' ] }
{ 'type': 'Thing', 'data': { 'hue': 'Hue' } }
{ 'type': 'Lamp', 'data': { 'watts': 'int' } }
{ 'union': 'Light', 'base': 'Thing', 'discriminator': 'hue', 'data': { 'red': 'Lamp' } }",
    );
    let light = object(&run, "Light");
    assert!(light.wrapper.is_none());
    assert_eq!(run.interface.discriminator_values(light), ["red", "green"]);
}

/// As until QEMU 1.7. Its values are those of the branches.
#[test]
fn a_discriminator_may_be_a_string() {
    let run = run_without_errors(
        r"{ 'type': 'Thing', 'data': { 'hue': 'str', '*label': 'str' } }
{ 'type': 'Lamp', 'data': { 'watts': 'int' } }
{ 'union': 'Light', 'base': 'Thing', 'discriminator': 'hue', 'data': { 'red': 'Lamp', 'green': 'Lamp' } }",
    );
    let light = object(&run, "Light");
    assert!(light.wrapper.is_none());
    assert_eq!(run.interface.discriminator_values(light), ["red", "green"]);
    assert_eq!(light.branches.len(), 2);
    let text = snapshot(&run.interface);
    let again = Run::of_documents([Document::new("light.json", text.as_str())]);
    assert!(again.diagnostics.errors() == 0, "{}", again.report(false));
    assert_eq!(snapshot(&again.interface), text);
}

/// QEMU's command line cannot distinguish these values, but JSON can.
#[test]
fn alternates_may_combine_strings_and_numbers() {
    let run = run_without_errors(
        r"{ 'enum': 'Hue', 'data': [ 'on', '2nd' ] }
{ 'alternate': 'One', 'data': { 's': 'str', 'b': 'bool', 'n': 'int' } }
{ 'alternate': 'Two', 'data': { 'e': 'Hue', 'b': 'bool', 'n': 'number' } }",
    );
    for name in ["One", "Two"] {
        let Kind::Alternate(alternatives) = &run.interface.ty(name).unwrap().kind else {
            panic!("no alternate");
        };
        assert_eq!(alternatives.len(), 3);
    }
    assert_eq!(errors(&run.strict()).len(), 4);
}

#[test]
fn arguments_may_have_conditions() {
    let run = run_without_errors(
        r"{ 'command': 'flash', 'data': { 'n': { 'type': 'int', 'if': 'CONFIG_LAMP' } } }
{ 'struct': 'Lamp', 'data': { '*watts': { 'type': 'int', 'if': 'CONFIG_LAMP' } } }
{ 'event': 'LIT', 'data': 'Lamp' }",
    );
    let flash = run.interface.command("flash").unwrap();
    let n = &flash.arguments.members()[0];
    assert_eq!(n.metadata.condition, Some("CONFIG_LAMP".into()));
    assert_eq!(errors(&run.strict()).len(), 2);
}

#[test]
fn a_union_with_an_empty_discriminator_is_an_alternate() {
    let run = run_without_errors(
        r"{ 'type': 'Lamp', 'data': { 'watts': 'int' } }
{ 'union': 'LampRef', 'discriminator': {}, 'data': { 'definition': 'Lamp', 'reference': 'str' } }",
    );
    let Kind::Alternate(alternatives) = &run.interface.ty("LampRef").unwrap().kind else {
        panic!("no alternate");
    };
    assert_eq!(alternatives.len(), 2);
}

#[test]
fn flags_may_be_strings() {
    let run = run_without_errors(
        r"{ 'command': 'lamp_add', 'data': { 'driver': 'str', '*rest': '**' }, 'gen': 'no' }
{ 'command': 'flash', 'success-response': 'no' }",
    );
    let add = run.interface.command("lamp_add").unwrap();
    assert!(add.open);
    assert!(run.interface.command("flash").unwrap().no_reply);
    assert_eq!(add.arguments.members()[1].ty, Type::Builtin(Builtin::Any));
}

#[test]
fn conditions_may_be_c_expressions() {
    let run = run_without_errors(
        r"{ 'struct': 'Lamp', 'if': 'defined(CONFIG_LAMP)', 'data': { 'n': { 'type': 'int', 'if': [ 'defined(A)', '!defined(B)' ] } } }
{ 'enum': 'Hue', 'data': [ 'red', { 'name': 'green', 'if': 'defined(A) && defined(B)' } ] }",
    );
    let lamp = run.interface.ty("Lamp").unwrap();
    assert!(lamp.metadata.condition.is_some());
    let member = &object(&run, "Lamp").members[0];
    assert_eq!(
        member.metadata.condition,
        Some(serde_json::json!({ "all": ["defined(A)", "!defined(B)"] }))
    );
}

#[test]
fn inline_objects_become_nested_types() {
    let run = run_without_errors(
        r"{ 'type': 'Lamp', 'data': { 'watts': 'int', '*glass': { 'color': 'str', 'shape': { 'sides': 'int' } } } }",
    );
    let members = run.interface.flattened("Lamp").unwrap();
    assert!(members[1].optional);
    let Type::Named(glass) = &members[1].ty else {
        panic!("{:?}", members[1].ty)
    };
    let inner = run.interface.flattened(glass).unwrap();
    assert_eq!(inner[0].name.text, "color");
    let Type::Named(shape) = &inner[1].ty else {
        panic!("{:?}", inner[1].ty)
    };
    assert_eq!(
        run.interface.flattened(shape).unwrap()[0].name.text,
        "sides"
    );
    // They have no names of their own.
    assert_eq!(run.counts().types, 1);
}

#[test]
fn missing_commas_are_accepted() {
    let run = run_without_errors(
        r"{ 'type': 'Lamp', 'data': { 'watts': 'int' 'hue': 'str', } }
{ 'command': 'flash'
  'data': { 'n': 'int' } }
{ 'enum': 'Hue', 'data': [ 'red' 'green', ] }",
    );
    assert_eq!(run.interface.flattened("Lamp").unwrap().len(), 2);
    assert_eq!(
        run.interface
            .command("flash")
            .unwrap()
            .arguments
            .members()
            .len(),
        1
    );
}

#[test]
fn names_may_break_the_rules() {
    let run = run_without_errors(
        r"{ 'type': 'lamp', 'data': { 'max_watts': 'int', 'Hue': 'hue_t' } }
{ 'enum': 'hue_t', 'data': [ 'RED', 'dark_red' ] }
{ 'command': 'light_up', 'returns': 'str' }
{ 'command': 'query-hues', 'returns': [ 'hue_t' ] }",
    );
    assert_eq!(run.counts().types, 2);
    assert_eq!(run.counts().commands, 2);
}

#[test]
fn old_names_of_pragmas_are_accepted() {
    let run = run_without_errors(
        r"{ 'pragma': { 'doc-required': true } }
{ 'pragma': { 'returns-whitelist': [ 'query-name' ], 'name-case-whitelist': [ 'Lamp' ] } }
##
# @Lamp:
#
# @maxWatts: power
#
# Since: 2.9
##
{ 'struct': 'Lamp', 'data': { 'maxWatts': 'int' } }
##
# @query-name:
#
# Since: 2.9
##
{ 'command': 'query-name', 'returns': 'str' }
##
# @Light:
#
# Since: 2.9
##
{ 'union': 'Light', 'data': { 'lamp': 'Lamp' } }",
    );
    assert!(object(&run, "Light").wrapper.is_some());
}

#[test]
fn old_documentation_comments_are_read() {
    let run = run_without_errors(
        r#"# *-*- Mode: Python -*-*

##
# QMP lamps
##

##
# @Lamp
#
# A lamp.
#
# @watts: #optional its power
#         in watts
#
# @gone: #optional was here once
#
# Notes: - do not touch
#
# Since: 0.14.0
##
{ 'type': 'Lamp', 'data': { '*watts': 'int' } }

##
# @flash:
#
# Flashes.
#
# @n: how often
#
# Returns: Nothing on success
#          If there is no lamp, DeviceNotFound
#
# Example:
#
# -> { "execute": "flash", "arguments": { "n": 3 } }
# <- { "return": {} }
#
# Since: 0.15.0
##
{ 'command': 'flash', 'data': { 'n': 'int' } }

##
# Not a word of who this is
#
# Since 1.1
# ##
{ 'command': 'dim' }
"#,
    );
    let lamp = run.interface.ty("Lamp").unwrap();
    assert_eq!(lamp.metadata.since.as_deref(), Some("0.14.0"));
    let watts = &object(&run, "Lamp").members[0];
    assert!(
        !format!("{:?}", watts.doc).contains("#optional"),
        "{:?}",
        watts.doc
    );
    let flash = run.interface.command("flash").unwrap();
    assert_eq!(flash.examples.len(), 1, "{:#?}", flash.examples);
    assert_eq!(flash.examples[0].messages.len(), 2);
    assert!(!flash.returns_doc.is_empty());
    assert!(run.interface.command("dim").is_some());
}

#[test]
fn errors_of_every_release_are_rejected() {
    for text in [
        "{ 'type': 'Lamp', 'data': { 'of': 'Glass' } }",
        "{ 'type': 'Lamp', 'data': { 'n': 'int' } }\n{ 'type': 'Lamp', 'data': {} }",
        "{ 'type': 'Lamp', 'data': { 'n': 'int', '*n': 'int' } }",
        "{ 'type': 'Lamp', 'data': { 'n': [ 'int', 'str' ] } }",
        "{ 'type': 'Lamp', 'data': 'int' }",
        "{ 'type': 'Lamp', 'data': {} }\n{ 'union': 'Light', 'data': { 'a': 'Glass' } }",
        "{ 'type': 'Lamp', 'data': {} }\n{ 'union': 'Light', 'data': {} }",
        "{ 'type': 'Lamp', 'base': 'Lamp', 'data': {} }",
        "{ 'type': 'Lamp', 'data': {} }\n{ 'command': 'flash', 'data': 'int' }",
        "{ 'type': 'Lamp', 'data': {} }\n{ 'enum': 'Hue', 'data': [ 'red', 'red' ] }",
        "{ 'type': 'Lamp', 'data': {} ",
    ] {
        assert!(!errors(&run(text)).is_empty(), "{text}");
    }
}
