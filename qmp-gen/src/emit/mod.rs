//! Emits Rust and snapshots from a checked interface.

mod rust;
mod snapshot;

pub use rust::{EmitError, MARKER, Manual, RustFile, RustOptions, rust, rust_files};
pub use snapshot::snapshot;
