//! Connecting: the socket, the greeting and the negotiation of capabilities.

use std::fmt::Display;
use std::os::fd::OwnedFd;
use std::time::Instant;

use ::tokio::net::lookup_host;
use ::tokio::time::{sleep, timeout_at};
use socket2::SockAddr;

use super::client::Client;
use super::driver::Driver;
use super::events::Events;
use crate::client::address::Address;
use crate::client::dial::{self, Attempts, Deadline, Dialed, Targets};
use crate::client::error::Error;
use crate::client::events::{EventOptions, Stream};
use crate::client::link::Link;
use crate::client::options::Builder;
use crate::client::socket::{Socket, registered};
use crate::client::trace::Connection;
use crate::interface::EventSet;
use crate::protocol::session::Session;

impl Builder<Client> {
    /// Connects to a server, reads its greeting and negotiates capabilities. The I/O of the
    /// connection is performed by a task, which this spawns.
    ///
    /// The address is an [`Address`], a path, or text that is parsed as one.
    ///
    /// # Errors
    ///
    /// When the address cannot be parsed, when the server cannot be reached, when it does
    /// not answer in time or violates the protocol, and when it does not offer a capability
    /// to enable.
    ///
    /// # Panics
    ///
    /// Outside of a runtime of tokio that has I/O and time enabled.
    pub async fn connect<A>(&self, address: A) -> Result<Client, Error>
    where
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        let (client, driver) = self.connect_with_driver(address).await?;
        ::tokio::spawn(driver);
        Ok(client)
    }

    /// Connects like [`connect`](Self::connect), and returns the future that performs the I/O,
    /// which has to be polled or spawned.
    ///
    /// # Errors
    ///
    /// As `connect`.
    ///
    /// # Panics
    ///
    /// As `connect`.
    pub async fn connect_with_driver<A>(&self, address: A) -> Result<(Client, Driver), Error>
    where
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        let address = address.try_into().map_err(Into::into)?;
        let (client, driver, ()) = self.connect_to(&address, |_| ()).await?;
        Ok((client, driver))
    }

    /// Connects like [`connect`](Self::connect), and subscribes to the events of a set from the
    /// start: also to those that the server sends before the connection is established.
    ///
    /// # Errors
    ///
    /// As `connect`.
    ///
    /// # Panics
    ///
    /// As `connect`.
    pub async fn connect_with_events<S, A>(
        &self,
        address: A,
        options: EventOptions,
    ) -> Result<(Client, Events<S>), Error>
    where
        S: EventSet,
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        let address = address.try_into().map_err(Into::into)?;
        let subscribe = |link: &Link| Stream::new(link, &options);
        let (client, driver, stream) = self.connect_to(&address, subscribe).await?;
        ::tokio::spawn(driver);
        Ok((client, Events::new(stream)))
    }

    /// Uses a connected stream socket: one end of a pair of which a child process has the
    /// other, or a connection that was accepted from a server that dials.
    ///
    /// The descriptor is put in non-blocking mode. The connect timeout applies to the greeting
    /// and the negotiation.
    ///
    /// # Errors
    ///
    /// As [`connect`](Self::connect).
    ///
    /// # Panics
    ///
    /// As `connect`.
    pub async fn connect_stream(&self, stream: impl Into<OwnedFd>) -> Result<Client, Error> {
        self.connect_socket(stream.into(), &"a connected socket")
            .await
    }

    /// Uses a connected socket of a server with a name.
    pub(super) async fn connect_socket(
        &self,
        stream: OwnedFd,
        server: &(dyn Display + Sync),
    ) -> Result<Client, Error> {
        let socket = Socket::new(stream)
            .map_err(|error| Error::io(error).while_doing("using a connected socket"))?;
        let deadline = Deadline::after(self.options.connect_timeout);
        let (client, driver, ()) = self.establish(socket, server, deadline, |_| ()).await?;
        ::tokio::spawn(driver);
        Ok(client)
    }

    async fn connect_to<T>(
        &self,
        address: &Address,
        subscribe: impl Fn(&Link) -> T,
    ) -> Result<(Client, Driver, T), Error> {
        let deadline = Deadline::after(self.options.connect_timeout);
        let mut attempts = Attempts::new(self.options.wait_for_server, deadline);
        loop {
            let connected = match dial(address, &mut attempts).await {
                Ok(socket) => self.establish(socket, address, deadline, &subscribe).await,
                Err(error) => Err(error),
            };
            match connected {
                Ok(connected) => return Ok(connected),
                Err(error) => {
                    let error = error.while_doing(format!("connecting to {address}"));
                    sleep(attempts.next(error)?).await;
                }
            }
        }
    }

    /// Waits for the handshake.
    async fn establish<T>(
        &self,
        socket: Socket,
        server: &(dyn Display + Sync),
        deadline: Deadline,
        subscribe: impl FnOnce(&Link) -> T,
    ) -> Result<(Client, Driver, T), Error> {
        let options = self.options.session(deadline.left());
        let session = Session::new(options, Instant::now());
        let socket = socket
            .register()
            .map_err(|error| Error::io(error).while_doing("registering the socket"))?;
        let trace = Connection::new(server);
        let link = Link::new(socket, session, trace, self.options.recorder());
        let subscribed = subscribe(&link);
        let mut driver = Driver::new(link.shared());
        driver
            .run_until(link.ready())
            .await
            .map_err(|cause| Error::handshake(cause, deadline.allowed))?;
        let client = Client::new(link, self.options.command_timeout);
        Ok((client, driver, subscribed))
    }
}

/// Connects a socket, to the first address that can be reached.
async fn dial(address: &Address, attempts: &mut Attempts) -> Result<Socket, Error> {
    let failed = |error| Error::connect(address, None, error);
    let targets = match Targets::of(address).map_err(failed)? {
        Targets::Sockets(targets) => targets,
        Targets::Host { host, port } => {
            let found = lookup_host((host, port)).await;
            Targets::looked_up(found).map_err(failed)?
        }
    };
    let mut last = None;
    for (tried, target) in targets.iter().enumerate() {
        let share = (targets.len() - tried).try_into().unwrap_or(u32::MAX);
        match dial_one(address, target, attempts, share).await {
            Ok(Some(socket)) => return Ok(socket),
            Ok(None) => last = last.or(Some(attempts.deadline.error(address))),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| attempts.deadline.error(address)))
}

/// Connects a socket in its share of the remaining time; `None` if that passes.
async fn dial_one(
    address: &Address,
    target: &SockAddr,
    attempts: &mut Attempts,
    share: u32,
) -> Result<Option<Socket>, Error> {
    let failed = |error| Error::connect(address, None, error);
    let allowed = attempts.deadline.left().map(|left| left / share);
    let until = allowed.and_then(|allowed| Instant::now().checked_add(allowed));
    loop {
        let socket = match dial::start(target).map_err(failed)? {
            Dialed::Connected(socket) => socket,
            Dialed::InProgress(socket) => {
                let socket = registered(socket.into()).map_err(failed)?;
                let writable = socket.writable();
                let writable = match until {
                    Some(until) => timeout_at(until.into(), writable).await,
                    None => Ok(writable.await),
                };
                match writable {
                    Ok(writable) => writable.map_err(failed)?,
                    Err(_) => return Ok(None),
                }
                let socket = OwnedFd::from(socket.into_std().map_err(failed)?);
                dial::finish(socket.into()).map_err(failed)?
            }
            Dialed::Full => {
                sleep(attempts.next_in_queue(address)?).await;
                continue;
            }
        };
        return Socket::new(socket.into()).map(Some).map_err(failed);
    }
}
