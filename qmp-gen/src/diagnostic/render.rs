//! Renders diagnostics as text: position, code, message, and the source line with a marker.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::code::Code;
use super::problem::{Diagnostic, Diagnostics, counted};
use super::severity::Severity;
use crate::document::{Documents, Span};

/// The longest line that is shown whole. Of a longer line, only the marked part and its
/// surroundings are shown. The renderer trims long lines too, but it walks the whole line
/// for each problem, and a line may have megabytes and thousands of problems.
const LONGEST_LINE: usize = 240;
/// The number of bytes that are shown before and after the start of the marked part.
const AROUND: usize = 80;

/// Renders every problem, then the number of problems and the help of each code.
/// Returns an empty text if there are no problems.
pub fn render(diagnostics: &Diagnostics, documents: &Documents, color: bool) -> String {
    render_where(diagnostics, documents, color, |_| true)
}

/// Like [`render`], but warnings that are [only counted](Diagnostic::is_counted)
/// appear in the summary alone.
pub fn render_brief(diagnostics: &Diagnostics, documents: &Documents, color: bool) -> String {
    let mut text = render_where(diagnostics, documents, color, |d| !d.is_counted());
    let counted_alone = diagnostics.counted();
    if counted_alone > 0 {
        let _ = writeln!(
            text,
            "{} not listed; `qmp-gen check --verbose` lists them, `--strict` makes them errors",
            counted(counted_alone, "warning")
        );
    }
    text
}

fn render_where(
    diagnostics: &Diagnostics,
    documents: &Documents,
    color: bool,
    is_shown: impl Fn(&Diagnostic) -> bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in diagnostics
        .iter()
        .filter(|&diagnostic| is_shown(diagnostic))
    {
        text.push_str(&renderer.render(&[report(diagnostic, documents)]));
        text.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        summary(&mut text, diagnostics);
    }
    text
}

fn report<'a>(diagnostic: &'a Diagnostic, documents: &'a Documents) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name())
        .elements(marked(documents, diagnostic.span, AnnotationKind::Primary));
    if let Some((span, label)) = &diagnostic.related {
        group = group
            .element(Level::NOTE.message(label.as_str()))
            .elements(marked(documents, *span, AnnotationKind::Context));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The line on which a span starts, with the part of the span on that line marked.
fn marked(documents: &Documents, span: Span, kind: AnnotationKind) -> Vec<Element<'_>> {
    let document = documents.get(span.document);
    let (line, column) = document.position(span.start);
    let Window { shown, mark, whole } = window(document.text(), span.range());
    let snippet = Snippet::source(shown)
        .line_start(line)
        .annotation(kind.span(mark));
    if whole {
        return vec![snippet.path(document.name()).into()];
    }
    // The renderer would count the column from the start of the part.
    let origin = Origin::path(document.name()).line(line).char_column(column);
    vec![origin.into(), snippet.into()]
}

/// The part of a line that is shown.
struct Window<'a> {
    shown: &'a str,
    mark: Range<usize>,
    /// Whether it is the whole line.
    whole: bool,
}

/// Finds the part of `text` to show for `span`, and the marked range within it.
fn window(text: &str, span: Range<usize>) -> Window<'_> {
    let start = char_boundary_before(text, span.start.min(text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
    let start = start.min(line_end);
    let end = char_boundary_before(text, span.end.clamp(start, line_end));
    let (from, to) = if line_end - line_start <= LONGEST_LINE {
        (line_start, line_end)
    } else {
        let from = char_boundary_before(text, start.saturating_sub(AROUND).max(line_start));
        (
            from,
            char_boundary_before(text, (start + AROUND).min(line_end)).max(start),
        )
    };
    let end = end.min(to);
    let whole = (from, to) == (line_start, line_end);
    Window {
        shown: &text[from..to],
        mark: start - from..end - from,
        whole,
    }
}

fn char_boundary_before(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn summary(text: &mut String, diagnostics: &Diagnostics) {
    let counts = diagnostics.by_code();
    let width = counts
        .keys()
        .map(|code| code.name().len())
        .max()
        .unwrap_or(0);
    for (code, count) in &counts {
        let _ = writeln!(text, "{count:>6} {:width$}  {}", code.name(), code.help());
    }
    let codes: BTreeSet<&Code> = counts.keys().collect();
    let errors = diagnostics.errors();
    let _ = writeln!(
        text,
        "{}, {} of {}",
        counted(errors, "error"),
        counted(diagnostics.len() - errors, "warning"),
        counted(codes.len(), "kind")
    );
}
