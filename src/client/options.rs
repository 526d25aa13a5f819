//! How to connect, and getting a connection ready for commands.

use std::time::Duration;

use serde_json::json;

use super::connection::{Connection, Deadline};
use super::dial::dial;
use super::error::Fault;
use super::events::EventQueue;
use super::{Address, Client, Error};
use crate::protocol::{Capability, Frames, Greeting, Message, Request};

/// How to connect to a server.
///
/// ```no_run
/// use qmp_client::ConnectOptions;
/// use std::time::Duration;
///
/// let client = ConnectOptions::new()
///     .connect_timeout(Duration::from_secs(30))
///     .wait_for_server(true)
///     .command_timeout(Duration::from_secs(5))
///     .connect("unix:/run/vm/qmp.sock")?;
/// # Ok::<(), qmp_client::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ConnectOptions {
    connect_timeout: Option<Duration>,
    command_timeout: Option<Duration>,
    wait_for_server: bool,
    max_message_size: usize,
    event_limit: usize,
    enable: Vec<Capability>,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        ConnectOptions::new()
    }
}

impl ConnectOptions {
    /// The defaults: 10 seconds to connect, 30 seconds for a command.
    pub fn new() -> Self {
        ConnectOptions {
            connect_timeout: Some(Duration::from_secs(10)),
            command_timeout: Some(Duration::from_secs(30)),
            wait_for_server: false,
            max_message_size: Frames::DEFAULT_LIMIT,
            event_limit: usize::MAX,
            enable: Vec::new(),
        }
    }

    /// The time for everything that comes before the first command: reaching
    /// the server, its greeting, and the negotiation of capabilities. `None`
    /// waits for ever.
    ///
    /// Not counted is the time the system takes to look up the name of a host.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = timeout.into();
        self
    }

    /// The time for each command, from sending it to having its whole reply.
    /// `None` waits for ever. [`Client::execute_within`] sets it for one command
    /// alone.
    pub fn command_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.command_timeout = timeout.into();
        self
    }

    /// Whether to try again, until the time to connect is up, while the socket
    /// does not exist or nobody listens on it: for a server that is being
    /// started.
    pub fn wait_for_server(mut self, wait: bool) -> Self {
        self.wait_for_server = wait;
        self
    }

    /// The largest message to accept from the server, in bytes;
    /// [`Frames::DEFAULT_LIMIT`] unless set. It protects this program's memory.
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// How many events to keep until they are asked for; any number unless set.
    ///
    /// When one more comes, the oldest is dropped and counted in
    /// [`Client::dropped_events`]. A program that runs for long and does not
    /// look at events should set it.
    pub fn event_limit(mut self, events: usize) -> Self {
        self.event_limit = events;
        self
    }

    /// Switches a capability on. It is an error if the server does not offer it.
    pub fn enable(mut self, capability: Capability) -> Self {
        if !self.enable.contains(&capability) {
            self.enable.push(capability);
        }
        self
    }

    /// Connects, reads the greeting and negotiates the capabilities.
    ///
    /// The address is an [`Address`], a path, or text that is parsed as one.
    ///
    /// # Errors
    ///
    /// When the address is none, when the server cannot be reached, when it does
    /// not do all of this in time or not as the protocol says, and when it lacks
    /// a capability that is to be enabled.
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
        // Servers before 2.12 know no arguments here.
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

/// The greeting; events that come before it are kept.
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
                    doing += " (QEMU serves one client at a time on a socket, and a guest agent \
                              does not greet)";
                }
                return Err(fault.while_doing(doing, deadline.allowed()));
            }
        }
    }
}
