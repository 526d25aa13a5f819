//! Code that is written by hand and held to the documents: what is taken, what is
//! refused and with which words, and what becomes of it when a document changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changed;
mod events;
mod refused;
mod renamed;
mod values;
