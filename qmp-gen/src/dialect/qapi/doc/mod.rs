//! The documentation comments of schemas.

mod blocks;
mod coverage;
mod examples;
mod layout;
mod lenient;
mod since;
mod strict;
mod tables;

pub(super) use blocks::{ParsedDoc, read as read_blocks};
pub(super) use examples::read as read_examples;
pub(super) use lenient::{DocEntry, Docs, Section};
pub(super) use since::{of_definition as since_of_definition, version as since_version};
