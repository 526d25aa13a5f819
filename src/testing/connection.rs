//! The thread of a connection: I/O for a dialogue.

use std::io::{self, ErrorKind, Read};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::dialogue::Dialogue;
use super::output::Output;
use super::state::State;
use super::transport::{receive, transmit};
use super::{message, state};
use crate::protocol::Frames;

/// The most bytes in one read.
const READ: usize = 1 << 16;

/// A connection to a client.
pub(super) struct Connection {
    state: Arc<State>,
    socket: UnixStream,
    output: Arc<Output>,
    /// Readable when another thread has added output.
    woken: UnixStream,
    greeting: Vec<u8>,
}

impl Connection {
    /// Prepares a connection, so that events are sent to it.
    pub(super) fn new(state: &Arc<State>, socket: UnixStream) -> io::Result<Connection> {
        socket.set_nonblocking(true)?;
        let options: &state::Options = &state.options;
        let greeting = if options.is_guest_agent {
            Vec::new()
        } else {
            let version = options.documents.version();
            message::greeting(version, &options.package, &options.capabilities)
        };
        let (output, woken) = Output::new(&options.faults, greeting.clone())?;
        let output = Arc::new(output);
        state.add_output(output.clone());
        Ok(Connection {
            state: state.clone(),
            socket,
            output,
            woken,
            greeting,
        })
    }

    /// Serves the client until one side closes the connection.
    pub(super) fn run(self) {
        // An error of the socket ends the connection, as in any server.
        let _ = self.serve();
        let _ = self.socket.shutdown(Shutdown::Both);
        self.state.remove_output(&self.output);
    }

    fn serve(&self) -> io::Result<()> {
        let (state, output) = (self.state.clone(), self.output.clone());
        let mut dialogue = Dialogue::new(state, output, &self.greeting);
        let mut frames = Frames::new(Frames::DEFAULT_LIMIT);
        let mut descriptors: Vec<OwnedFd> = Vec::new();
        let mut space = vec![0; READ];
        let mut read_after = None;
        while !self.state.is_stopping() {
            let now = Instant::now();
            let next = dialogue.advance(now);
            let has_output = {
                let mut buffer = self.output.lock();
                let released = buffer.release(now);
                let sent = self.send(&buffer.bytes)?;
                buffer.bytes.drain(..sent);
                if buffer.is_finished() {
                    return Ok(());
                }
                read_after = read_after.filter(|at| *at > now);
                (!buffer.bytes.is_empty(), released)
            };
            let (has_output, released) = has_output;
            let deadline = [next, released, read_after].into_iter().flatten().min();
            let may_read = read_after.is_none();
            if !self.wait(deadline, may_read, has_output)? {
                continue;
            }
            let pace = self.output.lock().pace;
            let most = pace.map_or(READ, |(bytes, _)| bytes.min(READ));
            let received = match receive(&self.socket, &mut space[..most], &mut descriptors) {
                Ok(0) => return Ok(()),
                Ok(received) => received,
                Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
                Err(error) => return Err(error),
            };
            read_after = pace.and_then(|(_, pause)| Instant::now().checked_add(pause));
            frames.push(&space[..received]);
            loop {
                match frames.next_frame() {
                    Ok(Some(frame)) => dialogue.receive(frame, &mut descriptors),
                    Ok(None) => break,
                    Err(malformed) => {
                        self.state.problem(format!("from the client: {malformed}"));
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// Sends as much as the socket accepts.
    fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut sent = 0;
        while sent < bytes.len() {
            match transmit(&self.socket, &bytes[sent..]) {
                Ok(count) => sent += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(sent)
    }

    /// Waits until there is something to do; returns whether the socket is readable.
    fn wait(
        &self,
        deadline: Option<Instant>,
        may_read: bool,
        has_output: bool,
    ) -> io::Result<bool> {
        let mut flags = PollFlags::empty();
        flags.set(PollFlags::IN, may_read);
        flags.set(PollFlags::OUT, has_output);
        let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
        let time = left.map(timespec);
        let mut descriptors = [
            PollFd::new(&self.woken, PollFlags::IN),
            PollFd::new(&self.socket, flags),
        ];
        // A socket that is neither read nor written would be ready at once if it is closed.
        let polled = if flags.is_empty() { 1 } else { 2 };
        match poll(&mut descriptors[..polled], time.as_ref()) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        if !descriptors[0].revents().is_empty() {
            // Its contents do not matter.
            let _ = (&self.woken).read(&mut [0; 64]);
        }
        let readable = PollFlags::IN | PollFlags::HUP | PollFlags::ERR;
        Ok(polled == 2 && may_read && descriptors[1].revents().intersects(readable))
    }
}

/// Rounded up to whole milliseconds, so that a deadline has passed afterwards.
fn timespec(time: Duration) -> Timespec {
    let milliseconds = time.as_millis().saturating_add(1);
    let milliseconds = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    Timespec {
        tv_sec: milliseconds / 1000,
        tv_nsec: milliseconds % 1000 * 1_000_000,
    }
}
