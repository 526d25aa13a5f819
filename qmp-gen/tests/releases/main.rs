//! Several releases as one interface: for each rule, a small schema in two or three releases;
//! and QEMU's own schemas.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;
mod rules;
mod same;
mod spans;
mod support;
