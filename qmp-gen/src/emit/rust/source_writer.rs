//! A writer of Rust source: lines, indented by the braces around them.
//!
//! Items have few shapes, so they are written as formatted text. Building tokens, parsing
//! them and printing the syntax would take three times as long as all other passes.

use std::fmt::{Display, Write};

/// The longest line. The elements of a longer list get a line each, as with rustfmt.
const WIDTH: usize = 100;

/// A writer of Rust source.
#[derive(Debug, Default)]
pub(super) struct SourceWriter {
    text: String,
    indent: usize,
    /// Whether an empty line precedes the next line.
    gap: bool,
}

impl SourceWriter {
    /// Returns the source.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: impl Display) {
        self.begin();
        // Writing to a string can't fail.
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

    /// Writes a line, and a block in braces after it.
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

    /// Writes lines with one more step of indentation.
    pub(super) fn indented(&mut self, inside: impl FnOnce(&mut SourceWriter)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.gap = false;
    }

    /// Puts an empty line before the next line of this block, if there is one.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// Writes `before`, the parts separated by commas, and `after`: on one line, or, if
    /// that is too long, with a line for each part.
    pub(super) fn list(&mut self, before: &str, parts: &[String], after: &str) {
        let inside = parts.join(", ");
        if self.indent * 4 + before.len() + inside.len() + after.len() <= WIDTH {
            self.line(format_args!("{before}{inside}{after}"));
        } else {
            self.lines(before, parts, after);
        }
    }

    /// Writes a struct expression, whose fields rustfmt puts on one line only if they are
    /// very short.
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

    /// Writes a documentation comment.
    pub(super) fn doc(&mut self, text: &str) {
        // Rust allows neither a carriage return in a comment nor characters that change
        // the direction of text.
        let is_direction_mark = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        for line in text.split_terminator(['\n', '\r']) {
            self.begin();
            self.text.push_str("///");
            if !line.is_empty() {
                self.text.push(' ');
            }
            match line.is_ascii() || !line.contains(is_direction_mark) {
                true => self.text.push_str(line),
                false => self.text.push_str(&line.replace(is_direction_mark, "")),
            }
            self.text.push('\n');
        }
    }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}
