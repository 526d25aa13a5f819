//! Strict deserialization of commands.

#![allow(clippy::unwrap_used)]

use qmp_client::qemu::commands::{BlockdevAdd, ChardevAdd, NetdevAdd, ObjectAdd, Transaction};
use qmp_client::strict::{self, Strict};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Returns the error about a value that is only rejected by strict deserialization.
fn unknown<T: Strict + DeserializeOwned + Send>(value: Value) -> String {
    let error = strict::from_value::<T>(&value).map(|_| ()).unwrap_err();
    let text = strict::from_str::<T>(&value.to_string())
        .map(|_| ())
        .unwrap_err();
    assert!(text.to_string().starts_with(&error.to_string()));
    serde_json::from_value::<T>(value).map(|_| ()).unwrap();
    error.to_string()
}

#[test]
fn listed_names_are_accepted() {
    for value in [
        json!({ "driver": "file", "filename": "a" }),
        json!({
            "driver": "qcow2", "node-name": "disk", "discard": "unmap", "read-only": null,
            "file": { "driver": "file", "filename": "a", "aio": "native" },
            "backing": { "driver": "raw", "file": "base" }, "cache": { "direct": true },
            "overlap-check": { "template": "all", "bitmap-directory": false },
        }),
        json!({ "driver": "qcow2", "file": "node", "backing": null, "overlap-check": "none" }),
        json!({ "driver": "quorum", "vote-threshold": 1, "children": ["a", { "driver": "null-co" }] }),
    ] {
        let strict: BlockdevAdd = strict::from_value(&value).unwrap();
        let lenient: BlockdevAdd = serde_json::from_value(value).unwrap();
        assert_eq!(strict, lenient);
    }
    let object = json!({ "qom-type": "secret", "id": "s", "data": "x" });
    strict::from_value::<ObjectAdd>(&object).unwrap();
}

#[test]
fn unknown_members() {
    assert_eq!(
        unknown::<BlockdevAdd>(json!({ "driver": "null-co", "nodename": "disk" })),
        "`nodename`: unknown member; did you mean `node-name`?"
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({
            "driver": "qcow2",
            "file": { "driver": "file", "filename": "a", "cache": { "dierct": true } },
        })),
        "`file.cache.dierct`: unknown member; did you mean `direct`?"
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({
            "driver": "qcow2", "file": "a", "overlap-check": { "templat": "all" },
        })),
        "`overlap-check.templat`: unknown member; did you mean `template`?"
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({
            "driver": "quorum", "vote-threshold": 1,
            "children": ["a", { "driver": "null-co", "size": 1, "reads_zeroes": true }],
        })),
        "`children[1].reads_zeroes`: unknown member; did you mean `read-zeroes`?"
    );
    // A branch without members of its own, and a wrapped one.
    assert_eq!(
        unknown::<Transaction>(json!({
            "actions": [{ "type": "abort", "data": { "now": true } }],
        })),
        "`actions[0].data.now`: unknown member; no members are expected"
    );
    assert_eq!(
        unknown::<ChardevAdd>(json!({
            "id": "c", "backend": { "type": "file", "data": { "out": "a", "owner": "me" } },
        })),
        "`backend.data.owner`: unknown member; expected one of `logfile`, `logappend`, \
         `logtimestamp`, `in`, `out`, `append`"
    );
}

#[test]
fn unknown_values_and_branches() {
    assert_eq!(
        unknown::<BlockdevAdd>(json!({ "driver": "null-co", "detect-zeroes": "onn" })),
        "`detect-zeroes`: unknown value \"onn\"; did you mean `on`?"
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({ "driver": "null-co", "discard": "maybe" })),
        "`discard`: unknown value \"maybe\"; expected one of `ignore`, `unmap`"
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({
            "driver": "raw", "file": { "driver": "qcwo2", "file": "a", "encrypt": {} },
        })),
        "`file.driver`: unknown value \"qcwo2\"; did you mean `qcow2`?"
    );
    assert_eq!(
        unknown::<NetdevAdd>(json!({ "type": "warp", "id": "n" })),
        "`type`: unknown value \"warp\""
    );
    assert_eq!(
        unknown::<BlockdevAdd>(json!({ "driver": "raw", "file": 7 })),
        "`file`: expected an object or a string, found the number 7"
    );
}

/// A member that is missing because its name is misspelled.
#[test]
fn misspelled_required_members() {
    let error = |value: Value| {
        strict::from_value::<BlockdevAdd>(&value)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(json!({ "driver": "raw", "file": { "driver": "file", "file-name": "a" } })),
        "`file.file-name`: unknown member; did you mean `filename`?"
    );
    assert_eq!(
        error(json!({ "drivr": "raw", "file": "a" })),
        "`drivr`: unknown member; did you mean `driver`?"
    );
    assert_eq!(
        error(json!({ "file": "a" })),
        "the required member `driver` is missing"
    );
    assert_eq!(
        error(json!({ "driver": "raw", "file": { "driver": "file", "filename": 7 } })),
        "`file.filename`: expected a string, found the number 7"
    );
}

#[test]
fn members_of_the_same_name() {
    let error = strict::from_str::<BlockdevAdd>(
        r#"{ "driver": "null-co", "size": 1, "latency-ns": 1, "size": 2 }"#,
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "`size`: the object has two members of this name"
    );
    assert!(strict::from_str::<BlockdevAdd>(r#"{ "driver": "null-co" } x"#).is_err());
}

/// Other data is read leniently.
#[test]
fn fields_of_other_types() {
    #[derive(Debug, Deserialize)]
    struct Config {
        #[serde(deserialize_with = "strict::deserialize")]
        disk: BlockdevAdd,
        #[serde(default, deserialize_with = "strict::deserialize")]
        network: Option<NetdevAdd>,
    }
    let config = json!({ "disk": { "driver": "null-co" }, "comment": "" });
    let config: Config = serde_json::from_value(config).unwrap();
    assert_eq!(
        serde_json::to_value(&config.disk).unwrap()["driver"],
        "null-co"
    );
    assert!(config.network.is_none());
    let network = json!({ "type": "user", "id": "n", "hostname": "h", "ipv5": true });
    let config = json!({ "disk": { "driver": "null-co" }, "network": network });
    let error = serde_json::from_value::<Config>(config).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("`ipv5`: unknown member; did you mean `ipv4`?"),
        "{error}"
    );
}
