//! The schema language: what it allows, what it refuses and where, what old
//! releases wrote, QEMU's own schemas, and texts that mean harm.
//!
//! What QEMU's generator of release 10.0 accepts and refuses is the yardstick:
//! the crate decides as it does, about the same line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accepted;
mod corpus;
mod files;
mod hostile;
mod old;
mod refused;
mod support;
