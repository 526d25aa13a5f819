#![allow(clippy::unwrap_used, unreachable_pub)]

use serde_json::{Value, json};

use crate::codegen::{self, Extra, UnknownBranch};
use crate::protocol::RawEvent;

#[derive(Clone)]
struct Outer {
    common: i64,
    branch: OuterBranch,
}

#[derive(Clone)]
enum OuterBranch {
    Union(Inner),
    Open(Open),
    Other(UnknownBranch),
}

#[derive(Clone)]
struct Inner {
    also: Option<bool>,
    branch: InnerBranch,
}

#[derive(Clone)]
enum InnerBranch {
    Bare,
    Other(UnknownBranch),
}

#[derive(Clone)]
struct Open {
    listed: Vec<i64>,
    extra: Extra,
}

codegen::union! { Outer "Outer" "kind" { common "common" } }
codegen::branches! { OuterBranch { Union "union", Open "open" } {} [] }
codegen::union! { Inner "Inner" "sub" { also "also" } }
codegen::branches! { InnerBranch {} { Bare "bare" } [] }
codegen::object! { Open "Open" { listed "listed" } extra extra beside &["listed"] }

fn again(value: &Value) -> String {
    let outer: Outer = serde_json::from_value(value.clone()).unwrap();
    serde_json::to_string(&outer).unwrap()
}

/// Unlisted members are kept exactly once, however deeply unions are nested.
#[test]
fn branches_that_are_unions_or_open() {
    for value in [
        json!({ "kind": "union", "common": 1, "sub": "bare" }),
        json!({ "kind": "union", "common": 1, "sub": "new", "also": true, "z": 3 }),
        json!({ "kind": "open", "common": 1, "listed": [1, 2], "z": { "more": [] } }),
        json!({ "kind": "new", "common": 1, "z": null }),
    ] {
        let text = again(&value);
        assert_eq!(text.len(), value.to_string().len(), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}

#[test]
fn an_array_ends_at_the_first_error() {
    let elements = vec![json!("no number"); 100_000];
    let open = json!({ "kind": "open", "common": 1, "listed": elements });
    let error = serde_json::from_value::<Outer>(open).unwrap_err();
    let expected = "`listed[0]`: expected an integer, found the string \"no number\"";
    assert_eq!(error.to_string(), expected);
}

#[derive(Debug, Clone, PartialEq)]
enum Event {
    Lit(Lit),
    Out(Out),
    Other(RawEvent),
}

#[derive(Clone)]
struct Lit {
    watts: Option<i64>,
}

#[derive(Clone)]
struct Out {}

codegen::events! { Event { Lit "LIT", Out "OUT" } }
codegen::object! { Lit "LIT" { watts "watts" } }
codegen::object! { Out "OUT" {} }

#[test]
fn events_are_serialized_as_messages() {
    for text in [
        r#"{"event":"LIT","data":{"watts":7}}"#,
        r#"{"event":"LIT","data":{}}"#,
        r#"{"event":"OUT"}"#,
        r#"{"event":"NEW","data":{"z": [ 1.50 ]}}"#,
        r#"{"event":"NEW"}"#,
    ] {
        let event: Event = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), value);
        let same: Event = serde_json::from_value(value).unwrap();
        assert_eq!(same.name(), event.name());
    }
    let message = r#"{"timestamp": {"seconds": 1}, "data": {"watts": "x"}, "event": "LIT"}"#;
    let error = serde_json::from_str::<Event>(message).unwrap_err();
    let expected = "`watts`: expected an integer, found the string \"x\"";
    assert!(error.to_string().starts_with(expected), "{error}");
    assert!(serde_json::from_str::<Event>(r#"{"data": {}}"#).is_err());
}

#[test]
fn debug() {
    let value = json!({ "kind": "union", "common": 1, "sub": "new", "z": 3 });
    let outer: Outer = serde_json::from_value(value).unwrap();
    assert_eq!(
        format!("{outer:?}"),
        "Outer { common: 1, branch: Union(Inner { also: None, branch: Other(UnknownBranch { \
         value: \"new\", members: {\"z\": Number(3)} }) }) }"
    );
}
