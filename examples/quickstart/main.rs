//! Prints the status of a running QEMU, pauses and resumes it, and prints the
//! events that this causes.
//!
//! ```text
//! qemu-system-x86_64 -display none -qmp unix:/tmp/qmp.sock,server=on,wait=off &
//! cargo run --example quickstart -- unix:/tmp/qmp.sock
//! ```

use std::process::ExitCode;
use std::time::Duration;

use qmp_client::qemu::commands::{Cont, QueryStatus, Stop};
use qmp_client::qemu::events::Event;
use qmp_client::{Client, Error};

fn main() -> ExitCode {
    let Some(address) = std::env::args().nth(1) else {
        eprintln!("usage: quickstart unix:PATH | tcp:HOST:PORT");
        return ExitCode::from(2);
    };
    match run(&address) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quickstart: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(address: &str) -> Result<(), Error> {
    let client = Client::builder().wait_for_server(true).connect(address)?;
    let status = client.execute(QueryStatus::new())?;
    println!("status: {} (running: {})", status.status, status.running);

    let mut events = client.events::<Event>();
    client.execute(Stop::new())?;
    client.execute(Cont::new())?;
    while let Some(message) = events.next(Duration::from_millis(500))? {
        println!("event: {}", message.event.name());
    }
    Ok(())
}
