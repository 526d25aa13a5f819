//! Splits a text into sections: headings, and the text under each.

use pest::iterators::Pair;

use super::text_rules::Rule;
use crate::document::{Document, Span};
use crate::ir::Name;

/// A heading and the text under it.
#[derive(Debug)]
pub(crate) struct Section {
    /// The items that the heading names; empty if it is a title.
    pub(crate) names: Vec<Name>,
    /// The heading's first line; that of the text where it has no heading.
    pub(crate) title: Span,
    /// The command of the table's entry before a text that has no heading.
    pub(crate) entry: Option<Name>,
    /// The text under the heading, up to the next.
    pub(crate) body: Span,
}

/// The sections of a part of a document.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// Those that can describe items.
    pub(crate) items: Vec<Section>,
    /// The first line of text before any heading.
    pub(crate) orphan: Option<Span>,
}

impl Sections {
    /// The names in the headings.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.items.iter().flat_map(|section| &section.names);
        names.map(|name| name.text.as_str())
    }
}

/// Splits the text at `span` into sections.
pub(crate) fn split(document: &Document, span: Span) -> Sections {
    let mut sections = Sections::default();
    let text = document.text().get(span.range()).unwrap_or("");
    // The rule matches every text.
    let Ok(mut parsed) = Rule::text.parse(text) else {
        return sections;
    };
    let lines: Vec<Pair<'_, Rule>> = (parsed.next().into_iter())
        .flat_map(Pair::into_inner)
        .collect();
    let place = |pair: &Pair<'_, Rule>| at(span, pair);
    let mut open: Option<Section> = None;
    // Whether the text is the opening of a chapter, which belongs to no section.
    let mut between = false;
    for (i, pair) in lines.iter().enumerate() {
        match pair.as_rule() {
            Rule::heading | Rule::chapter => {
                let end = span.start + pair.as_span().start();
                close(&mut sections, open.take(), end);
                if !is_item_heading(pair) || is_numbered_chapter(&lines[i..]) {
                    between = true;
                    continue;
                }
                open = Some(Section {
                    names: names(pair, span),
                    title: first_line(place(pair), pair.as_str()),
                    entry: None,
                    body: Span {
                        start: span.start + pair.as_span().end(),
                        ..place(pair)
                    },
                });
            }
            Rule::line
                if open.is_none()
                    && !between
                    && sections.orphan.is_none()
                    && !pair.as_str().trim().is_empty() =>
            {
                sections.orphan = Some(first_line(place(pair), pair.as_str()));
            }
            _ => {}
        }
    }
    close(&mut sections, open, span.end);
    sections
}

fn close(sections: &mut Sections, section: Option<Section>, end: usize) {
    if let Some(mut section) = section {
        section.body.end = end;
        sections.items.push(section);
    }
}

/// The names in a heading, none where it has other words.
fn names(heading: &Pair<'_, Rule>, base: Span) -> Vec<Name> {
    let title = heading.clone().into_inner().next();
    let names = (title.into_iter())
        .flat_map(Pair::into_inner)
        .filter(|part| part.as_rule() == Rule::heading_names)
        .flat_map(Pair::into_inner)
        .filter(|part| part.as_rule() == Rule::heading_name);
    names
        .filter_map(|name| name.into_inner().next())
        .map(|name| Name::new(name.as_str(), at(base, &name)))
        .collect()
}

/// Whether a heading is that of a section, and not a document's title, which is centred, or
/// that of a chapter, which is underlined twice.
fn is_item_heading(heading: &Pair<'_, Rule>) -> bool {
    let indented = heading.as_str().starts_with([' ', '\t']);
    heading.as_rule() == Rule::heading && (!indented || heading_names(heading).is_some())
}

fn heading_names<'t>(heading: &Pair<'t, Rule>) -> Option<Pair<'t, Rule>> {
    let title = heading.clone().into_inner().next()?;
    title
        .into_inner()
        .find(|part| part.as_rule() == Rule::heading_names)
}

/// The number before the names in a heading.
fn number<'t>(heading: &Pair<'t, Rule>) -> Option<&'t str> {
    let mut parts = heading_names(heading)?.into_inner();
    let number = parts.find(|part| part.as_rule() == Rule::number)?;
    Some(number.as_str().trim_end_matches('.'))
}

/// Whether a heading such as `5 VNC` only introduces `5.1 VNC_CONNECTED`.
fn is_numbered_chapter(lines: &[Pair<'_, Rule>]) -> bool {
    let Some((number, rest)) = lines
        .split_first()
        .and_then(|(first, rest)| Some((self::number(first)?, rest)))
    else {
        return false;
    };
    let describes = |line: &Pair<'_, Rule>| {
        let text = line.as_str().trim_start();
        text.starts_with("Data:") || text.starts_with("Arguments:")
    };
    let mut between = rest.iter();
    let next = between
        .by_ref()
        .find(|line| line.as_rule() != Rule::line || describes(line));
    next.and_then(self::number)
        .and_then(|next| next.strip_prefix(number))
        .is_some_and(|below| below.starts_with('.'))
}

fn at(base: Span, pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    base.at(base.start + span.start()..base.start + span.end())
}

fn first_line(span: Span, text: &str) -> Span {
    let line = text.lines().next().unwrap_or("").trim_end();
    span.at(span.start..span.start + line.len())
}
