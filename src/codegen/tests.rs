#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use crate::codegen::{self, Extra, UnknownBranch};

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
    let expected = "`listed`: expected an integer, found the string \"no number\"";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn debug() {
    let value = json!({ "kind": "union", "common": 1, "sub": "new", "z": 3 });
    let outer: Outer = serde_json::from_value(value).unwrap();
    assert_eq!(
        format!("{outer:?}"),
        "Outer { common: 1, branch: union(Inner { also: None, branch: new({\"z\": \
         Number(3)}) }) }"
    );
}
