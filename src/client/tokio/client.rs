//! The client for tokio.

use std::fmt;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::call::Call;
use super::events::Events;
use crate::client::address::Address;
use crate::client::call::Prepared;
use crate::client::dial::Deadline;
use crate::client::error::Error;
use crate::client::events::{EventOptions, Stream};
use crate::client::job::{self, JobOptions, JobProgress};
use crate::client::link::Link;
use crate::client::options::Builder;
use crate::client::procedures::{AddedFd, Procedures};
use crate::client::schema::ServerSchema;
use crate::interface::{Command, EventSet, NoReplyCommand};
use crate::protocol::{Greeting, Request};

/// A connection to a QMP server, for tasks of tokio.
///
/// Clones share the connection, which is closed when the last of them is dropped, along with all
/// [subscriptions](Events).
///
/// # Commands
///
/// A server executes one command at a time, so that a command waits for those that were sent
/// before it. With [`Capability::OutOfBand`](crate::Capability::OutOfBand) enabled, up to eight
/// are in flight, and a command can be executed [out of band](Call::out_of_band).
///
/// The server may still execute a command that timed out, or whose future was dropped after it
/// was sent. Its late reply is discarded, and the connection remains usable.
///
/// # Events
///
/// A subscription has every event of its set since it was made. Subscribe before the command that
/// causes the event. A subscription that is not read affects no other, and no command.
///
/// # Examples
///
/// ```no_run
/// use qmp_client::tokio::Client;
/// use qmp_client::qemu::commands::{Cont, QueryBlock, Stop};
/// use qmp_client::qemu::events::Event;
/// use std::time::Duration;
///
/// # async fn run() -> Result<(), qmp_client::Error> {
/// let client = Client::connect("unix:/run/vm/qmp.sock").await?;
/// let mut events = client.events::<Event>();
/// client.execute(Stop::new()).await?;
///
/// // In another task, with the same connection.
/// let other = client.clone();
/// let blocks = tokio::spawn(async move { other.execute(QueryBlock::new()).await });
///
/// client.execute(Cont::new()).await?;
/// while let Some(event) = events.next(Duration::from_secs(1)).await? {
///     println!("{}", event.event.name());
/// }
/// # drop(blocks);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    link: Link,
    command_timeout: Option<Duration>,
}

impl Client {
    pub(super) fn new(link: Link, command_timeout: Option<Duration>) -> Self {
        Client {
            link,
            command_timeout,
        }
    }

    fn procedures(&self) -> Procedures<'_> {
        Procedures {
            link: &self.link,
            command_timeout: self.command_timeout(),
        }
    }

    /// Connects to a server with the default options.
    ///
    /// The address is an [`Address`], a path, or text that is parsed as one.
    ///
    /// # Errors
    ///
    /// As [`Builder::connect`].
    ///
    /// # Panics
    ///
    /// As `Builder::connect`.
    pub async fn connect<A>(address: A) -> Result<Self, Error>
    where
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        Client::builder().connect(address).await
    }

    /// Returns options to connect with.
    pub fn builder() -> Builder<Client> {
        Builder::new()
    }

    /// The greeting of the server: its version and the capabilities that it offers; `None` for
    /// a guest agent, which does not greet.
    pub fn greeting(&self) -> Option<Arc<Greeting>> {
        self.link.hub().session.greeting().cloned()
    }

    /// The timeout of each command; see [`Builder::command_timeout`].
    pub fn command_timeout(&self) -> Option<Duration> {
        self.command_timeout
    }

    /// Returns a handle of the same connection with another timeout for each command.
    pub fn with_command_timeout(&self, timeout: impl Into<Option<Duration>>) -> Self {
        Client {
            command_timeout: timeout.into(),
            ..self.clone()
        }
    }

    /// Executes a command and returns its reply. The command can be passed by value or by
    /// reference.
    ///
    /// # Errors
    ///
    /// When the server answers with an error, when the reply cannot be decoded, when the
    /// command times out, or when the connection ends.
    pub async fn execute<C: Command>(&self, command: C) -> Result<C::Reply, Error> {
        self.call(command).execute().await
    }

    /// Returns a command with options for this call.
    ///
    /// ```no_run
    /// # async fn run(client: qmp_client::tokio::Client) -> Result<(), qmp_client::Error> {
    /// use qmp_client::qemu::commands::QueryBlock;
    /// use std::time::Duration;
    ///
    /// let disks = client.call(QueryBlock::new()).timeout(Duration::from_secs(5)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<C: Command>(&self, command: C) -> Call<'_, C, C::Reply> {
        Call::new(
            &self.link,
            Prepared::command(&command, self.command_timeout),
        )
    }

    /// Sends a command that the server does not answer if it succeeds, such as
    /// `guest-shutdown`, and returns when it has been sent.
    ///
    /// # Errors
    ///
    /// When the command cannot be serialized, when it cannot be sent in time, or when the
    /// connection has ended before.
    pub async fn send<C: NoReplyCommand>(&self, command: C) -> Result<(), Error> {
        self.call(command).send().await
    }

    /// Executes a command by its name, for a command without a type. The arguments are a JSON
    /// object.
    ///
    /// The reply is deserialized as an `R`: a [`Value`], a `Box<RawValue>` for the JSON text,
    /// or any other type.
    ///
    /// ```no_run
    /// # async fn run(client: qmp_client::tokio::Client) -> Result<(), qmp_client::Error> {
    /// use serde_json::{Value, json};
    ///
    /// let status: Value = client.execute_raw("query-status", None).await?;
    /// println!("{}", status["status"]);
    ///
    /// let arguments = json!({"id": "cd0", "force": true});
    /// client.execute_raw::<Value>("eject", Some(&arguments)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and when the arguments are not an object.
    pub async fn execute_raw<R: DeserializeOwned + Send>(
        &self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<R, Error> {
        let mut request = Request::new(name);
        if let Some(arguments) = arguments {
            request = request
                .with_arguments(arguments)
                .map_err(|source| Error::encode(source).for_command(name))?;
        }
        self.call_request(request).execute().await
    }

    /// Returns a request as a command with options. Its reply is deserialized as an `R`. The
    /// client replaces the id of the request with its own.
    pub fn call_request<R>(&self, request: Request) -> Call<'_, Request, R> {
        Call::new(&self.link, Prepared::request(request, self.command_timeout))
    }

    /// Executes a request and returns the JSON text of its reply.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), except that the reply is not decoded.
    pub async fn request(&self, request: Request) -> Result<Box<RawValue>, Error> {
        let prepared = Prepared::request(request, self.command_timeout);
        let sent = prepared.send::<()>(&self.link)?;
        sent.text().await
    }

    /// Subscribes to the events of a set, from now on. The queue has at most 1,024 events: see
    /// [`Overflow`](crate::Overflow).
    pub fn events<S: EventSet>(&self) -> Events<S> {
        self.events_with(EventOptions::new())
    }

    /// Subscribes to the events of a set, from now on, with options.
    pub fn events_with<S: EventSet>(&self, options: EventOptions) -> Events<S> {
        Events::new(Stream::new(&self.link, &options))
    }

    /// Starts a job and runs it to its end, with progress.
    ///
    /// The command is one with an argument `job-id`; without one, the job gets a name. The job is
    /// followed by events and by `query-jobs`; when it is ready, it is completed, unless
    /// [`JobOptions::complete`] says otherwise; when it is concluded, its result is read before it
    /// is dismissed. `progress` is called after each step and in intervals.
    ///
    /// If the future is dropped, the job goes on in the server.
    ///
    /// ```no_run
    /// use qmp_client::JobOptions;
    /// use qmp_client::qemu::commands::BlockCommit;
    ///
    /// # async fn run(client: qmp_client::tokio::Client) -> Result<(), qmp_client::Error> {
    /// let commit = BlockCommit::new("disk0");
    /// client
    ///     .run_job(commit, JobOptions::new(), |job| {
    ///         println!("{}: {:.0} %", job.status, 100.0 * job.fraction());
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When the command is rejected, when the job fails ([`ErrorKind::Job`](crate::ErrorKind)),
    /// when it takes too long, and when the connection ends.
    pub async fn run_job<C: Command>(
        &self,
        command: C,
        options: JobOptions,
        progress: impl FnMut(&JobProgress),
    ) -> Result<JobProgress, Error> {
        let timeout = self.command_timeout();
        let run = async {
            let schema = self.procedures().schema().await?;
            job::run(&self.link, &command, timeout, &options, &schema, progress).await
        };
        run.await
    }

    /// Removes a device with `device_del`, and waits until the guest has released it. A device
    /// that does not exist was removed before, which is a success.
    ///
    /// # Errors
    ///
    /// When the guest refuses ([`ErrorKind::Refused`](crate::ErrorKind)), when it does not answer
    /// in time, and when the command is rejected. A timeout of `None` waits forever.
    pub async fn unplug(
        &self,
        id: &str,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<(), Error> {
        self.procedures().unplug(id, timeout.into()).await
    }

    /// Asks the guest to shut down with `system_powerdown`, and waits until it has, or until the
    /// server has exited because of it.
    ///
    /// # Errors
    ///
    /// When the guest does not shut down in time. A timeout of `None` waits forever.
    pub async fn power_down(&self, timeout: impl Into<Option<Duration>>) -> Result<(), Error> {
        self.procedures().power_down(timeout.into()).await
    }

    /// Ends the server with `quit`, and waits until it has closed the connection.
    ///
    /// # Errors
    ///
    /// When the server does not end in time. A timeout of `None` waits forever.
    pub async fn quit(&self, timeout: impl Into<Option<Duration>>) -> Result<(), Error> {
        self.procedures().quit(timeout.into()).await
    }

    /// Passes a file descriptor to the server with `add-fd`, in a new set. Only Unix sockets can
    /// pass descriptors.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub async fn add_fd(&self, descriptor: impl Into<OwnedFd>) -> Result<AddedFd, Error> {
        self.procedures().add_fd(descriptor.into()).await
    }

    /// Passes a file descriptor to the server with `getfd`, under a name.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub async fn get_fd(&self, name: &str, descriptor: impl Into<OwnedFd>) -> Result<(), Error> {
        self.procedures().get_fd(name, descriptor.into()).await
    }

    /// The interface of the server by its own account. It is asked for once for each connection.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute). Servers before QEMU 2.5 and guest agents have no schema.
    pub async fn schema(&self) -> Result<Arc<ServerSchema>, Error> {
        self.procedures().schema().await
    }

    /// Whether the server has a command: by its schema or, if it has none, by the versions that
    /// have the command.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub async fn supports<C: Command>(&self) -> Result<bool, Error> {
        self.procedures().supports::<C>().await
    }

    /// Returns why the connection has ended; `None` while it has not.
    pub fn ended(&self) -> Option<Error> {
        let hub = self.link.hub();
        let cause = hub.session.ended()?;
        Some(Error::disconnected(cause.clone(), true))
    }

    /// Waits until the connection has ended, and returns why; `None` if it has not in time. A
    /// timeout of `None` waits forever.
    pub async fn closed(&self, timeout: impl Into<Option<Duration>>) -> Option<Error> {
        let deadline = Deadline::after(timeout.into());
        let cause = self.link.until(deadline.at, self.link.ended()).await?;
        Some(Error::disconnected(cause, true))
    }

    /// Closes the connection, for all clones. Commands in flight and subscriptions end with an
    /// error.
    pub fn close(&self) {
        self.link.close();
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("greeting", &self.greeting())
            .field("ended", &self.ended())
            .finish_non_exhaustive()
    }
}
