//! Releases: which one a document is of, and what is made of several.

mod source;
mod version;

pub use source::Source;
pub(crate) use source::{load, origins};
pub use version::{NoVersion, Version};
