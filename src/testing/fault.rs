//! Misbehaviour of a server.

use std::time::Duration;

/// A way in which a server misbehaves: in the reply to one command with
/// [`Expectation::fault`](super::Expectation::fault), or at a position of its output with
/// [`ServerBuilder::fault_at`](super::ServerBuilder::fault_at).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Sends nothing: no reply, or no output from a position on. The connection remains open.
    Silence,
    /// Sends the first half of the reply and closes the connection. At a position: closes it.
    HalfMessage,
    /// Sends these bytes instead of the reply, or at the position.
    Garbage(Vec<u8>),
    /// Adds a member of this many bytes to the reply. At a position: sends this many letters.
    LongLine(usize),
    /// Closes the connection instead of sending the reply, or at the position.
    Close,
    /// Sends the reply after this time. Later commands in band wait for it, as in QEMU; those
    /// out of band do not. At a position: delays the rest of the output.
    Late(Duration),
    /// Sends the reply after the next reply. A client sends several commands at a time only
    /// after it has enabled out-of-band execution. At a position: the same as `Silence`.
    AfterNext,
    /// Sends the reply without its id. At a position: no reply from there on has an id.
    NoId,
    /// Sends the greeting again before the reply, or at the position.
    GreetingAgain,
    /// From now on, reads this many bytes at most at a time, and waits between two reads.
    SlowReading {
        /// The number of bytes.
        bytes: usize,
        /// The time between two reads.
        pause: Duration,
    },
}
