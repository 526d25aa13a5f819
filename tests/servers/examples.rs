//! Runs the examples as programs.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};

use libtest_mimic::Failed;

/// Returns the path of an example. Cargo builds examples only if it builds all tests, and does
/// not provide their paths.
fn program(name: &str) -> Result<PathBuf, Failed> {
    let this = env::current_exe()?;
    let folder = this.parent().and_then(|deps| deps.parent());
    let program = folder.unwrap().join("examples").join(name);
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("the example is not built: cargo build --example {name}").into())
    }
}

/// Runs an example; returns what it printed to the standard output and to the standard error.
pub(crate) fn run(name: &str, arguments: &[&str]) -> Result<(Output, String, String), Failed> {
    let output = Command::new(program(name)?).args(arguments).output()?;
    let stdout = String::from_utf8(output.stdout.clone())?;
    let stderr = String::from_utf8(output.stderr.clone())?;
    Ok((output, stdout, stderr))
}
