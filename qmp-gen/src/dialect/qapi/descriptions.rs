//! The texts of documentation comments, by what they describe.

use std::collections::HashSet;

use super::check::Checker;
use super::doc::{self, Docs, ParsedDoc, Section};
use super::members::find;
use crate::ir::{Doc, DocBlock, Kind, List, Member, Payload};

impl Checker<'_> {
    /// The text of the definition as a whole, and its examples. The text of
    /// names that are not among its parts is a list in it.
    pub(super) fn body(&mut self, docs: &Docs, parts: &HashSet<&str>) -> ParsedDoc {
        let mut told = doc::read_blocks(&docs.body);
        let others = docs.members.iter().map(|described| &described.name.text);
        let others = others.filter(|name| !parts.contains(name.as_str()));
        let entries: Vec<Doc> = others
            .filter_map(|name| entry(name, self.told(docs, name).doc))
            .collect();
        if !entries.is_empty() {
            let first = None;
            let list = List { first, entries };
            told.doc.blocks.push(DocBlock::List(list));
        }
        for (word, lines) in &docs.notes {
            let note = doc::read_blocks(lines);
            if !note.doc.is_empty() {
                let blocks = &mut told.doc.blocks;
                blocks.push(DocBlock::Note(word.clone(), note.doc));
            }
            told.examples.extend(note.examples);
        }
        for lines in &docs.examples {
            let caption = lines
                .first()
                .filter(|line| !line.text.starts_with(['-', '<', '{', '.', ':']));
            let (caption, lines) = match caption {
                Some(line) if !line.text.is_empty() => (line.text, &lines[1..]),
                _ => ("", lines.as_slice()),
            };
            told.examples.extend(doc::read_examples(caption, lines));
        }
        if let Some(text) = docs.since.as_ref().and_then(since_of_parts) {
            told.doc.push_paragraph(&text);
        }
        told
    }

    pub(super) fn section(docs: Option<&Section>) -> ParsedDoc {
        docs.map(|section| doc::read_blocks(&section.lines))
            .unwrap_or_default()
    }

    /// The text of members that are not among these: the base may have them.
    pub(super) fn base_docs(&mut self, docs: &Docs, members: &[Member]) -> Vec<(String, Doc)> {
        let described = docs.members.iter().map(|described| &described.name.text);
        let others: Vec<&String> = described
            .filter(|name| !members.iter().any(|member| member.name.text == **name))
            .collect();
        let told = |name: &String| (name.clone(), self.told(docs, name).doc);
        others.into_iter().map(told).collect()
    }

    /// The text of a member.
    pub(super) fn told(&mut self, docs: &Docs, name: &str) -> ParsedDoc {
        let Some(described) = find(&docs.members, name) else {
            return ParsedDoc::default();
        };
        let mut lines = described.lines.clone();
        // A mark of old times, when the documents were all there was.
        if let Some(first) = lines.first_mut()
            && let Some(rest) = first.text.strip_prefix("#optional")
        {
            first.text = rest.trim_start();
        }
        let told = doc::read_blocks(&lines);
        let since = told.since.clone();
        ParsedDoc {
            doc: told.into_doc(),
            since,
            ..ParsedDoc::default()
        }
    }
}

/// The names of arguments or data that a comment may describe.
pub(super) fn parts_of_payload(payload: &Payload) -> HashSet<&str> {
    let members = payload.members().iter();
    members.map(|member| member.name.text.as_str()).collect()
}

/// The names in a type that a comment may describe, with those that it described of
/// the base.
pub(super) fn parts_of_type(kind: &Kind) -> HashSet<&str> {
    match kind {
        Kind::Enum(values) => values.iter().map(|v| v.name.text.as_str()).collect(),
        Kind::Alternate(members) => members.iter().map(|m| m.name.text.as_str()).collect(),
        Kind::Object(object) => {
            let members = object.members.iter().map(|member| &member.name.text);
            let branches = object.branches.iter().map(|branch| &branch.value.text);
            let base = object.base_docs.iter().map(|(name, _)| name);
            members
                .chain(branches)
                .chain(base)
                .map(String::as_str)
                .collect()
        }
    }
}

/// A list entry that describes a name.
fn entry(name: &str, mut doc: Doc) -> Option<Doc> {
    match doc.blocks.first_mut()? {
        DocBlock::Paragraph(text) => text.insert_str(0, &format!("@{name}: ")),
        _ => {
            let name = DocBlock::Paragraph(format!("@{name}:"));
            doc.blocks.insert(0, name);
        }
    }
    Some(doc)
}

/// What a `Since` section has to say beyond a version: since when there are parts of
/// the definition.
fn since_of_parts(section: &Section) -> Option<String> {
    let lines = section.lines.iter().map(|line| line.text.trim());
    let text = lines.collect::<Vec<_>>().join(" ");
    let text = text.trim();
    let is_more = text.to_ascii_lowercase().contains("since");
    is_more.then(|| format!("Since {text}"))
}
