//! The entries of `.summaries` files.

use super::doc::Doc;
use super::name::Name;

/// A summary: text for an item that another document defines.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SummaryText {
    /// The item; or the item, a dot, and its member, value or branch.
    pub name: Name,
    /// The text.
    pub doc: Doc,
}
