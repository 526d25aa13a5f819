//! `command!`: a request in JSON, as in the documents.

mod expand;
mod input;
mod json;
mod values;

pub(crate) use expand::expand;
pub(crate) use input::Request;
