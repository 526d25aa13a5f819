//! How a session is set up, and why it rejects a request.

use std::error::Error;
use std::fmt;
use std::time::{Duration, Instant};

use super::failure::Disconnected;
use crate::protocol::{Capability, Frames};

/// The options of a session.
#[derive(Debug, Clone)]
pub struct SessionOptions {
    pub(super) guest_agent: bool,
    pub(super) enable: Vec<Capability>,
    pub(super) max_message_size: usize,
    pub(super) handshake_timeout: Option<Duration>,
}

impl Default for SessionOptions {
    fn default() -> Self {
        SessionOptions::new()
    }
}

impl SessionOptions {
    /// Returns the defaults: a QMP server, no capabilities, no timeout, and messages of at most
    /// [`Frames::DEFAULT_LIMIT`].
    pub fn new() -> Self {
        SessionOptions {
            guest_agent: false,
            enable: Vec::new(),
            max_message_size: Frames::DEFAULT_LIMIT,
            handshake_timeout: None,
        }
    }

    /// Sets whether the server is a guest agent, which sends no greeting. Its stream is
    /// synchronized with `guest-sync-delimited`, and again after a command whose reply was lost
    /// or is not waited for.
    pub fn guest_agent(mut self, guest_agent: bool) -> Self {
        self.guest_agent = guest_agent;
        self
    }

    /// Enables a capability. The session ends if the server does not offer it.
    pub fn enable(mut self, capability: Capability) -> Self {
        if !self.enable.contains(&capability) {
            self.enable.push(capability);
        }
        self
    }

    /// Sets the maximum size of a message from the server, in bytes.
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// Sets the timeout of the handshake, from the start of the session.
    pub fn handshake_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.handshake_timeout = timeout.into();
        self
    }

    /// The deadline of the handshake. A time that the clock cannot represent never comes.
    pub(super) fn deadline(&self, now: Instant) -> Option<Instant> {
        self.handshake_timeout
            .and_then(|timeout| now.checked_add(timeout))
    }
}

/// Why a session rejects a request.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum SendError {
    /// The session has ended.
    Ended(Disconnected),
    /// The request is to be executed out of band, which was not enabled.
    OutOfBandNotEnabled,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Ended(cause) => cause.fmt(f),
            SendError::OutOfBandNotEnabled => {
                f.write_str("out-of-band execution was not enabled when the session was started")
            }
        }
    }
}

impl Error for SendError {}
