//! Everything that the documents of a release define.

use std::collections::HashMap;

use super::items::{Command, Event, TypeDef};
use super::release::Release;
use crate::document::Span;

/// An interface: everything that a run's documents describe.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Schema {
    /// The commands, in the documents' order.
    pub commands: Vec<Command>,
    /// The events, in the documents' order.
    pub events: Vec<Event>,
    /// The types, in the documents' order.
    pub types: Vec<TypeDef>,
    /// What release it is of.
    pub release: Release,
    /// By the place of a member's name, where its type is named; likewise of a
    /// branch, and of a command for what it returns. Not every dialect says.
    pub type_places: HashMap<Span, Span>,
    /// Whether names that are one in C are one. So it is in the schema language,
    /// since QEMU generates C; what several releases have together may have both.
    pub c_names: bool,
}
