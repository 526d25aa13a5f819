//! Opens the socket to a server.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, SockAddr, Socket, Type};

use super::address::Address;
use super::error::Error;

/// The first and the longest pause between two attempts to connect.
const PAUSES: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(100));

/// The time at which an operation of several steps times out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    pub(super) allowed: Option<Duration>,
    pub(super) at: Option<Instant>,
}

impl Deadline {
    /// A deadline after a timeout; `None` never expires.
    pub(super) fn after(allowed: Option<Duration>) -> Self {
        // A time that the clock cannot represent never expires either.
        let at = allowed.and_then(|allowed| Instant::now().checked_add(allowed));
        Deadline { allowed, at }
    }

    /// The remaining time; `None` for no limit.
    pub(super) fn left(&self) -> Option<Duration> {
        self.at
            .map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// The error of an operation that took too long.
    pub(super) fn error(&self, address: &Address) -> Error {
        Error::timed_out(self.allowed.unwrap_or(Duration::MAX), false)
            .while_doing(format!("connecting to {address}"))
    }
}

/// Attempts to reach a server, with pauses that grow.
#[derive(Debug)]
pub(super) struct Attempts {
    wait_for_server: bool,
    pub(super) deadline: Deadline,
    pause: Duration,
}

impl Attempts {
    pub(super) fn new(wait_for_server: bool, deadline: Deadline) -> Self {
        Attempts {
            wait_for_server,
            deadline,
            pause: PAUSES.0,
        }
    }

    /// Returns the pause before the next attempt after one that failed.
    ///
    /// # Errors
    ///
    /// When there is no next attempt, the error of the last one.
    pub(super) fn next(&mut self, error: Error) -> Result<Duration, Error> {
        if !self.wait_for_server || !error.is_absence() {
            return Err(error);
        }
        match self.deadline.left() {
            Some(left) if left.is_zero() => {
                Err(error.after_waiting(self.deadline.allowed.unwrap_or_default()))
            }
            left => Ok(self.pause(left)),
        }
    }

    /// Returns the pause before the same socket is tried again, whose other clients wait to be
    /// accepted.
    pub(super) fn next_in_queue(&mut self, address: &Address) -> Result<Duration, Error> {
        match self.deadline.left() {
            Some(left) if left.is_zero() => Err(self.deadline.error(address)),
            left => Ok(self.pause(left)),
        }
    }

    fn pause(&mut self, left: Option<Duration>) -> Duration {
        let pause = self.pause;
        self.pause = PAUSES.1.min(pause * 2);
        left.map_or(pause, |left| pause.min(left))
    }
}

/// The first step of connecting a socket.
#[derive(Debug)]
pub(super) enum Dialed {
    Connected(Socket),
    /// The socket becomes writable when it is connected, or has failed.
    InProgress(Socket),
    /// Too many other clients wait to be accepted.
    Full,
}

/// Starts to connect a socket, without waiting.
pub(super) fn start(address: &SockAddr) -> io::Result<Dialed> {
    let domain = Domain::from(i32::from(address.family()));
    let ip = domain == Domain::IPV4 || domain == Domain::IPV6;
    let protocol = ip.then_some(Protocol::TCP);
    let socket = Socket::new(domain, Type::STREAM, protocol)?;
    socket.set_nonblocking(true)?;
    if ip {
        // Requests are small and wait for their replies.
        socket.set_tcp_nodelay(true)?;
    }
    match socket.connect(address) {
        Ok(()) => Ok(Dialed::Connected(socket)),
        Err(error) if error.kind() == ErrorKind::WouldBlock && !ip => Ok(Dialed::Full),
        Err(error) if is_in_progress(&error) => Ok(Dialed::InProgress(socket)),
        Err(error) => Err(error),
    }
}

fn is_in_progress(error: &io::Error) -> bool {
    let errno = rustix::io::Errno::from_io_error(error);
    matches!(
        errno,
        Some(rustix::io::Errno::INPROGRESS | rustix::io::Errno::INTR)
    )
}

/// Returns the result of a connection that was in progress.
pub(super) fn finish(socket: Socket) -> io::Result<Socket> {
    match socket.take_error()? {
        None => Ok(socket),
        Some(error) => Err(error),
    }
}

/// The addresses of a server, of which the first that can be reached is used.
pub(super) enum Targets {
    Sockets(Vec<SockAddr>),
    /// The addresses of this name have to be looked up.
    Host {
        host: String,
        port: u16,
    },
}

impl Targets {
    pub(super) fn of(address: &Address) -> io::Result<Targets> {
        Ok(match address {
            Address::Unix(path) => Targets::Sockets(vec![SockAddr::unix(path)?]),
            Address::Tcp { host, port } => Targets::Host {
                host: host.clone(),
                port: *port,
            },
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Address::Abstract(name) => {
                let mut path = vec![0];
                path.extend_from_slice(name.as_bytes());
                let path: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(&path);
                Targets::Sockets(vec![SockAddr::unix(path)?])
            }
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Address::Vsock { cid, port } => Targets::Sockets(vec![SockAddr::vsock(*cid, *port)]),
            #[cfg(not(any(target_os = "linux", target_os = "android")))]
            Address::Abstract(_) | Address::Vsock { .. } => {
                return Err(io::Error::new(
                    ErrorKind::Unsupported,
                    "this system has no such sockets",
                ));
            }
        })
    }

    /// The addresses of a host that was looked up.
    pub(super) fn looked_up(
        found: io::Result<impl Iterator<Item = SocketAddr>>,
    ) -> io::Result<Vec<SockAddr>> {
        let found: Vec<_> = found?.map(SockAddr::from).collect();
        if found.is_empty() {
            let text = "the host has no address";
            return Err(io::Error::new(ErrorKind::AddrNotAvailable, text));
        }
        Ok(found)
    }
}
