//! Several releases as one interface: a small schema in two or three releases
//! for every rule.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;
mod rules;
mod same;
mod spans;
mod support;
