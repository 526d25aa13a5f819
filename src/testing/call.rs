//! Requests as a server receives them.

use std::os::fd::OwnedFd;

use serde_json::{Map, Value};

/// A command that a server executes, with everything that came with it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Call {
    /// The name of the command.
    pub name: String,
    /// The arguments; an empty object if there are none.
    pub arguments: Value,
    /// The id.
    pub id: Option<Value>,
    /// Whether it is executed out of band.
    pub out_of_band: bool,
    /// The file descriptors that were passed with it. Those that are not taken out are kept for
    /// [`Server::take_descriptors`](super::Server::take_descriptors).
    pub descriptors: Vec<OwnedFd>,
}

/// The record of a request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// The name of the command.
    pub name: String,
    /// The arguments; an empty object if there are none.
    pub arguments: Value,
    /// The id.
    pub id: Option<Value>,
    /// Whether it was executed out of band.
    pub out_of_band: bool,
    /// The number of file descriptors that were passed with it.
    pub descriptors: usize,
}

/// A request that is not one: its id, if it has one, and the reason.
pub(super) struct Invalid {
    pub(super) id: Option<Value>,
    pub(super) reason: String,
}

impl Call {
    /// Parses a request.
    pub(super) fn parse(frame: &[u8]) -> Result<Call, Invalid> {
        let invalid = |id: Option<Value>, reason: String| Err(Invalid { id, reason });
        let mut members: Map<String, Value> = match serde_json::from_slice(frame) {
            Ok(members) => members,
            Err(error) => return invalid(None, format!("the request is not JSON: {error}")),
        };
        let id = members.remove("id");
        let in_band = members.remove("execute");
        let out_of_band = members.remove("exec-oob");
        let arguments = members.remove("arguments");
        if let Some(name) = members.keys().next() {
            return invalid(id, format!("unexpected member `{name}` of the request"));
        }
        let is_oob = out_of_band.is_some();
        let name = match (in_band, out_of_band) {
            (Some(name), None) | (None, Some(name)) => name,
            (None, None) => return invalid(id, "the request has no member `execute`".to_owned()),
            (Some(_), Some(_)) => {
                return invalid(id, "the request has `execute` and `exec-oob`".to_owned());
            }
        };
        let Value::String(name) = name else {
            return invalid(id, "the name of the command must be a string".to_owned());
        };
        let arguments = arguments.unwrap_or_else(|| Value::Object(Map::new()));
        if !arguments.is_object() {
            return invalid(id, "`arguments` must be an object".to_owned());
        }
        Ok(Call {
            name,
            arguments,
            id,
            out_of_band: is_oob,
            descriptors: Vec::new(),
        })
    }

    pub(super) fn record(&self) -> Received {
        Received {
            name: self.name.clone(),
            arguments: self.arguments.clone(),
            id: self.id.clone(),
            out_of_band: self.out_of_band,
            descriptors: self.descriptors.len(),
        }
    }
}
