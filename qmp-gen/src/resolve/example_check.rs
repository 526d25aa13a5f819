//! The result of comparing an example with its item.

use serde_json::Value;

use crate::document::Span;

/// The result of comparing a message of an example with its item.
#[derive(Debug, Clone)]
pub struct ExampleCheck {
    /// The kind of message.
    pub kind: ExampleKind,
    /// The command or event whose message it is.
    pub item: String,
    /// The arguments, the returned value, or the data.
    pub value: Value,
    /// The position of the message.
    pub span: Span,
    /// Whether the value matches the definition of the item exactly.
    pub agrees: bool,
    /// Whether the generated types can deserialize the value. They skip or keep unknown
    /// members and values.
    pub readable: bool,
}

/// The kind of a message of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    /// A request.
    Request,
    /// A reply.
    Reply,
    /// An event.
    Event,
}
