//! Code that is written by hand and held to the documents: what is taken, what is
//! refused and with which words, and what becomes of it when a document changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

mod changed;
mod conversions;
mod events;
mod refused;
mod renamed;
mod values;

/// Cargo in a folder of packages that a test has written, in cargo's folder for tests'
/// own files. All build into one other, so that the client is compiled once, and the
/// next run finds it built.
fn cargo(folder: &str) -> Command {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/packages");
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
