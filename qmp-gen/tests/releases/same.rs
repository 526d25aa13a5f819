//! Properties of all merges.

use qmp_gen::{Document, Run, RustOptions, rust, snapshot};
use serde_json::Value;

use crate::support::run_facts;

/// Three releases of a schema with all kinds of definitions.
const RICH: [&str; 3] = [
    "{ 'enum': 'Kind', 'data': [ 'oil', 'bulb' ] }
     { 'struct': 'Base', 'data': { 'id': 'str' } }
     { 'struct': 'Oil', 'base': 'Base', 'data': { 'litres': 'number' } }
     { 'struct': 'Bulb', 'data': { '*watts': 'int', 'next': 'Ref' } }
     { 'union': 'Lamp', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind',
       'data': { 'oil': 'Oil', 'bulb': 'Bulb' } }
     { 'alternate': 'Ref', 'data': { 'name': 'str', 'lamp': 'Lamp' } }
     { 'command': 'lamp-list', 'returns': [ 'Lamp' ] }
     { 'command': 'lamp-add', 'data': 'Lamp', 'boxed': true }
     { 'command': 'lamp-set', 'data': { 'lamp': 'Ref', '*colours': [ 'str' ] } }
     { 'event': 'LAMP_LIT', 'data': { 'lamp': 'Lamp' } }",
    "{ 'enum': 'Kind', 'data': [ 'bulb', 'led' ] }
     { 'struct': 'Bulb', 'data': { 'watts': 'number', '*id': 'str' } }
     { 'union': 'Lamp', 'base': { 'kind': 'Kind', 'name': 'str' }, 'discriminator': 'kind',
       'data': { 'bulb': 'Bulb' } }
     { 'command': 'lamp-list', 'returns': [ 'Lamp' ] }
     { 'command': 'lamp-set', 'data': { 'lamp': 'str', '*colours': [ 'Kind' ] },
       'returns': 'Lamp' }
     { 'event': 'LAMP_OUT', 'data': 'Bulb' }",
    "{ 'enum': 'Sort', 'data': [ 'bulb', 'led', 'laser' ] }
     { 'struct': 'Bulb', 'base': 'Named', 'data': { 'watts': 'str' } }
     { 'struct': 'Named', 'data': { 'id': 'int' } }
     { 'union': 'Lamp', 'base': { 'kind': 'Sort', 'name': 'str' }, 'discriminator': 'kind',
       'data': { 'bulb': 'Bulb', 'led': 'Named' } }
     { 'command': 'lamp-list', 'returns': 'Lamp' }
     { 'command': 'lamp-set', 'data': 'Lamp', 'boxed': true, 'returns': [ 'Lamp' ] }
     { 'event': 'LAMP_OUT', 'data': { 'id': 'int', 'watts': 'any' } }",
];

fn release(version: &str, text: &str) -> Document {
    let document = Document::new(format!("{version}/lamp-schema.json"), text);
    document.of_release(version.parse().unwrap())
}

/// Returns the facts of a run without the version and the documents.
fn facts_without_origin(run: &Run) -> Value {
    let mut facts = run_facts(run);
    let facts_ = facts.as_object_mut().unwrap();
    facts_.remove("version");
    facts_.remove("documents");
    facts
}

#[test]
fn merging_a_release_with_itself_changes_nothing() {
    for text in RICH {
        let alone = Run::of_documents([release("1.0", text)]);
        assert_eq!(alone.diagnostics.errors(), 0, "{}", alone.report(false));
        let twice = Run::of_documents([release("1.0", text), release("2.0", text)]);
        let often = ["1.0", "2.0", "2.1", "10.0"].map(|version| release(version, text));
        let often = Run::of_documents(often);
        assert_eq!(facts_without_origin(&alone), facts_without_origin(&twice));
        assert_eq!(facts_without_origin(&alone), facts_without_origin(&often));
        assert_eq!(twice.diagnostics.len(), 2 * alone.diagnostics.len());
    }
}

/// Releases are ordered by version.
#[test]
fn the_order_of_documents_does_not_matter() {
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    // As a number, 10 comes after 9.
    for versions in [["1.0", "2.0", "3.0"], ["9.0", "7.2", "10.0"]] {
        let of_order = |order: &[usize; 3]| {
            let documents = order.map(|i| release(versions[i], RICH[i]));
            let run = Run::of_documents(documents);
            assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
            let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
            (snapshot(&run.interface), text, run.report(false))
        };
        let first = of_order(&orders[0]);
        for order in &orders[1..] {
            let other = of_order(order);
            assert_eq!(first.0, other.0);
            assert_eq!(first.1, other.1);
            assert_eq!(first.2, other.2);
        }
    }
}

/// For any order of releases, the result has all of their items, and is valid.
#[test]
fn no_item_is_lost() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        let versions = ["1.0", "2.0", "3.0"];
        let documents = order
            .iter()
            .zip(versions)
            .map(|(i, v)| release(v, RICH[*i]));
        let run = Run::of_documents(documents);
        assert_eq!(run.diagnostics.errors(), 0, "{}", run.report(false));
        for command in ["lamp-list", "lamp-add", "lamp-set"] {
            assert!(run.interface.command(command).is_some(), "{command}");
        }
        for event in ["LAMP_LIT", "LAMP_OUT"] {
            assert!(run.interface.event(event).is_some(), "{event}");
        }
        let written = snapshot(&run.interface);
        let again = Run::of_documents([Document::new("lamp.json", written.as_str())]);
        assert!(again.diagnostics.is_empty(), "{}", again.report(false));
        assert_eq!(snapshot(&again.interface), written);
    }
}
