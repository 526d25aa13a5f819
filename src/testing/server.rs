//! The server.

use std::fmt;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::builder::{ServerBuilder, StartError};
use super::call::{Call, Received};
use super::connection::Connection;
use super::expectation::{Expectation, typed, untyped, with_json};
use super::listener::Listener;
use super::state::{Options, State, lock};
use super::unverified::Unverified;
use crate::client::{Address, Builder, Error, blocking};
use crate::interface::{Command, Event};
use crate::protocol::CommandError;

/// A QMP server for tests, in this process: see the [module](super).
///
/// When it is dropped, its connections are closed and its threads end.
pub struct Server {
    state: Arc<State>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    listener: Mutex<Option<Listener>>,
}

impl ServerBuilder {
    /// Starts the server.
    ///
    /// # Errors
    ///
    /// If the documents cannot be read or have errors, and if the recording cannot be parsed.
    pub fn start(self) -> Result<Server, StartError> {
        self.options().map(Server::with_options)
    }
}

impl Default for Server {
    fn default() -> Self {
        Server::new()
    }
}

impl Server {
    /// Starts a server of the newest version that the built-in documents describe.
    pub fn new() -> Self {
        Server::with_options(Server::builder().builtin_options())
    }

    /// Returns the options of a server.
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }

    fn with_options(options: Options) -> Self {
        Server {
            state: Arc::new(State::new(options)),
            threads: Mutex::default(),
            listener: Mutex::default(),
        }
    }

    /// Expects a command, and replies with what the function returns.
    ///
    /// The request and the reply are checked against the documents. A panic of the function is
    /// reported by [`verify`](Self::verify).
    ///
    /// ```
    /// use qmp_client::{Empty, testing::Server};
    /// use qmp_client::qemu::commands::BlockResize;
    ///
    /// let server = Server::new();
    /// server.on::<BlockResize>(|command| {
    ///     assert_eq!(command.size, 1 << 30);
    ///     Ok(Empty)
    /// });
    /// server.client()?.execute(BlockResize::new(1 << 30).node_name("disk"))?;
    /// server.verify().expect("one call");
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    pub fn on<C>(
        &self,
        handler: impl FnMut(C) -> Result<C::Reply, CommandError> + Send + 'static,
    ) -> Expectation
    where
        C: Command + DeserializeOwned,
        C::Reply: Serialize,
    {
        Expectation::new(&self.state, C::NAME, typed(handler))
    }

    /// Expects a command like [`on`](Self::on), with the reply as JSON. `null` is the reply of a
    /// command that returns nothing.
    pub fn on_json<C>(
        &self,
        handler: impl FnMut(C) -> Result<Value, CommandError> + Send + 'static,
    ) -> Expectation
    where
        C: Command + DeserializeOwned,
    {
        Expectation::new(&self.state, C::NAME, with_json(handler))
    }

    /// Expects a command by its name, with its arguments and its reply as JSON.
    pub fn on_name(
        &self,
        command: &str,
        mut handler: impl FnMut(Value) -> Result<Value, CommandError> + Send + 'static,
    ) -> Expectation {
        self.on_call(command, move |call| handler(call.arguments.clone()))
    }

    /// Expects a command by its name. The function gets everything that came with it, such as
    /// file descriptors.
    pub fn on_call(
        &self,
        command: &str,
        handler: impl FnMut(&mut Call) -> Result<Value, CommandError> + Send + 'static,
    ) -> Expectation {
        Expectation::new(&self.state, command, untyped(handler))
    }

    /// Sends an event to every client that has negotiated.
    pub fn emit<E: Event + Serialize>(&self, event: &E) {
        match serde_json::to_value(event) {
            Ok(data) => self.emit_name(E::NAME, data),
            Err(error) => {
                let name = E::NAME;
                self.state.problem(format!("the event {name}: {error}"));
            }
        }
    }

    /// Sends an event by its name to every client that has negotiated. `data` is an object, or
    /// `null` for an event without data.
    pub fn emit_name(&self, event: &str, data: Value) {
        let event = self.state.event(event, &data);
        self.state.broadcast(&event, None);
    }

    /// Returns one end of a new connection, for
    /// [`connect_stream`](crate::Builder::connect_stream).
    ///
    /// # Errors
    ///
    /// If the system has no further sockets or threads.
    pub fn stream(&self) -> io::Result<OwnedFd> {
        let (ours, theirs) = UnixStream::pair()?;
        let connection = Connection::new(&self.state, ours)?;
        let thread = thread::Builder::new().name("qmp-test-server".to_owned());
        let thread = thread.spawn(|| connection.run())?;
        let mut threads = lock(&self.threads);
        // Those that have ended need not be kept.
        threads.retain(|thread| !thread.is_finished());
        threads.push(thread);
        Ok(theirs.into())
    }

    /// Connects a blocking client, with the default options.
    ///
    /// # Errors
    ///
    /// As [`connect_stream`](crate::Builder::connect_stream).
    pub fn client(&self) -> Result<blocking::Client, Error> {
        Builder::<blocking::Client>::new().connect_stream(self.stream().map_err(Error::io)?)
    }

    /// Connects a tokio client, with the default options.
    ///
    /// # Errors
    ///
    /// As [`connect_stream`](crate::Builder::connect_stream).
    #[cfg(feature = "tokio")]
    pub async fn tokio_client(&self) -> Result<crate::tokio::Client, Error> {
        let stream = self.stream().map_err(Error::io)?;
        let builder = Builder::<crate::tokio::Client>::new();
        builder.connect_stream(stream).await
    }

    /// Returns the address of a Unix socket on which the server accepts connections, in a new
    /// folder of the folder for temporary files.
    ///
    /// # Errors
    ///
    /// If the socket cannot be created.
    pub fn address(&self) -> io::Result<Address> {
        let mut listener = lock(&self.listener);
        let listener = match &mut *listener {
            Some(listener) => listener,
            none => none.insert(Listener::new(self.state.clone())?),
        };
        Ok(Address::unix(listener.path()))
    }

    /// Returns the requests that the server received after the negotiation, in order.
    pub fn received(&self) -> Vec<Received> {
        self.state.received()
    }

    /// Returns the file descriptors that were received and not taken by a handler.
    pub fn take_descriptors(&self) -> Vec<OwnedFd> {
        self.state.take_descriptors()
    }

    /// Checks that every expected call was made, and that nothing unexpected happened: invalid
    /// requests, unexpected calls, replies and events that do not match the documents, and
    /// panics of handlers.
    ///
    /// # Errors
    ///
    /// All problems.
    pub fn verify(&self) -> Result<(), Unverified> {
        self.state.verify()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.stop();
        drop(lock(&self.listener).take());
        for thread in lock(&self.threads).drain(..) {
            // Handlers cannot panic the thread.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = self.state.options.documents.version();
        f.debug_struct("Server")
            .field("version", &version.to_string())
            .finish_non_exhaustive()
    }
}
