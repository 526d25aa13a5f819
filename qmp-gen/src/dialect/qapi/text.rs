//! The text of documentation comments: reStructuredText as QEMU uses it, and the
//! plainer text of old releases.

use super::syntax::Line;
use crate::document::Span;
use crate::ir::{Doc, DocBlock, Example, ExampleMessage, Sender};

/// What a run of lines tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) doc: Doc,
    pub(super) examples: Vec<Example>,
    /// `(since 2.8)`, wherever it stands.
    pub(super) since: Option<String>,
}

/// Reads lines.
pub(super) fn read(lines: &[Line]) -> Told {
    let lines = dedented(lines);
    let mut reader = Reader {
        lines: &lines,
        at: 0,
        told: Told::default(),
    };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.told.since = since(&lines);
    reader.told
}

/// Reads the lines of an example.
pub(super) fn example(caption: &str, lines: &[Line]) -> Vec<Example> {
    let lines = dedented(lines);
    let mut examples = vec![Example {
        caption: caption.to_owned(),
        messages: Vec::new(),
    }];
    let mut open: Option<(Sender, Vec<Line>)> = None;
    for line in &lines {
        let text = line.text.trim_start();
        let sender = match text.get(..2) {
            Some("->") => Some(Sender::Client),
            Some("<-") => Some(Sender::Server),
            _ if open.is_none() && text.starts_with('{') => Some(Sender::Server),
            _ => None,
        };
        if let Some(sender) = sender {
            close(&mut examples, open.take());
            open = Some((sender, vec![line.clone()]));
        } else if let Some((_, lines)) = &mut open
            && (balance(lines) > 0 || text.starts_with(['}', ']']))
        {
            lines.push(line.clone());
        } else {
            close(&mut examples, open.take());
            if !text.is_empty() {
                caption_line(&mut examples, text);
            }
        }
    }
    close(&mut examples, open.take());
    examples.retain(|example| !example.messages.is_empty());
    examples
}

fn caption_line(examples: &mut Vec<Example>, text: &str) {
    match examples.last_mut() {
        Some(example) if example.messages.is_empty() => {
            if !example.caption.is_empty() {
                example.caption.push('\n');
            }
            example.caption.push_str(text);
        }
        _ => examples.push(Example {
            caption: text.to_owned(),
            messages: Vec::new(),
        }),
    }
}

fn close(examples: &mut [Example], message: Option<(Sender, Vec<Line>)>) {
    let (Some((sender, lines)), Some(example)) = (message, examples.last_mut()) else {
        return;
    };
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let span = Span {
        end: last.span.end.max(first.span.start),
        ..first.span
    };
    let joined = lines
        .iter()
        .map(|line| line.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let text = joined.trim_start();
    let text = text
        .strip_prefix("->")
        .or(text.strip_prefix("<-"))
        .unwrap_or(text)
        .trim_start();
    let json = serde_json::from_str(text).ok();
    example.messages.push(ExampleMessage {
        sender,
        text: text.to_owned(),
        span,
        json,
    });
}

fn balance(lines: &[Line]) -> isize {
    let mut depth = 0;
    for line in lines {
        let mut in_string = false;
        for b in line.text.bytes() {
            match b {
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth -= 1,
                _ => {}
            }
        }
    }
    depth
}

/// Lines without the indentation that all of them share; the first, which may
/// stand behind a word, has none.
fn dedented(lines: &[Line]) -> Vec<Line> {
    let first_has_none = lines
        .first()
        .is_some_and(|line| !line.text.starts_with(' '));
    let skip = usize::from(first_has_none);
    let filled = lines.iter().skip(skip).filter(|line| !line.text.is_empty());
    let least = filled.map(|line| indent(&line.text)).min().unwrap_or(0);
    lines
        .iter()
        .map(|line| {
            let cut = indent(&line.text).min(least);
            let text = line.text.get(cut..).unwrap_or("").to_owned();
            Line {
                text,
                span: Span {
                    start: line.span.start + cut,
                    ..line.span
                },
            }
        })
        .collect()
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

struct Reader<'a> {
    lines: &'a [Line],
    at: usize,
    told: Told,
}

impl<'a> Reader<'a> {
    fn text(&self) -> &'a str {
        self.lines
            .get(self.at)
            .map_or("", |line| line.text.as_str())
    }

    fn push(&mut self, block: DocBlock) {
        self.told.doc.blocks.push(block);
    }

    fn block(&mut self) {
        let text = self.text();
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            self.at += 1;
        } else if let Some(rest) = trimmed.strip_prefix(".. ") {
            self.directive(indent(text), rest);
        } else if trimmed == ".." {
            self.at += 1;
            self.inner(indent(text));
        } else if is_table(trimmed) {
            let code = self.while_filled().join("\n");
            self.push(DocBlock::Code(code));
        } else if bullet(trimmed).is_some() {
            self.list();
        } else if trimmed.starts_with("-> ") || trimmed.starts_with("<- ") {
            let from = self.at;
            while self.at < self.lines.len() {
                self.at += 1;
            }
            let examples = example("", &self.lines[from..]);
            self.told.examples.extend(examples);
        } else if trimmed.starts_with("= ") || trimmed.starts_with("== ") {
            self.at += 1;
        } else {
            self.paragraph(indent(text));
        }
    }

    /// A paragraph, and the literal block that two colons at its end announce.
    fn paragraph(&mut self, indent_of: usize) {
        let mut text = Vec::new();
        while !self.text().trim().is_empty() && (text.is_empty() || !self.begins_block()) {
            text.push(self.text().trim());
            self.at += 1;
        }
        let text = text.join("\n");
        match text.strip_suffix("::") {
            None => self.told.doc.push_paragraph(&text),
            Some(before) => {
                let before = before.trim_end();
                if !before.is_empty() {
                    self.told.doc.push_paragraph(&format!("{before}:"));
                }
                let code = self.inner(indent_of);
                self.code(&code);
            }
        }
    }

    fn begins_block(&self) -> bool {
        let text = self.text().trim_start();
        text.starts_with(".. ") || bullet(text).is_some()
    }

    fn code(&mut self, lines: &[Line]) {
        let code = lines
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        let code = code.trim_matches('\n');
        if !code.is_empty() {
            self.push(DocBlock::Code(code.to_owned()));
        }
    }

    fn directive(&mut self, indent_of: usize, rest: &str) {
        self.at += 1;
        let body = self.inner(indent_of);
        let Some((name, argument)) = rest.split_once("::") else {
            return;
        };
        let argument = argument.trim();
        let options = body
            .iter()
            .take_while(|line| line.text.starts_with(':'))
            .count();
        let (options, body) = body.split_at(options);
        match name.trim() {
            "qmp-example" => {
                let title = options
                    .iter()
                    .find_map(|line| line.text.strip_prefix(":title:"));
                self.told
                    .examples
                    .extend(example(title.unwrap_or("").trim(), body));
            }
            "admonition" => self.note(argument, "", body),
            "note" | "caution" | "warning" | "attention" | "tip" | "important" | "hint"
            | "danger" | "error" => {
                let mut word = name.trim().to_owned();
                word.get_mut(..1)
                    .into_iter()
                    .for_each(str::make_ascii_uppercase);
                self.note(&word, argument, body);
            }
            "code-block" | "code" | "parsed-literal" => self.code(body),
            // Anchors, indices and figures mean nothing outside the manual.
            _ => {}
        }
    }

    fn note(&mut self, word: &str, argument: &str, body: &[Line]) {
        let mut text = argument.to_owned();
        for line in body {
            text.push('\n');
            text.push_str(&line.text);
        }
        self.push(DocBlock::Note(word.to_owned(), text.trim().to_owned()));
    }

    /// The lines that are indented more than `indent_of`, dedented.
    fn inner(&mut self, indent_of: usize) -> Vec<Line> {
        let from = self.at;
        while self.at < self.lines.len()
            && (self.text().is_empty() || indent(self.text()) > indent_of)
        {
            self.at += 1;
        }
        let mut lines = &self.lines[from..self.at];
        while let [first, rest @ ..] = lines
            && first.text.is_empty()
        {
            lines = rest;
        }
        while let [rest @ .., last] = lines
            && last.text.is_empty()
        {
            lines = rest;
        }
        let filled = lines.iter().filter(|line| !line.text.is_empty());
        let least = filled.map(|line| indent(&line.text)).min().unwrap_or(0);
        let cut = |line: &Line| Line {
            text: line.text.get(least..).unwrap_or("").to_owned(),
            span: Span {
                start: line.span.start + least.min(line.text.len()),
                ..line.span
            },
        };
        lines.iter().map(cut).collect()
    }

    fn while_filled(&mut self) -> Vec<&'a str> {
        let mut lines = Vec::new();
        while !self.text().trim().is_empty() {
            lines.push(self.text());
            self.at += 1;
        }
        lines
    }

    fn list(&mut self) {
        let outer = indent(self.text());
        let mut entries: Vec<String> = Vec::new();
        while self.at < self.lines.len() {
            let text = self.text();
            let trimmed = text.trim_start();
            if trimmed.is_empty() {
                // A list goes on behind an empty line if it is indented there.
                let next = self
                    .lines
                    .get(self.at + 1)
                    .map_or("", |line| line.text.as_str());
                let goes_on = !next.trim().is_empty()
                    && (indent(next) > outer || bullet(next.trim_start()).is_some());
                if !goes_on {
                    break;
                }
                self.at += 1;
                continue;
            }
            match bullet(trimmed) {
                Some(rest) if indent(text) <= outer + 1 => entries.push(rest.to_owned()),
                _ if indent(text) > outer || bullet(trimmed).is_none() => {
                    match entries.last_mut() {
                        Some(entry) => {
                            entry.push('\n');
                            entry.push_str(bullet(trimmed).unwrap_or(trimmed));
                        }
                        None => break,
                    }
                }
                _ => break,
            }
            self.at += 1;
        }
        self.push(DocBlock::List(entries));
    }
}

/// The text behind the mark of a list's entry.
fn bullet(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if digits > 0 {
        text.get(digits..)?.strip_prefix(['.', ')'])?
    } else {
        text.strip_prefix(['-', '*'])
            .or_else(|| text.strip_prefix("#."))?
    };
    rest.strip_prefix(' ').map(str::trim_start)
}

fn is_table(text: &str) -> bool {
    text.starts_with("+-") || text.starts_with("+=") || text.starts_with("===")
}

/// The version in `(since 2.8)`.
fn since(lines: &[Line]) -> Option<String> {
    let text = lines
        .iter()
        .map(|line| line.text.trim())
        .collect::<Vec<_>>()
        .join(" ");
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower.get(from..)?.find("(since") {
        from += at + "(since".len();
        let rest = lower.get(from..)?.trim_start_matches([':', ' ']);
        if let Some(version) = version(rest) {
            return Some(version);
        }
    }
    None
}

/// The version that a text begins with.
pub(super) fn version(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let version = text.get(..end)?.trim_matches('.');
    (version.contains('.')).then(|| version.to_owned())
}
