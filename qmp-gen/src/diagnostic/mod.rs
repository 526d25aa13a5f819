//! Diagnostics: problems in documents. Every pass reports them; the command line, the builder
//! and the macros render them.

mod code;
mod problem;
mod render;
mod severity;

pub use code::Code;
pub(crate) use problem::counted;
pub use problem::{Diagnostic, Diagnostics};
pub use render::{render, render_brief};
pub use severity::{Level, Severity};
