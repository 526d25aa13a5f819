//! The examples of an item.

use serde_json::Value;

use super::doc::Doc;
use crate::document::Span;

/// An example.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Example {
    /// What it is said to show.
    pub caption: String,
    /// What goes over the wire in it.
    pub messages: Vec<ExampleMessage>,
    /// The text behind the messages.
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
    /// Its text as it stands in the document.
    pub text: String,
    /// How many columns the first line's text is right of where the indentation of
    /// the later lines is counted from.
    pub indent: usize,
    /// Where it stands.
    pub span: Span,
    /// What the text says, where it is JSON.
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
