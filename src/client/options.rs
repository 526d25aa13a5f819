//! The options of a connection.

use std::io::Write;
use std::marker::PhantomData;
use std::time::Duration;

use super::transcript::{Recorder, Transcript};
use crate::protocol::Capability;
#[cfg(doc)]
use crate::protocol::Frames;
use crate::protocol::session::SessionOptions;

/// Options for connecting to a server, of a client of type `C`.
///
/// ```no_run
/// use qmp_client::blocking::Client;
/// use std::time::Duration;
///
/// let client = Client::builder()
///     .connect_timeout(Duration::from_secs(30))
///     .wait_for_server(true)
///     .command_timeout(Duration::from_secs(5))
///     .connect("unix:/run/vm/qmp.sock")?;
/// # Ok::<(), qmp_client::Error>(())
/// ```
#[derive(Debug)]
pub struct Builder<C> {
    pub(super) options: Options,
    client: PhantomData<fn() -> C>,
}

#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) command_timeout: Option<Duration>,
    pub(super) wait_for_server: bool,
    session: SessionOptions,
    transcript: Option<Transcript>,
}

impl Options {
    /// The options of a session whose handshake may take some time.
    pub(super) fn session(&self, handshake: Option<Duration>) -> SessionOptions {
        self.session.clone().handshake_timeout(handshake)
    }

    /// Returns what writes the transcript of one connection.
    pub(super) fn recorder(&self) -> Option<Recorder> {
        self.transcript.clone().map(Recorder::new)
    }
}

impl<C> Clone for Builder<C> {
    fn clone(&self) -> Self {
        Builder {
            options: self.options.clone(),
            client: PhantomData,
        }
    }
}

impl<C> Default for Builder<C> {
    fn default() -> Self {
        Builder::new()
    }
}

impl<C> Builder<C> {
    /// Returns the defaults: 10 seconds to connect, 30 seconds per command.
    pub fn new() -> Self {
        Builder {
            options: Options {
                connect_timeout: Some(Duration::from_secs(10)),
                command_timeout: Some(Duration::from_secs(30)),
                wait_for_server: false,
                session: SessionOptions::new(),
                transcript: None,
            },
            client: PhantomData,
        }
    }

    /// Sets the timeout of connecting: reaching the server, its greeting and the
    /// negotiation of capabilities. `None` waits forever.
    ///
    /// Looking up a host name is not included.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.connect_timeout = timeout.into();
        self
    }

    /// Sets the timeout of each command, from the call to its whole reply. It includes the time
    /// that the command waits for others on the same connection. `None` waits forever.
    ///
    /// The server may still execute a command that timed out; its late reply is discarded, and
    /// the connection remains usable.
    pub fn command_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.command_timeout = timeout.into();
        self
    }

    /// Sets whether to connect again until the connect timeout while the server cannot be
    /// reached: while the socket does not exist or refuses connections, and when the server
    /// closes the connection before the handshake is complete, as a server that is starting
    /// may. Default: `false`.
    pub fn wait_for_server(mut self, wait: bool) -> Self {
        self.options.wait_for_server = wait;
        self
    }

    /// Sets the maximum size of a message from the server, in bytes, which limits the memory
    /// that the client uses. Default: [`Frames::DEFAULT_LIMIT`].
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.options.session = self.options.session.max_message_size(bytes);
        self
    }

    /// Enables a capability. Connecting fails if the server does not offer it.
    pub fn enable(mut self, capability: Capability) -> Self {
        self.options.session = self.options.session.enable(capability);
        self
    }

    /// Writes everything that is sent and received to a file or another writer.
    ///
    /// Each message is a line, with a time and a direction: `->` to the server, `<-` from it. The
    /// end of the connection is a line with `--` and the cause. The clients of a builder and of
    /// its clones share the writer. It is called while the connection is locked, so it should
    /// neither wait for long nor use the client; after an error of it, nothing more is written.
    ///
    /// A transcript contains all arguments and replies, and the secrets among them.
    ///
    /// ```no_run
    /// use qmp_client::Client;
    /// use std::fs::File;
    ///
    /// let client = Client::builder()
    ///     .transcript(File::create("qmp.log").expect("the folder can be written to"))
    ///     .connect("unix:/run/vm/qmp.sock")?;
    /// // 2026-03-01T09:30:00.000214Z <- {"QMP": {"version": …
    /// // 2026-03-01T09:30:00.000305Z -> {"execute":"qmp_capabilities","id":1}
    /// // 2026-03-01T09:30:00.000512Z <- {"return": {}, "id": 1}
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    pub fn transcript(mut self, writer: impl Write + Send + 'static) -> Self {
        self.options.transcript = Some(Transcript::new(writer));
        self
    }

    /// Sets whether the server is a guest agent, which sends no greeting. Default: `false`.
    ///
    /// Connecting synchronizes with the agent: it discards what the agent sent to earlier
    /// clients, and waits until the agent runs. A command that timed out is followed by another
    /// synchronization. The commands are in the module `guest`, with the feature `guest`.
    ///
    /// The address is that of the socket which QEMU connects to the agent's serial port, or that
    /// of the agent itself (`qemu-ga -m unix-listen -p PATH`). An agent executes one command at a
    /// time. While a command runs that has timed out, the next one waits; if its own timeout
    /// passes, it was not sent.
    ///
    /// ```no_run
    /// use qmp_client::Client;
    /// use qmp_client::guest::commands::{GuestGetHostName, GuestShutdown};
    ///
    /// let agent = Client::builder().guest_agent(true).connect("unix:/run/vm/qga.sock")?;
    /// println!("{}", agent.execute(GuestGetHostName::new())?.host_name);
    /// // The agent replies to this command only if it fails.
    /// agent.send(GuestShutdown::new())?;
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    pub fn guest_agent(mut self, guest_agent: bool) -> Self {
        self.options.session = self.options.session.guest_agent(guest_agent);
        self
    }
}
