//! Everything that the documents of a release define.

use std::collections::HashMap;

use super::items::{Command, Event, TypeDef};
use super::release::Release;
use crate::document::Span;

/// Everything that the documents of a release define.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Schema {
    /// The commands, in the documents' order.
    pub commands: Vec<Command>,
    /// The events, in the documents' order.
    pub events: Vec<Event>,
    /// The types, in the documents' order.
    pub types: Vec<TypeDef>,
    /// The release that it describes.
    pub release: Release,
    /// The place of a type's name, by that of the member or the branch that has the type,
    /// or of the command that returns it. Not every dialect has them.
    pub type_places: HashMap<Span, Span>,
    /// Whether two names that are the same in C are the same. That is so in the schema
    /// language, since QEMU generates C; several releases together may have both.
    pub c_names: bool,
}
