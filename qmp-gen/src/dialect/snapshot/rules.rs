//! The grammar of the dialect as a table.

include!("snapshot.pest.rs");
