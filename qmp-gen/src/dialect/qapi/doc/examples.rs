//! The examples of documentation comments: messages with arrows before them, and
//! the text around them.

use super::super::syntax::Line;
use super::blocks::indent;
use crate::document::Span;
use crate::ir::{Doc, Example, ExampleMessage, Sender};

/// Reads the lines of an example.
pub(crate) fn read(caption: &str, lines: &[Line]) -> Vec<Example> {
    let mut reader = Reader {
        examples: vec![empty(caption.to_owned())],
        text: String::new(),
        open: None,
    };
    for line in lines {
        reader.line(line);
    }
    reader.close();
    reader.finish()
}

/// How many of the lines, the first of which is a message's, belong to messages.
pub(crate) fn length(lines: &[Line]) -> usize {
    let mut depth = 0;
    let mut end = 0;
    let mut column = 0;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.trim_start();
        let goes_on = end == i && indent(line.text) > column;
        if arrow(text).is_some() {
            depth = 0;
            column = indent(line.text);
        } else if !text.is_empty() && depth <= 0 && !text.starts_with(['}', ']']) && !goes_on {
            break;
        }
        depth += balance(text);
        if !text.is_empty() {
            end = i + 1;
        }
    }
    end.max(1)
}

/// Whether a line begins a message.
pub(crate) fn arrow(text: &str) -> Option<Sender> {
    let (sender, rest) = match text.get(..2)? {
        "->" => (Sender::Client, &text[2..]),
        "<-" => (Sender::Server, &text[2..]),
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with([' ', '{', '['])).then_some(sender)
}

fn empty(caption: String) -> Example {
    Example {
        caption,
        messages: Vec::new(),
        after: Doc::default(),
    }
}

struct Reader<'t> {
    examples: Vec<Example>,
    /// The text since the last message.
    text: String,
    open: Option<Open<'t>>,
}

/// The message that is being read.
struct Open<'t> {
    sender: Sender,
    lines: Vec<Line<'t>>,
    /// How many brackets are open.
    depth: isize,
}

impl Open<'_> {
    /// Whether a line below the message is indented as a part of it: so it is if the
    /// message's brackets are closed too early.
    fn goes_on(&self, line: &Line) -> bool {
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else {
            return false;
        };
        let is_below = !last.text.trim().is_empty() && !line.text.trim().is_empty();
        is_below && indent(line.text) > indent(first.text)
    }
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &Line<'t>) {
        let text = line.text.trim_start();
        let begins = arrow(text);
        let begins = begins.or_else(|| {
            let bare = self.open.is_none() && text.starts_with('{');
            bare.then_some(Sender::Server)
        });
        if let Some(sender) = begins {
            self.close();
            self.caption();
            self.open = Some(Open {
                sender,
                lines: vec![*line],
                depth: balance(text),
            });
        } else if let Some(open) = &mut self.open
            && (open.depth > 0 || text.starts_with(['}', ']']) || open.goes_on(line))
        {
            open.depth += balance(text);
            open.lines.push(*line);
        } else {
            self.close();
            self.prose(text);
        }
    }

    /// A line of text. What only marks up the messages is left out.
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

    /// Makes the text a caption of the message that follows.
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
            _ => self.examples.push(empty(text.to_owned())),
        }
    }

    /// Ends the message that is being read.
    fn close(&mut self) {
        let (Some(open), Some(example)) = (self.open.take(), self.examples.last_mut()) else {
            return;
        };
        example.messages.extend(message(open));
    }

    fn finish(mut self) -> Vec<Example> {
        for text in self.text.split("\n\n") {
            if let Some(example) = self.examples.last_mut() {
                example.after.push_paragraph(text);
            }
        }
        let is_told = |example: &Example| !example.messages.is_empty() || !example.after.is_empty();
        self.examples.retain(is_told);
        self.examples
    }
}

fn message(open: Open) -> Option<ExampleMessage> {
    let mut lines = open.lines.as_slice();
    while let [rest @ .., last] = lines
        && last.text.trim().is_empty()
    {
        lines = rest;
    }
    let (first, last) = (lines.first()?, lines.last()?);
    let span = Span {
        end: last.span.end.max(first.span.start),
        ..first.span
    };
    let joined = lines
        .iter()
        .map(|line| line.text)
        .collect::<Vec<_>>()
        .join("\n");
    let text = joined.trim_start();
    let text = match arrow(text) {
        Some(_) => text[2..].trim_start(),
        None => text,
    };
    let before = joined.get(..joined.len() - text.len()).unwrap_or("");
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    Some(ExampleMessage {
        sender: open.sender,
        text: text.to_owned(),
        indent: column.max(indent(first.text)),
        span,
        json: serde_json::from_str(text).ok(),
    })
}

/// How many brackets a line opens, less those that it closes.
fn balance(line: &str) -> isize {
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    for b in line.bytes() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
    }
    depth
}
