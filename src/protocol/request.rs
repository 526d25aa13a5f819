//! Requests to a server.

use serde::de::Error as _;
use serde::ser::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::interface::Command;

/// A request to execute a command (specification, *Issuing Commands*).
///
/// ```
/// use qmp_client::protocol::Request;
/// use serde_json::json;
///
/// let request = Request::new("cont").with_id(json!(7));
/// assert_eq!(request.to_bytes(), b"{\"execute\":\"cont\",\"id\":7}\n");
///
/// let request = Request::new("eject").with_arguments(&json!({"id": "cd0"}))?;
/// assert_eq!(request.to_bytes(), b"{\"execute\":\"eject\",\"arguments\":{\"id\":\"cd0\"}}\n");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Request {
    name: String,
    arguments: Option<Box<RawValue>>,
    id: Option<Value>,
    out_of_band: bool,
}

impl Request {
    /// Creates a request without arguments or id.
    pub fn new(name: impl Into<String>) -> Self {
        Request {
            name: name.into(),
            arguments: None,
            id: None,
            out_of_band: false,
        }
    }

    /// Creates the request for a command.
    ///
    /// # Errors
    ///
    /// If the command cannot be serialized as a JSON object.
    pub fn for_command<C: Command>(command: &C) -> Result<Self, serde_json::Error> {
        Request::new(C::NAME).with_arguments(command)
    }

    /// Sets the arguments. For `{}` and `null`, the member `arguments` is omitted.
    ///
    /// # Errors
    ///
    /// If the arguments cannot be serialized as a JSON object.
    pub fn with_arguments<A: Serialize + ?Sized>(
        mut self,
        arguments: &A,
    ) -> Result<Self, serde_json::Error> {
        let json = to_raw_value(arguments)?;
        self.arguments = match json.get() {
            "{}" | "null" => None,
            text if text.starts_with('{') => Some(json),
            _ => return Err(serde_json::Error::custom("expected a JSON object")),
        };
        Ok(self)
    }

    /// Sets the id, which the server repeats in the reply.
    pub fn with_id(mut self, id: Value) -> Self {
        self.id = Some(id);
        self
    }

    /// Requests out-of-band execution, before other commands that are waiting: `exec-oob`
    /// instead of `execute`.
    ///
    /// The server must offer [`Capability::OutOfBand`], the client must have enabled it, and
    /// the command must support it, which few commands do.
    ///
    /// [`Capability::OutOfBand`]: super::Capability::OutOfBand
    pub fn out_of_band(mut self) -> Self {
        self.out_of_band = true;
        self
    }

    pub(crate) fn set_out_of_band(&mut self) {
        self.out_of_band = true;
    }

    /// The name of the command.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the command is to be executed out of band.
    pub fn is_out_of_band(&self) -> bool {
        self.out_of_band
    }

    /// The request as JSON, with a line end.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_bytes_with(self.id.as_ref())
    }

    /// The request as JSON, with a line end and another id.
    pub(super) fn to_bytes_with_id(&self, id: &Value) -> Vec<u8> {
        self.to_bytes_with(Some(id))
    }

    fn to_bytes_with(&self, id: Option<&Value>) -> Vec<u8> {
        let verb = if self.out_of_band {
            "exec-oob"
        } else {
            "execute"
        };
        let mut text = format!("{{\"{verb}\":{}", Value::from(self.name.as_str()));
        if let Some(arguments) = &self.arguments {
            text.push_str(",\"arguments\":");
            text.push_str(arguments.get());
        }
        if let Some(id) = id {
            text.push_str(",\"id\":");
            text.push_str(&id.to_string());
        }
        text.push_str("}\n");
        text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn on_the_wire() {
        let request = Request::new("migrate\"pause")
            .out_of_band()
            .with_id(json!({"a": [null]}));
        let value: Value = serde_json::from_slice(&request.to_bytes()).unwrap();
        assert_eq!(
            value,
            json!({"exec-oob": "migrate\"pause", "id": {"a": [null]}})
        );
    }

    #[test]
    fn arguments_are_an_object_or_nothing() {
        let bytes = |arguments: &Value| {
            Request::new("stop")
                .with_arguments(arguments)
                .map(|request| request.to_bytes())
        };
        assert_eq!(bytes(&json!({})).unwrap(), b"{\"execute\":\"stop\"}\n");
        assert_eq!(bytes(&Value::Null).unwrap(), b"{\"execute\":\"stop\"}\n");
        assert!(bytes(&json!([1])).is_err());
        assert!(bytes(&json!("x")).is_err());
    }
}
