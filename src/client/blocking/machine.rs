//! Connecting to a machine that this program has started.

use std::thread::sleep;
use std::time::Instant;

use super::client::Client;
use crate::client::error::{Error, ErrorKind};
use crate::client::machine::{EXITING, Machine, Pauses};
use crate::client::options::Builder;

impl Machine {
    /// Connects to the monitor with the default options. This can be done once: clone the client
    /// to use it in several places.
    ///
    /// # Errors
    ///
    /// As [`Builder::connect_machine`].
    pub fn client(&self) -> Result<Client, Error> {
        Client::builder().connect_machine(self)
    }
}

impl Builder<Client> {
    /// Connects to the monitor of a machine. This can be done once for each machine.
    ///
    /// # Errors
    ///
    /// When the process has exited, with its status and its standard error
    /// ([`ErrorKind::Process`]); otherwise as [`connect`](Self::connect).
    pub fn connect_machine(&self, machine: &Machine) -> Result<Client, Error> {
        let error = match self.connect_socket(machine.take_monitor()?, machine) {
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
                Some(pause) => sleep(pause),
                None => return Err(error),
            }
        }
    }
}
