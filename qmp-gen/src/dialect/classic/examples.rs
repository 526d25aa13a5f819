//! The examples of a section: kept as text, read as JSON where they are JSON,
//! and used to infer types that the prose does not state.

use super::body::Block;
use super::lowering::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Example, ExampleMessage, Sender};

/// Gathers the examples of a section and reports those that aren't JSON.
pub(crate) fn gather(lowering: &mut Lowering<'_>, blocks: &[Block]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    // The text since the last message: the caption of the next.
    let mut caption = String::new();
    let mut within = false;
    for block in blocks {
        match block {
            Block::Example(rest) => {
                within = true;
                caption = lowering.text(*rest).trim().to_owned();
                examples.push(Example::new(caption.clone()));
            }
            Block::Paragraph(text) if within => {
                caption = lowering.text(*text).trim().to_owned();
                match examples.last_mut() {
                    Some(example) if example.messages.is_empty() => {
                        if !example.caption.is_empty() {
                            example.caption.push('\n');
                        }
                        example.caption.push_str(&caption);
                    }
                    _ => examples.push(Example::new(caption.clone())),
                }
            }
            Block::Message(sender, span) => {
                within = true;
                let message = message(lowering, *sender, *span);
                match examples.last_mut() {
                    Some(example) => example.messages.push(message),
                    None => {
                        let caption = std::mem::take(&mut caption);
                        examples.push(Example {
                            messages: vec![message],
                            ..Example::new(caption)
                        });
                    }
                }
            }
            Block::Note(..) | Block::Members { .. } => within = false,
            _ => {}
        }
    }
    examples.retain(|example| !example.messages.is_empty());
    examples
}

fn message(lowering: &mut Lowering<'_>, sender: Sender, span: Span) -> ExampleMessage {
    let text = lowering.text(span);
    let json = match serde_json::from_str(text) {
        Ok(json) => Some(json),
        Err(error) => {
            let at = span.start + offset(text, error.line(), error.column());
            let at = span.at(at.min(span.end)..(at + 1).min(span.end));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or("").to_owned();
            lowering.report(
                Diagnostic::new(
                    Code::ExampleNotJson,
                    at,
                    format!("the example is not valid JSON: {message}"),
                )
                .related(span, "the example begins here"),
            );
            None
        }
    };
    ExampleMessage {
        sender,
        text: text.to_owned(),
        indent: lowering.indent(span),
        span,
        json,
    }
}

/// The byte that `serde_json` means by a line and a column.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
