//! The form that a documentation comment has to have: today's rules, step by
//! step as QEMU's generator takes them. What the comment tells is read by
//! `lenient`, which minds less.

use std::collections::HashSet;

use super::super::syntax::{Comment, Line};
use super::blocks;
use crate::diagnostic::Code;
use crate::document::Span;
use crate::ir::Name;

/// A problem of a comment, and the line that has it.
pub(crate) struct Problem {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
}

impl Problem {
    /// A problem of the comment's form.
    fn form(span: Span, message: impl Into<String>) -> Problem {
        Problem {
            code: Code::DocForm,
            span,
            message: message.into(),
        }
    }
}

/// What a definition's documentation comment has in it.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The members, arguments and values that it describes.
    pub(crate) members: Vec<Name>,
    /// The features that it describes.
    pub(crate) features: Vec<Name>,
    /// Its sections.
    sections: Vec<Section>,
    described: HashSet<(bool, String)>,
}

#[derive(Debug)]
struct Section {
    tag: String,
    /// Whether the tag is the name of what is described.
    is_name: bool,
    span: Span,
    filled: bool,
}

impl Outline {
    /// The place of the section of that name.
    pub(crate) fn section(&self, tag: &str) -> Option<Span> {
        let mut sections = self.sections.iter().filter(|section| !section.is_name);
        Some(sections.find(|section| section.tag == tag)?.span)
    }
}

/// Reads the comment of a definition; stops at the first thing that is wrong.
pub(crate) fn outline(comment: &Comment) -> Result<Outline, Problem> {
    let mut reader = Reader {
        lines: &comment.lines,
        end: comment.end,
        outline: Outline::default(),
        no_more_members: false,
    };
    reader.symbol()?;
    while let Some(line) = reader.filled() {
        reader.part(line)?;
    }
    let sections = &reader.outline.sections;
    if let Some(empty) = sections.iter().find(|section| !section.filled) {
        let message = format!("`{}` is empty: text is required behind it", empty.tag);
        return Err(Problem::form(empty.span, message));
    }
    Ok(reader.outline)
}

/// Checks a comment that is of no definition.
pub(crate) fn check_text(comment: &Comment) -> Result<(), Problem> {
    for (i, line) in comment.lines.iter().enumerate() {
        if let Some((name, _)) = described(line.text) {
            let message = format!(
                "`{name}` is described in a text that is of no definition: \
                 the first line of a definition's is its name"
            );
            return Err(Problem::form(line.span, message));
        }
        if is_old_heading(line.text) && i > 0 {
            let message = "a heading with `=` comes first in a comment of its own";
            return Err(Problem::form(line.span, message));
        }
    }
    Ok(())
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    end: Span,
    outline: Outline,
    no_more_members: bool,
}

impl<'a> Reader<'a> {
    fn line(&self) -> Option<&'a Line<'a>> {
        self.lines.first()
    }

    fn skip(&mut self) {
        self.lines = self.lines.get(1..).unwrap_or(&[]);
    }

    /// The next line that is not empty.
    fn filled(&mut self) -> Option<&'a Line<'a>> {
        while let Some(line) = self.line() {
            if !line.text.is_empty() {
                return Some(line);
            }
            self.skip();
        }
        None
    }

    fn symbol(&mut self) -> Result<(), Problem> {
        let Some(line) = self.line() else {
            return Ok(());
        };
        self.skip();
        match line.text {
            "@:" => Err(Problem::form(line.span, "a name is required after `@`")),
            text if !text.ends_with(':') => {
                Err(Problem::form(line.span, "the line should end with `:`"))
            }
            _ => Ok(()),
        }
    }

    /// Reads from a line that is not empty to the end of what it begins.
    fn part(&mut self, line: &'a Line<'a>) -> Result<(), Problem> {
        let text = line.text;
        let wrong = |message: String| Err(Problem::form(line.span, message));
        if text == "Features:" {
            if !self.outline.features.is_empty() {
                return wrong("a second `Features` line".to_owned());
            }
            self.skip();
            let next = self.filled().map_or(self.end, |line| line.span);
            self.descriptions(true)?;
            if self.outline.features.is_empty() {
                let message = "the description of a feature is expected after `Features:`";
                return Err(Problem::form(next, message));
            }
        } else if let Some((name, _)) = described(text) {
            if self.no_more_members {
                return wrong(format!(
                    "the description of `{name}` follows a section: put it before"
                ));
            }
            self.descriptions(false)?;
        } else if let Some(tag) = tag(text) {
            self.section(line, tag)?;
        } else if is_old_heading(text) {
            return wrong("a heading with `=` can't stand in a definition's text".to_owned());
        } else {
            while self.line().is_some_and(|line| !line.text.is_empty()) {
                self.skip();
            }
            return Ok(());
        }
        self.no_more_members = true;
        Ok(())
    }

    fn section(&mut self, line: &Line, tag: &str) -> Result<(), Problem> {
        let today = match tag {
            "Note" | "Notes" => "write `.. note::`",
            "Example" | "Examples" => "write `.. qmp-example::`",
            _ if tag != "TODO" && self.outline.section(tag).is_some() => {
                let message = format!("a second `{tag}` section");
                return Err(Problem::form(line.span, message));
            }
            _ => {
                self.begin(line, tag, false, tag.len() + 1);
                return self.indented();
            }
        };
        Err(Problem {
            code: Code::DocSection,
            span: line.span,
            message: format!("there are no `{tag}` sections any more: {today}"),
        })
    }

    /// Begins a section whose text stands behind its first bytes.
    fn begin(&mut self, line: &Line, tag: &str, is_name: bool, text: usize) {
        self.outline.sections.push(Section {
            tag: tag.to_owned(),
            is_name,
            span: line.span,
            filled: line.text.len() > text,
        });
        self.skip();
    }

    fn descriptions(&mut self, of_features: bool) -> Result<(), Problem> {
        while let Some(line) = self.line() {
            let Some((name, text)) = described(line.text) else {
                return Ok(());
            };
            let start = line.span.start + 1;
            let name = Name {
                text: name.to_owned(),
                span: Span {
                    start,
                    end: start + name.len(),
                    ..line.span
                },
            };
            if name.text.is_empty() {
                return Err(Problem::form(line.span, "a name is required after `@`"));
            }
            let outline = &mut self.outline;
            if !outline.described.insert((of_features, name.text.clone())) {
                let message = format!("`{}` is described twice", name.text);
                return Err(Problem::form(name.span, message));
            }
            if of_features {
                outline.features.push(name.clone());
            } else {
                outline.members.push(name.clone());
            }
            self.begin(line, &name.text, true, text);
            self.indented()?;
        }
        Ok(())
    }

    /// Reads the lines that belong to a section: they are indented.
    fn indented(&mut self) -> Result<(), Problem> {
        let Some(first) = self.filled() else {
            return Ok(());
        };
        let least = indent(first);
        if least == 0 {
            return Ok(());
        }
        if let Some(section) = self.outline.sections.last_mut() {
            section.filled = true;
        }
        // A line that is indented less ends the section, unless it is the second.
        let mut second = false;
        while let Some(line) = self.line() {
            if described(line.text).is_some() {
                return Ok(());
            }
            if !line.text.is_empty() && indent(line) < least {
                if !second {
                    return Ok(());
                }
                let message =
                    format!("too little indentation: at least {least} spaces are expected");
                return Err(Problem::form(line.span, message));
            }
            second = std::ptr::eq(line, first);
            self.skip();
        }
        Ok(())
    }
}

/// Whether a line is a heading as QEMU 10.0 and older had them, `= Title`. The
/// underline of today's headings is not.
fn is_old_heading(text: &str) -> bool {
    blocks::old_heading(text).is_some()
}

/// The name that a line begins to describe, and where the text begins.
fn described(text: &str) -> Option<(&str, usize)> {
    let (name, rest) = text.strip_prefix('@')?.split_once(':')?;
    Some((name, text.len() - rest.trim_start_matches(' ').len()))
}

/// The word with which a line begins a section. Two colons begin a literal block.
fn tag(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(':')?;
    let words = [
        "Returns", "Errors", "Since", "Note", "Notes", "Example", "Examples", "TODO",
    ];
    (words.contains(&word) && !rest.starts_with(':')).then_some(word)
}

fn indent(line: &Line) -> usize {
    line.text.len() - line.text.trim_start().len()
}
