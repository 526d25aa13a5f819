//! The schema language: accepted and rejected schemas, the syntax of old releases, QEMU's own
//! schemas, and hostile texts.
//!
//! With `strict`, the crate accepts and rejects what QEMU's own generator does,
//! at the same line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accepted;
mod corpus;
mod files;
mod hostile;
mod old;
mod refused;
mod strict;
mod support;
#[path = "../common/time.rs"]
mod time;
