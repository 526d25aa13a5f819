//! The lowered form of definitions.

use qmp_gen::ir::{Builtin, Kind, Payload, Type};

use crate::support::{problems, run};

const LAMPS: &str = r"##
# @Hue:
#
# The hues.
#
# @red: like blood
#
# @green: like grass (since 2.5)
#
# Features:
#
# @unstable: Green may fade.
#
# Since: 1.5
##
{ 'enum': 'Hue', 'data': [ 'red', { 'name': 'green', 'if': 'CONFIG_GREEN', 'features': [ 'unstable' ] } ] }

{ 'struct': 'Thing', 'data': { 'name': 'str', 'hue': 'Hue' } }
{ 'struct': 'Lamp', 'base': 'Thing', 'data': { '*watts': 'uint32', 'rows': [ 'Thing' ] } }
{ 'union': 'Solid', 'base': 'Thing', 'discriminator': 'hue',
  'data': { 'red': { 'type': 'Ember', 'if': { 'not': 'CONFIG_COLD' } } } }
{ 'struct': 'Ember', 'data': { 'heat': 'number' } }
{ 'alternate': 'LampRef', 'data': { 'here': 'Lamp', 'there': 'str', 'all': [ 'Lamp' ] } }
{ 'command': 'light-up', 'data': { 'lamp': 'LampRef', '*for': 'size' }, 'returns': [ 'Lamp' ],
  'allow-oob': true, 'features': [ 'deprecated' ], 'if': { 'all': [ 'A', 'B' ] } }
{ 'command': 'add-lamp', 'data': { 'kind': 'str' }, 'gen': false, 'success-response': false }
{ 'command': 'paint', 'data': 'Solid', 'boxed': true }
{ 'event': 'LIT', 'data': 'Lamp' }
{ 'event': 'DIM', 'data': { 'by': 'int' } }
";

#[test]
fn types_are_lowered() {
    let run = run(LAMPS);
    assert_eq!(problems(&run), []);
    let interface = &run.interface;
    let summary = run.counts();
    assert_eq!((summary.commands, summary.events, summary.types), (3, 2, 6));

    let hue = interface.ty("Hue").unwrap();
    assert_eq!(hue.metadata.since.as_deref(), Some("1.5"));
    let Kind::Enum(values) = &hue.kind else {
        panic!("{hue:?}")
    };
    assert_eq!(values.len(), 2);
    assert_eq!(values[1].name.text, "green");
    assert_eq!(values[1].metadata.since.as_deref(), Some("2.5"));
    assert_eq!(values[1].metadata.condition, Some("CONFIG_GREEN".into()));
    assert_eq!(values[1].metadata.features[0].name, "unstable");
    assert!(!values[0].doc.is_empty());

    let lamp = interface.flattened("Lamp").unwrap();
    let names: Vec<_> = lamp
        .iter()
        .map(|m| (m.name.text.as_str(), m.optional))
        .collect();
    assert_eq!(
        names,
        [
            ("name", false),
            ("hue", false),
            ("watts", true),
            ("rows", false)
        ]
    );
    assert_eq!(lamp[2].ty, Type::Builtin(Builtin::Uint32));
    assert_eq!(lamp[3].ty, Type::array(Type::Named("Thing".into())));

    let solid = interface.object("Solid").unwrap();
    assert_eq!(solid.base.as_ref().unwrap().text, "Thing");
    assert_eq!(solid.discriminator.as_ref().unwrap().text, "hue");
    assert_eq!(interface.discriminator_values(solid), ["red", "green"]);
    assert_eq!(solid.branches.len(), 1);
    assert_eq!(solid.branches[0].ty, Type::Named("Ember".into()));
    assert_eq!(
        solid.branches[0].metadata.condition,
        Some(serde_json::json!({ "not": "CONFIG_COLD" }))
    );
    assert!(solid.wrapper.is_none());

    let Kind::Alternate(alternatives) = &interface.ty("LampRef").unwrap().kind else {
        panic!("no alternate");
    };
    let types: Vec<_> = alternatives.iter().map(|a| a.ty.to_string()).collect();
    assert_eq!(types, ["Lamp", "str", "[Lamp]"]);
}

#[test]
fn commands_and_events_are_lowered() {
    let run = run(LAMPS);
    let interface = &run.interface;
    let light = interface.command("light-up").unwrap();
    assert_eq!(light.returns, Some(Type::array(Type::Named("Lamp".into()))));
    assert!(light.oob && !light.open && !light.no_reply);
    assert_eq!(light.metadata.features[0].name, "deprecated");
    assert_eq!(
        light.metadata.condition,
        Some(serde_json::json!({ "all": ["A", "B"] }))
    );
    let arguments = light.arguments.members();
    assert_eq!(arguments[1].name.text, "for");
    assert!(arguments[1].optional);

    let add = interface.command("add-lamp").unwrap();
    assert!(add.open && !add.oob && add.no_reply && add.returns.is_none());
    let paint = interface.command("paint").unwrap();
    assert!(matches!(&paint.arguments, Payload::Type(name) if name.text == "Solid"));
    let lit = interface.event("LIT").unwrap();
    assert!(matches!(&lit.data, Payload::Type(name) if name.text == "Lamp"));
    assert_eq!(interface.event("DIM").unwrap().data.members().len(), 1);
}
