//! What is made of a checked interface.

mod snapshot;

pub use snapshot::snapshot;
