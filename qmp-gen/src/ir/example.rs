//! The examples of an item.

use serde_json::Value;

use super::doc::Doc;
use crate::document::Span;

/// An example.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Example {
    /// The text before it.
    pub caption: String,
    /// Its messages.
    pub messages: Vec<ExampleMessage>,
    /// The text after the messages.
    pub after: Doc,
}

impl Example {
    /// An example without messages.
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
    /// Who sends it.
    pub sender: Sender,
    /// Its text in the document.
    pub text: String,
    /// How many columns the first line's text is right of where the indentation of
    /// the later lines is counted from.
    pub indent: usize,
    /// Its place.
    pub span: Span,
    /// Its value, if the text is JSON.
    pub json: Option<Value>,
}

/// Who sends a message of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The client: `->`.
    Client,
    /// The server: `<-`, and the events in a list of events.
    Server,
}
