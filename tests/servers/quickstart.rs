//! The example `quickstart`, run as a program.

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::examples::run;
use crate::server::Server;
use crate::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![example_quickstart];

const NAME: &str = "quickstart";

/// Returns the tests that need no server.
pub(crate) fn trials_without_server() -> Vec<Trial> {
    vec![
        Trial::test("example_quickstart::nothing_listens", nothing_listens),
        Trial::test("example_quickstart::usage", usage),
    ]
}

fn example_quickstart(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let (output, stdout, stderr) = run(NAME, &[&format!("unix:{}", socket.display())])?;
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
    let (output, stdout, stderr) = run(NAME, &[&address])?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout, "");
    let start = format!("quickstart: cannot connect to {address} within 10s: ");
    assert!(stderr.starts_with(&start), "{stderr}");
    assert!(stderr.contains("is the server running?"), "{stderr}");
    Ok(())
}

fn usage() -> Result<(), Failed> {
    let (output, stdout, stderr) = run(NAME, &[])?;
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout, "");
    assert!(stderr.starts_with("usage: quickstart "), "{stderr}");
    Ok(())
}
