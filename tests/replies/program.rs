//! Decodes recorded messages with the types of a range of releases, and encodes them again.
//! Prints the differences for each server as JSON.
//!
//! This is a template: `replies/range.rs` fills in the readers.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use qmp_client::protocol::{Message, Reply};
use qmp_client::qemu::*;
use qmp_client::{Command, Event};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value and encodes it again.
type Reader = fn(&str) -> Result<Value, serde_json::Error>;

fn reply<C: Command>(text: &str) -> Result<Value, serde_json::Error>
where
    C::Reply: Serialize,
{
    serde_json::to_value(serde_json::from_str::<C::Reply>(text)?)
}

fn event<E: Event + Serialize + DeserializeOwned>(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_str::<E>(text)?)
}

#[rustfmt::skip]
const REPLIES: &[(&str, Reader)] = &[
/* replies */
];

#[rustfmt::skip]
const EVENTS: &[(&str, Reader)] = &[
/* events */
];

struct Check {
    replies: HashMap<&'static str, Reader>,
    events: HashMap<&'static str, Reader>,
    failures: Vec<String>,
    checked: usize,
}

fn main() {
    let mut told = BTreeMap::new();
    for folder in std::env::args().skip(1) {
        let mut check = Check {
            replies: REPLIES.iter().copied().collect(),
            events: EVENTS.iter().copied().collect(),
            failures: Vec::new(),
            checked: 0,
        };
        check.folder(Path::new(&folder));
        told.insert(folder, (check.checked, check.failures));
    }
    println!("{}", serde_json::to_string(&told).expect("JSON"));
}

impl Check {
    fn folder(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).expect("the recordings");
        let mut files: Vec<_> = entries.map(|e| e.expect("a file").path()).collect();
        files.sort();
        for path in files {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
            let text = fs::read_to_string(&path).expect("a recording");
            match name.rsplit_once('.') {
                Some(("greeting", _)) => {}
                Some((command, "json")) => self.message(command, &text),
                Some((_, "jsonl")) => self.session(&text),
                _ => {}
            }
        }
    }

    /// Checks a message in each line. Sessions have an arrow before each message.
    fn session(&mut self, text: &str) {
        let mut waiting = String::new();
        for line in text.lines() {
            if let Some(request) = line.strip_prefix("-> ") {
                let request: Value = serde_json::from_str(request).unwrap_or_default();
                waiting = request["execute"].as_str().unwrap_or_default().to_owned();
            } else {
                self.message(&waiting, line.strip_prefix("<- ").unwrap_or(line));
            }
        }
    }

    fn message(&mut self, command: &str, text: &str) {
        match Message::parse(text.as_bytes()) {
            Ok(Message::Greeting(_)) => {}
            Ok(Message::Event(message)) => {
                let reader = self.events.get(message.name.as_str()).copied();
                let data = message.data.as_deref().map_or("{}", |data| data.get());
                self.compare(&message.name, reader, data);
            }
            Ok(Message::Reply(Reply { result, .. })) => {
                if let Ok(value) = result {
                    let reader = self.replies.get(command).copied();
                    self.compare(command, reader, value.get());
                }
            }
            Err(error) => self.failures.push(format!("{command}: {error}")),
        }
    }

    fn compare(&mut self, what: &str, reader: Option<Reader>, text: &str) {
        self.checked += 1;
        let Some(reader) = reader else {
            return self.failures.push(format!("{what}: nothing reads it"));
        };
        let value: Value = serde_json::from_str(text).expect("JSON");
        match reader(text) {
            Ok(written) => {
                if let Some(difference) = difference(what, &value, &written) {
                    self.failures.push(difference);
                }
            }
            Err(error) => self.failures.push(format!("{what}: {error}")),
        }
        self.compare_later(what, reader, &value);
    }

    /// Checks what a later server may send: more members, and other values.
    fn compare_later(&mut self, what: &str, reader: Reader, value: &Value) {
        let mut grown = value.clone();
        add_members(&mut grown);
        if let Err(error) = reader(&grown.to_string()) {
            let failure = format!("{what}, with more members: {error}");
            self.failures.push(failure);
        }
        let strings = strings(value);
        // A few replies have thousands of strings; some dozens are enough.
        for place in strings.iter().step_by(strings.len() / 40 + 1) {
            let mut changed = value.clone();
            if let Some(string) = changed.pointer_mut(place) {
                *string = "from-the-future".into();
            }
            match reader(&changed.to_string()) {
                Ok(written) => {
                    let what = format!("{what}, another value at {place}");
                    self.failures.extend(difference(&what, &changed, &written));
                }
                Err(error) => {
                    let failure = format!("{what}, another value at {place}: {error}");
                    self.failures.push(failure);
                }
            }
        }
    }
}

/// Adds a member to every object.
fn add_members(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_members);
            members.insert("from-the-future".to_owned(), json!([1, { "more": null }]));
        }
        Value::Array(elements) => elements.iter_mut().for_each(add_members),
        _ => {}
    }
}

/// Returns the pointers to all strings.
fn strings(value: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((place, value)) = open.pop() {
        match value {
            Value::String(_) => places.push(place),
            Value::Array(elements) => {
                let inner = elements.iter().enumerate();
                open.extend(inner.map(|(i, element)| (format!("{place}/{i}"), element)));
            }
            Value::Object(members) => {
                let name = |name: &str| name.replace('~', "~0").replace('/', "~1");
                let inner = members.iter();
                open.extend(inner.map(|(n, member)| (format!("{place}/{}", name(n)), member)));
            }
            _ => {}
        }
    }
    places
}

/// Describes where the encoded value differs from the original. A number may be decoded as 0
/// and encoded as 0.0.
fn difference(place: &str, value: &Value, written: &Value) -> Option<String> {
    match (value, written) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys());
            let null = Value::Null;
            names.into_iter().find_map(|name| {
                let (one, other) = (one.get(name), other.get(name));
                let there = one.is_some() == other.is_some();
                let place = format!("{place}.{name}");
                if !there {
                    return Some(format!("{place}: {one:?} came out as {other:?}"));
                }
                difference(&place, one.unwrap_or(&null), other.unwrap_or(&null))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(i, (one, other))| difference(&format!("{place}[{i}]"), one, other)),
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (one, other) if one == other => None,
        _ => Some(format!("{place}: {value} came out as {written}")),
    }
}
