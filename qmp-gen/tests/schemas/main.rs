//! The schema language: what it allows, what it refuses and where, what old
//! releases wrote, QEMU's own schemas, and texts that mean harm.
//!
//! What QEMU's generator of release 10.0 accepts and refuses is the yardstick;
//! where the crate is known to differ, `gaps` says so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accepted;
mod corpus;
mod files;
mod gaps;
mod hostile;
mod old;
mod refused;
mod support;
