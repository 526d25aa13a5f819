//! Reads documents from paths and texts, detects their dialects, and groups them by release.

mod detect;
mod error;
mod file;
mod folder;
mod group;
mod includes;
mod input;
mod load;
mod neighbours;
mod path;

pub use error::LoadError;
pub(crate) use group::group_by_release;
pub(crate) use input::Input;
pub(crate) use neighbours::Neighbours;
pub use path::Source;
