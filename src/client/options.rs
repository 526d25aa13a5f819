//! The options of a connection.

use std::time::Duration;

use crate::protocol::{Capability, Frames};

/// Options for connecting to a server.
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
    /// Returns the defaults: 10 seconds to connect, 30 seconds per command.
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

    /// Sets the timeout of connecting: reaching the server, its greeting and the
    /// negotiation of capabilities. `None` waits forever.
    ///
    /// Looking up a host name is not included.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = timeout.into();
        self
    }

    /// Sets the timeout of each command, from sending it to receiving its whole reply.
    /// `None` waits forever. [`Client::execute_within`](crate::Client::execute_within) sets it for one
    /// command.
    pub fn command_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.command_timeout = timeout.into();
        self
    }

    /// Sets whether to retry until the connect timeout while the socket does not exist or
    /// refuses connections, for a server that is being started. Default: `false`.
    pub fn wait_for_server(mut self, wait: bool) -> Self {
        self.wait_for_server = wait;
        self
    }

    /// Sets the maximum size of a message from the server, in bytes, which limits the memory
    /// that the client uses. Default: [`Frames::DEFAULT_LIMIT`].
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// Sets the maximum number of queued events. Default: no limit.
    ///
    /// When the queue is full, the oldest event is discarded and counted in
    /// [`Client::dropped_events`](crate::Client::dropped_events). A long-running program that
    /// does not read events should set a limit.
    pub fn event_limit(mut self, events: usize) -> Self {
        self.event_limit = events;
        self
    }

    /// Enables a capability. Connecting fails if the server does not offer it.
    pub fn enable(mut self, capability: Capability) -> Self {
        if !self.enable.contains(&capability) {
            self.enable.push(capability);
        }
        self
    }
}
