//! Generates typed Rust for QMP, the protocol that controls QEMU, from its documentation: a
//! type for every command and event.
//!
//! A build script generates bindings with a [`Builder`]. The program `qmp-gen` does the same
//! on the command line, and reports the problems of documents. It is built by the feature
//! `cli`, which is on by default; build scripts turn it off with `default-features = false`.
//! Both are a few calls of this library:
//!
//! ```
//! use qmp_gen::{Document, Run, RustOptions, rust, snapshot};
//!
//! let text = "\
//! BLOCK_JOB_READY
//! ---------------
//!
//! A job has caught up with its source.
//!
//! Data:
//!
//! - \"device\": the job's name (json-string)
//! - \"speed\": its limit, bytes per second (json-int, optional)
//! ";
//! let run = Run::of_documents([Document::new("qmp-events.txt", text)]);
//! assert_eq!(run.diagnostics.errors(), 0);
//! assert!(snapshot(&run.interface).contains(r#""speed": { "type": "int", "optional": true }"#));
//!
//! let bindings = rust(&run.interface, &run.documents, &RustOptions::default())?;
//! assert!(bindings.contains("pub speed: Option<i64>"));
//! # Ok::<(), qmp_gen::EmitError>(())
//! ```
//!
//! A document is parsed by the grammar of its [`Dialect`] and lowered to the [`ir`]. Its
//! names are resolved, which gives an [`Interface`], and several releases are merged to
//! one. The interface is written as [`rust()`] or as a [`snapshot()`]. Every pass reports
//! problems as [`diagnostic`]s with their positions.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod apply_summaries;
mod builder;
mod builtin;
pub mod diagnostic;
mod dialect;
mod digest;
mod document;
mod driver;
mod emit;
pub mod examples;
mod grammar;
pub mod ir;
mod lookup;
mod markup;
mod merge;
mod naming;
mod output;
mod parallel;
mod paths;
mod removed;
mod resolve;
mod source;
mod version;

pub use builder::{BuildError, Builder};
pub use builtin::Builtin;
pub use dialect::Dialect;
pub use document::{Document, DocumentId, Documents, Span};
pub use driver::{Run, RunCounts};
pub use emit::{EmitError, MARKER, Manual, RustFile, RustOptions, rust, rust_files, snapshot};
pub use lookup::{ParseRangeError, VersionRange};
pub use naming::{field_name, type_name, wire_name};
pub use output::{
    OutputError, Written, is_current, stale_files, write_files_if_different, write_if_different,
};
pub use removed::{Removed, RemovedKind, removed_table};
pub use resolve::{Difference, ExampleCheck, ExampleKind, Interface, SelectError, Unknown};
pub use source::{LoadError, Source};
pub use version::{ParseVersionError, Version};

/// Support for the crate `qmp-macros`, without any guarantee of stability.
#[doc(hidden)]
pub mod macros {
    pub use crate::lookup::{UnknownName, WireMember, find_by_field_name, find_by_type_name};
}
