//! Connecting: the socket, the greeting and the negotiation of capabilities.

use serde_json::json;

use super::address::Address;
use super::blocking::Client;
use super::connection::{Connection, Deadline};
use super::dial::dial;
use super::error::{Error, Fault};
use super::events::EventQueue;
use super::options::ConnectOptions;
use crate::protocol::{Capability, Greeting, Message, Request};

impl ConnectOptions {
    /// Connects to a server, reads its greeting and negotiates capabilities.
    ///
    /// The address is an [`Address`], a path, or text that is parsed as one.
    ///
    /// # Errors
    ///
    /// When the address cannot be parsed, when the server cannot be reached, when it does
    /// not answer in time or violates the protocol, and when it does not offer a capability
    /// to enable.
    pub fn connect<A>(&self, address: A) -> Result<Client, Error>
    where
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        self.connect_to(&address.try_into().map_err(Into::into)?)
    }

    fn connect_to(&self, address: &Address) -> Result<Client, Error> {
        let deadline = Deadline::after(self.connect_timeout);
        let socket = dial(address, self.wait_for_server, deadline)?;
        let mut connection = Connection::new(socket, self.max_message_size);
        let mut events = EventQueue::new(self.event_limit);
        let greeting = greeting(address, &mut connection, &mut events, deadline)?;

        let offered = |capability: &&Capability| greeting.capabilities.contains(*capability);
        if let Some(missing) = self.enable.iter().find(|capability| !offered(capability)) {
            let (capability, offered) = (missing.clone(), greeting.capabilities);
            return Err(Error::Capability {
                capability,
                offered,
            });
        }

        let mut client = Client {
            connection,
            greeting,
            enabled: self.enable.clone(),
            command_timeout: self.command_timeout,
            last_id: 0,
            events,
        };
        client.call(self.negotiation()?, deadline, Message::parse)?;
        Ok(client)
    }

    fn negotiation(&self) -> Result<Request, Error> {
        const NAME: &str = "qmp_capabilities";
        let request = Request::new(NAME);
        // Servers before QEMU 2.12 reject arguments here.
        if self.enable.is_empty() {
            return Ok(request);
        }
        request
            .with_arguments(&json!({ "enable": self.enable }))
            .map_err(|source| Error::Encode {
                command: NAME.into(),
                source,
            })
    }
}

/// Receives the greeting. Events that arrive before it are queued.
fn greeting(
    address: &Address,
    connection: &mut Connection,
    events: &mut EventQueue,
    deadline: Deadline,
) -> Result<Greeting, Error> {
    let mut doing = format!("waiting for the greeting of {address}");
    loop {
        match connection.receive(deadline, Message::parse) {
            Ok(Message::Greeting(greeting)) => return Ok(greeting),
            Ok(Message::Event(event)) => events.push(event),
            Ok(Message::Reply(_)) => {
                let detail = "expected a greeting, found a reply".into();
                return Err(Error::Protocol { doing, detail });
            }
            Err(fault) => {
                if matches!(fault, Fault::Timeout) {
                    doing += " (is another client connected? QEMU serves one client at a time on \
                              each socket; a guest agent sends no greeting)";
                }
                return Err(fault.while_doing(doing, deadline.allowed()));
            }
        }
    }
}
