//! The names of items.

use crate::document::Span;

/// A name on the wire and its place in a document.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Name {
    /// The name, exactly as it is on the wire.
    pub text: String,
    /// Its place.
    pub span: Span,
}

impl Name {
    /// A name at a place.
    pub fn new(text: impl Into<String>, span: Span) -> Name {
        let text = text.into();
        Name { text, span }
    }
}
