//! Checks of the user's types against the documents. The compiler evaluates them at the
//! user's tokens.

mod check;
mod documented;
mod kind;
mod suggestion;

pub(crate) use check::{Presence, Site, TypeCheck, check_unlisted_in_body, probed_info};
pub(crate) use kind::wire_type;
