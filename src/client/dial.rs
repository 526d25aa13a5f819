//! Opens the socket to a server.

use std::io::{self, ErrorKind};
use std::net::ToSocketAddrs;
use std::thread::sleep;
use std::time::Duration;

use socket2::{Domain, Protocol, SockAddr, Socket, Type};

use super::connection::Deadline;
use super::error::Fault;
use super::{Address, Error};

/// The first and the longest pause between attempts to connect.
const PAUSES: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(100));

/// Connects a socket; if `wait` is set, retries until the server listens.
pub(super) fn dial(address: &Address, wait: bool, deadline: Deadline) -> Result<Socket, Error> {
    let (mut pause, longest) = PAUSES;
    loop {
        let source = match once(address, deadline) {
            Ok(socket) => return Ok(socket),
            Err(Fault::Io(source)) => source,
            Err(fault) => {
                let doing = format!("connecting to {address}");
                return Err(fault.while_doing(doing, deadline.allowed()));
            }
        };
        let absent = matches!(
            source.kind(),
            ErrorKind::NotFound | ErrorKind::ConnectionRefused
        );
        let wait = wait && absent;
        if wait && let Ok(left) = deadline.left() {
            sleep(left.map_or(pause, |left| pause.min(left)));
            pause = longest.min(pause * 2);
        }
        if !wait || deadline.left().is_err() {
            let waited = deadline.allowed().filter(|_| wait);
            return Err(Error::Connect {
                address: address.clone(),
                waited,
                source,
            });
        }
    }
}

fn once(address: &Address, deadline: Deadline) -> Result<Socket, Fault> {
    match address {
        Address::Unix(path) => unix(&SockAddr::unix(path).map_err(Fault::Io)?, deadline),
        Address::Tcp { host, port } => tcp(host, *port, deadline),
    }
}

fn unix(path: &SockAddr, deadline: Deadline) -> Result<Socket, Fault> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None).map_err(Fault::Io)?;
    loop {
        // `connect_timeout` would fail immediately on a Unix socket whose other clients
        // wait to be accepted, as they do while QEMU serves one of them. The write timeout
        // applies to `connect` as well.
        let left = deadline.left()?;
        match socket
            .set_write_timeout(left)
            .and_then(|()| socket.connect(path))
        {
            Ok(()) => return Ok(socket),
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(e) => return Err(Fault::Io(e)),
        }
    }
}

/// Tries each address of the host in turn, dividing the remaining time among them.
fn tcp(host: &str, port: u16, deadline: Deadline) -> Result<Socket, Fault> {
    let addresses: Vec<_> = (host, port).to_socket_addrs().map_err(Fault::Io)?.collect();
    let mut last = io::Error::new(ErrorKind::AddrNotAvailable, "the host has no address");
    for (tried, address) in addresses.iter().enumerate() {
        let share = (addresses.len() - tried).try_into().unwrap_or(u32::MAX);
        let allowed = deadline.left()?.map(|left| left / share);
        let connect = || {
            let domain = Domain::for_address(*address);
            let socket = Socket::new(domain, Type::STREAM, Some(Protocol::TCP))?;
            match allowed {
                Some(allowed) => socket.connect_timeout(&(*address).into(), allowed)?,
                None => socket.connect(&(*address).into())?,
            }
            // Requests are small and wait for their replies.
            socket.set_tcp_nodelay(true)?;
            Ok(socket)
        };
        match connect() {
            Ok(socket) => return Ok(socket),
            Err(e) => last = e,
        }
    }
    Err(if last.kind() == ErrorKind::TimedOut {
        Fault::Timeout
    } else {
        Fault::Io(last)
    })
}
