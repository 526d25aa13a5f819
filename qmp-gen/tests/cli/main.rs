//! The program `qmp-gen`: its exit codes, its output, and the files that it writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arguments;
mod check;
mod generate;
mod output;
mod releases;
mod snapshot;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn qmp_gen() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qmp-gen"));
    command.stdin(Stdio::null());
    command
}

/// Runs the program in a folder, and returns the exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = qmp_gen()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    exit_code_and_output(&output)
}

fn exit_code_and_output(output: &Output) -> (i32, String, String) {
    (
        output.status.code().expect("it ends by itself"),
        String::from_utf8(output.stdout.clone()).unwrap(),
        String::from_utf8(output.stderr.clone()).unwrap(),
    )
}

const EVENTS: &str = "\
LAMP_LIT
--------

The lamp has been lit.

Data: None.

LAMP_OUT
--------

The lamp has gone out.

Data:

- \"why\": the reason
";

/// Returns a folder with a document with warnings, a snapshot with an error, and a valid
/// snapshot.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("qmp-events.txt", EVENTS);
    write(
        "wrong.json",
        "{ \"format\": \"qmp-snapshot/1\",\n  \"commands\": { \"a\": { \"returns\": \"Lamp\" } } }\n",
    );
    write(
        "right.json",
        "{ \"format\": \"qmp-snapshot/1\", \"commands\": { \"lamp-set\": {} } }\n",
    );
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
