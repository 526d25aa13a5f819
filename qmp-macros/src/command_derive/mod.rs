//! `#[derive(QmpCommand)]`.

mod expand;
mod input;

pub(crate) use expand::derive;
pub(crate) use input::returns;
