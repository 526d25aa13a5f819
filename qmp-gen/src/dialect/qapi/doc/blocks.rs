//! The text of documentation comments: reStructuredText as QEMU uses it, and the
//! plainer text of old releases.

use super::super::syntax::Line;
use super::{examples, since, tables};
use crate::document::Span;
use crate::ir::{Doc, DocBlock, Example, List, Sender};

/// What a run of lines tells.
#[derive(Debug, Default)]
pub(crate) struct ParsedDoc {
    pub(crate) doc: Doc,
    pub(crate) examples: Vec<Example>,
    /// The version in which what is described came, where it is a member.
    pub(crate) since: Option<String>,
}

impl ParsedDoc {
    /// All of it as text: where something is described that has no examples.
    pub(crate) fn into_doc(self) -> Doc {
        let mut doc = self.doc;
        for example in self.examples {
            doc.push_paragraph(&example.caption);
            let messages = example.messages.iter().map(|message| {
                let arrow = match message.sender {
                    Sender::Client => "->",
                    Sender::Server => "<-",
                };
                format!("{arrow} {}", message.text)
            });
            let messages: Vec<String> = messages.collect();
            if !messages.is_empty() {
                doc.blocks.push(DocBlock::Code(messages.join("\n")));
            }
            doc.blocks.extend(example.after.blocks);
        }
        doc
    }
}

/// Lists and notes nest no deeper than this; what is deeper is running text.
const DEEPEST: usize = 12;

/// Reads lines.
pub(crate) fn read(lines: &[Line]) -> ParsedDoc {
    let mut told = within(&dedented(lines), 0);
    told.since = since::of_member(&told.doc);
    told
}

/// Reads lines at this depth of lists and notes.
fn within(lines: &[Line], depth: usize) -> ParsedDoc {
    let mut reader = Reader {
        lines,
        at: 0,
        depth,
        told: ParsedDoc::default(),
    };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.told
}

/// Lines without the indentation that all of them share; the first, which may
/// stand behind a word, has none.
fn dedented<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let first_has_none = lines
        .first()
        .is_some_and(|line| !line.text.starts_with(' '));
    let skip = usize::from(first_has_none);
    let filled = lines.iter().skip(skip).filter(|line| !line.text.is_empty());
    let least = filled.map(|line| indent(line.text)).min().unwrap_or(0);
    lines.iter().map(|line| cut(line, least)).collect()
}

/// Lines without the empty ones around them.
fn trimmed<'l, 't>(mut lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
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
    lines
}

/// A line without so much of its indentation.
fn cut<'t>(line: &Line<'t>, columns: usize) -> Line<'t> {
    let cut = indent(line.text).min(columns);
    Line {
        text: line.text.get(cut..).unwrap_or(""),
        span: Span {
            start: line.span.start + cut,
            ..line.span
        },
    }
}

pub(crate) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// How an entry of a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dot,
    Number(u32),
    /// `#.`, the next number.
    Next,
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    at: usize,
    depth: usize,
    told: ParsedDoc,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.text)
    }

    fn text(&self) -> &'a str {
        self.line(self.at)
    }

    /// Adds a block; what follows an example stays behind it.
    fn push(&mut self, block: DocBlock) {
        let doc = match (self.told.examples.last_mut(), &block) {
            (Some(example), DocBlock::Paragraph(_) | DocBlock::List(_) | DocBlock::Code(_)) => {
                &mut example.after
            }
            _ => &mut self.told.doc,
        };
        doc.blocks.push(block);
    }

    fn paragraph_of(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.push(DocBlock::Paragraph(text.to_owned()));
        }
    }

    fn block(&mut self) {
        let text = self.text();
        let trimmed = text.trim_start();
        if trimmed.is_empty() {
            self.at += 1;
        } else if let Some((heading, lines)) = self.heading() {
            self.at += lines;
            if !heading.is_empty() {
                self.push(DocBlock::Heading(heading.to_owned()));
            }
        } else if let Some(rest) = trimmed.strip_prefix(".. ") {
            self.directive(indent(text), rest);
        } else if trimmed == ".." {
            self.at += 1;
            self.inner(indent(text));
        } else if let Some(lines) = tables::length(&self.lines[self.at..]) {
            let table = &self.lines[self.at..self.at + lines];
            self.at += lines;
            let table: Vec<Line> = table.iter().map(|line| cut(line, indent(text))).collect();
            self.code(&table);
        } else if mark(trimmed).is_some() && self.depth < DEEPEST {
            self.list();
        } else if examples::arrow(trimmed).is_some() {
            let lines = &self.lines[self.at..];
            let length = examples::length(lines);
            self.at += length;
            let examples = examples::read("", &lines[..length]);
            self.told.examples.extend(examples);
        } else {
            self.paragraph(indent(text));
        }
    }

    /// A heading, with how many lines it has; a line that divides is one without
    /// words.
    fn heading(&self) -> Option<(&'a str, usize)> {
        let first = self.text().trim();
        let (second, third) = (self.line(self.at + 1).trim(), self.line(self.at + 2).trim());
        if let Some(heading) = old_heading(first) {
            return Some((heading, 1));
        }
        if is_rule(first) {
            let over = third == first && underlines(third, second) && !is_rule(second);
            return match over {
                true => Some((second, 3)),
                false if second.is_empty() => Some(("", 1)),
                false => None,
            };
        }
        let is_text = mark(first).is_none() && !first.ends_with("::") && !first.starts_with("..");
        (is_text && underlines(second, first)).then_some((first, 2))
    }

    /// A paragraph, and the literal block that two colons at its end announce.
    fn paragraph(&mut self, indent_of: usize) {
        let from = self.at;
        let mut text = Vec::new();
        while !self.text().trim().is_empty() && (text.is_empty() || !self.begins_block()) {
            text.push(self.text().trim());
            self.at += 1;
        }
        let text = text.join("\n");
        let Some(before) = text.strip_suffix("::") else {
            return self.paragraph_of(&text);
        };
        if before.ends_with(char::is_whitespace) {
            self.paragraph_of(before);
        } else if !before.is_empty() {
            self.paragraph_of(&format!("{before}:"));
        }
        let mut code = self.inner(indent_of);
        // All that follows the first line is the block, and has lost its indentation.
        if code.is_empty() && from == 0 {
            self.at = self.lines.len();
            code = trimmed(&self.lines[from + 1..]).to_vec();
        }
        self.literal(&code);
    }

    /// Whether a line ends the paragraph before it although none is empty.
    fn begins_block(&self) -> bool {
        let text = self.text().trim_start();
        let is_list = matches!(
            mark(text),
            Some((Mark::Dot | Mark::Next | Mark::Number(1), _))
        );
        text.starts_with(".. ") || is_list || examples::arrow(text).is_some()
    }

    /// A literal block, which may be an example.
    fn literal(&mut self, lines: &[Line]) {
        let is_example = (lines.first()).is_some_and(|line| examples::arrow(line.text).is_some());
        if is_example {
            self.told.examples.extend(examples::read("", lines));
        } else {
            self.code(lines);
        }
    }

    fn code(&mut self, lines: &[Line]) {
        let code = lines
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join("\n");
        let code = code.trim_matches('\n');
        if !code.is_empty() {
            self.push(DocBlock::Code(code.to_owned()));
        }
    }

    fn directive(&mut self, indent_of: usize, rest: &'a str) {
        let line = &self.lines[self.at];
        self.at += 1;
        // A comment, an anchor, a substitution.
        let Some((name, argument)) = rest.split_once("::").filter(|(name, _)| is_name(name)) else {
            self.inner(indent_of);
            return;
        };
        let is_apart = self.text().trim().is_empty();
        let body = self.inner(indent_of);
        let argument = argument.trim();
        let is_option = |line: &&Line| line.text.starts_with(':');
        let options = match is_apart {
            true => 0,
            false => body.iter().take_while(is_option).count(),
        };
        let (options, body) = body.split_at(options);
        let option = |name: &str| {
            let mut options = options.iter();
            options.find_map(|line| line.text.strip_prefix(name))
        };
        match name {
            "qmp-example" => {
                let title = option(":title:").unwrap_or("").trim();
                match option(":annotated:") {
                    Some(_) => self.annotated(title, body),
                    None => self.told.examples.extend(examples::read(title, body)),
                }
            }
            "admonition" => self.note(argument, body),
            "note" | "caution" | "warning" | "attention" | "tip" | "important" | "hint"
            | "danger" | "error" | "seealso" | "deprecated" | "versionadded" | "versionchanged"
            | "todo" => {
                let word = match name {
                    "seealso" => "See also".to_owned(),
                    "versionadded" => "Since".to_owned(),
                    "versionchanged" => "Changed in".to_owned(),
                    name => capitalized(name),
                };
                let mut lines = Vec::new();
                if !argument.is_empty() {
                    let start = line.span.end.saturating_sub(argument.len());
                    let span = Span { start, ..line.span };
                    lines.push(Line {
                        text: argument,
                        span,
                    });
                    if is_apart {
                        lines.push(Line { text: "", span });
                    }
                }
                lines.extend_from_slice(body);
                self.note(&word, &lines);
            }
            "code-block" | "code" | "sourcecode" | "parsed-literal" | "literal" => {
                self.literal(body);
            }
            "csv-table" | "list-table" => {
                self.paragraph_of(argument);
                self.code(body);
            }
            "rubric" if !argument.is_empty() => {
                self.push(DocBlock::Heading(argument.to_owned()));
            }
            // They mean nothing outside of the manual.
            "raw" | "index" | "toctree" | "contents" | "include" | "image" | "figure" | "math"
            | "default-role" | "highlight" => {}
            "table" => {
                self.paragraph_of(argument);
                self.nested(body);
            }
            _ => self.nested(body),
        }
    }

    /// An example whose messages are blocks between paragraphs.
    fn annotated(&mut self, title: &str, body: &[Line]) {
        let mut told = self.read_inner(body);
        let Some(first) = told.examples.first_mut() else {
            return self.take(told);
        };
        let mut caption = vec![title.to_owned()];
        for block in std::mem::take(&mut told.doc.blocks) {
            match block {
                DocBlock::Paragraph(text) => caption.push(text),
                other => self.push(other),
            }
        }
        caption.push(std::mem::take(&mut first.caption));
        caption.retain(|text| !text.is_empty());
        first.caption = caption.join("\n\n");
        self.told.examples.extend(told.examples);
    }

    fn note(&mut self, word: &str, body: &[Line]) {
        let told = self.read_inner(body);
        self.push(DocBlock::Note(word.to_owned(), told.into_doc()));
    }

    /// Adds the text of indented lines.
    fn nested(&mut self, body: &[Line]) {
        let told = self.read_inner(body);
        self.take(told);
    }

    fn take(&mut self, told: ParsedDoc) {
        for block in told.doc.blocks {
            self.push(block);
        }
        self.told.examples.extend(told.examples);
    }

    fn read_inner(&self, lines: &[Line]) -> ParsedDoc {
        if self.depth < DEEPEST {
            return within(lines, self.depth + 1);
        }
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        ParsedDoc {
            doc: Doc::paragraph(&text.join("\n")),
            ..ParsedDoc::default()
        }
    }

    /// The lines that are indented more than `indent_of`, dedented.
    fn inner(&mut self, indent_of: usize) -> Vec<Line<'a>> {
        let from = self.at;
        while self.at < self.lines.len()
            && (self.text().is_empty() || indent(self.text()) > indent_of)
        {
            self.at += 1;
        }
        let lines = trimmed(&self.lines[from..self.at]);
        let filled = lines.iter().filter(|line| !line.text.is_empty());
        let least = filled.map(|line| indent(line.text)).min().unwrap_or(0);
        lines.iter().map(|line| cut(line, least)).collect()
    }

    fn list(&mut self) {
        let outer = indent(self.text());
        let Some((kind, _)) = mark(self.text().trim_start()) else {
            return;
        };
        let is_numbered = kind != Mark::Dot;
        let mut list = List {
            first: match kind {
                Mark::Dot => None,
                Mark::Number(first) => Some(first),
                Mark::Next => Some(1),
            },
            entries: Vec::new(),
        };
        while let Some((kind, content)) = self.entry(outer)
            && (kind != Mark::Dot) == is_numbered
        {
            let lines = self.entry_lines(outer, content);
            let told = self.read_inner(&lines);
            list.entries.push(told.into_doc());
        }
        self.push(DocBlock::List(list));
    }

    /// The mark of the entry that begins in this line, and where its text begins.
    fn entry(&self, outer: usize) -> Option<(Mark, usize)> {
        let text = self.text();
        let own = indent(text);
        let (kind, rest) = mark(text.trim_start())?;
        (own <= outer + 1).then_some((kind, text.len() - rest.len()))
    }

    /// The lines of an entry whose text begins in a column, dedented.
    fn entry_lines(&mut self, outer: usize, content: usize) -> Vec<Line<'a>> {
        let first = &self.lines[self.at];
        let mut lines = vec![Line {
            text: first.text.get(content..).unwrap_or(""),
            span: Span {
                start: first.span.start + content,
                ..first.span
            },
        }];
        self.at += 1;
        while self.at < self.lines.len() {
            let text = self.text();
            if text.trim().is_empty() {
                // An entry goes on behind empty lines if it is indented there.
                let behind = self.lines[self.at..].iter();
                let empty = behind
                    .take_while(|line| line.text.trim().is_empty())
                    .count();
                let next = self.line(self.at + empty);
                if indent(next) <= outer || self.lines.len() == self.at + empty {
                    // So does the list behind them.
                    if indent(next) == outer && mark(next.trim_start()).is_some() {
                        self.at += empty;
                    }
                    break;
                }
                if self.entry_at(self.at + empty, outer) {
                    self.at += empty;
                    break;
                }
                lines.extend_from_slice(&self.lines[self.at..self.at + empty]);
                self.at += empty;
                continue;
            }
            let in_first_column = indent(text) <= outer;
            if self.entry_at(self.at, outer) || in_first_column && self.begins_block() {
                break;
            }
            lines.push(cut(&self.lines[self.at], content));
            self.at += 1;
        }
        // Where the first paragraph goes on, there the others begin.
        let hanging = lines.get(1).map_or(0, |line| indent(line.text));
        lines.iter().map(|line| cut(line, hanging)).collect()
    }

    /// Whether an entry of the list begins in a line.
    fn entry_at(&self, at: usize, outer: usize) -> bool {
        let text = self.line(at);
        indent(text) <= outer + 1 && mark(text.trim_start()).is_some()
    }
}

/// The mark of a list's entry, and the text behind it.
fn mark(text: &str) -> Option<(Mark, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (mark, rest) = if digits > 0 {
        let number = text.get(..digits)?.parse().ok()?;
        let rest = text.get(digits..)?.strip_prefix(['.', ')'])?;
        (Mark::Number(number), rest)
    } else if let Some(rest) = text.strip_prefix("#.") {
        (Mark::Next, rest)
    } else {
        (Mark::Dot, text.strip_prefix(['-', '*'])?)
    };
    let text = rest.strip_prefix(' ')?.trim_start();
    (!text.is_empty()).then_some((mark, text))
}

/// The text of a heading as old releases mark it: `= Lamps`.
pub(crate) fn old_heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('=');
    let text = text.strip_prefix(' ').filter(|_| text.len() < line.len())?;
    let text = text.trim();
    (!text.is_empty() && !tables::is_border(line)).then_some(text)
}

/// Whether a line is a run of one mark, as it stands under a heading.
fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    first.is_ascii_punctuation() && line.len() >= 3 && line.chars().all(|c| c == first)
}

/// Whether a line makes a heading of the one before it.
fn underlines(line: &str, text: &str) -> bool {
    let is_long = line.len() >= 4 || line.len() >= text.chars().count();
    !text.is_empty() && is_rule(line) && is_long
}

/// Whether it can be the name of a directive.
fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_:+".contains(&b);
    !name.is_empty() && name.bytes().all(allowed)
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
