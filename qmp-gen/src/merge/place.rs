//! A place in two releases.

use crate::document::Span;

/// The side of a step that a type is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Old,
    New,
}

/// The place of something that both sides have, for messages and names.
pub(super) struct Place {
    /// What it is: `the member `a` of `B``.
    pub(super) what: String,
    /// A name for a type that is made for the place.
    pub(super) name: String,
    pub(super) old: Span,
    pub(super) new: Span,
}

impl Place {
    /// A part of it.
    pub(super) fn inner(&self, what: String, part: &str, old: Span, new: Span) -> Place {
        Place {
            what,
            name: format!("{}-{part}", self.name),
            old,
            new,
        }
    }
}
