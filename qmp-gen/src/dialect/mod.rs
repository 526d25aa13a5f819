//! The dialects. Each has a module with its grammar, and all are lowered to the same IR.

mod classic;
mod combine;
pub(crate) mod commands;
pub(crate) mod events;
mod kind;
mod lower;
mod node;
mod parse;
pub(crate) mod qapi;
pub(crate) mod snapshot;
pub(crate) mod summaries;

pub use kind::Dialect;
pub(crate) use lower::lower;
pub(crate) use parse::{parse, read_summaries};
pub(crate) use snapshot::FORMAT as SNAPSHOT_FORMAT;
pub(crate) use summaries::EXTENSION as SUMMARIES_EXTENSION;
