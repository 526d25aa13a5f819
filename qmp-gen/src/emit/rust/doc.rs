//! The text of rustdoc: what the documents tell, as Markdown that says the same
//! and warns of nothing.

use super::Emitter;
use super::code::{Code, literal};
use super::markdown;
use crate::ir::{
    Branch, Command, Doc, DocBlock, EnumValue, Event, Example, ExampleMessage, Facts, Kind, Member,
    Name, Sender, TypeDef,
};

impl Emitter<'_> {
    pub(super) fn command_doc(&self, code: &mut Code, command: &Command) {
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
        if !command.errors_doc.is_empty() {
            text.line("# Errors");
            text.doc(&command.errors_doc);
        }
        text.examples(&command.examples);
        text.facts(&command.facts);
        if command.oob {
            text.line("May be executed out of band.");
        }
        text.place("command", &command.name, &command.facts);
        text.finish(code);
        deprecated(code, &command.facts);
    }

    pub(super) fn event_doc(&self, code: &mut Code, event: &Event) {
        let mut text = Markdown::new(self);
        text.doc(&event.doc);
        text.or_else(format!("The event `{}`.", event.name.text));
        text.examples(&event.examples);
        text.facts(&event.facts);
        text.place("event", &event.name, &event.facts);
        text.finish(code);
        deprecated(code, &event.facts);
    }

    pub(super) fn type_doc(&self, code: &mut Code, definition: &TypeDef) {
        let mut text = Markdown::new(self);
        text.doc(&definition.doc);
        text.or_else(format!("The type `{}`.", definition.name.text));
        text.facts(&definition.facts);
        let kind = match &definition.kind {
            Kind::Enum(_) => "enum",
            Kind::Object(_) => "object",
            Kind::Alternate(_) => "alternate",
        };
        if let Some(link) = text.manual(kind, &definition.name, &definition.facts) {
            text.line(format!("See the {link}."));
        }
        text.finish(code);
    }

    pub(super) fn member_doc(&self, code: &mut Code, member: &Member) {
        let mut text = Markdown::new(self);
        text.doc(&member.doc);
        text.or_else(format!("The member `{}`.", member.name.text));
        text.facts(&member.facts);
        text.finish(code);
        deprecated(code, &member.facts);
    }

    pub(super) fn branch_doc(&self, code: &mut Code, branch: &Branch) {
        let mut text = Markdown::new(self);
        text.doc(&branch.doc);
        text.or_else(format!("`{}`.", branch.value.text));
        text.finish(code);
    }

    pub(super) fn value_doc(&self, code: &mut Code, value: &EnumValue) {
        let mut text = Markdown::new(self);
        text.doc(&value.doc);
        text.or_else(format!("`{}`.", value.name.text));
        text.facts(&value.facts);
        text.finish(code);
        deprecated(code, &value.facts);
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
        let lines: Vec<String> = lines
            .map(|line| markdown::line(self.emitter, line))
            .collect();
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
        // Where the text says so itself, once is enough.
        let told = |since: &str| self.paragraphs.iter().any(|text| text.contains(since));
        if let Some(since) = facts.since.as_ref().filter(|since| !told(since)) {
            self.line(format!("Since QEMU {since}."));
        }
        if let Some(until) = &facts.until {
            self.line(format!(
                "Last seen in QEMU {until}; a later version lacks it."
            ));
        }
        for feature in &facts.features {
            let word = match feature.name.as_str() {
                "deprecated" => "**Deprecated:** ".to_owned(),
                "unstable" => "**Unstable:** ".to_owned(),
                other => format!("Feature `{}`: ", quoted(other)),
            };
            match feature.doc.blocks.first() {
                Some(DocBlock::Paragraph(text)) => self.paragraph(&word, text),
                _ if feature.name == "unstable" => {
                    self.line(format!("{word}it may change or go without notice."));
                }
                _ => {
                    let word = word.trim_end();
                    self.line(match word.strip_suffix(":**") {
                        Some(word) => format!("{word}.**"),
                        None => format!("{}.", word.trim_end_matches(':')),
                    });
                }
            }
        }
        if let Some(condition) = &facts.condition {
            let condition = match condition.as_str() {
                Some(text) => text.to_owned(),
                None => condition.to_string(),
            };
            self.line(format!(
                "Only in a QEMU built with `{}`.",
                quoted(&condition)
            ));
        }
    }

    /// Where the item is described: in the manual, or else in the documents.
    fn place(&mut self, kind: &str, name: &Name, facts: &Facts) {
        let wire = quoted(&name.text);
        let place = match (self.manual(kind, name, facts), self.emitter.manual) {
            (Some(link), _) => format!("; {link}"),
            // The manual no longer has it.
            (None, Some(_)) => String::new(),
            (None, None) => {
                let document = self.emitter.documents.get(name.span.document);
                let (line, _) = document.position(name.span.start);
                format!("; `{}`, line {line}", quoted(document.file_name()))
            }
        };
        self.line(format!("`{wire}` on the wire{place}."));
    }

    /// The link to the manual, which has only what is there still.
    fn manual(&self, kind: &str, name: &Name, facts: &Facts) -> Option<String> {
        let manual = self.emitter.manual?;
        let module = facts.module.as_ref().filter(|_| facts.until.is_none())?;
        let (address, namespace) = (&manual.address, &manual.namespace);
        let place = format!("{address}#{kind}-{namespace}-{module}.{}", name.text);
        // What can't stand in a link can't be a name that the manual has.
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]`".contains(c);
        (!place.contains(odd)).then(|| format!("[reference manual](<{place}>)"))
    }

    fn finish(self, code: &mut Code) {
        code.doc(&self.paragraphs.join("\n\n"));
    }
}

/// The attribute for something deprecated, with the documents' own advice.
fn deprecated(code: &mut Code, facts: &Facts) {
    let mut features = facts.features.iter();
    let Some(feature) = features.find(|feature| feature.name == "deprecated") else {
        return;
    };
    match feature.doc.blocks.first() {
        Some(DocBlock::Paragraph(text)) => {
            let note = text.split_whitespace().collect::<Vec<_>>().join(" ");
            code.line(format_args!("#[deprecated(note = {})]", literal(&note)));
        }
        _ => code.line("#[deprecated]"),
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
fn quoted(text: &str) -> String {
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
