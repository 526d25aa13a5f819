//! The text of rustdoc: what the documents tell, as Markdown that says the same
//! and warns of nothing.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::document::Span;
use crate::ir::{
    Command, Doc, DocBlock, EnumValue, Event, Example, ExampleMessage, Facts, Member, Sender,
    TypeDef,
};

impl Emitter<'_> {
    pub(super) fn command_doc(&self, command: &Command) -> TokenStream {
        let mut text = Markdown::new(self);
        text.doc(&command.doc);
        if command.undocumented {
            text.line("No document describes this command: it stands in a table of commands.");
        }
        text.or_else(format!("The command `{}`.", command.name.text));
        if !command.returns_doc.is_empty() {
            text.line("# Returns");
            text.doc(&command.returns_doc);
        }
        text.examples(&command.examples);
        text.facts(&command.facts);
        if command.oob {
            text.line("May be executed out of band.");
        }
        text.place(&command.name.text, command.name.span);
        text.finish()
    }

    pub(super) fn event_doc(&self, event: &Event) -> TokenStream {
        let mut text = Markdown::new(self);
        text.doc(&event.doc);
        text.or_else(format!("The event `{}`.", event.name.text));
        text.examples(&event.examples);
        text.facts(&event.facts);
        text.place(&event.name.text, event.name.span);
        text.finish()
    }

    pub(super) fn type_doc(&self, definition: &TypeDef) -> TokenStream {
        let mut text = Markdown::new(self);
        text.doc(&definition.doc);
        text.or_else(format!("The type `{}`.", definition.name.text));
        text.facts(&definition.facts);
        text.finish()
    }

    pub(super) fn member_doc(&self, member: &Member) -> TokenStream {
        let mut text = Markdown::new(self);
        text.doc(&member.doc);
        text.or_else(format!("The member `{}`.", member.name.text));
        text.facts(&member.facts);
        text.finish()
    }

    pub(super) fn value_doc(&self, value: &EnumValue) -> TokenStream {
        let mut text = Markdown::new(self);
        text.doc(&value.doc);
        text.or_else(format!("`{}`.", value.name.text));
        text.facts(&value.facts);
        text.finish()
    }
}

/// A text of Markdown, in paragraphs.
struct Markdown<'a> {
    emitter: &'a Emitter<'a>,
    paragraphs: Vec<String>,
}

impl<'a> Markdown<'a> {
    fn new(emitter: &'a Emitter<'a>) -> Self {
        Markdown {
            emitter,
            paragraphs: Vec::new(),
        }
    }

    fn line(&mut self, text: impl Into<String>) {
        self.paragraphs.push(text.into());
    }

    /// A text for an item of which nothing is told.
    fn or_else(&mut self, text: String) {
        if self.paragraphs.is_empty() {
            self.line(text);
        }
    }

    fn doc(&mut self, doc: &Doc) {
        for block in &doc.blocks {
            match block {
                DocBlock::Paragraph(text) => self.paragraph("", text),
                DocBlock::List(entries) => {
                    let entries = entries
                        .iter()
                        .map(|entry| format!("- {}", self.prose(entry).replace('\n', "\n  ")));
                    let list = entries.collect::<Vec<_>>().join("\n");
                    self.line(list);
                }
                DocBlock::Code(text) => {
                    let fence = fence(text);
                    self.line(format!("{fence}text\n{text}\n{fence}"));
                }
                DocBlock::Note(word, text) => self.paragraph(&format!("**{word}:** "), text),
            }
        }
    }

    /// A text that may have empty lines in it.
    fn paragraph(&mut self, before: &str, text: &str) {
        let mut before = before;
        for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
            let part = self.prose(part);
            self.line(format!("{before}{part}"));
            before = "";
        }
    }

    /// Running text, without the indentation that would make it code.
    fn prose(&self, text: &str) -> String {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(|line| inline(self.emitter, line)).collect();
        capitalized(lines.join("\n"))
    }

    fn examples(&mut self, examples: &[Example]) {
        if examples.is_empty() {
            return;
        }
        self.line("# Examples");
        for example in examples {
            if !example.caption.is_empty() {
                self.paragraph("", &example.caption);
            }
            let mut code = String::new();
            // What a server says unasked needs no arrow.
            let arrows = example.messages.iter().any(|m| m.sender == Sender::Client);
            for message in &example.messages {
                let arrow = match message.sender {
                    _ if !arrows => "",
                    Sender::Client => "-> ",
                    Sender::Server => "<- ",
                };
                code.push_str(&self.shifted(arrow, message));
            }
            let fence = fence(&code);
            let json = example
                .messages
                .iter()
                .all(|message| message.json.is_some());
            let language = if json { "json" } else { "text" };
            self.line(format!("{fence}{language}\n{code}{fence}"));
        }
    }

    /// A message behind its arrow, the later lines moved with the first.
    fn shifted(&self, arrow: &str, message: &ExampleMessage) -> String {
        let document = self.emitter.documents.get(message.span.document);
        let (_, column) = document.position(message.span.start);
        let indent = (column - 1).saturating_sub(arrow.len());
        let mut shifted = arrow.to_owned();
        for (i, line) in message.text.lines().enumerate() {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let cut = if i == 0 { 0 } else { spaces.min(indent) };
            shifted.push_str(line.get(cut..).unwrap_or("").trim_end());
            shifted.push('\n');
        }
        shifted
    }

    fn facts(&mut self, facts: &Facts) {
        if let Some(since) = &facts.since {
            self.line(format!("Since QEMU {since}."));
        }
        for feature in &facts.features {
            self.line(format!("Feature `{}`.", code(&feature.name)));
        }
        if let Some(condition) = &facts.condition {
            let condition = match condition.as_str() {
                Some(text) => text.to_owned(),
                None => condition.to_string(),
            };
            self.line(format!("Only in a QEMU built with `{}`.", code(&condition)));
        }
    }

    /// Where the documents describe the item.
    fn place(&mut self, name: &str, span: Span) {
        let document = self.emitter.documents.get(span.document);
        let (line, _) = document.position(span.start);
        let file = code(document.file_name());
        self.line(format!(
            "`{}` on the wire; `{file}`, line {line}.",
            code(name)
        ));
    }

    fn finish(self) -> TokenStream {
        let text = self.paragraphs.join("\n\n");
        let lines = text.lines().map(|line| match line {
            "" => String::new(),
            line => format!(" {line}"),
        });
        quote!(#(#[doc = #lines])*)
    }
}

/// A text that begins with a capital, where it begins with a plain word.
fn capitalized(text: String) -> String {
    let word = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    let plain = text[word.len()..]
        .chars()
        .next()
        .is_none_or(|c| c == ' ' || c == ',');
    match text.get(..1) {
        Some(first) if plain && !word.is_empty() => first.to_ascii_uppercase() + &text[1..],
        _ => text,
    }
}

/// What stands in back-quotes can't have any in it.
fn code(text: &str) -> String {
    text.replace('`', "'")
}

/// A fence longer than any in the code.
fn fence(code: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest + 1)
}

/// A line of running text as Markdown: what Markdown or rustdoc would take for
/// its own is escaped, and names of other items become links to them.
fn inline(emitter: &Emitter<'_>, line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 16);
    let at = block_mark(line).unwrap_or(0);
    let (number, mut rest) = line.split_at(at);
    text.push_str(number);
    if block_mark(line).is_some() {
        text.push('\\');
        text.extend(rest.chars().next());
        rest = rest.get(1..).unwrap_or("");
    }
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        if !before.is_alphanumeric()
            && let Some((markdown, length)) = token(emitter, rest)
        {
            text.push_str(&markdown);
            before = rest[..length].chars().next_back().unwrap_or(' ');
            rest = &rest[length..];
            continue;
        }
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
        ) {
            text.push('\\');
        }
        text.push(c);
        before = c;
        rest = &rest[c.len_utf8()..];
    }
    text
}

/// Where the mark stands that would make a line begin a list or a rule.
fn block_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(digits)?;
    let is_mark = if digits > 0 {
        b".)".contains(mark)
    } else {
        b"-+=".contains(mark)
    };
    is_mark.then_some(digits)
}

/// What stands at the beginning of a text and is more than letters: an address,
/// a name in quotes, `@name`, the name of an event. With how long it is.
fn token(emitter: &Emitter<'_>, text: &str) -> Option<(String, usize)> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || "<>\"'`)]".contains(c));
        let address = text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ':', ';']);
        return Some((format!("<{address}>"), address.len()));
    }
    let name_end = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c));
        end.unwrap_or(text.len())
    };
    if let Some(rest) = text.strip_prefix('@') {
        let name = rest[..name_end(rest)].trim_end_matches(['.', '-']);
        return (!name.is_empty()).then(|| (format!("`{name}`"), name.len() + 1));
    }
    for quote in ['\'', '"'] {
        if let Some(rest) = text.strip_prefix(quote) {
            let name = &rest[..name_end(rest)];
            if !name.is_empty() && rest[name.len()..].starts_with(quote) {
                return Some((link(emitter, name), name.len() + 2));
            }
        }
    }
    // An event's name in running text is in capitals.
    let name = &text[..name_end(text)];
    let name = name.trim_end_matches(['.', '-']);
    let capitals = name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    (capitals && emitter.names.event(name).is_some()).then(|| (link(emitter, name), name.len()))
}

/// A name as code, linked where it is an item's.
fn link(emitter: &Emitter<'_>, name: &str) -> String {
    if let Some(ident) = emitter.names.command(name) {
        format!("[`{name}`](super::commands::{ident})")
    } else if let Some(ident) = emitter.names.event(name) {
        format!("[`{name}`](super::events::{ident})")
    } else {
        format!("`{name}`")
    }
}
