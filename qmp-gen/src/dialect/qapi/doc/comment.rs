//! Documentation comments as lines of text.

use crate::document::Span;

/// A documentation comment, line by line, without the `#` before the lines.
#[derive(Debug, Clone)]
pub(crate) struct DocComment<'t> {
    /// The `##` that begins it.
    pub(crate) span: Span,
    /// The lines, each without its `#` and the space after that.
    pub(crate) lines: Vec<DocLine<'t>>,
    /// The text after the lines, which should be the `##` that ends the comment.
    pub(crate) end: Span,
}

/// A line of a documentation comment, or its remainder. It doesn't end with spaces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocLine<'t> {
    pub(crate) text: &'t str,
    pub(crate) span: Span,
}

impl<'t> DocLine<'t> {
    /// The number of spaces that the line begins with.
    pub(super) fn indent(&self) -> usize {
        indent(self.text)
    }

    /// The indentation as QEMU's generator counts it: any white space.
    pub(super) fn white_indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The line without its first bytes.
    pub(super) fn skip(&self, bytes: usize) -> DocLine<'t> {
        DocLine {
            text: self.text.get(bytes..).unwrap_or(""),
            span: Span {
                start: self.span.start + bytes,
                ..self.span
            },
        }
    }

    /// The line without at most so much of its indentation.
    pub(super) fn unindent(&self, columns: usize) -> DocLine<'t> {
        self.skip(self.indent().min(columns))
    }

    /// The text after the first bytes, without the spaces before it. `None` if it is
    /// empty.
    pub(super) fn text_after(&self, bytes: usize) -> Option<DocLine<'t>> {
        let rest = self.skip(bytes);
        let text = rest.skip(rest.white_indent());
        (!text.text.is_empty()).then_some(text)
    }
}

/// The number of spaces that a text begins with.
pub(super) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// Removes the indentation that all lines share. The first line may follow a word
/// such as `Returns:`; if it isn't indented, it doesn't count.
pub(super) fn dedent<'t>(lines: &[DocLine<'t>]) -> Vec<DocLine<'t>> {
    let follows_word = lines.first().is_some_and(|line| line.indent() == 0);
    let counted = lines.iter().skip(usize::from(follows_word));
    let indents = counted
        .filter(|line| !line.text.is_empty())
        .map(DocLine::indent);
    let shared = indents.min().unwrap_or(0);
    lines.iter().map(|line| line.unindent(shared)).collect()
}

/// Removes the empty lines at both ends.
pub(super) fn trim<'l, 't>(mut lines: &'l [DocLine<'t>]) -> &'l [DocLine<'t>] {
    while let [first, rest @ ..] = lines
        && first.text.is_empty()
    {
        lines = rest;
    }
    while let [rest @ .., last] = lines
        && last.text.is_empty()
    {
        lines = rest;
    }
    lines
}

/// The lines as one text.
pub(super) fn join(lines: &[DocLine]) -> String {
    let mut text = String::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        text.push_str(line.text);
    }
    text
}
