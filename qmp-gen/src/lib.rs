//! Reads QMP's documentation and writes typed Rust for every command and event.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod builtin;
pub mod diagnostic;
mod dialect;
mod document;
mod driver;
mod emit;
pub mod examples;
pub mod ir;
mod load;
mod naming;
mod resolve;

pub use dialect::Dialect;
pub use document::{Document, DocumentId, Documents, Span};
pub use driver::Run;
pub use emit::{EmitError, MARKER, RustOptions, rust, snapshot};
pub use load::{LoadError, Loaded, load};
pub use resolve::{Checked, ExampleCheck, ExampleKind};
