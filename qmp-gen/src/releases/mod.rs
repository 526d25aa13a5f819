//! Releases: which one a document is of, and one interface for several.

mod group;
mod merge;
mod origins;
mod source;
mod version;

pub(crate) use group::{Group, ascending, group};
pub(crate) use merge::merge;
pub(crate) use origins::{by_release, origins};
pub use source::Source;
pub(crate) use source::load;
pub use version::{ParseVersionError, Version};
