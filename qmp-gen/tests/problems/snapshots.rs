//! Snapshots.

use qmp_gen::diagnostic::Code;

use crate::{Case, SNAPSHOT, case};

pub(crate) fn cases() -> Vec<Case> {
    let snapshot = |rest: &str| format!("{{\n  \"format\": \"qmp-snapshot/1\",\n{rest}\n}}\n");
    let form =
        |name, place, rest: &str| case(Code::SnapshotForm, name, SNAPSHOT, place, snapshot(rest));
    vec![
        case(
            Code::NotJson,
            "",
            SNAPSHOT,
            "4:5",
            snapshot("  \"commands\": {\n    lamp-set: {}\n  }"),
        ),
        case(
            Code::NotJson,
            "a comma",
            SNAPSHOT,
            "3:33",
            snapshot("  \"commands\": { \"lamp-set\": {}, }"),
        ),
        case(
            Code::NotJson,
            "the end",
            SNAPSHOT,
            "4:1",
            "{\n  \"format\": \"qmp-snapshot/1\",\n  \"commands\": {\n",
        ),
        case(
            Code::TooDeep,
            "a snapshot",
            SNAPSHOT,
            "3:75",
            snapshot(&format!(
                "  \"types\": {}1{}",
                "[".repeat(70),
                "]".repeat(70)
            )),
        ),
        form("a version that is none", "3:14", "  \"version\": \"next\""),
        form("a version that is a number", "3:14", "  \"version\": 7.2"),
        form(
            "a digest that is none",
            "3:31",
            "  \"documents\": { \"lamp.json\": null }",
        ),
        case(
            Code::SnapshotForm,
            "of another version",
            SNAPSHOT,
            "1:13",
            "{ \"format\": \"qmp-snapshot/9\" }\n",
        ),
        form("an unknown part", "3:3", "  \"comands\": {}"),
        form(
            "an unknown member",
            "3:31",
            "  \"commands\": { \"lamp-set\": { \"args\": {} } }",
        ),
        form("no object", "3:15", "  \"commands\": []"),
        form(
            "a type that is none",
            "3:42",
            "  \"commands\": { \"lamp-set\": { \"returns\": 3 } }",
        ),
        form(
            "an array of two",
            "3:42",
            "  \"commands\": { \"lamp-set\": { \"returns\": [\"int\", \"str\"] } }",
        ),
        form(
            "a flag that is none",
            "3:39",
            "  \"commands\": { \"lamp-set\": { \"open\": \"yes\" } }",
        ),
        form(
            "a member without a type",
            "3:39",
            "  \"events\": { \"LAMP_OUT\": { \"data\": { \"why\": { \"optional\": true } } } }",
        ),
        form(
            "a kind that is none",
            "3:32",
            "  \"types\": { \"Lamp\": { \"kind\": \"struct\" } }",
        ),
        form("no kind", "3:14", "  \"types\": { \"Lamp\": {} }"),
        form(
            "a feature without a name",
            "3:43",
            "  \"events\": { \"LAMP_OUT\": { \"features\": [ {} ] } }",
        ),
    ]
}
