//! The examples of an item.

use serde_json::Value;

use super::doc::Doc;
use crate::document::Span;

/// An example: messages and the text around them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Example {
    /// The text before the messages.
    pub caption: String,
    /// The messages.
    pub messages: Vec<ExampleMessage>,
    /// The text after the messages.
    pub after: Doc,
}

impl Example {
    /// Creates an example without messages.
    pub fn new(caption: impl Into<String>) -> Example {
        Example {
            caption: caption.into(),
            messages: Vec::new(),
            after: Doc::default(),
        }
    }
}

/// One message of an example.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ExampleMessage {
    /// The sender.
    pub sender: Sender,
    /// Its text in the document.
    pub text: String,
    /// The column in which `text` starts in the document. The later lines of `text` are
    /// indented relative to the same left margin.
    pub indent: usize,
    /// Its position.
    pub span: Span,
    /// Its value, if the text is JSON.
    pub json: Option<Value>,
}

/// The sender of a message in an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The client, written as `->`.
    Client,
    /// The server, written as `<-`. In a list of events, no arrow is needed.
    Server,
}
