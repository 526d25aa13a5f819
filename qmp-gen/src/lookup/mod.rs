//! Looking things up in a checked interface, for code that is written by hand and
//! held to it: items by name, the members of an object as they stand on the wire,
//! and what the documents say in words.

mod by_ident;
mod members;
mod missing;
mod range;
#[cfg(test)]
mod tests;
mod words;

pub use by_ident::{by_field_name, by_type_name};
pub use members::WireMember;
pub use missing::Missing;
pub use range::{ParseRangeError, VersionRange};
