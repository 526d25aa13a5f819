//! Rust as text: lines, indented by the braces around them.
//!
//! The items have few shapes, so they are written as they are to look. Building
//! them of tokens, reading those as syntax and printing that takes three times as
//! long as everything that comes before.

use std::fmt::{Display, Write};

/// How long a line may become before what is in its parentheses is put one below
/// the other, as with rustfmt.
const WIDTH: usize = 100;

/// Rust that is being written.
#[derive(Debug, Default)]
pub(super) struct SourceWriter {
    text: String,
    indent: usize,
    /// Whether an empty line is due before the next.
    gap: bool,
}

impl SourceWriter {
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A line.
    pub(super) fn line(&mut self, line: impl Display) {
        self.begin();
        // Writing to a text can't fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn begin(&mut self) {
        if self.gap {
            self.text.push('\n');
            self.gap = false;
        }
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
    }

    /// A line, and what stands in the braces that it opens.
    pub(super) fn block(&mut self, line: impl Display, inside: impl FnOnce(&mut SourceWriter)) {
        self.line(format_args!("{line} {{"));
        let empty = self.text.len();
        self.indented(inside);
        if self.text.len() == empty {
            self.text.truncate(empty - 1);
            self.text.push_str("}\n");
        } else {
            self.line("}");
        }
    }

    /// Lines that stand one step further in.
    pub(super) fn indented(&mut self, inside: impl FnOnce(&mut SourceWriter)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.gap = false;
    }

    /// Makes a statement of the block that was closed last.
    pub(super) fn end_statement(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text.push_str(";\n");
    }

    /// An empty line before what comes next, if something does in these braces.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// `before`, the parts with commas between them, `after`: on one line, or, if
    /// that became too long, on one line each.
    pub(super) fn list(&mut self, before: &str, parts: &[String], after: &str) {
        let inside = parts.join(", ");
        if self.indent * 4 + before.len() + inside.len() + after.len() <= WIDTH {
            self.line(format_args!("{before}{inside}{after}"));
        } else {
            self.lines(before, parts, after);
        }
    }

    /// The same for the fields of a struct's value, which rustfmt puts on one line
    /// only if they are very short.
    pub(super) fn fields(&mut self, name: &str, fields: &[String]) {
        let inside = fields.join(", ");
        match inside.len() {
            0 => self.line(format_args!("{name} {{}}")),
            1..=18 => self.line(format_args!("{name} {{ {inside} }}")),
            _ => self.lines(&format!("{name} {{"), fields, "}"),
        }
    }

    fn lines(&mut self, before: &str, parts: &[String], after: &str) {
        self.line(before.trim_end());
        self.indented(|writer| {
            for part in parts {
                writer.line(format_args!("{part},"));
            }
        });
        self.line(after.trim_start());
    }

    /// Documentation, in Markdown.
    pub(super) fn doc(&mut self, text: &str) {
        // Neither a carriage return may stand in a comment of Rust, nor what turns
        // the direction of writing.
        let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        for line in text.split_terminator(['\n', '\r']) {
            self.begin();
            self.text.push_str("///");
            if !line.is_empty() {
                self.text.push(' ');
            }
            match line.is_ascii() || !line.contains(turns) {
                true => self.text.push_str(line),
                false => self.text.push_str(&line.replace(turns, "")),
            }
            self.text.push('\n');
        }
    }
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
