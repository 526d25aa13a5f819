//! The texts of documentation comments, by what they describe.

use super::check::Checker;
use super::comment::{Docs, Section};
use super::example;
use super::members::find;
use super::text::{self, Told};
use crate::ir::{Doc, DocBlock, Member};

impl Checker<'_> {
    /// What is told of the definition as a whole, and its examples.
    pub(super) fn body(&mut self, docs: &Docs) -> Told {
        let mut told = text::read(&docs.body);
        for (word, lines) in &docs.notes {
            let note = text::read(lines);
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
                Some(line) if !line.text.is_empty() => (line.text.as_str(), &lines[1..]),
                _ => ("", lines.as_slice()),
            };
            told.examples.extend(example::read(caption, lines));
        }
        told
    }

    pub(super) fn section(docs: Option<&Section>) -> Told {
        docs.map(|section| text::read(&section.lines))
            .unwrap_or_default()
    }

    /// What is told of members that are not among these: the base may have them.
    pub(super) fn base_docs(&mut self, docs: &Docs, members: &[Member]) -> Vec<(String, Doc)> {
        let described = docs.members.iter().map(|described| &described.name.text);
        let others: Vec<&String> = described
            .filter(|name| !members.iter().any(|member| member.name.text == **name))
            .collect();
        let told = |name: &String| (name.clone(), self.told(docs, name).doc);
        others.into_iter().map(told).collect()
    }

    /// What is told of a member.
    pub(super) fn told(&mut self, docs: &Docs, name: &str) -> Told {
        let Some(described) = find(&docs.members, name) else {
            return Told::default();
        };
        let mut lines = described.lines.clone();
        // A mark of old times, when the documents were all there was.
        if let Some(first) = lines.first_mut()
            && let Some(rest) = first.text.strip_prefix("#optional")
        {
            first.text = rest.trim_start().to_owned();
        }
        let told = text::read(&lines);
        let since = told.since.clone();
        Told {
            doc: told.into_doc(),
            since,
            ..Told::default()
        }
    }
}
