//! A text of sections: headings, and what stands under each.

use pest::Parser;
use pest::iterators::Pair;

use super::TextParser;
use super::text_rules::Rule;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Span};
use crate::ir::Name;

/// What stands under a heading that names items.
#[derive(Debug)]
pub(crate) struct Section {
    /// The items.
    pub(crate) names: Vec<Name>,
    /// The text under the heading, up to the next.
    pub(crate) body: Span,
}

/// The sections of a part of a document.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// Those whose heading names something.
    pub(crate) named: Vec<Section>,
    /// The first line of text that stands before any heading.
    pub(crate) orphan: Option<Span>,
}

/// Splits the text at `span` into sections.
pub(crate) fn split(document: &Document, span: Span, diagnostics: &mut Diagnostics) -> Sections {
    let mut sections = Sections::default();
    let text = document.text().get(span.range()).unwrap_or("");
    // The rule matches every text.
    let Ok(mut parsed) = TextParser::parse(Rule::text, text) else {
        return sections;
    };
    let lines = parsed.next().into_iter().flat_map(Pair::into_inner);
    let place = |pair: &Pair<'_, Rule>| at(span, pair);
    let mut open: Option<Section> = None;
    // Whether the text belongs to no section on purpose: a chapter's opening.
    let mut between = false;
    for pair in lines {
        match pair.as_rule() {
            Rule::heading | Rule::chapter => {
                let end = span.start + pair.as_span().start();
                close(&mut sections, open.take(), end);
                match names(&pair, span.document, span.start) {
                    Some(names) => {
                        let start = span.start + pair.as_span().end();
                        open = Some(Section {
                            names,
                            body: Span {
                                start,
                                ..place(&pair)
                            },
                        });
                    }
                    None => {
                        between = true;
                        if is_item_heading(&pair) {
                            let title = first_line(place(&pair), pair.as_str());
                            diagnostics.push(Diagnostic::new(
                                Code::HeadingWithoutName,
                                title,
                                "the heading names no command and no event",
                            ));
                        }
                    }
                }
            }
            Rule::line
                if open.is_none()
                    && !between
                    && sections.orphan.is_none()
                    && !pair.as_str().trim().is_empty() =>
            {
                sections.orphan = Some(first_line(place(&pair), pair.as_str()));
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
        sections.named.push(section);
    }
}

fn names(heading: &Pair<'_, Rule>, document: DocumentId, base: usize) -> Option<Vec<Name>> {
    if heading.as_rule() != Rule::heading {
        return None;
    }
    let title = heading.clone().into_inner().next()?;
    let names = title
        .into_inner()
        .find(|p| p.as_rule() == Rule::heading_names)?;
    let names = names
        .into_inner()
        .filter_map(|name| name.into_inner().next())
        .map(|name| Name {
            text: name.as_str().to_owned(),
            span: Span {
                document,
                start: base + name.as_span().start(),
                end: base + name.as_span().end(),
            },
        })
        .collect();
    Some(names)
}

/// A heading in the first column heads a section; a document's title is
/// centred, and chapters are underlined twice.
fn is_item_heading(heading: &Pair<'_, Rule>) -> bool {
    heading.as_rule() == Rule::heading && !heading.as_str().starts_with([' ', '\t'])
}

fn at(base: Span, pair: &Pair<'_, Rule>) -> Span {
    let span = pair.as_span();
    Span {
        document: base.document,
        start: base.start + span.start(),
        end: base.start + span.end(),
    }
}

fn first_line(span: Span, text: &str) -> Span {
    let line = text.lines().next().unwrap_or("").trim_end();
    Span {
        end: span.start + line.len(),
        ..span
    }
}
