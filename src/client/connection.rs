//! A socket with a deadline on everything that is done to it.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use socket2::Socket;

use super::error::Fault;
use crate::protocol::{Frames, Malformed, Message, start_of};

/// How much is read at once.
const CHUNK: usize = 64 << 10;

/// The point in time at which to give up; computed once and good for every step
/// until then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    allowed: Option<Duration>,
    at: Option<Instant>,
}

impl Deadline {
    /// `None` is never; zero is to do what can be done without waiting.
    pub(super) fn after(allowed: Option<Duration>) -> Self {
        // A time too far off for the clock is never, too.
        Deadline {
            allowed,
            at: allowed.and_then(|allowed| Instant::now().checked_add(allowed)),
        }
    }

    /// The time that was allowed at first.
    pub(super) fn allowed(&self) -> Option<Duration> {
        self.allowed
    }

    /// The time that is left, `None` for any amount; an error when it is none.
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

/// A connected socket, what has come in on it and what has yet to go out.
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
    /// When the time is up in the middle of it, the rest stays here and goes out
    /// ahead of the next one: the stream would be of no use otherwise. When not
    /// even its first byte went out, it is dropped.
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

    /// The next message, read by one of the functions of [`Message`].
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

    /// Ends the connection in both directions.
    pub(super) fn shutdown(&self) -> io::Result<()> {
        match self.socket.shutdown(Shutdown::Both) {
            // The server was faster.
            Err(e) if e.kind() == ErrorKind::NotConnected => Ok(()),
            result => result,
        }
    }
}

/// Reads or writes once, waiting no longer than the deadline allows.
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
                // The clock decides, above, whether that was it.
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
