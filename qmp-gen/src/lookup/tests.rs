//! Lookups in small interfaces.

use super::*;
use crate::ir::{Name, Type};
use crate::{Builtin, Document, Run};

/// A union whose branches share a member, and members whose names are keywords.
const SCHEMA: &str = r#"{ "format": "qmp-snapshot/1",
    "commands": { "lamp-add": { "arguments": "Lamp" } },
    "types": {
        "Kind": { "kind": "enum", "values": { "oil": {}, "in-wall": {} } },
        "Lamp": { "kind": "object", "discriminator": "type",
            "members": { "type": { "type": "Kind" }, "self": { "type": "str", "optional": true } },
            "branches": { "oil": "Oil", "in-wall": "Wall" } },
        "Oil": { "kind": "object", "members": {
            "fill": { "type": "int" }, "at": { "type": "str" } } },
        "Wall": { "kind": "object", "members": {
            "watt": { "type": "int" }, "at": { "type": "int" } } }
    } }"#;

fn descriptions(parts: &[WireMember]) -> Vec<String> {
    let word = |part: &WireMember| {
        let optional = if part.may_be_absent() { "?" } else { "" };
        format!("{}{optional}: {}", part.member.name.text, part.member.ty)
    };
    parts.iter().map(word).collect()
}

#[test]
fn a_union_has_the_members_of_its_branches() {
    let run = Run::of_documents([Document::new("lamp.json", SCHEMA)]);
    assert!(run.diagnostics.is_empty(), "{}", run.report(false));
    let lamp = run.interface.object("Lamp").unwrap();
    let all = descriptions(&run.interface.object_wire_members(lamp));
    // A member with different types in the branches has the type `any`.
    let expected = [
        "type: Kind",
        "self?: str",
        "fill?: int",
        "at?: any",
        "watt?: int",
    ];
    assert_eq!(all, expected);
    let command = run.interface.find_command("lamp-add").unwrap();
    assert_eq!(
        descriptions(&run.interface.wire_members(&command.arguments)),
        expected
    );
    let oil = descriptions(&run.interface.branch_wire_members(lamp, "oil"));
    assert_eq!(oil, ["self?: str", "fill: int", "at: str"]);
}

/// A union that is a branch of itself, and an alternate of arrays of itself.
#[test]
fn recursive_types_are_described() {
    let schema = r#"{ "format": "qmp-snapshot/1",
        "commands": { "a": { "arguments": "Knot" } },
        "types": {
            "Kind": { "kind": "enum", "values": { "tied": {}, "plain": {} } },
            "Knot": { "kind": "object", "discriminator": "type",
                "members": { "type": { "type": "Kind" }, "tree": { "type": "Tree" } },
                "branches": { "tied": "Knot" } },
            "Tree": { "kind": "alternate", "alternatives": { "leaf": "str", "twigs": { "type": ["Tree"] } } }
        } }"#;
    let run = Run::of_documents([Document::new("knot.json", schema)]);
    let command = run.interface.find_command("a").unwrap();
    let all = descriptions(&run.interface.wire_members(&command.arguments));
    assert_eq!(all, ["type: Kind", "tree: Tree"]);
    let knot = run.interface.object("Knot").unwrap();
    let tied = descriptions(&run.interface.branch_wire_members(knot, "tied"));
    assert_eq!(tied, ["tree: Tree", "type: Kind"]);
    let words = run.interface.describe_type(&Type::Named("Tree".to_owned()));
    let expected =
        "the alternate `Tree` (a string, or an array, each element the alternate `Tree`)";
    assert_eq!(words, expected);
}

#[test]
fn names_are_found_by_their_rust_names() {
    let run = Run::of_documents([Document::new("lamp.json", SCHEMA)]);
    let lamp = run.interface.object("Lamp").unwrap();
    let parts = run.interface.object_wire_members(lamp);
    let names = || parts.iter().map(|part| &part.member.name);
    for (ident, expected) in [
        ("r#type", Some("type")),
        ("type_", Some("type")),
        ("self_", Some("self")),
        ("watt", Some("watt")),
        ("Watt", None),
        ("watt_", None),
    ] {
        let found = find_by_field_name(ident, names()).map(|name| name.text.as_str());
        assert_eq!(found, expected, "{ident}");
    }
    let missing = run.interface.find_type("Lamb").unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the documents have no type `Lamb`; did you mean `Lamp`?"
    );
    for (name, expected) in [
        ("LAMP", "the documents have no event `LAMP`"),
        (
            "lamp-add",
            "the documents have no event `lamp-add`, but `lamp-add` is a command",
        ),
        (
            "Lamp",
            "the documents have no event `Lamp`, but `Lamp` is an object",
        ),
    ] {
        let missing = run.interface.find_event(name).unwrap_err();
        assert_eq!(missing.to_string(), expected);
    }
}

#[test]
fn the_place_of_a_name_is_a_line_or_an_address() {
    let run = Run::of_documents([Document::new("lamp.json", SCHEMA)]);
    let oil = run.interface.object("Oil").unwrap();
    let at = &oil.members[1].name;
    assert_eq!(run.place(at, None), "documented at lamp.json:9");

    let run = Run::of_builtin(Builtin::Qemu);
    let manual = Builtin::Qemu.manual();
    let place = |name: &Name| run.place(name, Some(&manual));
    let resize = run.interface.find_command("block_resize").unwrap();
    let address = "https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html";
    let command = format!("documented at {address}#command-QMP-block-core.block_resize");
    assert_eq!(place(&resize.name), command);
    assert_eq!(place(&resize.arguments.members()[0].name), command);
    let state = run.interface.find_type("RunState").unwrap();
    let object = format!("documented at {address}#enum-QMP-run-state.RunState");
    assert_eq!(place(&state.name), object);
    // The manual only describes what the newest release has.
    let removed = run.interface.find_command("x-query-rdma").unwrap();
    let earlier = "documented in the reference manual of QEMU 9.0.0";
    assert_eq!(place(&removed.name), earlier);
}
