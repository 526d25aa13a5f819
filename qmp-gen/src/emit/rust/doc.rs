//! Documentation of generated items: the documents' text as Markdown, without warnings
//! from rustdoc.

use super::emitter::Emitter;
use super::markdown;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{
    Branch, Command, Doc, DocBlock, EnumValue, Event, Example, ExampleMessage, Kind, List, Member,
    Metadata, Name, Sender, Type, TypeDef,
};

impl Emitter<'_> {
    pub(super) fn command_doc(&self, writer: &mut SourceWriter, command: &Command) {
        let mut text = Markdown::new(self);
        text.doc(&command.doc);
        if command.undocumented {
            text.line("No document describes this command; a table of commands lists it.");
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
        text.metadata(&command.metadata);
        if command.oob {
            text.line("May be executed out of band.");
        }
        if command.no_reply {
            text.line("Has no reply, unless it fails.");
        }
        text.place("command", &command.name, &command.metadata);
        text.finish(writer);
        deprecated(writer, &command.metadata);
    }

    pub(super) fn event_doc(&self, writer: &mut SourceWriter, event: &Event) {
        let mut text = Markdown::new(self);
        text.doc(&event.doc);
        text.or_else(format!("The event `{}`.", event.name.text));
        text.examples(&event.examples);
        text.metadata(&event.metadata);
        text.place("event", &event.name, &event.metadata);
        text.finish(writer);
        deprecated(writer, &event.metadata);
    }

    pub(super) fn type_doc(&self, writer: &mut SourceWriter, definition: &TypeDef) {
        let mut text = Markdown::new(self);
        text.doc(&definition.doc);
        // A type with one member gets the member's documentation.
        if let Kind::Object(object) = &definition.kind
            && definition.doc.is_empty()
            && let [member] = &self.interface.members(object)[..]
        {
            text.opening_where_empty(&member.doc);
            text.opening_of(&member.ty);
        }
        text.or_else(format!("The type `{}`.", definition.name.text));
        text.metadata(&definition.metadata);
        let kind = definition.kind.word();
        if let Some(link) = text.manual(kind, &definition.name, &definition.metadata) {
            text.line(format!("See the {link}."));
        }
        text.finish(writer);
    }

    pub(super) fn member_doc(&self, writer: &mut SourceWriter, member: &Member) {
        let mut text = Markdown::new(self);
        text.doc(&member.doc);
        text.opening_of(&member.ty);
        text.or_else(format!("The member `{}`.", member.name.text));
        text.metadata(&member.metadata);
        text.finish(writer);
        deprecated(writer, &member.metadata);
    }

    /// The documentation of a method that sets a member.
    pub(super) fn setter_doc(&self, writer: &mut SourceWriter, member: &Member) {
        let mut text = Markdown::new(self);
        text.opening(&member.doc);
        text.opening_of(&member.ty);
        text.or_else(format!("Sets the member `{}`.", member.name.text));
        text.finish(writer);
    }

    /// The documentation of an alternative: its own, or that of its type.
    pub(super) fn alternative_doc(&self, writer: &mut SourceWriter, alternative: &Member) {
        let mut text = Markdown::new(self);
        text.doc(&alternative.doc);
        text.opening_of(&alternative.ty);
        text.or_else(format!("The alternative `{}`.", alternative.name.text));
        text.metadata(&alternative.metadata);
        text.finish(writer);
        deprecated(writer, &alternative.metadata);
    }

    /// The documentation of the field that contains a union's branch.
    pub(super) fn discriminator_doc(
        &self,
        writer: &mut SourceWriter,
        wire: &str,
        doc: Option<&Doc>,
    ) {
        let mut text = Markdown::new(self);
        if let Some(doc) = doc {
            text.doc(doc);
        }
        text.line(format!("The members that depend on `{}`.", quoted(wire)));
        text.finish(writer);
    }

    /// The documentation of a branch: its own, or that of its discriminator value, or that
    /// of its type.
    pub(super) fn branch_doc(
        &self,
        writer: &mut SourceWriter,
        wire: &str,
        branch: Option<&Branch>,
        value: Option<&EnumValue>,
    ) {
        let mut text = Markdown::new(self);
        let docs = [branch.map(|b| &b.doc), value.map(|v| &v.doc)];
        if let Some(doc) = docs.into_iter().flatten().find(|doc| !doc.is_empty()) {
            text.doc(doc);
        } else if let Some(branch) = branch {
            text.opening_of(&branch.ty);
        }
        text.or_else(format!("`{}`.", quoted(wire)));
        text.finish(writer);
    }

    pub(super) fn value_doc(&self, writer: &mut SourceWriter, value: &EnumValue) {
        let mut text = Markdown::new(self);
        text.doc(&value.doc);
        text.or_else(format!("`{}`.", value.name.text));
        text.metadata(&value.metadata);
        text.finish(writer);
        deprecated(writer, &value.metadata);
    }

    /// The first paragraph of an item's text, or `default` if it has no text.
    pub(super) fn opening_doc(&self, writer: &mut SourceWriter, doc: &Doc, default: String) {
        let mut text = Markdown::new(self);
        text.opening(doc);
        text.or_else(default);
        text.finish(writer);
    }
}

/// A builder of Markdown, in paragraphs.
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

    /// Adds a paragraph if there is no text so far.
    fn or_else(&mut self, text: String) {
        if self.paragraphs.is_empty() {
            self.line(text);
        }
    }

    /// Adds a text, with a capital at the beginning.
    fn doc(&mut self, doc: &Doc) {
        let mut blocks = self.blocks(doc, true);
        if let (Some(DocBlock::Paragraph(_)), Some(first)) =
            (doc.blocks.first(), blocks.first_mut())
        {
            *first = capitalized(std::mem::take(first));
        }
        self.paragraphs.extend(blocks);
    }

    /// Adds the first paragraph of a text, with the list that it introduces.
    fn opening(&mut self, doc: &Doc) {
        let is_paragraph = |block: &DocBlock| matches!(block, DocBlock::Paragraph(_));
        let Some(first) = doc.blocks.iter().position(is_paragraph) else {
            return;
        };
        let mut blocks = doc.blocks[first..].iter().take(2).cloned();
        let mut opening = Doc::default();
        if let Some(DocBlock::Paragraph(text)) = blocks.next() {
            let text = text.split("\n\n").next().unwrap_or("");
            opening.push_paragraph(text);
            if text.ends_with(':') {
                opening.blocks.extend(blocks);
            }
        }
        self.doc(&opening);
    }

    /// Adds the first paragraph of another text if there is no text so far.
    fn opening_where_empty(&mut self, doc: &Doc) {
        if self.paragraphs.is_empty() {
            self.opening(doc);
        }
    }

    /// Adds the first paragraph of a type's text if there is no text so far.
    fn opening_of(&mut self, ty: &Type) {
        if let Type::Named(name) = ty.innermost()
            && let Some(definition) = self.emitter.interface.ty(name)
        {
            self.opening_where_empty(&definition.doc);
        }
    }

    /// The paragraphs of Markdown for the blocks of a text.
    fn blocks(&self, doc: &Doc, at_top: bool) -> Vec<String> {
        let mut blocks = Vec::new();
        for block in &doc.blocks {
            match block {
                DocBlock::Paragraph(text) => blocks.extend(self.paragraphs_of(text)),
                DocBlock::Heading(text) if at_top => {
                    blocks.push(format!("# {}", self.prose(text).replace('\n', " ")));
                }
                DocBlock::Heading(text) => {
                    blocks.push(format!("**{}**", self.prose(text).replace('\n', " ")));
                }
                DocBlock::List(list) => blocks.push(self.list(list)),
                DocBlock::Code(text) => {
                    let fence = fence(text);
                    blocks.push(format!("{fence}text\n{text}\n{fence}"));
                }
                DocBlock::Note(word, doc) => {
                    let mut inner = self.blocks(doc, false);
                    let word = format!("**{}:**", self.prose(word).replace('\n', " "));
                    match (doc.blocks.first(), inner.first_mut()) {
                        (Some(DocBlock::Paragraph(_)), Some(first)) => {
                            first.insert_str(0, &format!("{word} "));
                        }
                        _ => inner.insert(0, word),
                    }
                    blocks.extend(inner);
                }
            }
        }
        blocks
    }

    fn list(&self, list: &List) -> String {
        let mut text = String::new();
        for (i, entry) in list.entries.iter().enumerate() {
            let mark = match list.first {
                None => "- ".to_owned(),
                Some(first) => format!("{}. ", u64::from(first) + i as u64),
            };
            let mut blocks = self.blocks(entry, false);
            // A list that interrupts a paragraph is not numbered, or begins with 1.
            let is_tight = matches!(
                entry.blocks[..],
                [
                    DocBlock::Paragraph(_),
                    DocBlock::List(List {
                        first: None | Some(1),
                        ..
                    })
                ]
            ) && blocks.len() == 2;
            let between = if is_tight { "\n" } else { "\n\n" };
            if blocks.is_empty() {
                blocks.push(String::new());
            }
            if !text.is_empty() {
                text.push('\n');
            }
            let inner = blocks.join(between);
            for (n, line) in inner.split('\n').enumerate() {
                if n == 0 {
                    text.push_str(&mark);
                } else {
                    text.push('\n');
                    if !line.is_empty() {
                        text.push_str(&" ".repeat(mark.len()));
                    }
                }
                text.push_str(line);
            }
        }
        text
    }

    /// The paragraphs of a text, which empty lines separate.
    fn paragraphs_of(&self, text: &str) -> Vec<String> {
        let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
        parts.map(|part| self.prose(part)).collect()
    }

    /// Running text as Markdown, without indentation, which would mark code.
    fn prose(&self, text: &str) -> String {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines
            .map(|line| markdown::line(self.emitter, line))
            .collect();
        lines.join("\n")
    }

    fn examples(&mut self, examples: &[Example]) {
        if examples.is_empty() {
            return;
        }
        self.line("# Examples");
        for example in examples {
            let caption = self.paragraphs_of(&example.caption);
            self.paragraphs.extend(caption);
            let mut code = String::new();
            // Messages from the server alone need no arrow.
            let arrows = example.messages.iter().any(|m| m.sender == Sender::Client);
            for message in &example.messages {
                let arrow = match message.sender {
                    _ if !arrows => "",
                    Sender::Client => "-> ",
                    Sender::Server => "<- ",
                };
                code.push_str(&shifted(arrow, message));
            }
            if example.messages.is_empty() {
                let after = self.blocks(&example.after, true);
                self.paragraphs.extend(after);
                continue;
            }
            let fence = fence(&code);
            let json = example
                .messages
                .iter()
                .all(|message| message.json.is_some());
            let language = if json { "json" } else { "text" };
            self.line(format!("{fence}{language}\n{code}{fence}"));
            let after = self.blocks(&example.after, true);
            self.paragraphs.extend(after);
        }
    }

    fn metadata(&mut self, metadata: &Metadata) {
        // The text may name the version itself.
        let is_mentioned = |since: &str| self.paragraphs.iter().any(|text| text.contains(since));
        if let Some(since) = metadata.since.as_ref().filter(|since| !is_mentioned(since)) {
            self.line(format!("Since QEMU {since}."));
        }
        if let Some(until) = &metadata.until {
            self.line(format!(
                "Last seen in QEMU {until}; a later version lacks it."
            ));
        }
        for feature in &metadata.features {
            let word = match feature.name.as_str() {
                "deprecated" => "**Deprecated:** ".to_owned(),
                "unstable" => "**Unstable:** ".to_owned(),
                other => format!("Feature `{}`: ", quoted(other)),
            };
            let mut blocks = self.blocks(&feature.doc, false);
            match (feature.doc.blocks.first(), blocks.first_mut()) {
                (Some(DocBlock::Paragraph(_)), Some(first)) => {
                    first.insert_str(0, &word);
                    self.paragraphs.extend(blocks);
                }
                _ if feature.name == "unstable" => {
                    self.line(format!("{word}it may change or be removed without notice."));
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
        if let Some(condition) = &metadata.condition {
            let condition = match condition.as_str() {
                Some(text) => text.to_owned(),
                None => condition.to_string(),
            };
            self.line(format!(
                "Available only in a QEMU built with `{}`.",
                quoted(&condition)
            ));
        }
    }

    /// Adds where the item is described: a link to the manual, or else the line in the
    /// document.
    fn place(&mut self, kind: &str, name: &Name, metadata: &Metadata) {
        let wire = quoted(&name.text);
        let place = match (self.manual(kind, name, metadata), self.emitter.manual) {
            (Some(link), _) => format!("; {link}"),
            // The manual no longer describes it.
            (None, Some(_)) => String::new(),
            (None, None) => {
                let document = self.emitter.documents.get(name.span.document);
                let (line, _) = document.position(name.span.start);
                format!("; `{}`, line {line}", quoted(document.file_name()))
            }
        };
        self.line(format!("`{wire}` on the wire{place}."));
    }

    /// The link to the manual, which describes only items of the newest release.
    fn manual(&self, kind: &str, name: &Name, metadata: &Metadata) -> Option<String> {
        let link = self.emitter.manual?.link(kind, name, metadata)?;
        Some(format!("[reference manual](<{link}>)"))
    }

    fn finish(self, writer: &mut SourceWriter) {
        writer.doc(&self.paragraphs.join("\n\n"));
    }
}

/// Emits the attribute of a deprecated item, with the advice of the documents.
fn deprecated(writer: &mut SourceWriter, metadata: &Metadata) {
    match metadata.deprecated() {
        None => {}
        Some(advice) if advice.is_empty() => writer.line("#[deprecated]"),
        Some(advice) => writer.line(format_args!("#[deprecated(note = {})]", literal(&advice))),
    }
}

/// A message after its arrow, with its later lines moved by the same number of columns.
fn shifted(arrow: &str, message: &ExampleMessage) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = message
        .text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty());
    let least = filled.map(indent).min().unwrap_or(0);
    let cut = message.indent.saturating_sub(arrow.len()).min(least);
    let mut shifted = arrow.to_owned();
    for (i, line) in message.text.lines().enumerate() {
        let cut = if i == 0 { 0 } else { cut.min(indent(line)) };
        shifted.push_str(line.get(cut..).unwrap_or("").trim_end());
        shifted.push('\n');
    }
    shifted
}

/// A text with a capital at the beginning, if it begins with a plain word.
fn capitalized(mut text: String) -> String {
    let end = text.find(|c: char| !c.is_ascii_lowercase());
    let (word, after) = text.split_at(end.unwrap_or(text.len()));
    let is_plain = after.is_empty() || after.starts_with([' ', ',', '\n']);
    if is_plain
        && !word.is_empty()
        && let Some(first) = text.get_mut(..1)
    {
        first.make_ascii_uppercase();
    }
    text
}

/// A text for back-quotes, which may not contain any.
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
