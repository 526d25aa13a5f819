//! The text of documentation comments, by what it describes.

use std::collections::HashSet;

use super::super::doc::{self, Description, DocLine, ParsedDoc};
use super::context::Lowering;
use crate::ir::{Doc, DocBlock, Kind, List, Member, Payload};

/// The description of a member, an alternative or a value.
#[derive(Default)]
pub(super) struct MemberDoc {
    pub(super) doc: Doc,
    /// The version since which it exists.
    pub(super) since: Option<String>,
}

impl Lowering<'_> {
    /// The version since which the definition exists.
    pub(super) fn since(&self, body: &ParsedDoc) -> Option<String> {
        match &self.doc.since {
            Some(section) => {
                let text = section.first().map_or("", |line| line.text.trim());
                doc::since_version(text.trim_start_matches("QEMU ").trim_start())
            }
            None => doc::since_of_definition(&body.doc),
        }
    }

    /// Adds notes and examples to the text of the whole definition, and a list of the
    /// descriptions of names that are not in `names`.
    pub(super) fn complete(&self, mut body: ParsedDoc, names: &HashSet<&str>) -> ParsedDoc {
        let others = self.doc.members.iter().map(|member| &member.name.text);
        let entries: Vec<Doc> = others
            .filter(|name| !names.contains(name.as_str()))
            .filter_map(|name| list_entry(name, self.member_doc(name).doc))
            .collect();
        if !entries.is_empty() {
            let first = None;
            body.doc
                .blocks
                .push(DocBlock::List(List { first, entries }));
        }
        for (word, lines) in &self.doc.notes {
            let note = doc::parse_blocks(lines);
            if !note.doc.is_empty() {
                let note = DocBlock::Note((*word).to_owned(), note.doc);
                body.doc.blocks.push(note);
            }
            body.examples.extend(note.examples);
        }
        for lines in &self.doc.examples {
            // A line of text before the messages is a caption.
            let (caption, lines) = match lines.as_slice() {
                [first, rest @ ..]
                    if !first.text.is_empty()
                        && !first.text.starts_with(['-', '<', '{', '.', ':']) =>
                {
                    (first.text, rest)
                }
                lines => ("", lines),
            };
            body.examples.extend(doc::parse_example(caption, lines));
        }
        if let Some(text) = self.doc.since.as_deref().and_then(since_of_parts) {
            body.doc.push_paragraph(&text);
        }
        body
    }

    /// The descriptions of names other than those of the members: the base may have them.
    pub(super) fn base_docs(&self, members: &[Member]) -> Vec<(String, Doc)> {
        let described = self.doc.members.iter().map(|member| &member.name.text);
        let others = described.filter(|name| members.iter().all(|m| m.name.text != **name));
        let with_doc = |name: &String| (name.clone(), self.member_doc(name).doc);
        others.map(with_doc).collect()
    }

    /// The description of a member, an alternative or a value.
    pub(super) fn member_doc(&self, name: &str) -> MemberDoc {
        let Some(description) = find(&self.doc.members, name) else {
            return MemberDoc::default();
        };
        // Old releases marked optional members in the text.
        let parsed = if let [first, rest @ ..] = description.lines.as_slice()
            && let Some(text) = first.text.strip_prefix("#optional")
        {
            let text = text.trim_start();
            let first = DocLine { text, ..*first };
            doc::parse_blocks(&[&[first], rest].concat())
        } else {
            doc::parse_blocks(&description.lines)
        };
        MemberDoc {
            since: doc::since_of_member(&parsed.doc),
            doc: parsed.into_doc(),
        }
    }

    /// The description of a feature.
    pub(super) fn feature_doc(&self, name: &str) -> Doc {
        let description = find(&self.doc.features, name);
        let parsed = description.map(|feature| doc::parse_blocks(&feature.lines));
        parsed.unwrap_or_default().into_doc()
    }
}

fn find<'d, 't>(descriptions: &'d [Description<'t>], name: &str) -> Option<&'d Description<'t>> {
    let mut descriptions = descriptions.iter();
    descriptions.find(|description| description.name.text == name)
}

/// The names of arguments or data that a comment may describe.
pub(super) fn payload_names(payload: &Payload) -> HashSet<&str> {
    let members = payload.members().iter();
    members.map(|member| member.name.text.as_str()).collect()
}

/// The names in a type that a comment may describe, including those of the base that the
/// comment describes.
pub(super) fn type_names(kind: &Kind) -> HashSet<&str> {
    match kind {
        Kind::Enum(values) => values.iter().map(|v| v.name.text.as_str()).collect(),
        Kind::Alternate(members) => members.iter().map(|m| m.name.text.as_str()).collect(),
        Kind::Object(object) => {
            let members = object.members.iter().map(|member| &member.name.text);
            let branches = object.branches.iter().map(|branch| &branch.value.text);
            let base = object.base_docs.iter().map(|(name, _)| name);
            let names = members.chain(branches).chain(base);
            names.map(String::as_str).collect()
        }
    }
}

/// A list entry that describes a name. `None` if the description is empty.
fn list_entry(name: &str, mut doc: Doc) -> Option<Doc> {
    match doc.blocks.first_mut()? {
        DocBlock::Paragraph(text) => text.insert_str(0, &format!("@{name}: ")),
        _ => {
            let name = DocBlock::Paragraph(format!("@{name}:"));
            doc.blocks.insert(0, name);
        }
    }
    Some(doc)
}

/// The text of a `Since` section that also has the versions of parts of the definition.
fn since_of_parts(section: &[DocLine]) -> Option<String> {
    let lines = section.iter().map(|line| line.text.trim());
    let text = lines.collect::<Vec<_>>().join(" ");
    let text = text.trim();
    let has_more = text.to_ascii_lowercase().contains("since");
    has_more.then(|| format!("Since {text}"))
}
