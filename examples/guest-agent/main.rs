//! Prints facts about a guest, or runs a program in it and prints its output, through the
//! guest agent.
//!
//! ```text
//! qemu-system-x86_64 … -device virtio-serial \
//!     -chardev socket,path=/tmp/qga.sock,server=on,wait=off,id=qga \
//!     -device virtserialport,chardev=qga,name=org.qemu.guest_agent.0 &
//! cargo run --example guest-agent -- unix:/tmp/qga.sock
//! cargo run --example guest-agent -- unix:/tmp/qga.sock uname -a
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use qmp_client::Client;
use qmp_client::guest::commands::{
    GuestExec, GuestExecStatus, GuestGetHostName, GuestGetOsinfo, GuestInfo,
};
use qmp_client::guest::types;

/// The time between two questions whether the program has ended.
const INTERVAL: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(address) = arguments.next() else {
        eprintln!("usage: guest-agent unix:PATH [PROGRAM [ARGUMENT…]]");
        return ExitCode::from(2);
    };
    match run(&address, arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("guest-agent: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(
    address: &str,
    mut arguments: impl Iterator<Item = String>,
) -> Result<ExitCode, Box<dyn Error>> {
    // An agent sends no greeting: connecting waits until it answers.
    let client = Client::builder()
        .guest_agent(true)
        .wait_for_server(true)
        .connect(address)?;
    let Some(program) = arguments.next() else {
        print_facts(&client)?;
        return Ok(ExitCode::SUCCESS);
    };
    let ended = run_in_guest(&client, &program, arguments)?;
    io::stdout().write_all(&decoded(ended.out_data)?)?;
    io::stderr().write_all(&decoded(ended.err_data)?)?;
    let code = ended.exitcode.and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn print_facts(client: &Client) -> Result<(), qmp_client::Error> {
    println!("agent: {}", client.execute(GuestInfo::new())?.version);
    let host = client.execute(GuestGetHostName::new())?;
    println!("host name: {}", host.host_name);
    if let Some(system) = client.execute(GuestGetOsinfo::new())?.pretty_name {
        println!("system: {system}");
    }
    Ok(())
}

/// Starts a program in the guest, and waits until it has ended.
fn run_in_guest(
    client: &Client,
    program: &str,
    arguments: impl Iterator<Item = String>,
) -> Result<types::GuestExecStatusReply, qmp_client::Error> {
    let start = GuestExec::new(program).arg(arguments).capture_output(true);
    let started = client.execute(start)?;
    loop {
        let status = client.execute(GuestExecStatus::new(started.pid))?;
        if status.exited {
            return Ok(status);
        }
        sleep(INTERVAL);
    }
}

fn decoded(data: Option<String>) -> Result<Vec<u8>, base64::DecodeError> {
    BASE64_STANDARD.decode(data.unwrap_or_default())
}
