//! The example `quickstart`, run as a program.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::server::Server;
use crate::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![example_quickstart];

/// Returns the tests that need no server.
pub(crate) fn trials_without_server() -> Vec<Trial> {
    vec![
        Trial::test("example_quickstart::nothing_listens", nothing_listens),
        Trial::test("example_quickstart::usage", usage),
    ]
}

/// Returns the path of the example. Cargo builds examples only if it builds all tests, and does
/// not provide their paths.
fn program() -> Result<PathBuf, Failed> {
    let this = env::current_exe()?;
    let folder = this.parent().and_then(|deps| deps.parent());
    let program = folder.unwrap().join("examples/quickstart");
    if program.is_file() {
        Ok(program)
    } else {
        Err("the example is not built: cargo build --example quickstart".into())
    }
}

fn run(arguments: &[String]) -> Result<(Output, String, String), Failed> {
    let output = Command::new(program()?).args(arguments).output()?;
    let stdout = String::from_utf8(output.stdout.clone())?;
    let stderr = String::from_utf8(output.stderr.clone())?;
    Ok((output, stdout, stderr))
}

fn example_quickstart(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let (output, stdout, stderr) = run(&[format!("unix:{}", socket.display())])?;
    assert!(output.status.success(), "{stderr}");
    assert_eq!(stderr, "");
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "status: running (running: true)",
            "event: STOP",
            "event: RESUME",
        ]
    );
    Ok(())
}

fn nothing_listens() -> Result<(), Failed> {
    let folder = TempDir::new()?;
    let address = format!("unix:{}", folder.path().join("qmp.sock").display());
    let (output, stdout, stderr) = run(std::slice::from_ref(&address))?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout, "");
    let start = format!("quickstart: cannot connect to {address} within 10s: ");
    assert!(stderr.starts_with(&start), "{stderr}");
    assert!(stderr.contains("is the server running?"), "{stderr}");
    Ok(())
}

fn usage() -> Result<(), Failed> {
    let (output, stdout, stderr) = run(&[])?;
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout, "");
    assert!(stderr.starts_with("usage: quickstart "), "{stderr}");
    Ok(())
}
