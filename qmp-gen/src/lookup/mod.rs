//! Lookups in an interface for the macros: items by name, the members of objects as they are
//! in JSON, the places of names, and
//! descriptions of types.

mod by_ident;
mod members;
mod place;
mod range;
#[cfg(test)]
mod tests;
mod unknown_name;
mod words;

pub use by_ident::{find_by_field_name, find_by_type_name};
pub use members::WireMember;
pub use range::{ParseRangeError, VersionRange};
pub use unknown_name::UnknownName;
