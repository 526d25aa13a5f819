//! Parses examples: messages that begin with an arrow, and the text between them.

use super::comment::{DocLine, join, trim};
use crate::document::Span;
use crate::examples::bracket_balance;
use crate::ir::{Doc, Example, ExampleMessage, Sender};

/// Parses the lines of an example.
pub(crate) fn parse(caption: &str, lines: &[DocLine]) -> Vec<Example> {
    let mut parser = ExampleParser {
        examples: vec![without_messages(caption.to_owned())],
        text: String::new(),
        message: None,
    };
    for line in lines {
        parser.line(line);
    }
    parser.end_message();
    parser.finish()
}

/// The number of lines up to the end of the last message. A message begins in the first line.
pub(super) fn length(lines: &[DocLine]) -> usize {
    let mut depth = 0;
    let mut end = 0;
    let mut column = 0;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.trim_start();
        let continues = end == i && line.indent() > column;
        if arrow(text).is_some() {
            depth = 0;
            column = line.indent();
        } else if !text.is_empty() && depth <= 0 && !text.starts_with(['}', ']']) && !continues {
            break;
        }
        depth += bracket_balance(text);
        if !text.is_empty() {
            end = i + 1;
        }
    }
    end.max(1)
}

/// The sender of the message that a line begins, if any.
pub(super) fn arrow(text: &str) -> Option<Sender> {
    let (sender, rest) = match text.get(..2)? {
        "->" => (Sender::Client, &text[2..]),
        "<-" => (Sender::Server, &text[2..]),
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with([' ', '{', '['])).then_some(sender)
}

fn without_messages(caption: String) -> Example {
    Example {
        caption,
        messages: Vec::new(),
        after: Doc::default(),
    }
}

struct ExampleParser<'t> {
    examples: Vec<Example>,
    /// The text since the last message.
    text: String,
    /// The message that the last line belongs to.
    message: Option<MessageLines<'t>>,
}

/// The lines of a message.
struct MessageLines<'t> {
    sender: Sender,
    lines: Vec<DocLine<'t>>,
    /// The number of open brackets.
    depth: isize,
}

impl MessageLines<'_> {
    /// Whether the indentation of a line makes it a part of the message, even if all
    /// brackets are closed: some messages have one too many.
    fn continues_in(&self, line: &DocLine) -> bool {
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else {
            return false;
        };
        let is_below = !last.text.trim().is_empty() && !line.text.trim().is_empty();
        is_below && line.indent() > first.indent()
    }
}

impl<'t> ExampleParser<'t> {
    fn line(&mut self, line: &DocLine<'t>) {
        let text = line.text.trim_start();
        let sender = arrow(text).or_else(|| {
            let has_no_arrow = self.message.is_none() && text.starts_with('{');
            has_no_arrow.then_some(Sender::Server)
        });
        if let Some(sender) = sender {
            self.end_message();
            self.caption();
            self.message = Some(MessageLines {
                sender,
                lines: vec![*line],
                depth: bracket_balance(text),
            });
        } else if let Some(message) = &mut self.message
            && (message.depth > 0 || text.starts_with(['}', ']']) || message.continues_in(line))
        {
            message.depth += bracket_balance(text);
            message.lines.push(*line);
        } else {
            self.end_message();
            self.prose(text);
        }
    }

    /// Adds a line of text. Markup that only announces a message is discarded.
    fn prose(&mut self, text: &str) {
        if text.starts_with(".. code-block::") {
            return;
        }
        let text = match text.strip_suffix("::") {
            Some("") => return,
            Some(before) if !before.ends_with(' ') => format!("{before}:"),
            Some(before) => before.trim_end().to_owned(),
            None => text.to_owned(),
        };
        if text.is_empty() {
            if !self.text.is_empty() && !self.text.ends_with("\n\n") {
                self.text.push_str("\n\n");
            }
            return;
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(&text);
    }

    /// Makes the text the caption of the next message.
    fn caption(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.examples.last_mut() {
            Some(example) if example.messages.is_empty() => {
                if !example.caption.is_empty() {
                    example.caption.push('\n');
                }
                example.caption.push_str(text);
            }
            _ => self.examples.push(without_messages(text.to_owned())),
        }
    }

    fn end_message(&mut self) {
        if let (Some(lines), Some(example)) = (self.message.take(), self.examples.last_mut()) {
            example.messages.extend(message(&lines));
        }
    }

    fn finish(mut self) -> Vec<Example> {
        for text in self.text.split("\n\n") {
            if let Some(example) = self.examples.last_mut() {
                example.after.push_paragraph(text);
            }
        }
        let has_content =
            |example: &Example| !example.messages.is_empty() || !example.after.is_empty();
        self.examples.retain(has_content);
        self.examples
    }
}

fn message(message: &MessageLines) -> Option<ExampleMessage> {
    let lines = trim(&message.lines);
    let (first, last) = (lines.first()?, lines.last()?);
    let span = Span {
        end: last.span.end.max(first.span.start),
        ..first.span
    };
    let joined = join(lines);
    let text = joined.trim_start();
    let text = match arrow(text) {
        Some(_) => text[2..].trim_start(),
        None => text,
    };
    let before = joined.get(..joined.len() - text.len()).unwrap_or("");
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    Some(ExampleMessage {
        sender: message.sender,
        text: text.to_owned(),
        indent: column.max(first.indent()),
        span,
        json: serde_json::from_str(text).ok(),
    })
}
