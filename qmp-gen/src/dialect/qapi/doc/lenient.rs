//! The lenient reading of a definition's comment: the text of each part, whichever
//! release wrote it. `strict` reports what is wrong with the comment.

use super::comment::{DocComment, DocLine};
use super::scan::{self, Start, Tag};
use crate::ir::Name;

/// The text of a definition's comment, by what it is about.
#[derive(Debug, Default)]
pub(crate) struct DocText<'t> {
    /// The definition as a whole.
    pub(crate) body: Vec<DocLine<'t>>,
    /// Members, arguments and values.
    pub(crate) members: Vec<Description<'t>>,
    pub(crate) features: Vec<Description<'t>>,
    /// `Returns:`
    pub(crate) returns: Vec<DocLine<'t>>,
    /// `Errors:`
    pub(crate) errors: Vec<DocLine<'t>>,
    /// `Since:`
    pub(crate) since: Option<Vec<DocLine<'t>>>,
    /// `Note:` and `Notes:`, with the word.
    pub(crate) notes: Vec<(&'static str, Vec<DocLine<'t>>)>,
    /// `Example:` and `Examples:`
    pub(crate) examples: Vec<Vec<DocLine<'t>>>,
}

/// The description of a member or a feature.
#[derive(Debug)]
pub(crate) struct Description<'t> {
    pub(crate) name: Name,
    pub(crate) lines: Vec<DocLine<'t>>,
}

/// Reads the comment of a definition.
pub(crate) fn read<'t>(comment: &DocComment<'t>) -> DocText<'t> {
    let mut parser = LenientParser {
        text: DocText::default(),
        part: Part::Body,
        in_features: false,
        ends_unindented: true,
    };
    let mut after_blank = true;
    // The first line is the definition's name.
    for line in comment.lines.iter().skip(1) {
        parser.line(line, after_blank);
        after_blank = line.text.is_empty();
    }
    parser.text
}

struct LenientParser<'t> {
    text: DocText<'t>,
    part: Part,
    /// Whether descriptions are those of features.
    in_features: bool,
    /// Whether an unindented line after an empty one ends the part. Old releases didn't
    /// indent the text of examples and notes.
    ends_unindented: bool,
}

/// The part that lines are added to: always the last of its sort.
enum Part {
    Body,
    Member,
    Feature,
    Section(Tag),
}

impl<'t> LenientParser<'t> {
    fn line(&mut self, line: &DocLine<'t>, after_blank: bool) {
        let is_indented = line.text.starts_with([' ', '\t']);
        if !is_indented && self.start(line) {
            return;
        }
        if !is_indented && !line.text.is_empty() && after_blank && self.ends_unindented {
            self.part = Part::Body;
            self.in_features = false;
        }
        if let Some(lines) = self.lines() {
            lines.push(*line);
        }
    }

    /// The lines of the current part; `None` if they are discarded.
    fn lines(&mut self) -> Option<&mut Vec<DocLine<'t>>> {
        let text = &mut self.text;
        match self.part {
            Part::Body => Some(&mut text.body),
            Part::Member => text.members.last_mut().map(|member| &mut member.lines),
            Part::Feature => text.features.last_mut().map(|feature| &mut feature.lines),
            Part::Section(tag) => match tag {
                Tag::Returns => Some(&mut text.returns),
                Tag::Errors => Some(&mut text.errors),
                Tag::Since => text.since.as_mut(),
                Tag::Note | Tag::Notes => text.notes.last_mut().map(|(_, lines)| lines),
                Tag::Example | Tag::Examples => text.examples.last_mut(),
                Tag::Todo => None,
            },
        }
    }

    /// Begins the part that a line begins, if any.
    fn start(&mut self, line: &DocLine<'t>) -> bool {
        let (part, text) = match scan::start(line) {
            Some(Start::Description { name, text }) if !name.text.contains(char::is_whitespace) => {
                let (part, descriptions) = match self.in_features {
                    true => (Part::Feature, &mut self.text.features),
                    false => (Part::Member, &mut self.text.members),
                };
                descriptions.push(Description {
                    name,
                    lines: Vec::new(),
                });
                self.ends_unindented = true;
                (part, text)
            }
            Some(Start::Features) => {
                self.in_features = true;
                self.ends_unindented = true;
                (Part::Body, None)
            }
            Some(Start::Section { tag, text }) => {
                self.section(tag);
                (Part::Section(tag), text)
            }
            _ => return false,
        };
        self.part = part;
        if let Some(lines) = self.lines() {
            lines.extend(text);
        }
        true
    }

    /// Begins a section without lines, in place of an earlier one if there can be only
    /// one.
    fn section(&mut self, tag: Tag) {
        let text = &mut self.text;
        match tag {
            Tag::Returns => text.returns.clear(),
            Tag::Errors => text.errors.clear(),
            Tag::Since => text.since = Some(Vec::new()),
            Tag::Note | Tag::Notes => text.notes.push((tag.word(), Vec::new())),
            Tag::Example | Tag::Examples => text.examples.push(Vec::new()),
            Tag::Todo => {}
        }
        self.ends_unindented = !matches!(tag, Tag::Notes | Tag::Example | Tag::Examples);
        self.in_features = false;
    }
}
