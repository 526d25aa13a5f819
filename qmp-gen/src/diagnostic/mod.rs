//! Diagnostics: reported by every pass, collected here, rendered by the outermost layer.

mod code;
mod problem;
mod render;
mod severity;

pub use code::Code;
pub(crate) use problem::counted;
pub use problem::{Diagnostic, Diagnostics};
pub use render::{render, render_brief};
pub use severity::{Level, Severity};
