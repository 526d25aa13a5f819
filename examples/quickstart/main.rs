//! Asks a running QEMU for its status, stops and continues it, and prints the
//! events that come.
//!
//! ```text
//! qemu-system-x86_64 -display none -qmp unix:/tmp/qmp.sock,server=on,wait=off &
//! cargo run --example quickstart -- unix:/tmp/qmp.sock
//! ```
//!
use std::process::ExitCode;
use std::time::Duration;

use qmp_client::qemu::commands::{Cont, QueryStatus, QueryVersion, Stop};
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
    // The server may still be starting.
    let mut client = Client::builder()
        .wait_for_server(true)
        .connect_timeout(Duration::from_secs(3))
        .connect(address)?;
    let version = client.execute(&QueryVersion::new())?.qemu;
    println!("QEMU {}.{}.{}", version.major, version.minor, version.micro);

    let status = client.execute(&QueryStatus::new())?;
    println!("status: {} (running: {})", status.status, status.running);

    client.execute(&Stop::new())?;
    client.execute(&Cont::new())?;

    // An event may come before the reply of the command that caused it: it was
    // kept, so nothing is missed by asking now.
    while let Some(occurred) = client.next_event::<Event>(Duration::from_millis(500))? {
        match occurred.event {
            Event::Stop(_) => println!("event: the guest has been stopped"),
            Event::Resume(_) => println!("event: the guest runs again"),
            other => println!("event: {}", other.name()),
        }
    }
    Ok(())
}
