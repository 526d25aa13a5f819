//! Executing commands.

use std::marker::PhantomData;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::error::Error;
use super::link::{Link, Pending};
use super::trace::TracedCall;
use crate::interface::Command;
use crate::protocol::session::{Answer, CallOptions};
use crate::protocol::{Message, Reply, Request, from_str};

/// A request with its options, before it is sent.
#[derive(Debug)]
pub(super) struct Prepared {
    request: Result<Request, Error>,
    pub(super) timeout: Option<Duration>,
    pub(super) descriptor: Option<OwnedFd>,
    pub(super) without_reply: bool,
}

impl Prepared {
    pub(super) fn command<C: Command>(command: &C, timeout: Option<Duration>) -> Self {
        let request = Request::for_command(command)
            .map_err(|source| Error::encode(source).for_command(C::NAME));
        Prepared::new(request, timeout)
    }

    pub(super) fn request(request: Request, timeout: Option<Duration>) -> Self {
        Prepared::new(Ok(request), timeout)
    }

    fn new(request: Result<Request, Error>, timeout: Option<Duration>) -> Self {
        Prepared {
            request,
            timeout,
            descriptor: None,
            without_reply: false,
        }
    }

    pub(super) fn out_of_band(&mut self) {
        if let Ok(request) = &mut self.request {
            request.set_out_of_band();
        }
    }

    /// Sends the request.
    pub(super) fn send<R>(self, link: &Link) -> Result<Sent<R>, Error> {
        let request = self.request?;
        // A time that the clock cannot represent never comes.
        let deadline = self
            .timeout
            .and_then(|allowed| Instant::now().checked_add(allowed));
        let mut options = CallOptions::new()
            .deadline(deadline)
            .descriptor(self.descriptor);
        if self.without_reply {
            options = options.without_reply();
        }
        let pending = link.send(&request, options).map_err(|error| {
            error
                .while_doing(format!("sending `{}`", request.name()))
                .for_command(request.name())
        })?;
        Ok(Sent {
            pending,
            command: request.name().into(),
            timeout: self.timeout,
            reply: PhantomData,
        })
    }
}

/// A request that was sent, or waits in the queue. Its reply is an `R`.
#[derive(Debug)]
pub(super) struct Sent<R> {
    pending: Pending,
    command: Box<str>,
    timeout: Option<Duration>,
    reply: PhantomData<fn() -> R>,
}

impl<R> Sent<R> {
    pub(super) fn link(&self) -> &Link {
        self.pending.link()
    }

    fn traced(&self) -> TracedCall {
        let connection = &self.link().shared().trace;
        connection.call(&self.command, self.pending.id())
    }

    /// Waits for the answer; `None` if the command has none.
    async fn answer(self) -> Result<Option<(Box<str>, Vec<u8>)>, Error> {
        let doing = |sent: bool, command: &str| {
            if sent {
                format!("waiting for the reply to `{command}`")
            } else {
                format!("waiting to send `{command}`")
            }
        };
        let command = self.command;
        match self.pending.await {
            Answer::Reply(message) => Ok(Some((command, message))),
            Answer::Sent => Ok(None),
            Answer::TimedOut { sent } => Err(Error::timed_out(
                self.timeout.unwrap_or(Duration::MAX),
                sent,
            )
            .while_doing(doing(sent, &command))
            .for_command(&command)),
            Answer::Disconnected { cause, sent } => Err(Error::disconnected(cause, sent)
                .while_doing(doing(sent, &command))
                .for_command(&command)),
        }
    }

    /// Waits until the request of a command without a reply was sent.
    pub(super) async fn until_sent(self) -> Result<(), Error> {
        let traced = self.traced();
        traced.answered(self.answer().await.map(drop))
    }

    /// Waits for the text of the reply.
    pub(super) async fn text(self) -> Result<Box<RawValue>, Error> {
        let traced = self.traced();
        traced.answered(self.read_text().await)
    }

    async fn read_text(self) -> Result<Box<RawValue>, Error> {
        let Some((command, message)) = self.answer().await? else {
            return Ok(RawValue::NULL.to_owned());
        };
        parsed(&command, Message::parse(&message))
    }
}

impl<R: DeserializeOwned + Send> Sent<R> {
    /// Waits for the reply.
    pub(super) async fn reply(self) -> Result<R, Error> {
        let traced = self.traced();
        traced.answered(self.read_reply().await)
    }

    async fn read_reply(self) -> Result<R, Error> {
        let Some((command, message)) = self.answer().await? else {
            let nothing = serde_json::from_str("{}");
            return nothing.map_err(Error::decode_reply);
        };
        let value = parsed(&command, Message::parse_as(&message))?;
        value.or_else(|text: Box<RawValue>| {
            from_str(text.get()).map_err(|source| Error::decode_reply(source).for_command(&command))
        })
    }
}

/// Returns the value of a message that is a reply.
fn parsed<T>(
    command: &str,
    message: Result<Message<T>, crate::protocol::Malformed>,
) -> Result<T, Error> {
    let unexpected = |detail: String| {
        Error::protocol(detail)
            .while_doing(format!("reading the reply to `{command}`"))
            .for_command(command)
    };
    match message {
        Ok(Message::Reply(Reply {
            result: Ok(value), ..
        })) => Ok(value),
        Ok(Message::Reply(Reply {
            result: Err(error), ..
        })) => Err(Error::rejected(error).for_command(command)),
        Ok(_) => Err(unexpected("expected a reply".into())),
        Err(malformed) => Err(unexpected(malformed.to_string())),
    }
}
