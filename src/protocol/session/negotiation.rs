//! Negotiating the capabilities of a QMP server, once it has greeted.

use std::sync::Arc;

use serde_json::{Value, json};

use super::failure::Disconnected;
use super::machine::{Session, State};
use crate::protocol::{Capability, Greeting, Request};

impl Session {
    /// Processes a greeting: starts the negotiation.
    pub(super) fn greeted(&mut self, greeting: Greeting) -> Result<(), Disconnected> {
        let State::Handshake(handshake) = &self.state else {
            let detail = "expected a reply or an event, found a second greeting: the server was \
                          replaced by another; connect again";
            return Err(Disconnected::Unexpected {
                detail: detail.into(),
            });
        };
        // QEMU may greet a client that connects during its start a second time, before it
        // answers the negotiation.
        if handshake.is_negotiating() {
            self.greeting = Some(Arc::new(greeting));
            return Ok(());
        }

        let enable = &self.options.enable;
        let offered = |capability: &&Capability| greeting.capabilities.contains(*capability);
        if let Some(missing) = enable.iter().find(|capability| !offered(capability)) {
            return Err(Disconnected::NotOffered {
                capability: missing.clone(),
                offered: greeting.capabilities,
            });
        }
        let mut request = Request::new("qmp_capabilities");
        // Servers before QEMU 2.12 reject arguments here.
        if !enable.is_empty() {
            request = request
                .with_arguments(&json!({ "enable": enable }))
                .map_err(|error| Disconnected::Unexpected {
                    detail: error.to_string(),
                })?;
        }
        let id = self.calls.new_id();
        let bytes = request.to_bytes_with_id(&Value::from(id));
        self.send_own(bytes);
        self.greeting = Some(Arc::new(greeting));
        if let State::Handshake(handshake) = &mut self.state {
            handshake.requested(id);
        }
        Ok(())
    }
}
