//! The names of items.

use crate::document::Span;

/// A wire name, and its position in a document.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Name {
    /// The name, exactly as it is in JSON.
    pub text: String,
    /// Its position.
    pub span: Span,
}

impl Name {
    /// Creates a name with its position.
    pub fn new(text: impl Into<String>, span: Span) -> Name {
        let text = text.into();
        Name { text, span }
    }
}
