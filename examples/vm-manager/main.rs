//! A small manager of virtual machines. It starts a QEMU in a folder, performs steps on it,
//! prints a line for each, and ends it. The progress of jobs is printed to the error stream.
//!
//! ```text
//! cargo run --example vm-manager -- qemu-system-x86_64 /tmp/vm list snapshot mirror
//! ```

mod steps;

use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, fs, io};

use qmp_client::Client;

/// Starts a machine with a screen and a USB controller, whose guest is paused.
fn start(qemu: &str, folder: &Path) -> io::Result<Child> {
    // QEMU waits for the client, so that its monitor is ready when the client connects.
    let monitor = format!("unix:{}/qmp.sock,server=on,wait=on", folder.display());
    Command::new(qemu)
        .args(["-machine", "pc,accel=tcg", "-m", "64", "-S"])
        .args(["-nodefaults", "-no-user-config", "-display", "none"])
        .args(["-device", "VGA", "-device", "qemu-xhci,id=usb"])
        .args(["-qmp", &monitor])
        .stdout(Stdio::null())
        .spawn()
}

fn perform(folder: &Path, steps: &[steps::Step]) -> io::Result<()> {
    let builder = Client::builder().wait_for_server(true);
    let client = builder.connect(folder.join("qmp.sock"))?;
    println!("start: {}", steps::add_disks(&client, folder)?);
    for (name, step) in steps {
        println!("{name}: {}", step(&client, folder)?);
    }
    Ok(client.quit(steps::TIMEOUT)?)
}

fn run(qemu: &str, folder: &str, steps: &[steps::Step]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let folder = fs::canonicalize(folder)?;
    let mut process = start(qemu, &folder)?;
    let result = perform(&folder, steps);
    if result.is_err() {
        process.kill()?;
    }
    println!("stop: {}", process.wait()?);
    result
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (qemu, folder) = (arguments.next(), arguments.next());
    let find = |name| steps::ALL.into_iter().find(|step| name == step.0);
    let named = arguments.map(find).collect::<Option<Vec<_>>>();
    let (Some(qemu), Some(folder), Some(mut named)) = (qemu, folder, named) else {
        let steps = steps::ALL.map(|step| step.0).join(", ");
        eprintln!("usage: vm-manager QEMU FOLDER [STEP…]\nsteps: {steps}");
        return ExitCode::from(2);
    };
    if named.is_empty() {
        named.extend(steps::ALL);
    }
    if let Err(error) = run(&qemu, &folder, &named) {
        eprintln!("vm-manager: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
