//! The result of comparing an example with its item.

use serde_json::Value;

use crate::document::Span;

/// What became of a message of an example.
#[derive(Debug, Clone)]
pub struct ExampleCheck {
    /// What the message is.
    pub kind: ExampleKind,
    /// The command or event whose message it is.
    pub item: String,
    /// The arguments, what is returned, or the data.
    pub value: Value,
    /// Where the message stands.
    pub span: Span,
    /// Whether the value is what the item's description says, in every point.
    pub agrees: bool,
    /// Whether the generated types read it: what they don't list they skip or
    /// keep.
    pub readable: bool,
}

/// What a message of an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    /// A request.
    Request,
    /// A reply.
    Reply,
    /// An event.
    Event,
}
