//! What is made of a checked interface.

mod rust;
mod snapshot;

pub use rust::{EmitError, MARKER, Manual, RustOptions, rust};
pub use snapshot::snapshot;
