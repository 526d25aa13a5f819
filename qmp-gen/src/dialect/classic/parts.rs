//! Finds the items of a section: those that its heading names, those that its examples show
//! if the heading is a title, and those whose heading is not underlined.

use serde_json::Value;

use super::body::{self, Block};
use super::inference;
use super::lowering::Lowering;
use super::sections::Section;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Builtin, Member, Name};

/// A part of a section, with the items that it describes.
pub(super) struct SectionPart {
    pub(super) names: Vec<Name>,
    pub(super) blocks: Vec<Block>,
}

/// Splits a section where a heading in it lacks its line of dashes. `key` is the key of the
/// item's name in messages of examples.
pub(super) fn parts(lowering: &mut Lowering<'_>, section: &Section, key: &str) -> Vec<SectionPart> {
    let mut blocks = body::read(lowering.document, section.body, lowering.diagnostics);
    let mut names = section.names.clone();
    let mut parts = Vec::new();
    while let Some(next) = next(lowering, &blocks) {
        let rest = blocks.split_off(next.start.unwrap_or(next.label));
        let read = next.start.and_then(|_| {
            let heading = rest.first().and_then(|block| match block {
                Block::Paragraph(span) => Some(*span),
                _ => None,
            })?;
            name_without_dashes(lowering, &rest, heading, key)
        });
        repeated_label(lowering, &names, &rest, read.as_ref());
        parts.push(SectionPart {
            names: std::mem::take(&mut names),
            blocks: std::mem::take(&mut blocks),
        });
        // Text under no heading is ignored.
        let Some(name) = read else { break };
        lowering.headings.insert(name.text.clone());
        names.push(name);
        blocks = rest.into_iter().skip(1).collect();
    }
    if !names.is_empty() || parts.is_empty() {
        parts.push(SectionPart { names, blocks });
    }
    for part in &mut parts {
        if part.names.is_empty() {
            part.names
                .extend(titled(lowering, &part.blocks, section, key));
        }
    }
    parts.retain(|part| !part.names.is_empty());
    parts
}

/// The start of the part of the next item.
struct Next {
    /// The word on a separate line before it, if any.
    start: Option<usize>,
    /// The label that does not belong to the item before.
    label: usize,
}

/// Finds a label after examples: one item has its labels before them.
fn next(lowering: &Lowering<'_>, blocks: &[Block]) -> Option<Next> {
    let mut within_examples = false;
    let mut start = None;
    for (i, block) in blocks.iter().enumerate() {
        match block {
            Block::Message(..) => within_examples = true,
            Block::Paragraph(span)
                if within_examples
                    && !lowering.text(*span).trim().contains(char::is_whitespace) =>
            {
                start = Some(i);
            }
            Block::Members { .. } if within_examples => return Some(Next { start, label: i }),
            _ => {}
        }
    }
    None
}

fn repeated_label(
    lowering: &mut Lowering<'_>,
    names: &[Name],
    rest: &[Block],
    read: Option<&Name>,
) {
    let label = rest.iter().find_map(|block| match block {
        Block::Members { label, .. } => Some(*label),
        _ => None,
    });
    let Some(label) = label else { return };
    let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
    let mut message = format!(
        "duplicate label `{}` in the section of `{}`",
        lowering.text(label).trim(),
        names.join(", ")
    );
    if let Some(name) = read {
        message += &format!("; it was read as the label of `{}`", name.text);
    }
    let mut problem = Diagnostic::new(Code::RepeatedLabel, label, message);
    if let Some(Block::Paragraph(alone)) = rest.first() {
        let word = lowering.text(*alone).trim();
        problem = problem
            .related(*alone, format!("`{word}` is on a line of its own"))
            .help(format!("underline `{word}` if it is a heading"));
    }
    lowering.report(problem);
}

/// The item under a word on a line of its own: the one that the examples show, or else
/// the word, unless other headings name them.
fn name_without_dashes(
    lowering: &Lowering<'_>,
    blocks: &[Block],
    heading: Span,
    key: &str,
) -> Option<Name> {
    let word = lowering.text(heading).trim();
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && (word.chars()).all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    let shown = shown(lowering, blocks, key);
    [shown.as_deref(), Some(word)]
        .into_iter()
        .flatten()
        .find(|name| is_name(name) && !lowering.headings.contains(*name))
        .map(|name| Name::new(name, heading))
}

/// The item under a heading of other words, or under none: the one that the examples
/// show, or else that of the entry before.
fn titled(
    lowering: &mut Lowering<'_>,
    blocks: &[Block],
    section: &Section,
    key: &str,
) -> Option<Name> {
    let entry = section.entry.as_ref().map(|name| name.text.clone());
    let shown = [shown(lowering, blocks, key), entry];
    let mut shown = shown.into_iter().flatten();
    let shown = shown.find(|name| !lowering.headings.contains(name));
    let title = section.title;
    let what = if key == "event" { "event" } else { "command" };
    let (code, mut message) = match &section.entry {
        None => {
            let message = format!("the heading is not the name of a {what}; the section");
            (Code::HeadingWithoutName, message)
        }
        Some(_) => {
            let message = "the text of this block has no heading; it".to_owned();
            (Code::TextWithoutHeading, message)
        }
    };
    match &shown {
        Some(name) => message += &format!(" was read as that of `{name}`"),
        None => message += " was skipped",
    }
    let mut problem = Diagnostic::new(code, title, message);
    if let Some(name) = &shown {
        problem = problem.help(format!("underline `{name}` as the heading"));
        lowering.headings.insert(name.clone());
    }
    lowering.report(problem);
    shown.map(|text| Name::new(text, title))
}

/// The one item that the messages of the examples show.
fn shown(lowering: &Lowering<'_>, blocks: &[Block], key: &str) -> Option<String> {
    let messages = blocks.iter().filter_map(|block| match block {
        Block::Message(_, span) => serde_json::from_str::<Value>(lowering.text(*span)).ok(),
        _ => None,
    });
    let mut names: Vec<String> = messages
        .filter_map(|message| message.get(key)?.as_str().map(str::to_owned))
        .collect();
    names.dedup();
    match names.len() {
        1 => names.pop(),
        _ => None,
    }
}

/// The names in a text such as `'server' and 'client' keys`.
pub(super) fn keys(lowering: &Lowering<'_>, span: Span) -> Vec<Name> {
    let text = lowering.text(span);
    let mut keys = Vec::new();
    let mut row = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        at += text.get(at..).and_then(|rest| rest.find(word)).unwrap_or(0);
        let start = span.start + at;
        at += word.len();
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let quoted = word.starts_with(['\'', '"']) && !bare.is_empty();
        match bare {
            _ if quoted => {
                let start = start + word.find(bare).unwrap_or(0);
                row.push(Name::new(bare, span.at(start..start + bare.len())));
            }
            "and" | "or" | "" => {}
            "key" | "keys" | "member" | "members" => keys.append(&mut row),
            _ => row.clear(),
        }
    }
    keys
}

/// The members of which the text states only the names.
pub(super) fn keyed(
    lowering: &mut Lowering<'_>,
    owner: &Name,
    keys: &[Name],
    values: &[&Value],
) -> Vec<Member> {
    let mut members = Vec::new();
    for name in keys {
        let shown = inference::member(values, &name.text);
        let ty = lowering.infer(&[&owner.text, &name.text], name.span, &shown);
        if ty.is_none() {
            let message = format!("the type of `{}` is not stated", name.text);
            lowering.report(Diagnostic::new(Code::MissingType, name.span, message));
        }
        let member = Member::new(name.clone(), ty.unwrap_or(Builtin::Any.into()));
        lowering.add(&mut members, member);
    }
    members
}
