//! Executing a command with options.

use std::fmt;
use std::marker::PhantomData;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::executor::Executor;
use super::handle::Handle;
use crate::client::call::{Prepared, Sent};
use crate::client::error::Error;
use crate::interface::{NoReplyCommand, OutOfBandCommand};

/// A command with options, before it is sent: see
/// [`Client::call`](super::Client::call). `R` is the type of its reply.
#[must_use = "a command is executed by `execute` or `start`"]
pub struct Call<'c, C, R> {
    client: &'c Handle,
    prepared: Prepared,
    types: PhantomData<fn() -> (C, R)>,
}

impl<'c, C, R> Call<'c, C, R> {
    pub(super) fn new(client: &'c Handle, prepared: Prepared) -> Self {
        Call {
            client,
            prepared,
            types: PhantomData,
        }
    }

    /// Sets the timeout of this command; `None` waits forever. The default is that of the client.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.prepared.timeout = timeout.into();
        self
    }

    /// Passes a file descriptor with the command, for `getfd` and `add-fd`. It is closed in this
    /// process once it has been passed.
    ///
    /// Only Unix sockets can pass descriptors. One is passed at a time: the command waits for
    /// the reply to another one with a descriptor.
    pub fn descriptor(mut self, descriptor: impl Into<OwnedFd>) -> Self {
        self.prepared.descriptor = Some(descriptor.into());
        self
    }

    /// Executes the command out of band: the server executes it immediately, even while it
    /// executes another one.
    ///
    /// [`Capability::OutOfBand`](crate::Capability::OutOfBand) must be enabled when connecting.
    pub fn out_of_band(mut self) -> Self
    where
        C: OutOfBandCommand,
    {
        self.prepared.out_of_band();
        self
    }
}

impl<C, R: DeserializeOwned + Send> Call<'_, C, R> {
    /// Executes the command and waits for its reply.
    ///
    /// # Errors
    ///
    /// As [`Client::execute`](super::Client::execute).
    pub fn execute(self) -> Result<R, Error> {
        self.start()?.wait()
    }

    /// Sends the command, and returns without waiting for its reply.
    ///
    /// The request is sent as soon as the window of commands in flight allows it, which may be
    /// while another method waits.
    ///
    /// # Errors
    ///
    /// When the command cannot be serialized, and when the connection has ended.
    pub fn start(self) -> Result<PendingReply<R>, Error> {
        let sent = self.prepared.send(&self.client.link)?;
        Ok(PendingReply {
            sent,
            executor: Arc::clone(&self.client.executor),
        })
    }
}

impl<C: NoReplyCommand, R> Call<'_, C, R> {
    /// Sends a command that is not answered if it succeeds, and waits until it has been sent.
    ///
    /// # Errors
    ///
    /// As [`Client::send`](super::Client::send).
    pub fn send(mut self) -> Result<(), Error> {
        self.prepared.without_reply = true;
        let sent = self.prepared.send::<R>(&self.client.link)?;
        self.client.block_on(sent.until_sent())
    }
}

impl<C, R> fmt::Debug for Call<'_, C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.prepared.fmt(f)
    }
}

/// The future reply to a command that was sent: see [`Call::start`].
///
/// Dropping it abandons the command: if it has not been sent, it will not be; otherwise its
/// reply is discarded.
#[must_use = "dropping it abandons the command"]
pub struct PendingReply<R> {
    sent: Sent<R>,
    executor: Arc<Executor>,
}

impl<R: DeserializeOwned + Send> PendingReply<R> {
    /// Waits for the reply.
    ///
    /// # Errors
    ///
    /// As [`Client::execute`](super::Client::execute).
    pub fn wait(self) -> Result<R, Error> {
        let shared = Arc::clone(self.sent.link().shared());
        self.executor.block_on(&shared, self.sent.reply())
    }
}

impl<R> fmt::Debug for PendingReply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingReply").finish_non_exhaustive()
    }
}
