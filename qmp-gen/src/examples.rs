//! Classifies the messages of examples: requests, replies and events.

use serde_json::Value;

use crate::ir::{Example, ExampleMessage, Sender};

/// A message of an example, with its meaning.
#[derive(Debug, Clone, Copy)]
pub enum Exchange<'v> {
    /// A request.
    Request {
        /// The name of the command.
        command: &'v str,
        /// Its arguments.
        arguments: Option<&'v Value>,
        /// The message.
        message: &'v ExampleMessage,
    },
    /// A successful reply.
    Return {
        /// The command of the preceding request, if any.
        command: Option<&'v str>,
        /// The returned value.
        value: &'v Value,
        /// The message.
        message: &'v ExampleMessage,
    },
    /// An error reply.
    Error {
        /// The message.
        message: &'v ExampleMessage,
    },
    /// An event.
    Event {
        /// Its name.
        event: &'v str,
        /// Its data.
        data: Option<&'v Value>,
        /// The message.
        message: &'v ExampleMessage,
    },
}

impl<'v> Exchange<'v> {
    /// The message.
    pub fn message(&self) -> &'v ExampleMessage {
        match self {
            Exchange::Request { message, .. }
            | Exchange::Return { message, .. }
            | Exchange::Error { message }
            | Exchange::Event { message, .. } => message,
        }
    }
}

/// Classifies the messages of `examples` that are JSON. A reply belongs to the
/// preceding request.
pub fn exchanges(examples: &[Example]) -> Vec<Exchange<'_>> {
    let mut exchanges = Vec::new();
    let mut current: Option<&str> = None;
    for message in examples.iter().flat_map(|example| &example.messages) {
        let Some(json) = &message.json else {
            if message.sender == Sender::Client {
                current = executed(&message.text);
            }
            continue;
        };
        if let Some(command) = json.get("execute").and_then(Value::as_str) {
            current = Some(command);
            exchanges.push(Exchange::Request {
                command,
                arguments: json.get("arguments"),
                message,
            });
        } else if let Some(event) = json.get("event").and_then(Value::as_str) {
            exchanges.push(Exchange::Event {
                event,
                data: json.get("data"),
                message,
            });
        } else if let Some(value) = json.get("return") {
            exchanges.push(Exchange::Return {
                command: current,
                value,
                message,
            });
        } else if json.get("error").is_some() {
            exchanges.push(Exchange::Error { message });
        }
    }
    exchanges
}

/// The command of a request that is not valid JSON.
fn executed(text: &str) -> Option<&str> {
    let rest = text.split_once("execute")?.1;
    let rest = rest.trim_start_matches(['"', '\'', ' ', '\t', ':']);
    let end = rest
        .find(['"', '\'', ',', ' ', '}', '\n'])
        .unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

/// The number of brackets that a line of JSON opens, minus those that it closes. A string
/// without a closing quote ends with the line.
pub(crate) fn bracket_balance(line: &str) -> isize {
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    for b in line.bytes() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
    }
    depth
}
