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
    /// The positions of type names. The keys are the positions of the members and branches
    /// that have the types, and of the commands that return them. Not every dialect
    /// provides them.
    pub type_places: HashMap<Span, Span>,
    /// Whether two names collide if QEMU converts them to the same C identifier. This is a
    /// rule of the schema language; two releases may each have one of the names.
    pub c_names: bool,
}
