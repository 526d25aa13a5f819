//! What takes several commands and events: unplugging, powering down, quitting, passing
//! descriptors, and asking for the schema.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::call::Prepared;
use super::error::{Error, ErrorKind, Outcome};
use super::events::Stream;
use super::link::Link;
use super::schema::ServerSchema;
use crate::interface::Command;
use crate::protocol::session::{Filter, Overflow};
use crate::protocol::{ErrorClass, RawEvent, Request, from_str};

/// Executes commands by their names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Procedures<'l> {
    pub(super) link: &'l Link,
    pub(super) command_timeout: Option<Duration>,
}

/// A descriptor that was added to a set of the server: see
/// [`Client::add_fd`](crate::Client::add_fd).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AddedFd {
    /// The number of the set. Its path, for arguments that are file names, is
    /// `/dev/fdset/NUMBER`.
    pub fdset_id: u64,
    /// The number of the descriptor in the server.
    pub fd: u64,
}

impl AddedFd {
    /// The path of the set, for arguments that are names of files.
    pub fn path(&self) -> String {
        format!("/dev/fdset/{}", self.fdset_id)
    }
}

impl Procedures<'_> {
    async fn execute(
        &self,
        name: &str,
        arguments: &Value,
        descriptor: Option<OwnedFd>,
    ) -> Result<Value, Error> {
        let request = Request::new(name)
            .with_arguments(arguments)
            .map_err(|source| Error::encode(source).for_command(name))?;
        let mut prepared = Prepared::request(request, self.command_timeout);
        prepared.descriptor = descriptor;
        prepared.send::<Value>(self.link)?.reply().await
    }

    /// Subscribes to events by their names, without losing one.
    fn events(&self, names: &'static [&'static str]) -> Stream<RawEvent> {
        Stream::of(
            self.link
                .subscribe(Filter::names(names.iter().copied()), Overflow::Unbounded),
        )
    }

    /// Removes a device and waits until the guest has released it.
    pub(super) async fn unplug(&self, id: &str, timeout: Option<Duration>) -> Result<(), Error> {
        const DELETED: &str = "DEVICE_DELETED";
        const REFUSED: [&str; 2] = ["DEVICE_UNPLUG_GUEST_ERROR", "MEM_UNPLUG_ERROR"];
        let deadline = timeout.and_then(|time| Instant::now().checked_add(time));
        let mut events = self.events(&[DELETED, REFUSED[0], REFUSED[1]]);
        match self.execute("device_del", &json!({ "id": id }), None).await {
            Err(error) if error.class() == Some(&ErrorClass::DeviceNotFound) => return Ok(()),
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        loop {
            let Some(event) = self.link.until(deadline, next(&mut events)).await else {
                let allowed = timeout.unwrap_or(Duration::MAX);
                let doing = format!("waiting until the guest has released the device `{id}`");
                return Err(Error::timed_out(allowed, true)
                    .while_doing(doing)
                    .for_command("device_del"));
            };
            let event = event?;
            let data = event.data.as_deref().map_or("{}", |data| data.get());
            let data: Value = from_str(data).unwrap_or_default();
            if data["device"].as_str() != Some(id) {
                continue;
            }
            if event.name == DELETED {
                return Ok(());
            }
            let text = format!("the guest refused to release the device `{id}`");
            return Err(Error::other(ErrorKind::Refused, text, Outcome::Answered)
                .for_command("device_del")
                .for_event(&event.name));
        }
    }

    /// Asks the guest to shut down, and waits until it has.
    pub(super) async fn power_down(&self, timeout: Option<Duration>) -> Result<(), Error> {
        let deadline = timeout.and_then(|time| Instant::now().checked_add(time));
        let mut events = self.events(&["SHUTDOWN"]);
        self.execute("system_powerdown", &Value::Null, None).await?;
        match self.link.until(deadline, next(&mut events)).await {
            Some(Ok(_)) => Ok(()),
            // A server exits when its guest has shut down.
            Some(Err(error)) if error.kind() == ErrorKind::Closed => Ok(()),
            Some(Err(error)) => Err(error),
            None => Err(Error::timed_out(timeout.unwrap_or(Duration::MAX), true)
                .while_doing("waiting until the guest has shut down")
                .for_event("SHUTDOWN")),
        }
    }

    /// Ends the server, and waits until it has closed the connection.
    pub(super) async fn quit(&self, timeout: Option<Duration>) -> Result<(), Error> {
        let deadline = timeout.and_then(|time| Instant::now().checked_add(time));
        match self.execute("quit", &Value::Null, None).await {
            // The server may exit before it sends the reply.
            Err(error) if error.kind() != ErrorKind::Closed => return Err(error),
            _ => {}
        }
        match self.link.until(deadline, self.link.ended()).await {
            Some(_) => Ok(()),
            None => Err(Error::timed_out(timeout.unwrap_or(Duration::MAX), true)
                .while_doing("waiting until the server has closed the connection")
                .for_command("quit")),
        }
    }

    /// Adds a descriptor to a new set.
    pub(super) async fn add_fd(&self, descriptor: OwnedFd) -> Result<AddedFd, Error> {
        let added = self
            .execute("add-fd", &Value::Null, Some(descriptor))
            .await?;
        match (added["fdset-id"].as_u64(), added["fd"].as_u64()) {
            (Some(fdset_id), Some(fd)) => Ok(AddedFd { fdset_id, fd }),
            _ => Err(Error::protocol(format!(
                "expected the numbers of a set and a descriptor, found `{added}`"
            ))
            .for_command("add-fd")),
        }
    }

    /// Passes a descriptor under a name.
    pub(super) async fn get_fd(&self, name: &str, descriptor: OwnedFd) -> Result<(), Error> {
        let arguments = json!({ "fdname": name });
        self.execute("getfd", &arguments, Some(descriptor)).await?;
        Ok(())
    }

    /// Asks the server for its schema, once for each connection.
    pub(super) async fn schema(&self) -> Result<Arc<ServerSchema>, Error> {
        if let Some(schema) = self.link.hub().schema.clone() {
            return Ok(schema);
        }
        let reply = self.execute("query-qmp-schema", &Value::Null, None).await?;
        let schema = Arc::new(ServerSchema::from_reply(&reply));
        self.link.hub().schema = Some(Arc::clone(&schema));
        Ok(schema)
    }

    /// Whether the server has a command: by its schema or, before QEMU 2.5, by its version.
    pub(super) async fn supports<C: Command>(&self) -> Result<bool, Error> {
        match self.schema().await {
            Ok(schema) => Ok(schema.has_command(C::NAME)),
            Err(error) if error.class() == Some(&ErrorClass::CommandNotFound) => {
                let greeting = self.link.hub().session.greeting().cloned();
                let Some(greeting) = greeting else {
                    return Err(error);
                };
                let version = greeting.version.qemu;
                Ok(C::SINCE.is_none_or(|since| since <= version)
                    && C::UNTIL.is_none_or(|until| version <= until))
            }
            Err(error) => Err(error),
        }
    }
}

/// The next event of a subscription.
async fn next(events: &mut Stream<RawEvent>) -> Result<RawEvent, Error> {
    std::future::poll_fn(|context| events.poll_next(context))
        .await
        .map(|event| event.event)
}
