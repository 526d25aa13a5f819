//! The grammar of the dialect as a table.

include!("commands.pest.rs");
