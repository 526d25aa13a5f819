//! Decodes every example with the type that was generated for it. Prints the failures of each
//! release as JSON.
//!
//! This is a template: `documents/generated.rs` fills in the readers.

use std::collections::{BTreeMap, HashMap};

use generated::*;
use qmp_client::{Command, Event, EventSet};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

mod checks;

/// Decodes a value and encodes it again.
type Reader = fn(&Value) -> Result<Value, String>;

#[rustfmt::skip]
const READERS: &[(&str, &str, &str, Reader)] = &[
/* readers */
];

fn main() {
    let path = std::env::args().nth(1).expect("the examples' file");
    let examples = std::fs::read_to_string(path).expect("the examples");
    let examples: Vec<Value> = serde_json::from_str(&examples).expect("JSON");
    let readers: HashMap<_, _> = READERS
        .iter()
        .map(|(release, kind, item, reader)| ((*release, *kind, *item), reader))
        .collect();
    let mut failures: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for example in &examples {
        let text = |name: &str| example[name].as_str().unwrap_or("");
        let key = (text("release"), text("kind"), text("item"));
        let failure = match readers.get(&key) {
            Some(reader) => failure(example, reader),
            None => Some("nothing reads it".to_owned()),
        };
        if let Some(failure) = failure {
            let line = format!("{}: {} of {}: {failure}", text("place"), key.1, key.2);
            failures.entry(key.0.to_owned()).or_default().push(line);
        }
    }
    let hostile = checks::failures();
    if !hostile.is_empty() {
        failures.insert("hostile".to_owned(), hostile);
    }
    println!("{}", serde_json::to_string(&failures).expect("JSON"));
}

fn failure(example: &Value, reader: &Reader) -> Option<String> {
    let value = &example["value"];
    let readable = example["readable"] == Value::Bool(true);
    match reader(value) {
        Ok(_) if !readable => Some("it is read, and should not be".to_owned()),
        Ok(written) if example["agrees"] == Value::Bool(true) && !same(value, &written) => {
            Some(format!("{value} came out as {written}"))
        }
        Ok(_) => None,
        Err(_) if !readable => None,
        Err(error) => Some(error),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    // From text, as it comes from a server.
    serde_json::from_str(&value.to_string()).map_err(|e| e.to_string())
}

fn write(value: &impl Serialize) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|e| e.to_string())
}

fn request<C: Command + DeserializeOwned>(value: &Value) -> Result<Value, String> {
    write(&read::<C>(value)?)
}

fn reply<C: Command<Reply: Serialize>>(value: &Value) -> Result<Value, String> {
    write(&read::<C::Reply>(value)?)
}

/// Decodes an event on its own, and as one of the set of all events.
fn event<E: Event + Serialize + DeserializeOwned, All: EventSet + std::fmt::Debug>(
    value: &Value,
) -> Result<Value, String> {
    let data: Box<RawValue> = to_raw_value(value).map_err(|e| e.to_string())?;
    let all = All::read(E::NAME, Some(&data)).map_err(|e| e.to_string())?;
    let all = all.map_or(String::new(), |all| format!("{all:?}"));
    if all.is_empty() || all.starts_with("Other(") {
        return Err(format!("among all events it is {all}"));
    }
    write(&read::<E>(value)?)
}

/// Returns whether two values are the same on the wire: `1` and `1.0` are.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let found = |(name, a): (&String, &Value)| b.get(name).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(found)
        }
        _ => a == b,
    }
}
