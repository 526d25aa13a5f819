//! `command!`: a request as the documents write it.

mod expand;
mod input;
mod json;
mod values;

pub(crate) use expand::expand;
pub(crate) use input::Request;
