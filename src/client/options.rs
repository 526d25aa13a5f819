//! The options of a connection.

use std::time::Duration;

use crate::protocol::{Capability, Frames};

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
    pub(super) connect_timeout: Option<Duration>,
    pub(super) command_timeout: Option<Duration>,
    pub(super) wait_for_server: bool,
    pub(super) max_message_size: usize,
    pub(super) event_limit: usize,
    pub(super) enable: Vec<Capability>,
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
    /// `None` waits for ever. [`Client::execute_within`](crate::Client::execute_within) sets it for one command
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
    /// [`Client::dropped_events`](crate::Client::dropped_events). A program that runs for long and does not
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
}
