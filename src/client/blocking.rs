//! A connection that executes one command at a time.

use std::fmt;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::address::Address;
use super::connection::{Connection, Deadline};
use super::error::{Error, Fault};
use super::events::{self, EventQueue};
use super::options::ConnectOptions;
use crate::interface::{Command, EventSet};
use crate::protocol::{
    Capability, EventMessage, Greeting, Malformed, Message, Reply, Request, Timestamped, from_str,
};

/// A connection to a QMP server. Its methods block until they have a result or time
/// out.
///
/// # Commands
///
/// The client executes one command at a time, each with a timeout. The server may still
/// execute a command that timed out; its late reply is discarded, and the client remains
/// usable.
///
/// A server that cannot parse a request answers with an error without an id. The client
/// treats it as the answer to the current command.
///
/// # Events
///
/// Events are read along with replies and queued in order, so that an event which arrives
/// before the reply of the command that caused it is not lost. Events that arrived before the
/// command may be queued as well; [`discard_events`](Self::discard_events) removes them.
///
/// The client reads from the socket only during a call. Between two calls, the server
/// continues to run and buffers its messages.
///
/// # Examples
///
/// ```no_run
/// use qmp_client::{Client, Command, Event, Version};
/// use serde::{Deserialize, Serialize};
/// use std::time::Duration;
///
/// // Generated bindings contain such a type for every command and every event.
/// #[derive(Serialize)]
/// struct QueryVersion {}
///
/// impl Command for QueryVersion {
///     const NAME: &'static str = "query-version";
///     type Reply = Version;
/// }
///
/// #[derive(Deserialize)]
/// struct Shutdown {
///     guest: bool,
/// }
///
/// impl Event for Shutdown {
///     const NAME: &'static str = "SHUTDOWN";
/// }
///
/// let mut client = Client::connect("unix:/run/vm/qmp.sock")?;
/// println!("QEMU {}", client.execute(&QueryVersion {})?);
///
/// client.discard_events()?;
/// client.execute_raw::<serde_json::Value>("system_powerdown", None)?;
/// let shutdown = client.wait_for::<Shutdown>(Duration::from_secs(90))?;
/// println!("down at {:?}, by the guest: {}", shutdown.timestamp, shutdown.event.guest);
/// # Ok::<(), qmp_client::Error>(())
/// ```
pub struct Client {
    pub(super) connection: Connection,
    pub(super) greeting: Greeting,
    pub(super) enabled: Vec<Capability>,
    pub(super) command_timeout: Option<Duration>,
    pub(super) last_id: u64,
    pub(super) events: EventQueue,
}

impl Client {
    /// Connects to a server with the default [`ConnectOptions`].
    ///
    /// The address is an [`Address`], a path, or text that is parsed as one.
    ///
    /// # Errors
    ///
    /// As [`ConnectOptions::connect`].
    pub fn connect<A>(address: A) -> Result<Self, Error>
    where
        A: TryInto<Address>,
        A::Error: Into<Error>,
    {
        ConnectOptions::new().connect(address)
    }

    /// Returns options to connect with; the same as [`ConnectOptions::new`].
    pub fn builder() -> ConnectOptions {
        ConnectOptions::new()
    }

    /// The greeting of the server: its version and the capabilities that it offers.
    pub fn greeting(&self) -> &Greeting {
        &self.greeting
    }

    /// The timeout of each command; see [`ConnectOptions::command_timeout`].
    pub fn command_timeout(&self) -> Option<Duration> {
        self.command_timeout
    }

    /// Sets the timeout of each command; `None` waits forever.
    pub fn set_command_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.command_timeout = timeout.into();
    }

    /// Executes a command and returns its reply.
    ///
    /// # Errors
    ///
    /// When the server answers with an error, when the reply cannot be decoded, when the
    /// command times out, or when the connection fails.
    pub fn execute<C: Command>(&mut self, command: &C) -> Result<C::Reply, Error> {
        self.execute_within(command, self.command_timeout)
    }

    /// Executes a command with the timeout for this call; `None` waits forever.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute).
    pub fn execute_within<C: Command>(
        &mut self,
        command: &C,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<C::Reply, Error> {
        let request = encoded(C::NAME, Request::for_command(command))?;
        self.typed(request, Deadline::after(timeout.into()))
    }

    /// Executes a command out of band: the server executes it immediately, even while an
    /// earlier command that timed out is still running.
    ///
    /// [`Capability::OutOfBand`] must be enabled, and the command must support it.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and when the capability is not enabled.
    pub fn execute_out_of_band<C: Command>(&mut self, command: &C) -> Result<C::Reply, Error> {
        let request = encoded(C::NAME, Request::for_command(command))?.out_of_band();
        self.typed(request, Deadline::after(self.command_timeout))
    }

    /// Executes a command by its name, for a command without a type. The arguments are a JSON
    /// object.
    ///
    /// The reply is deserialized as an `R`: a [`Value`], a `Box<RawValue>` for the JSON text,
    /// or any other type.
    ///
    /// ```no_run
    /// # let mut client = qmp_client::Client::connect("unix:/run/vm/qmp.sock")?;
    /// use serde_json::{Value, json};
    ///
    /// let status: Value = client.execute_raw("query-status", None)?;
    /// println!("{}", status["status"]);
    ///
    /// let arguments = json!({"id": "cd0", "force": true});
    /// client.execute_raw::<Value>("eject", Some(&arguments))?;
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and when the arguments are not an object.
    pub fn execute_raw<R: DeserializeOwned + Send>(
        &mut self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<R, Error> {
        let mut request = Request::new(name);
        if let Some(arguments) = arguments {
            request = encoded(name, request.with_arguments(arguments))?;
        }
        self.typed(request, Deadline::after(self.command_timeout))
    }

    /// Sends a request and returns the JSON text of its reply. A timeout of `None` waits
    /// forever. The other methods that execute a command are built on this one.
    ///
    /// The client replaces the id of the request with its own.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), except that the reply is not decoded.
    pub fn request(
        &mut self,
        request: Request,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Box<RawValue>, Error> {
        self.call(request, Deadline::after(timeout.into()), Message::parse)
    }

    /// Sends a request and waits for its reply, which is read as an `R`.
    fn typed<R: DeserializeOwned + Send>(
        &mut self,
        request: Request,
        deadline: Deadline,
    ) -> Result<R, Error> {
        let command = request.name().to_owned();
        self.call(request, deadline, Message::parse_as)?
            .or_else(|text| {
                from_str(text.get()).map_err(|source| Error::DecodeReply { command, source })
            })
    }

    /// Sends a request and waits for its reply; messages are read by `read`.
    pub(super) fn call<R>(
        &mut self,
        request: Request,
        deadline: Deadline,
        read: fn(&[u8]) -> Result<Message<R>, Malformed>,
    ) -> Result<R, Error> {
        let capability = Capability::OutOfBand;
        if request.is_out_of_band() && !self.enabled.contains(&capability) {
            let offered = self.greeting.capabilities.clone();
            return Err(Error::Capability {
                capability,
                offered,
            });
        }

        self.last_id += 1;
        let id = Value::from(self.last_id);
        let request = request.with_id(id.clone());
        let name = request.name();
        self.connection
            .send(&request.to_bytes(), deadline)
            .map_err(|fault| fault.while_doing(format!("sending `{name}`"), deadline.allowed()))?;

        let doing = || format!("waiting for the reply to `{name}`");
        loop {
            let message = self.connection.receive(deadline, read);
            let reply = match message.map_err(|e| e.while_doing(doing(), deadline.allowed()))? {
                Message::Event(event) => {
                    self.events.push(event);
                    continue;
                }
                // QEMU may greet a client that connects during its start a second time,
                // before it answers the negotiation.
                Message::Greeting(greeting) if self.last_id == NEGOTIATION => {
                    self.greeting = greeting;
                    continue;
                }
                Message::Greeting(_) => return Err(second_greeting(doing())),
                Message::Reply(reply) => reply,
            };
            match reply {
                // The reply to a command that timed out.
                Reply {
                    id: Some(other), ..
                } if other != id => {}
                // An error without an id: the server could not parse the request.
                Reply {
                    result: Err(error), ..
                } => {
                    return Err(Error::Command {
                        command: name.to_owned(),
                        error,
                    });
                }
                Reply {
                    id: Some(_),
                    result: Ok(value),
                } => return Ok(value),
                Reply {
                    id: None,
                    result: Ok(_),
                } => {
                    let detail =
                        format!("expected a reply with the id {id}, found a reply without an id");
                    return Err(Error::Protocol {
                        doing: doing(),
                        detail,
                    });
                }
            }
        }
    }

    /// Returns the next event of a set, waiting for one if none is queued; `None` if none
    /// arrives in time. A timeout of `None` waits forever.
    ///
    /// The oldest queued event of the set is returned first. Events outside of the set
    /// remain queued, in order. The set `S` is the type of one event, the enum `Event` of the
    /// bindings for all events, or [`RawEvent`](crate::RawEvent) for all events with undecoded
    /// data.
    ///
    /// To wait for the first of several events, define a set of them:
    ///
    /// ```no_run
    /// # use serde_json::value::RawValue;
    /// # let mut client = qmp_client::Client::connect("unix:/run/vm/qmp.sock")?;
    /// use qmp_client::EventSet;
    /// use std::time::{Duration, Instant};
    ///
    /// enum Unplug {
    ///     Deleted(serde_json::Value),
    ///     Refused,
    /// }
    ///
    /// impl EventSet for Unplug {
    ///     fn read(name: &str, data: Option<&RawValue>) -> serde_json::Result<Option<Self>> {
    ///         Ok(match name {
    ///             "DEVICE_DELETED" => {
    ///                 let data = data.map_or("null", RawValue::get);
    ///                 Some(Unplug::Deleted(serde_json::from_str(data)?))
    ///             }
    ///             "DEVICE_UNPLUG_GUEST_ERROR" => Some(Unplug::Refused),
    ///             _ => None,
    ///         })
    ///     }
    /// }
    ///
    /// // The server sends several DEVICE_DELETED for one device; one of them has its name.
    /// let deadline = Instant::now() + Duration::from_secs(30);
    /// loop {
    ///     let left = deadline.saturating_duration_since(Instant::now());
    ///     match client.next_event::<Unplug>(left)?.map(|e| e.event) {
    ///         Some(Unplug::Deleted(data)) if data["device"] == "net0" => break println!("done"),
    ///         Some(Unplug::Deleted(_)) => {}
    ///         Some(Unplug::Refused) => break println!("the guest refused"),
    ///         None => break println!("nothing happened"),
    ///     }
    /// }
    /// # Ok::<(), qmp_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the data of an event of the set cannot be decoded; the event is removed from
    /// the queue, so that the next call continues after it. When the connection fails.
    pub fn next_event<S: EventSet>(
        &mut self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Option<Timestamped<S>>, Error> {
        let deadline = Deadline::after(timeout.into());
        if let Some(event) = self.events.take()? {
            return Ok(Some(event));
        }
        while let Some(event) = self.receive_event(deadline, S::WHAT)? {
            if let Some(event) = events::read(&event)? {
                return Ok(Some(event));
            }
            self.events.push(event);
        }
        Ok(None)
    }

    /// Returns the next event of a set that has already arrived, without waiting.
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event).
    pub fn try_next_event<S: EventSet>(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        self.next_event(Duration::ZERO)
    }

    /// Waits for the next event of a set, like [`next_event`](Self::next_event), and
    /// returns an error if none arrives in time.
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event), and when no event arrives in time.
    pub fn wait_for<S: EventSet>(
        &mut self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Timestamped<S>, Error> {
        let timeout = timeout.into();
        self.next_event(timeout)?
            .ok_or_else(|| Fault::Timeout.while_doing(waiting_for(S::WHAT), timeout))
    }

    /// The number of queued events.
    pub fn pending_events(&self) -> usize {
        self.events.len()
    }

    /// Reads the events that have arrived and clears the queue, so that later calls return
    /// no event that arrived before this one.
    ///
    /// Events that the server sends later are queued, even if their cause is older.
    ///
    /// # Errors
    ///
    /// When the connection fails.
    pub fn discard_events(&mut self) -> Result<(), Error> {
        let now = Deadline::after(Some(Duration::ZERO));
        while self.receive_event(now, "to discard it")?.is_some() {}
        self.events.clear();
        Ok(())
    }

    /// The number of events that were discarded because the queue was full. It is zero
    /// unless [`ConnectOptions::event_limit`] is set.
    pub fn dropped_events(&self) -> u64 {
        self.events.dropped()
    }

    /// Closes the connection and reports errors. Dropping the client closes it silently.
    ///
    /// # Errors
    ///
    /// When the operating system reports an error.
    pub fn shutdown(self) -> Result<(), Error> {
        self.connection
            .shutdown()
            .map_err(|e| Fault::Io(e).while_doing("closing the connection".into(), None))
    }

    /// Receives the next event from the connection; `None` if none arrives in time.
    fn receive_event(
        &mut self,
        deadline: Deadline,
        wanted: &str,
    ) -> Result<Option<EventMessage>, Error> {
        loop {
            match self.connection.receive(deadline, Message::parse) {
                Ok(Message::Event(event)) => return Ok(Some(event)),
                Ok(Message::Greeting(_)) => return Err(second_greeting(waiting_for(wanted))),
                // The reply to a command that timed out.
                Ok(Message::Reply(_)) => {}
                Err(Fault::Timeout) => return Ok(None),
                Err(fault) => {
                    return Err(fault.while_doing(waiting_for(wanted), deadline.allowed()));
                }
            }
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("greeting", &self.greeting)
            .field("pending_events", &self.events.len())
            .finish_non_exhaustive()
    }
}

fn encoded(command: &str, request: serde_json::Result<Request>) -> Result<Request, Error> {
    request.map_err(|source| Error::Encode {
        command: command.to_owned(),
        source,
    })
}

fn waiting_for(event: &str) -> String {
    format!("waiting for an event ({event})")
}

/// The id of the first request of a connection.
const NEGOTIATION: u64 = 1;

fn second_greeting(doing: String) -> Error {
    let detail = "expected a reply or an event, found a second greeting: the server was replaced by \
                  another; connect again";
    Error::Protocol {
        doing,
        detail: detail.into(),
    }
}
