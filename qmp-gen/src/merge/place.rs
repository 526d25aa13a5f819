//! A place that two releases have, such as a member.

use crate::document::Span;

/// The side of a step that a type is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Old,
    New,
}

/// A place that both sides have, such as a member, with its description and its spans.
pub(super) struct Place {
    /// Its description in messages, such as ``the member `a` of `B` ``.
    pub(super) what: String,
    /// A name for a type that is made for the place.
    pub(super) name: String,
    pub(super) old: Span,
    pub(super) new: Span,
}

impl Place {
    /// A place inside of this one.
    pub(super) fn inner(&self, what: String, part: &str, old: Span, new: Span) -> Place {
        Place {
            what,
            name: format!("{}-{part}", self.name),
            old,
            new,
        }
    }
}
