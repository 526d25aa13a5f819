//! Types that changed between releases become types that read the values of both.

use serde_json::{Value, json};

use crate::support::{facts, facts_with_changes};

/// Returns the facts of two releases in which an argument has these types, with other
/// definitions.
fn facts_of_changed_argument(old: &str, new: &str, rest: [&str; 2]) -> Value {
    let release = |ty: &str, rest: &str| {
        format!("{{ 'command': 'lamp-set', 'data': {{ 'm': {ty} }} }}\n{rest}\n")
    };
    facts(&[&release(old, rest[0]), &release(new, rest[1])])
}

/// Returns the merged type of the argument, without other definitions.
fn merged_type(old: &str, new: &str) -> Value {
    facts_of_changed_argument(old, new, ["", ""])["commands"]["lamp-set"]["arguments"]["m"]["type"]
        .clone()
}

#[test]
fn numbers_become_the_wider_type() {
    for (old, new, both) in [
        ("int", "int64", "int64"),
        ("size", "uint64", "uint64"),
        ("int8", "int16", "int16"),
        ("uint32", "uint8", "uint32"),
        ("int8", "uint8", "int16"),
        ("uint32", "int8", "int"),
        ("uint32", "int", "int"),
        ("int", "number", "number"),
        ("number", "uint64", "number"),
    ] {
        assert_eq!(
            merged_type(&format!("'{old}'"), &format!("'{new}'")),
            both,
            "{old} {new}"
        );
        let array = merged_type(&format!("[ '{old}' ]"), &format!("[ '{new}' ]"));
        assert_eq!(array, format!("[{both}]"));
    }
}

#[test]
fn incompatible_types_become_any() {
    for (old, new) in [("'int'", "'str'"), ("'str'", "'bool'")] {
        let release = |ty| format!("{{ 'command': 'lamp-set', 'data': {{ 'm': {ty} }} }}\n");
        let facts = facts_with_changes(&[&release(old), &release(new)], 1);
        let member = &facts["commands"]["lamp-set"]["arguments"]["m"];
        assert_eq!(*member, json!({ "type": "any" }));
    }
    // No integer type has all values of both: the newer is used, and the change is reported.
    let release = |ty| format!("{{ 'command': 'lamp-set', 'data': {{ 'm': '{ty}' }} }}\n");
    let facts = facts_with_changes(&[&release("int64"), &release("uint64")], 1);
    let member = &facts["commands"]["lamp-set"]["arguments"]["m"];
    assert_eq!(*member, json!({ "type": "uint64" }));
    // One of the types was `any` already.
    assert_eq!(merged_type("'any'", "'int'"), "any");
    assert_eq!(merged_type("[ 'str' ]", "'any'"), "any");
    // The change is reported once for all releases.
    let release = |ty| format!("{{ 'command': 'lamp-set', 'data': {{ 'm': '{ty}' }} }}\n");
    facts_with_changes(
        &[
            &release("int"),
            &release("str"),
            &release("int"),
            &release("bool"),
        ],
        1,
    );
}

#[test]
fn a_string_and_an_enum_become_the_enum() {
    let kind = "{ 'enum': 'Kind', 'data': [ 'oil', 'bulb' ] }";
    let to = facts_of_changed_argument("'str'", "'Kind'", ["", kind]);
    let from = facts_of_changed_argument("'Kind'", "'str'", [kind, ""]);
    for facts in [&to, &from] {
        assert_eq!(
            facts["commands"]["lamp-set"]["arguments"]["m"]["type"],
            "Kind"
        );
    }
    assert_eq!(to["types"]["Kind"]["since"], "2.0");
    assert_eq!(from["types"]["Kind"]["until"], "1.0");
}

#[test]
fn an_alternate_that_has_the_other_type_is_kept() {
    let reference = "{ 'alternate': 'Ref', 'data': { 'name': 'str', 'number': 'Wick' } }\n\
                     { 'struct': 'Wick', 'data': { 'id': 'int' } }";
    let wick = "{ 'struct': 'Wick', 'data': { 'id': 'int' } }";
    for (other, rest) in [("'str'", ""), ("'Wick'", wick)] {
        for facts in [
            facts_of_changed_argument(other, "'Ref'", [rest, reference]),
            facts_of_changed_argument("'Ref'", other, [reference, rest]),
        ] {
            assert_eq!(
                facts["commands"]["lamp-set"]["arguments"]["m"]["type"],
                "Ref"
            );
            assert!(facts.get("nested").is_none(), "{facts}");
        }
    }
    // A missing alternative is added for this member only.
    let facts = facts_of_changed_argument("[ 'str' ]", "'Ref'", ["", reference]);
    assert_eq!(
        facts["commands"]["lamp-set"]["arguments"]["m"]["type"],
        "lamp-set-m"
    );
    assert_eq!(
        facts["nested"]["lamp-set-m"]["alternatives"],
        json!({ "name": "str", "number": "Wick", "list": "[str]" })
    );
}

#[test]
fn different_kinds_become_an_alternate() {
    for (old, new, both) in [
        (
            "'bool'",
            "'int'",
            json!({ "number": "int", "bool": "bool" }),
        ),
        (
            "'str'",
            "[ 'str' ]",
            json!({ "list": "[str]", "string": "str" }),
        ),
        (
            "[ 'int' ]",
            "'null'",
            json!({ "null": "null", "list": "[int]" }),
        ),
    ] {
        let facts = facts_of_changed_argument(old, new, ["", ""]);
        assert_eq!(facts["nested"]["lamp-set-m"]["alternatives"], both);
    }
    let lamp = "{ 'struct': 'Lamp', 'data': { 'on': 'bool' } }";
    let facts = facts_of_changed_argument("'str'", "'Lamp'", ["", lamp]);
    let made = &facts["nested"]["lamp-set-m"]["alternatives"];
    assert_eq!(*made, json!({ "object": "Lamp", "string": "str" }));
}

#[test]
fn a_renamed_type_has_its_newer_name() {
    let facts = facts_of_changed_argument(
        "'Kind'",
        "'Sort'",
        [
            "{ 'enum': 'Kind', 'data': [ 'oil', 'bulb' ] }",
            "{ 'enum': 'Sort', 'data': [ 'bulb', 'led' ] }",
        ],
    );
    assert_eq!(
        facts["types"],
        json!({ "Sort": { "kind": "enum", "values": {
            "bulb": {}, "led": { "since": "2.0" }, "oil": { "until": "1.0" } } } })
    );
    let facts = facts_of_changed_argument(
        "[ 'Lamp' ]",
        "[ 'Light' ]",
        [
            "{ 'struct': 'Lamp', 'data': { 'on': 'bool', '*next': 'Lamp' } }",
            "{ 'struct': 'Light', 'data': { 'on': 'bool', '*next': 'Light', 'colour': 'str' } }",
        ],
    );
    let facts = &facts["types"];
    assert_eq!(facts.as_object().unwrap().len(), 1);
    assert_eq!(
        facts["Light"]["members"],
        json!({
            "on": { "type": "bool" },
            "next": { "type": "Light", "optional": true },
            "colour": { "type": "str", "optional": true, "since": "2.0" },
        })
    );
}

/// The member gets a type that reads both; the two types themselves do not change.
#[test]
fn two_types_of_the_same_release_are_merged_for_the_member() {
    let types = "{ 'struct': 'Lamp', 'data': { 'on': 'bool' } }
                 { 'struct': 'Oil', 'data': { 'on': 'bool', '*litres': 'int' } }
                 { 'struct': 'Bulb', 'data': { 'watts': 'int' } }";
    // One of them reads the other.
    for (old, new) in [("'Lamp'", "'Oil'"), ("'Oil'", "'Lamp'")] {
        let facts = facts_of_changed_argument(old, new, [types, types]);
        assert_eq!(
            facts["commands"]["lamp-set"]["arguments"]["m"]["type"],
            "Oil"
        );
        assert!(facts.get("nested").is_none(), "{facts}");
    }
    let facts = facts_of_changed_argument("'Lamp'", "'Bulb'", [types, types]);
    assert_eq!(
        facts["nested"]["lamp-set-m"]["members"],
        json!({
            "watts": { "type": "int", "optional": true, "since": "2.0" },
            "on": { "type": "bool", "optional": true, "until": "1.0" },
        })
    );
    assert_eq!(
        facts["types"]["Lamp"]["members"],
        json!({ "on": { "type": "bool" } })
    );
    assert_eq!(
        facts["types"]["Bulb"]["members"],
        json!({ "watts": { "type": "int" } })
    );
}

#[test]
fn replies_are_merged() {
    let lamp = "{ 'struct': 'Lamp', 'data': { 'on': 'bool' } }\n";
    let returns = |ty: &str| format!("{lamp}{{ 'command': 'lamp-set', 'returns': {ty} }}");
    let nothing = format!("{lamp}{{ 'command': 'lamp-set' }}");
    let of = |old: &str, new: &str| facts(&[old, new]);

    // A reply instead of an empty one: all of its members become optional.
    for facts in [
        of(&nothing, &returns("'Lamp'")),
        of(&returns("'Lamp'"), &nothing),
    ] {
        assert_eq!(facts["commands"]["lamp-set"]["returns"], "lamp-set-return");
        let member = &facts["nested"]["lamp-set-return"]["members"]["on"];
        assert_eq!(member["optional"], true);
        assert_eq!(
            facts["types"]["Lamp"]["members"]["on"],
            json!({ "type": "bool" })
        );
    }
    let facts = of(&nothing, &returns("[ 'Lamp' ]"));
    assert_eq!(
        facts["nested"]["lamp-set-return"]["alternatives"],
        json!({ "list": "[Lamp]", "object": "lamp-set-return-nothing" })
    );
    let facts = of(&returns("'Lamp'"), &returns("[ 'Lamp' ]"));
    assert_eq!(
        facts["nested"]["lamp-set-return"]["alternatives"],
        json!({ "list": "[Lamp]", "object": "Lamp" })
    );
}

#[test]
fn named_and_inline_arguments_are_merged() {
    let facts = facts(&[
        "{ 'command': 'lamp-set', 'data': { 'on': 'bool', 'wick': 'int' } }",
        "{ 'command': 'lamp-set', 'data': 'Lamp' }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { '*on': 'bool' } }
         { 'struct': 'Base', 'data': { 'id': 'str' } }",
    ]);
    assert_eq!(
        facts["commands"]["lamp-set"]["arguments"],
        json!({
            "id": { "type": "str", "optional": true, "since": "2.0" },
            "on": { "type": "bool", "optional": true },
            "wick": { "type": "int", "optional": true, "until": "1.0" },
        })
    );
}

#[test]
fn bases_are_merged() {
    // A base of both releases is kept.
    let facts_ = facts(&[
        "{ 'struct': 'Base', 'data': { 'id': 'str' } }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { 'on': 'bool' } }",
        "{ 'struct': 'Base', 'data': { 'id': 'str', 'name': 'str' } }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { 'on': 'bool' } }",
    ]);
    assert_eq!(facts_["types"]["Lamp"]["base"], "Base");
    // A member that moved to the base is still required in the type that always had it.
    let facts_ = facts(&[
        "{ 'struct': 'Base', 'data': { 'id': 'str' } }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { 'on': 'bool' } }
         { 'struct': 'Oven', 'base': 'Base', 'data': { } }",
        "{ 'struct': 'Base', 'data': { 'id': 'str', 'on': 'bool' } }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { } }
         { 'struct': 'Oven', 'base': 'Base', 'data': { } }",
    ]);
    let lamp = &facts_["types"]["Lamp"];
    assert_eq!(
        (&lamp["base"], &lamp["members"]),
        (
            &Value::Null,
            &json!({ "id": { "type": "str" }, "on": { "type": "bool" } })
        )
    );
    let oven = &facts_["types"]["Oven"];
    assert_eq!(oven["base"], "Base");
    // A base that was removed.
    let facts_ = facts(&[
        "{ 'struct': 'Base', 'data': { 'id': 'str' } }
         { 'struct': 'Lamp', 'base': 'Base', 'data': { 'on': 'bool' } }",
        "{ 'struct': 'Lamp', 'data': { 'on': 'bool', 'id': 'str' } }",
    ]);
    assert_eq!(
        facts_["types"]["Lamp"]["members"],
        json!({ "on": { "type": "bool" }, "id": { "type": "str" } })
    );
}

const KIND: &str = "{ 'enum': 'Kind', 'data': [ 'oil', 'bulb' ] }
    { 'struct': 'Oil', 'data': { 'litres': 'int' } }
    { 'struct': 'Bulb', 'data': { 'watts': 'int' } }\n";

#[test]
fn a_struct_that_became_a_union_is_merged() {
    // The discriminator always existed.
    let facts_ = facts(&[
        "{ 'struct': 'Lamp', 'data': { 'kind': 'str', '*litres': 'int', 'name': 'str' } }",
        &format!(
            "{KIND}{{ 'union': 'Lamp', 'base': {{ 'kind': 'Kind' }}, 'discriminator': 'kind',
             'data': {{ 'oil': 'Oil', 'bulb': 'Bulb' }} }}"
        ),
    ]);
    let lamp = &facts_["types"]["Lamp"];
    assert_eq!(lamp["discriminator"], "kind");
    assert_eq!(lamp["members"]["kind"], json!({ "type": "Kind" }));
    assert_eq!(lamp["members"]["litres"]["optional"], true);
    assert_eq!(lamp["members"]["name"]["until"], "1.0");
    // The members of the branches become optional.
    let watts = &facts_["types"]["Bulb"]["members"]["watts"];
    assert_eq!(watts["optional"], true);
    // The discriminator is new: the union is flattened.
    let facts_ = facts(&[
        "{ 'struct': 'Lamp', 'data': { 'name': 'str' } }",
        &format!(
            "{KIND}{{ 'union': 'Lamp', 'base': {{ 'kind': 'Kind' }}, 'discriminator': 'kind',
             'data': {{ 'oil': 'Oil', 'bulb': 'Bulb' }} }}"
        ),
    ]);
    let lamp = facts_["types"]["Lamp"].as_object().unwrap();
    assert!(!lamp.contains_key("discriminator"));
    let members = lamp["members"].as_object().unwrap();
    assert_eq!(
        members.keys().collect::<Vec<_>>(),
        ["kind", "litres", "watts", "name"]
    );
    assert!(members.values().all(|member| member["optional"] == true));
}

#[test]
fn branches_are_merged() {
    let union = |rest: &str| {
        format!(
            "{KIND}{{ 'union': 'Lamp', 'base': {{ 'kind': 'Kind' }}, 'discriminator': 'kind',
             'data': {{ {rest} }} }}"
        )
    };
    let facts_ = facts(&[
        &union("'oil': 'Oil'"),
        &union("'bulb': 'Bulb'").replace("'bulb' ]", "'bulb', 'led' ]"),
    ]);
    assert_eq!(
        facts_["types"]["Lamp"]["branches"],
        json!({
            "bulb": { "type": "Bulb", "since": "2.0" },
            "oil": { "type": "Oil", "until": "1.0" },
        })
    );
    for (ty, member) in [("Oil", "litres"), ("Bulb", "watts")] {
        let member = &facts_["types"][ty]["members"][member];
        assert_eq!(member["optional"], true, "{ty}");
    }
    assert_eq!(facts_["types"]["Kind"]["values"]["led"]["since"], "2.0");
}

/// A member of a branch in one release, and of the base in the other.
#[test]
fn a_member_that_moved_from_a_branch_is_optional() {
    let union = |base: &str, oil: &str| {
        format!(
            "{{ 'enum': 'Kind', 'data': [ 'oil', 'bulb' ] }}
             {{ 'struct': 'Oil', 'data': {{ 'litres': 'int', {oil} }} }}
             {{ 'union': 'Lamp', 'base': {{ 'kind': 'Kind', {base} }}, 'discriminator': 'kind',
                'data': {{ 'oil': 'Oil' }} }}"
        )
    };
    for (old, new) in [
        (union("", "'wick': 'int8'"), union("'wick': 'int16'", "")),
        (union("'wick': 'int16'", ""), union("", "'wick': 'int8'")),
    ] {
        let tidy = |text: String| text.replace(",  }", " }");
        let facts_ = facts(&[&tidy(old), &tidy(new)]);
        let wick = &facts_["types"]["Lamp"]["members"]["wick"];
        assert_eq!(*wick, json!({ "type": "int16", "optional": true }));
        let oil = &facts_["types"]["Oil"]["members"];
        assert_eq!(*oil, json!({ "litres": { "type": "int" } }));
    }
}

#[test]
fn a_type_that_changed_its_kind_becomes_an_alternate() {
    let facts_ = facts(&[
        "{ 'enum': 'Lamp', 'data': [ 'red', 'blue' ] }
         { 'command': 'lamp-set', 'data': { 'lamp': 'Lamp' } }",
        "{ 'struct': 'Lamp', 'data': { 'on': 'bool' } }
         { 'command': 'lamp-set', 'data': { 'lamp': 'Lamp' } }",
    ]);
    assert_eq!(
        facts_["types"]["Lamp"],
        json!({ "kind": "alternate",
            "alternatives": { "object": "Lamp-object", "enum": "Lamp-enum" } })
    );
    let values = &facts_["nested"]["Lamp-enum"]["values"];
    assert_eq!(*values, json!({ "red": {}, "blue": {} }));
    let facts_ = facts(&[
        "{ 'enum': 'Lamp', 'data': [ 'red', 'blue' ] }",
        "{ 'alternate': 'Lamp', 'data': { 'name': 'str', 'numbers': [ 'int' ] } }",
    ]);
    assert_eq!(
        facts_["types"]["Lamp"]["alternatives"],
        json!({ "name": "Lamp-enum", "numbers": "[int]" })
    );
    // Two alternates are merged.
    let facts_ = facts(&[
        "{ 'alternate': 'Lamp', 'data': { 'number': 'int8', 'off': 'null' } }",
        "{ 'alternate': 'Lamp', 'data': { 'number': 'int16', 'numbers': [ 'int' ] } }",
    ]);
    assert_eq!(
        facts_["types"]["Lamp"]["alternatives"],
        json!({ "number": "int16", "numbers": "[int]", "off": "null" })
    );
}

#[test]
fn a_command_has_no_reply_if_one_release_sends_none() {
    let silent = "'success-response': false";
    let facts_ = facts(&[
        &format!("{{ 'command': 'lamp-set', {silent} }}\n{{ 'command': 'lamp-get' }}"),
        &format!("{{ 'command': 'lamp-set' }}\n{{ 'command': 'lamp-get', {silent} }}"),
    ]);
    assert_eq!(
        facts_["commands"],
        json!({ "lamp-set": { "no-reply": true }, "lamp-get": { "no-reply": true } })
    );
}

#[test]
fn out_of_band_must_be_allowed_in_every_release() {
    let facts_ = facts(&[
        "{ 'command': 'lamp-set', 'allow-oob': true }\n{ 'command': 'lamp-get' }",
        "{ 'command': 'lamp-set' }\n{ 'command': 'lamp-get', 'allow-oob': true }",
    ]);
    assert_eq!(
        facts_["commands"],
        json!({ "lamp-set": {}, "lamp-get": {} })
    );
}
