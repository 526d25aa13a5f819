//! `bindings!`: generated code in place.

mod expand;
mod input;

pub(crate) use expand::expand;
pub(crate) use input::Bindings;
