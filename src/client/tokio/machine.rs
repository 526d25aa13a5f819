//! Connecting to a machine that this program has started.

use std::process::ExitStatus;
use std::time::{Duration, Instant};

use ::tokio::time::sleep;

use super::client::Client;
use crate::client::error::{Error, ErrorKind};
use crate::client::machine::{EXITING, Machine, Pauses};
use crate::client::options::Builder;

impl Machine {
    /// Connects to the monitor with the default options, as [`client`](Self::client) does.
    ///
    /// ```no_run
    /// use qmp_client::Machine;
    /// use std::time::Duration;
    ///
    /// # async fn run() -> Result<(), qmp_client::Error> {
    /// let machine = Machine::builder("qemu-system-x86_64").args(["-display", "none"]).start()?;
    /// let client = machine.tokio_client().await?;
    /// client.quit(Duration::from_secs(10)).await?;
    /// let status = machine.tokio_wait(Duration::from_secs(10)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Builder::connect_machine`].
    ///
    /// # Panics
    ///
    /// Outside of a runtime of tokio that has I/O and time enabled.
    pub async fn tokio_client(&self) -> Result<Client, Error> {
        Client::builder().connect_machine(self).await
    }

    /// Waits until the process has exited, as [`wait`](Self::wait) does.
    ///
    /// # Errors
    ///
    /// As [`try_wait`](Self::try_wait).
    ///
    /// # Panics
    ///
    /// Outside of a runtime of tokio that has time enabled.
    pub async fn tokio_wait(
        &self,
        timeout: impl Into<Option<Duration>>,
    ) -> Result<Option<ExitStatus>, Error> {
        let mut pauses = Pauses::new(timeout.into());
        loop {
            let status = self.try_wait()?;
            match pauses.next() {
                Some(pause) if status.is_none() => sleep(pause).await,
                _ => return Ok(status),
            }
        }
    }
}

impl Builder<Client> {
    /// Connects to the monitor of a machine. This can be done once for each machine.
    ///
    /// # Errors
    ///
    /// When the process has exited, with its status and its standard error
    /// ([`ErrorKind::Process`]); otherwise as [`connect`](Self::connect).
    ///
    /// # Panics
    ///
    /// As `connect`.
    pub async fn connect_machine(&self, machine: &Machine) -> Result<Client, Error> {
        let error = match self.connect_socket(machine.take_monitor()?, machine).await {
            Ok(client) => return Ok(client),
            Err(error) => error.while_doing(format!("connecting to {machine}")),
        };
        if error.kind() != ErrorKind::Closed {
            return Err(error);
        }
        // Its end of the connection is closed, so that it has exited or is about to.
        let since = Instant::now();
        let mut pauses = Pauses::new(Some(EXITING));
        loop {
            if let Some(exited) = machine.exited(since) {
                return Err(exited);
            }
            match pauses.next() {
                Some(pause) => sleep(pause).await,
                None => return Err(error),
            }
        }
    }
}
