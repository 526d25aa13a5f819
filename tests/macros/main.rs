//! Handwritten code that the macros check against documents: what is accepted, what is rejected
//! and with which message, and what happens when a document changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

mod changed;
mod conversions;
mod events;
mod refused;
mod renamed;
mod values;

/// Returns cargo for a folder of packages that a test has written. All packages share a target
/// folder, so that the client is compiled once, and the next run reuses it.
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
