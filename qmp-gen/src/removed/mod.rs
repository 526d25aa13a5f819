//! Items that QEMU removed, for messages about names that no document has.
//!
//! The items are a table of facts, which `schema/update` writes from the snapshots in
//! `schema`. The replacement of an item is a sentence of its summary. Both are read only
//! when a name is not found.

mod item;
mod kind;
mod table;

pub use item::Removed;
pub use kind::RemovedKind;
pub use table::removed_table;
