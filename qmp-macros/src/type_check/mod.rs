//! Checks of the user's types against the documents, made by the compiler at the user's
//! own tokens.

mod check;
mod documented;
mod kind;
mod suggestion;

pub(crate) use check::{Presence, Site, TypeCheck};
pub(crate) use kind::wire_type;
