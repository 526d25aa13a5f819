//! Connecting: the socket, the greeting and the negotiation of capabilities.

use std::fmt::Display;
use std::io;
use std::net::ToSocketAddrs;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use socket2::SockAddr;

use super::client::Client;
use super::events::Events;
use super::executor::{Executor, timespec};
use super::handle::Handle;
use crate::client::address::Address;
use crate::client::dial::{self, Attempts, Deadline, Dialed, Targets};
use crate::client::error::Error;
use crate::client::events::{EventOptions, Stream};
use crate::client::link::Link;
use crate::client::options::Builder;
use crate::client::socket::Socket;
use crate::client::trace::Connection;
use crate::interface::EventSet;
use crate::protocol::session::Session;

impl Builder<Client> {
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
        let address = address.try_into().map_err(Into::into)?;
        self.connect_to(&address, |_| ()).map(|(client, ())| client)
    }

    /// Connects like [`connect`](Self::connect), and subscribes to the events of a set from the
    /// start: also to those that the server sends before the connection is established.
    ///
    /// # Errors
    ///
    /// As `connect`.
    pub fn connect_with_events<S, A>(
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
        let (client, stream) = self.connect_to(&address, subscribe)?;
        let events = Events::new(stream, client.handle());
        Ok((client, events))
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
    pub fn connect_stream(&self, stream: impl Into<OwnedFd>) -> Result<Client, Error> {
        self.connect_socket(stream.into(), &"a connected socket")
    }

    /// Uses a connected socket of a server with a name.
    pub(super) fn connect_socket(
        &self,
        stream: OwnedFd,
        server: &(dyn Display + Sync),
    ) -> Result<Client, Error> {
        let socket = Socket::new(stream)
            .map_err(|error| Error::io(error).while_doing("using a connected socket"))?;
        let deadline = Deadline::after(self.options.connect_timeout);
        let (client, ()) = self.establish(socket, server, deadline, |_| ())?;
        Ok(client)
    }

    fn connect_to<T>(
        &self,
        address: &Address,
        subscribe: impl Fn(&Link) -> T,
    ) -> Result<(Client, T), Error> {
        let deadline = Deadline::after(self.options.connect_timeout);
        let mut attempts = Attempts::new(self.options.wait_for_server, deadline);
        loop {
            let connected = dial(address, &mut attempts)
                .and_then(|socket| self.establish(socket, address, deadline, &subscribe));
            match connected {
                Ok(connected) => return Ok(connected),
                Err(error) => {
                    let error = error.while_doing(format!("connecting to {address}"));
                    sleep(attempts.next(error)?);
                }
            }
        }
    }

    /// Waits for the handshake.
    fn establish<T>(
        &self,
        socket: Socket,
        server: &(dyn Display + Sync),
        deadline: Deadline,
        subscribe: impl FnOnce(&Link) -> T,
    ) -> Result<(Client, T), Error> {
        let options = self.options.session(deadline.left());
        let session = Session::new(options, Instant::now());
        let trace = Connection::new(server);
        let link = Link::new(socket, session, trace, self.options.recorder());
        let subscribed = subscribe(&link);
        let executor = Arc::new(Executor::default());
        executor
            .block_on(link.shared(), link.ready())
            .map_err(|cause| Error::handshake(cause, deadline.allowed))?;
        let client = Client::new(Handle {
            link,
            executor,
            command_timeout: self.options.command_timeout,
        });
        Ok((client, subscribed))
    }
}

/// Connects a socket, to the first address that can be reached.
fn dial(address: &Address, attempts: &mut Attempts) -> Result<Socket, Error> {
    let failed = |error| Error::connect(address, None, error);
    let targets = match Targets::of(address).map_err(failed)? {
        Targets::Sockets(targets) => targets,
        Targets::Host { host, port } => {
            let found = (host.as_str(), port).to_socket_addrs();
            Targets::looked_up(found).map_err(failed)?
        }
    };
    let mut last = None;
    for (tried, target) in targets.iter().enumerate() {
        let share = (targets.len() - tried).try_into().unwrap_or(u32::MAX);
        match dial_one(address, target, attempts, share) {
            Ok(Some(socket)) => return Ok(socket),
            Ok(None) => last = last.or(Some(attempts.deadline.error(address))),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| attempts.deadline.error(address)))
}

/// Connects a socket in its share of the remaining time; `None` if that passes.
fn dial_one(
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
                if !writable(&socket, until).map_err(failed)? {
                    return Ok(None);
                }
                dial::finish(socket).map_err(failed)?
            }
            Dialed::Full => {
                sleep(attempts.next_in_queue(address)?);
                continue;
            }
        };
        return Socket::new(socket.into()).map(Some).map_err(failed);
    }
}

/// Waits until a socket can be written to; returns `false` after a time.
fn writable(socket: &socket2::Socket, until: Option<Instant>) -> io::Result<bool> {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let time = left.map(timespec);
        let mut descriptors = [PollFd::new(socket, PollFlags::OUT)];
        match poll(&mut descriptors, time.as_ref()) {
            Ok(0) if left == Some(Duration::ZERO) => return Ok(false),
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
    }
}
