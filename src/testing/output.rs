//! The output of a connection: a buffer, with the faults at positions of it.

use std::io::{self, Write};
use std::mem;
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::fault::Fault;

/// The output of a connection, which other threads may add events to.
#[derive(Debug)]
pub(super) struct Output {
    buffer: Mutex<Buffer>,
    waker: UnixStream,
}

/// Output that has not been sent, and what becomes of further output.
#[derive(Debug)]
pub(super) struct Buffer {
    pub(super) bytes: Vec<u8>,
    /// The number of bytes that were added, without those of faults.
    added: usize,
    /// The faults to come, with their positions, the first one last.
    faults: Vec<(usize, Fault)>,
    /// The greeting, for [`Fault::GreetingAgain`].
    greeting: Vec<u8>,
    /// Whether further output is discarded.
    silent: bool,
    /// Whether the connection closes when everything has been sent.
    pub(super) close: bool,
    /// Whether the client has completed the negotiation.
    pub(super) is_ready: bool,
    /// Whether replies have no ids.
    pub(super) without_ids: bool,
    /// Output that is delayed, with the time of each part.
    delayed: Vec<(Instant, Vec<u8>)>,
    delay: Duration,
    /// The number of bytes to read at a time and the pause between, for slow reading.
    pub(super) pace: Option<(usize, Duration)>,
}

impl Output {
    /// Creates an output, and the stream that is readable when there is new output.
    pub(super) fn new(
        faults: &[(usize, Fault)],
        greeting: Vec<u8>,
    ) -> io::Result<(Self, UnixStream)> {
        let (waker, woken) = UnixStream::pair()?;
        waker.set_nonblocking(true)?;
        woken.set_nonblocking(true)?;
        let mut faults = faults.to_vec();
        faults.sort_by_key(|(position, _)| *position);
        faults.reverse();
        let buffer = Buffer {
            bytes: Vec::new(),
            added: 0,
            faults,
            greeting,
            silent: false,
            close: false,
            is_ready: false,
            without_ids: false,
            delayed: Vec::new(),
            delay: Duration::ZERO,
            pace: None,
        };
        let buffer = Mutex::new(buffer);
        Ok((Output { buffer, waker }, woken))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Buffer> {
        self.buffer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the thread of the connection.
    pub(super) fn wake(&self) {
        // A full buffer is readable as well.
        let _ = (&self.waker).write(&[0]);
    }
}

impl Buffer {
    /// Adds bytes, and performs the faults at their positions.
    pub(super) fn add(&mut self, mut bytes: &[u8]) {
        while let Some((position, _)) = self.faults.last() {
            let before = position.saturating_sub(self.added);
            if before > bytes.len() {
                break;
            }
            let (first, rest) = bytes.split_at(before);
            self.append(first);
            bytes = rest;
            if let Some((_, fault)) = self.faults.pop() {
                self.perform(fault);
            }
        }
        self.append(bytes);
    }

    fn append(&mut self, bytes: &[u8]) {
        self.added += bytes.len();
        self.insert(bytes);
    }

    /// Adds bytes that do not count.
    pub(super) fn insert(&mut self, bytes: &[u8]) {
        if self.silent || self.close || bytes.is_empty() {
            return;
        }
        if self.delay.is_zero() {
            self.bytes.extend_from_slice(bytes);
        } else {
            let at = Instant::now() + self.delay;
            self.delayed.push((at, bytes.to_vec()));
        }
    }

    /// Performs a fault at the current position.
    pub(super) fn perform(&mut self, fault: Fault) {
        match fault {
            Fault::Silence | Fault::AfterNext => self.silent = true,
            Fault::Close | Fault::HalfMessage => self.close = true,
            Fault::Garbage(bytes) => self.insert(&bytes),
            Fault::LongLine(size) => self.insert(&vec![b'x'; size]),
            Fault::Late(delay) => self.delay = delay,
            Fault::NoId => self.without_ids = true,
            Fault::GreetingAgain => {
                let greeting = mem::take(&mut self.greeting);
                self.insert(&greeting);
                self.greeting = greeting;
            }
            Fault::SlowReading { bytes, pause } => self.pace = Some((bytes.max(1), pause)),
        }
    }

    /// Moves delayed output whose time has come to what is sent. Returns the time of the next.
    pub(super) fn release(&mut self, now: Instant) -> Option<Instant> {
        while let Some((at, _)) = self.delayed.first() {
            if *at > now {
                return Some(*at);
            }
            let (_, bytes) = self.delayed.remove(0);
            self.bytes.extend_from_slice(&bytes);
        }
        None
    }

    /// Whether everything was sent and the connection is to be closed.
    pub(super) fn is_finished(&self) -> bool {
        self.close && self.bytes.is_empty() && self.delayed.is_empty()
    }
}
