//! A socket with a deadline for every operation.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use socket2::Socket;

use super::error::Fault;
use crate::protocol::{Frames, Malformed, Message, start_of};

/// The size of the read buffer in bytes.
const CHUNK: usize = 64 << 10;

/// The time at which an operation of several steps times out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    allowed: Option<Duration>,
    at: Option<Instant>,
}

impl Deadline {
    /// A deadline after a timeout; `None` never expires, zero does not wait at all.
    pub(super) fn after(allowed: Option<Duration>) -> Self {
        // A time that the clock cannot represent never expires either.
        Deadline {
            allowed,
            at: allowed.and_then(|allowed| Instant::now().checked_add(allowed)),
        }
    }

    /// The timeout.
    pub(super) fn allowed(&self) -> Option<Duration> {
        self.allowed
    }

    /// The remaining time, `None` for no limit; an error if the deadline has passed.
    pub(super) fn left(&self) -> Result<Option<Duration>, Fault> {
        let left = self
            .at
            .map(|at| at.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            Err(Fault::Timeout)
        } else {
            Ok(left)
        }
    }

    fn is_now(&self) -> bool {
        self.allowed == Some(Duration::ZERO)
    }
}

/// A connected socket with its received and its unsent bytes.
pub(super) struct Connection {
    socket: Socket,
    chunk: Box<[u8]>,
    frames: Frames,
    unsent: Vec<u8>,
}

impl Connection {
    pub(super) fn new(socket: Socket, max_message_size: usize) -> Self {
        Connection {
            socket,
            chunk: vec![0; CHUNK].into_boxed_slice(),
            frames: Frames::new(max_message_size),
            unsent: Vec::new(),
        }
    }

    /// Sends a request.
    ///
    /// If the deadline passes in the middle, the rest is sent before the next request, as
    /// the stream would be unusable otherwise. If nothing was sent, the request is
    /// discarded.
    pub(super) fn send(&mut self, request: &[u8], deadline: Deadline) -> Result<(), Fault> {
        self.unsent.extend_from_slice(request);
        let result = self.flush(deadline);
        if let Some(before) = self.unsent.len().checked_sub(request.len()) {
            self.unsent.truncate(before);
        }
        result
    }

    fn flush(&mut self, deadline: Deadline) -> Result<(), Fault> {
        while !self.unsent.is_empty() {
            let unsent = &self.unsent;
            let sent = attempt(
                &self.socket,
                Socket::set_write_timeout,
                deadline,
                |mut socket| socket.write(unsent),
            )?;
            self.unsent.drain(..sent);
        }
        Ok(())
    }

    /// Receives the next message and parses it with a function of [`Message`].
    pub(super) fn receive<R>(
        &mut self,
        deadline: Deadline,
        read: fn(&[u8]) -> Result<Message<R>, Malformed>,
    ) -> Result<Message<R>, Fault> {
        loop {
            if let Some(message) = self.frames.read_next(read).map_err(Fault::Malformed)? {
                return Ok(message);
            }
            let chunk = &mut self.chunk;
            let read = attempt(
                &self.socket,
                Socket::set_read_timeout,
                deadline,
                |mut socket| socket.read(chunk),
            );
            match read {
                Ok(read) => self.frames.push(&self.chunk[..read]),
                Err(Fault::Closed { .. }) => {
                    let partial = self.frames.partial();
                    let unfinished = (!partial.is_empty()).then(|| start_of(partial));
                    return Err(Fault::Closed { unfinished });
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// Closes the connection in both directions.
    pub(super) fn shutdown(&self) -> io::Result<()> {
        match self.socket.shutdown(Shutdown::Both) {
            // The server closed it first.
            Err(e) if e.kind() == ErrorKind::NotConnected => Ok(()),
            result => result,
        }
    }
}

/// Reads or writes once, until the deadline.
fn attempt(
    socket: &Socket,
    set_timeout: fn(&Socket, Option<Duration>) -> io::Result<()>,
    deadline: Deadline,
    mut operation: impl FnMut(&Socket) -> io::Result<usize>,
) -> Result<usize, Fault> {
    loop {
        let result = if deadline.is_now() {
            without_waiting(socket, &mut operation)
        } else {
            let left = deadline.left()?;
            set_timeout(socket, left).and_then(|()| operation(socket))
        };
        match result {
            Ok(0) => return Err(Fault::Closed { unfinished: None }),
            Ok(bytes) => return Ok(bytes),
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut if deadline.is_now() => {
                    return Err(Fault::Timeout);
                }
                // The next iteration checks the deadline.
                ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                ErrorKind::BrokenPipe
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::NotConnected => return Err(Fault::Closed { unfinished: None }),
                _ => return Err(Fault::Io(error)),
            },
        }
    }
}

fn without_waiting(
    socket: &Socket,
    operation: &mut impl FnMut(&Socket) -> io::Result<usize>,
) -> io::Result<usize> {
    socket.set_nonblocking(true)?;
    let result = operation(socket);
    socket.set_nonblocking(false)?;
    result
}
