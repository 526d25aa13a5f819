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
    Capability, EventMessage, Greeting, Malformed, Message, Reply, Request, Timestamped,
};

/// A connection to a server, ready for commands, that blocks until what was
/// asked for is there.
///
/// # Commands
///
/// They are carried out one at a time, each with a timeout. A command whose time
/// is up may all the same have been carried out, or may be still; its reply is
/// dropped when it comes, and the client can be used as before.
///
/// A server that cannot make out a request answers with an error that does not
/// say to which: that is taken for the answer to the command that is waited for.
///
/// # Events
///
/// They are read along with the replies and kept in order until they are asked
/// for, so an event that comes before the reply of the command that caused it
/// is not lost. It also means that an event from before the command can stand
/// for the one that is meant: [`discard_events`](Self::discard_events) first,
/// where that matters.
///
/// Nothing is read between two calls. The server goes on and keeps what it has
/// to say.
///
/// # Examples
///
/// ```no_run
/// use qmp_client::{Client, Command, Event, Version};
/// use serde::{Deserialize, Serialize};
/// use std::time::Duration;
///
/// // Bindings have these for every command and event.
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
    /// Connects with the default [`ConnectOptions`].
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

    /// The options to connect with; the same as [`ConnectOptions::new`].
    pub fn builder() -> ConnectOptions {
        ConnectOptions::new()
    }

    /// What the server said when the connection was made: its version, and what
    /// it offers.
    pub fn greeting(&self) -> &Greeting {
        &self.greeting
    }

    /// The time for each command; see [`ConnectOptions::command_timeout`].
    pub fn command_timeout(&self) -> Option<Duration> {
        self.command_timeout
    }

    /// Sets the time for each command from now on; `None` waits for ever.
    pub fn set_command_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.command_timeout = timeout.into();
    }

    /// Carries out a command and waits for its reply.
    ///
    /// # Errors
    ///
    /// When the server reports one, when its reply is not of the command's type,
    /// when the time for a command is up, or when the connection fails.
    pub fn execute<C: Command>(&mut self, command: &C) -> Result<C::Reply, Error> {
        self.execute_within(command, self.command_timeout)
    }

    /// Carries out a command within the given time instead of the usual one;
    /// `None` waits for ever.
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

    /// Carries out a command out of band: at once, even while another, whose
    /// reply this client has given up waiting for, is still going on.
    ///
    /// [`Capability::OutOfBand`] has to be enabled, and the command has to allow
    /// it.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and when the capability is not enabled.
    pub fn execute_out_of_band<C: Command>(&mut self, command: &C) -> Result<C::Reply, Error> {
        let request = encoded(C::NAME, Request::for_command(command))?.out_of_band();
        self.typed(request, Deadline::after(self.command_timeout))
    }

    /// Carries out a command that there is no type for. The arguments are a JSON
    /// object.
    ///
    /// The reply is read as whatever is asked for: a [`Value`], the JSON text as
    /// a `Box<RawValue>`, or a type.
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
    pub fn execute_raw<R: DeserializeOwned>(
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

    /// Sends a request and waits for the JSON text of its reply: what the other
    /// ways to carry out a command come down to. A timeout of `None` waits for
    /// ever.
    ///
    /// The id of the request is replaced: the client numbers what it sends.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), but for the reply, which is not read.
    pub fn request(
        &mut self,
        request: Request,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Box<RawValue>, Error> {
        self.call(request, Deadline::after(timeout.into()), Message::parse)
    }

    /// Sends a request and waits for its reply, which is read as an `R`.
    fn typed<R: DeserializeOwned>(
        &mut self,
        request: Request,
        deadline: Deadline,
    ) -> Result<R, Error> {
        let command = request.name().to_owned();
        self.call(request, deadline, Message::parse_as)?
            .or_else(|text| {
                serde_json::from_str(text.get())
                    .map_err(|source| Error::DecodeReply { command, source })
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
                // A QEMU that is still starting when a client comes may greet it
                // a second time before it answers the negotiation.
                Message::Greeting(greeting) if self.last_id == NEGOTIATION => {
                    self.greeting = greeting;
                    continue;
                }
                Message::Greeting(_) => return Err(second_greeting(doing())),
                Message::Reply(reply) => reply,
            };
            match reply {
                // To a command that was given up.
                Reply {
                    id: Some(other), ..
                } if other != id => {}
                // Without an id too: the server could not make out the request.
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
                    let detail = format!("expected a reply with the id {id}, found one without");
                    return Err(Error::Protocol {
                        doing: doing(),
                        detail,
                    });
                }
            }
        }
    }

    /// The next event of a set, waiting for it if need be; `None` when none came
    /// in time. A timeout of `None` waits for ever.
    ///
    /// The oldest event of the set that is in the queue comes first. Events that
    /// are not of the set stay in the queue, in their order, for another call.
    /// The set is one event's type, the `Event` enum of the bindings, which has
    /// every event, or [`RawEvent`](crate::RawEvent), which has them untyped.
    ///
    /// To wait for whichever of several events comes first, make them a set:
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
    /// // One unplugging gives several DEVICE_DELETED; one of them names the device.
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
    /// When an event of the set has data that is not what it should be: it is
    /// taken from the queue, so that the next call goes on behind it. When the
    /// connection fails.
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

    /// The next event of a set that has come already, be it in the queue or on
    /// the connection; does not wait.
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event).
    pub fn try_next_event<S: EventSet>(&mut self) -> Result<Option<Timestamped<S>>, Error> {
        self.next_event(Duration::ZERO)
    }

    /// The next event of a set; that none comes in time is an error. Apart from
    /// that, the same as [`next_event`](Self::next_event).
    ///
    /// # Errors
    ///
    /// As [`next_event`](Self::next_event), and when the time is up.
    pub fn wait_for<S: EventSet>(
        &mut self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Timestamped<S>, Error> {
        let timeout = timeout.into();
        self.next_event(timeout)?
            .ok_or_else(|| Fault::Timeout.while_doing(waiting_for(S::WHAT), timeout))
    }

    /// How many events are in the queue.
    pub fn pending_events(&self) -> usize {
        self.events.len()
    }

    /// Reads what has come and empties the queue, so that no event from before
    /// this call is handed out after it.
    ///
    /// An event that the server sends from here on, even one whose cause is
    /// older, cannot be told apart.
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

    /// How many events were dropped because the queue was full; none are unless
    /// [`ConnectOptions::event_limit`] is set.
    pub fn dropped_events(&self) -> u64 {
        self.events.dropped()
    }

    /// Ends the connection. Dropping the client does so as well, without a word
    /// on how it went.
    ///
    /// # Errors
    ///
    /// When the system reports one.
    pub fn shutdown(self) -> Result<(), Error> {
        self.connection
            .shutdown()
            .map_err(|e| Fault::Io(e).while_doing("closing the connection".into(), None))
    }

    /// The next event on the connection; `None` when none came in time.
    fn receive_event(
        &mut self,
        deadline: Deadline,
        wanted: &str,
    ) -> Result<Option<EventMessage>, Error> {
        loop {
            match self.connection.receive(deadline, Message::parse) {
                Ok(Message::Event(event)) => return Ok(Some(event)),
                Ok(Message::Greeting(_)) => return Err(second_greeting(waiting_for(wanted))),
                // To a command that was given up.
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

/// The number of a connection's first request.
const NEGOTIATION: u64 = 1;

fn second_greeting(doing: String) -> Error {
    let detail = "a second greeting came: this is another server now, connect again";
    Error::Protocol {
        doing,
        detail: detail.into(),
    }
}
