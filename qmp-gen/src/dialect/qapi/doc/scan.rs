//! The parts that lines of a documentation comment begin. The lenient and the strict
//! reading differ in which lines belong to a part, and in what they reject.

use super::comment::{DocComment, DocLine};
use crate::ir::Name;

/// The part of a comment that a line begins.
#[derive(Debug)]
pub(super) enum Start<'t> {
    /// `@name: text`
    Description {
        name: Name,
        text: Option<DocLine<'t>>,
    },
    /// `Features:`
    Features,
    /// `Returns: text`
    Section { tag: Tag, text: Option<DocLine<'t>> },
}

/// The word that begins a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Returns,
    Errors,
    Since,
    Note,
    Notes,
    Example,
    Examples,
    Todo,
}

impl Tag {
    const ALL: [Tag; 8] = [
        Tag::Returns,
        Tag::Errors,
        Tag::Since,
        Tag::Note,
        Tag::Notes,
        Tag::Example,
        Tag::Examples,
        Tag::Todo,
    ];

    /// The word as comments write it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Tag::Returns => "Returns",
            Tag::Errors => "Errors",
            Tag::Since => "Since",
            Tag::Note => "Note",
            Tag::Notes => "Notes",
            Tag::Example => "Example",
            Tag::Examples => "Examples",
            Tag::Todo => "TODO",
        }
    }
}

/// The part that a line begins; `None` for a line that continues one.
pub(super) fn start<'t>(line: &DocLine<'t>) -> Option<Start<'t>> {
    if line.text == "Features:" {
        return Some(Start::Features);
    }
    if let Some(length) = described_name(line) {
        return Some(Start::Description {
            name: name_after_at(line, length),
            text: line.text_after(1 + length + 1),
        });
    }
    let (word, rest) = line.text.split_once(':')?;
    // Two colons begin a literal block.
    let mut tags = Tag::ALL.into_iter().filter(|_| !rest.starts_with(':'));
    Some(Start::Section {
        tag: tags.find(|tag| tag.word() == word)?,
        text: line.text_after(word.len() + 1),
    })
}

/// Whether a line begins the description of a name: `@name: text`.
pub(super) fn is_description(line: &DocLine) -> bool {
    described_name(line).is_some()
}

fn described_name(line: &DocLine) -> Option<usize> {
    line.text.strip_prefix('@')?.find(':')
}

/// The name of the definition that a comment documents, which is its first line:
/// `@name:`. `None` for a comment that documents no definition.
pub(crate) fn symbol(comment: &DocComment) -> Option<Name> {
    let line = comment.lines.first()?;
    let name = line.text.strip_prefix('@')?;
    let name = name.trim_end_matches(':').trim_end();
    Some(name_after_at(line, name.len()))
}

fn name_after_at(line: &DocLine, length: usize) -> Name {
    let start = line.span.start + 1;
    let name = line.text.get(1..1 + length).unwrap_or("");
    Name::new(name, line.span.at(start..start + length))
}
