//! Executing a command with options.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::os::fd::OwnedFd;
use std::pin::Pin;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::client::call::{Prepared, Sent};
use crate::client::error::Error;
use crate::client::link::Link;
use crate::interface::{NoReplyCommand, OutOfBandCommand};

/// A command with options, before it is sent: see
/// [`Client::call`](super::Client::call). `R` is the type of its reply.
#[must_use = "a command is executed by `await` or `start`"]
pub struct Call<'c, C, R> {
    link: &'c Link,
    prepared: Prepared,
    types: PhantomData<fn() -> (C, R)>,
}

impl<'c, C, R> Call<'c, C, R> {
    pub(super) fn new(link: &'c Link, prepared: Prepared) -> Self {
        Call {
            link,
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
    /// Executes the command and waits for its reply, as `await` on the call itself does.
    ///
    /// # Errors
    ///
    /// As [`Client::execute`](super::Client::execute).
    pub async fn execute(self) -> Result<R, Error> {
        self.start()?.wait().await
    }

    /// Sends the command, and returns without waiting for its reply.
    ///
    /// The request is sent as soon as the window of commands in flight allows it.
    ///
    /// # Errors
    ///
    /// When the command cannot be serialized, and when the connection has ended.
    pub fn start(self) -> Result<PendingReply<R>, Error> {
        let sent = self.prepared.send(self.link)?;
        Ok(PendingReply { sent })
    }
}

impl<'c, C: 'c, R: DeserializeOwned + Send + 'c> IntoFuture for Call<'c, C, R> {
    type Output = Result<R, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.execute())
    }
}

impl<C: NoReplyCommand, R> Call<'_, C, R> {
    /// Sends a command that is not answered if it succeeds, and waits until it has been sent.
    ///
    /// # Errors
    ///
    /// As [`Client::send`](super::Client::send).
    pub async fn send(mut self) -> Result<(), Error> {
        self.prepared.without_reply = true;
        let sent = self.prepared.send::<R>(self.link)?;
        sent.until_sent().await
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
}

impl<R: DeserializeOwned + Send> PendingReply<R> {
    /// Waits for the reply.
    ///
    /// # Errors
    ///
    /// As [`Client::execute`](super::Client::execute).
    pub async fn wait(self) -> Result<R, Error> {
        self.sent.reply().await
    }
}

impl<R> fmt::Debug for PendingReply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingReply").finish_non_exhaustive()
    }
}
