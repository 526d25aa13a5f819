//! Parses the text of documentation comments into blocks: reStructuredText as QEMU uses it,
//! and the plainer text of old releases.

use super::comment::{DocLine, dedent, indent, join, trim};
use super::{examples, tables};
use crate::document::Span;
use crate::ir::{Doc, DocBlock, Example, List, Sender};

/// The content of some lines of text.
#[derive(Debug, Default)]
pub(crate) struct ParsedDoc {
    pub(crate) doc: Doc,
    pub(crate) examples: Vec<Example>,
}

impl ParsedDoc {
    /// The content as text, with examples as code, for a member or a feature.
    pub(crate) fn into_doc(self) -> Doc {
        let mut doc = self.doc;
        for example in self.examples {
            doc.push_paragraph(&example.caption);
            let mut code = String::new();
            for message in &example.messages {
                let separator = if code.is_empty() { "" } else { "\n" };
                let arrow = match message.sender {
                    Sender::Client => "->",
                    Sender::Server => "<-",
                };
                code.extend([separator, arrow, " ", &message.text]);
            }
            if !code.is_empty() {
                doc.blocks.push(DocBlock::Code(code));
            }
            doc.blocks.extend(example.after.blocks);
        }
        doc
    }
}

/// How deep lists and notes may nest. Anything deeper is read as one paragraph.
const MAX_DEPTH: usize = 12;

/// Parses lines.
pub(crate) fn parse(lines: &[DocLine]) -> ParsedDoc {
    parse_at_depth(&dedent(lines), 0)
}

/// Parses lines within that many lists and notes.
fn parse_at_depth(lines: &[DocLine], depth: usize) -> ParsedDoc {
    let mut parser = BlockParser {
        lines,
        at: 0,
        depth,
        parsed: ParsedDoc::default(),
    };
    while parser.at < parser.lines.len() {
        parser.block();
    }
    parser.parsed
}

/// The marker of a list entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    Number(u32),
    /// `#.`, the next number.
    NextNumber,
}

struct BlockParser<'a> {
    lines: &'a [DocLine<'a>],
    /// The index of the next line.
    at: usize,
    depth: usize,
    parsed: ParsedDoc,
}

impl<'a> BlockParser<'a> {
    /// The text of the line with that index; empty after the last line.
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.text)
    }

    /// The text of the next line.
    fn text(&self) -> &'a str {
        self.line(self.at)
    }

    /// Adds a block. Text after an example belongs to the example.
    fn push(&mut self, block: DocBlock) {
        let doc = match (self.parsed.examples.last_mut(), &block) {
            (Some(example), DocBlock::Paragraph(_) | DocBlock::List(_) | DocBlock::Code(_)) => {
                &mut example.after
            }
            _ => &mut self.parsed.doc,
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
            self.indented_lines(indent(text));
        } else if let Some(lines) = tables::length(&self.lines[self.at..]) {
            let table = &self.lines[self.at..self.at + lines];
            self.at += lines;
            let table = table.iter().map(|line| line.unindent(indent(text)));
            self.code(&table.collect::<Vec<_>>());
        } else if marker(trimmed).is_some() && self.depth < MAX_DEPTH {
            self.list();
        } else if examples::arrow(trimmed).is_some() {
            let lines = &self.lines[self.at..];
            let length = examples::length(lines);
            self.at += length;
            let examples = examples::parse("", &lines[..length]);
            self.parsed.examples.extend(examples);
        } else {
            self.paragraph(indent(text));
        }
    }

    /// The heading in the next lines, and its number of lines. A dividing line is a heading
    /// without text.
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
        let can_be_heading =
            marker(first).is_none() && !first.ends_with("::") && !first.starts_with("..");
        (can_be_heading && underlines(second, first)).then_some((first, 2))
    }

    /// Reads a paragraph, and the literal block that two colons at its end announce.
    fn paragraph(&mut self, outer: usize) {
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
        let mut code = self.indented_lines(outer);
        // The rest of the lines is the block, which was dedented.
        if code.is_empty() && from == 0 {
            self.at = self.lines.len();
            code = trim(&self.lines[from + 1..]).to_vec();
        }
        self.literal(&code);
    }

    /// Whether the next line ends a paragraph without an empty line between them.
    fn begins_block(&self) -> bool {
        let text = self.text().trim_start();
        let is_list = matches!(
            marker(text),
            Some((Marker::Bullet | Marker::NextNumber | Marker::Number(1), _))
        );
        text.starts_with(".. ") || is_list || examples::arrow(text).is_some()
    }

    /// Adds a literal block, which may be an example.
    fn literal(&mut self, lines: &[DocLine]) {
        let is_example = (lines.first()).is_some_and(|line| examples::arrow(line.text).is_some());
        if is_example {
            self.parsed.examples.extend(examples::parse("", lines));
        } else {
            self.code(lines);
        }
    }

    fn code(&mut self, lines: &[DocLine]) {
        let code = join(lines);
        let code = code.trim_matches('\n');
        if !code.is_empty() {
            self.push(DocBlock::Code(code.to_owned()));
        }
    }

    fn directive(&mut self, outer: usize, rest: &'a str) {
        let line = &self.lines[self.at];
        self.at += 1;
        // Comments, anchors and substitutions are ignored.
        let Some((name, argument)) = rest
            .split_once("::")
            .filter(|(name, _)| is_directive_name(name))
        else {
            self.indented_lines(outer);
            return;
        };
        let is_followed_by_blank = self.text().trim().is_empty();
        let body = self.indented_lines(outer);
        let argument = argument.trim();
        let is_option = |line: &&DocLine| line.text.starts_with(':');
        let options = match is_followed_by_blank {
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
                    None => self.parsed.examples.extend(examples::parse(title, body)),
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
                    lines.push(DocLine {
                        text: argument,
                        span,
                    });
                    if is_followed_by_blank {
                        lines.push(DocLine { text: "", span });
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
            // These have no meaning outside the manual.
            "raw" | "index" | "toctree" | "contents" | "include" | "image" | "figure" | "math"
            | "default-role" | "highlight" => {}
            "table" => {
                self.paragraph_of(argument);
                self.nested(body);
            }
            _ => self.nested(body),
        }
    }

    /// Adds an example whose messages are blocks between paragraphs.
    fn annotated(&mut self, title: &str, body: &[DocLine]) {
        let mut parsed = self.parse_inner(body);
        let Some(first) = parsed.examples.first_mut() else {
            return self.append(parsed);
        };
        let mut caption = vec![title.to_owned()];
        for block in std::mem::take(&mut parsed.doc.blocks) {
            match block {
                DocBlock::Paragraph(text) => caption.push(text),
                other => self.push(other),
            }
        }
        caption.push(std::mem::take(&mut first.caption));
        caption.retain(|text| !text.is_empty());
        first.caption = caption.join("\n\n");
        self.parsed.examples.extend(parsed.examples);
    }

    fn note(&mut self, word: &str, body: &[DocLine]) {
        let parsed = self.parse_inner(body);
        self.push(DocBlock::Note(word.to_owned(), parsed.into_doc()));
    }

    /// Adds the content of a directive.
    fn nested(&mut self, body: &[DocLine]) {
        let parsed = self.parse_inner(body);
        self.append(parsed);
    }

    fn append(&mut self, parsed: ParsedDoc) {
        for block in parsed.doc.blocks {
            self.push(block);
        }
        self.parsed.examples.extend(parsed.examples);
    }

    fn parse_inner(&self, lines: &[DocLine]) -> ParsedDoc {
        if self.depth < MAX_DEPTH {
            return parse_at_depth(lines, self.depth + 1);
        }
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        ParsedDoc {
            doc: Doc::paragraph(&text.join("\n")),
            ..ParsedDoc::default()
        }
    }

    /// Reads the lines that are indented more than `outer`, and dedents them.
    fn indented_lines(&mut self, outer: usize) -> Vec<DocLine<'a>> {
        let from = self.at;
        while self.at < self.lines.len() && (self.text().is_empty() || indent(self.text()) > outer)
        {
            self.at += 1;
        }
        dedent(trim(&self.lines[from..self.at]))
    }

    fn list(&mut self) {
        let outer = indent(self.text());
        let Some((first, _)) = marker(self.text().trim_start()) else {
            return;
        };
        let is_numbered = first != Marker::Bullet;
        let mut list = List {
            first: match first {
                Marker::Bullet => None,
                Marker::Number(number) => Some(number),
                Marker::NextNumber => Some(1),
            },
            entries: Vec::new(),
        };
        while let Some((marker, column)) = self.entry(outer)
            && (marker != Marker::Bullet) == is_numbered
        {
            let lines = self.entry_lines(outer, column);
            let parsed = self.parse_inner(&lines);
            list.entries.push(parsed.into_doc());
        }
        self.push(DocBlock::List(list));
    }

    /// The marker of the list entry that the next line begins, and the column of its text.
    fn entry(&self, outer: usize) -> Option<(Marker, usize)> {
        let text = self.text();
        let (marker, rest) = marker(text.trim_start())?;
        (indent(text) <= outer + 1).then_some((marker, text.len() - rest.len()))
    }

    /// Reads the lines of a list entry whose text begins in `column`, and dedents them.
    fn entry_lines(&mut self, outer: usize, column: usize) -> Vec<DocLine<'a>> {
        let mut lines = vec![self.lines[self.at].skip(column)];
        self.at += 1;
        while self.at < self.lines.len() {
            let text = self.text();
            if text.trim().is_empty() {
                // After empty lines, indented text belongs to the entry.
                let rest = self.lines[self.at..].iter();
                let empty = rest.take_while(|line| line.text.trim().is_empty()).count();
                let next = self.line(self.at + empty);
                if indent(next) <= outer || self.lines.len() == self.at + empty {
                    // A marker continues the list.
                    if indent(next) == outer && marker(next.trim_start()).is_some() {
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
            lines.push(self.lines[self.at].unindent(column));
            self.at += 1;
        }
        // The second line has the indentation of the entry's other lines.
        let hanging = lines.get(1).map_or(0, DocLine::indent);
        lines.iter().map(|line| line.unindent(hanging)).collect()
    }

    /// Whether the line with that index begins an entry of the list.
    fn entry_at(&self, at: usize, outer: usize) -> bool {
        let text = self.line(at);
        indent(text) <= outer + 1 && marker(text.trim_start()).is_some()
    }
}

/// The marker of a list entry, and the text after it.
fn marker(text: &str) -> Option<(Marker, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (marker, rest) = if digits > 0 {
        let number = text.get(..digits)?.parse().ok()?;
        let rest = text.get(digits..)?.strip_prefix(['.', ')'])?;
        (Marker::Number(number), rest)
    } else if let Some(rest) = text.strip_prefix("#.") {
        (Marker::NextNumber, rest)
    } else {
        (Marker::Bullet, text.strip_prefix(['-', '*'])?)
    };
    let text = rest.strip_prefix(' ')?.trim_start();
    (!text.is_empty()).then_some((marker, text))
}

/// The text of a heading as old releases write it: `= Lamps`.
pub(super) fn old_heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('=');
    let text = text.strip_prefix(' ').filter(|_| text.len() < line.len())?;
    let text = text.trim();
    (!text.is_empty() && !tables::is_border(line)).then_some(text)
}

/// Whether a line consists of one punctuation character, as the line under a heading does.
fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    first.is_ascii_punctuation() && line.len() >= 3 && line.chars().all(|c| c == first)
}

/// Whether a line under that text makes it a heading.
fn underlines(line: &str, text: &str) -> bool {
    let is_long = line.len() >= 4 || line.len() >= text.chars().count();
    !text.is_empty() && is_rule(line) && is_long
}

/// Whether it can be the name of a directive.
fn is_directive_name(name: &str) -> bool {
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
