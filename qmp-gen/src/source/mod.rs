//! From paths to documents, and which release each document describes.

mod folder;
mod group;
mod load;
mod neighbours;
mod origins;
mod path;

pub(crate) use group::{Group, ascending, group};
pub use load::{LoadError, Loaded, load};
pub(crate) use neighbours::Neighbours;
pub(crate) use origins::{by_release, origins};
pub use path::Source;
pub(crate) use path::load_releases;
