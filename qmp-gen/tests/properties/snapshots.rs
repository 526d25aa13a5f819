//! Snapshots of arbitrary interfaces.

use proptest::prelude::*;
use qmp_gen::Document;

use crate::common::run_twice;
use crate::config;

/// Generates a type from few names, so that many references have a definition.
fn ty() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(&["A", "B", "C", "D", "a", "no-such-type"][..])
            .prop_map(str::to_owned),
        2 => prop::sample::select(&["str", "int", "bool", "any", "null", "uint8"][..])
            .prop_map(str::to_owned),
        1 => prop::sample::select(&["[A]", "[[B]]", "[str]", "[", "]", ""][..])
            .prop_map(str::to_owned),
    ]
}

const MEMBER_NAMES: &[&str] = &[
    "type",
    "Type",
    "a",
    "b",
    "A",
    "x-y",
    "x_y",
    "new",
    "branch",
    "extra",
    "",
    "2",
    "é",
    "`[a]`",
    "line\nbreak",
    "*/",
];

fn member_name() -> impl Strategy<Value = String> {
    prop::sample::select(MEMBER_NAMES).prop_map(str::to_owned)
}

fn members() -> impl Strategy<Value = serde_json::Value> {
    let member = (ty(), any::<bool>())
        .prop_map(|(ty, optional)| serde_json::json!({ "type": ty, "optional": optional }));
    prop::collection::vec((member_name(), member), 0..4)
        .prop_map(|members| serde_json::Value::Object(members.into_iter().collect()))
}

fn definition() -> impl Strategy<Value = serde_json::Value> {
    let name = || prop::sample::select(&["A", "B", "C", "D", "no-such-type"][..]);
    let branches = prop::collection::vec((member_name(), name()), 0..3).prop_map(|branches| {
        let branches = branches.into_iter().map(|(value, ty)| (value, ty.into()));
        serde_json::Value::Object(branches.collect())
    });
    prop_oneof![
        prop::collection::vec(member_name(), 0..5).prop_map(|values| {
            let values = values.into_iter().map(|v| (v, serde_json::json!({})));
            let values = serde_json::Value::Object(values.collect());
            serde_json::json!({ "kind": "enum", "values": values })
        }),
        (members(), prop::option::of(name())).prop_map(|(members, base)| {
            let mut object = serde_json::json!({ "kind": "object", "members": members });
            if let Some(base) = base {
                object["base"] = base.into();
            }
            object
        }),
        (members(), prop::option::of(name()), name(), branches).prop_map(
            |(mut members, base, discriminator, branches)| {
                members["type"] = serde_json::json!({ "type": discriminator });
                let mut object = serde_json::json!({
                    "kind": "object", "members": members,
                    "discriminator": "type", "branches": branches,
                });
                if let Some(base) = base {
                    object["base"] = base.into();
                }
                object
            }
        ),
        members().prop_map(|members| {
            serde_json::json!({ "kind": "alternate", "alternatives": members })
        }),
    ]
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn any_interface_is_read(
        definitions in prop::collection::vec(definition(), 1..5),
        arguments in members(),
        returns in ty(),
        data in ty(),
    ) {
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        let types: serde_json::Map<_, _> = names.into_iter().zip(definitions).collect();
        let snapshot = serde_json::json!({
            "format": "qmp-snapshot/1",
            "commands": { "a": { "arguments": arguments, "returns": returns } },
            "events": { "A": { "data": data } },
            "types": types,
        });
        run_twice(vec![Document::new("interface.json", snapshot.to_string())]);
    }

    /// The releases share only names.
    #[test]
    fn any_releases_are_merged(
        releases in prop::collection::vec(
            (prop::collection::vec(definition(), 1..5), members(), ty(), ty()),
            2..4,
        ),
    ) {
        let documents = releases.into_iter().zip(["7.2", "8.0", "10.0"]);
        let documents = documents.map(|((definitions, arguments, returns, data), version)| {
            let names = ["A", "B", "C", "D"].map(str::to_owned);
            let types: serde_json::Map<_, _> = names.into_iter().zip(definitions).collect();
            let snapshot = serde_json::json!({
                "format": "qmp-snapshot/1",
                "version": version,
                "commands": { "a": { "arguments": arguments, "returns": returns } },
                "events": { "A": { "data": data } },
                "types": types,
            });
            Document::new(format!("{version}.json"), snapshot.to_string())
        });
        run_twice(documents.collect());
    }
}
