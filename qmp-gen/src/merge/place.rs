//! A place in two releases.

use crate::document::Span;

/// Which side of a step a type is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Old,
    New,
}

/// The place of something that both sides have, in case it has to be spoken of.
pub(super) struct Place {
    /// What it is: `the member `a` of `B``.
    pub(super) what: String,
    /// A name for a type that stands there.
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
