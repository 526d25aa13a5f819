//! The strict reading of documentation comments: the form that QEMU's generator of today
//! requires, checked in the same steps. `lenient` reads the text.

use std::collections::HashSet;

use super::blocks;
use super::comment::{DocComment, DocLine};
use super::problem::DocProblem;
use super::scan::{self, Start, Tag};
use crate::diagnostic::Code;
use crate::document::Span;
use crate::ir::Name;

/// The names and sections in a definition's comment.
#[derive(Debug, Default)]
pub(crate) struct DocContents {
    /// The members, arguments and values that it describes.
    pub(crate) members: Vec<Name>,
    /// The features that it describes.
    pub(crate) features: Vec<Name>,
    sections: Vec<(Tag, Span)>,
}

impl DocContents {
    /// The place of the section with that tag.
    pub(crate) fn section(&self, tag: Tag) -> Option<Span> {
        let mut sections = self.sections.iter();
        Some(sections.find(|section| section.0 == tag)?.1)
    }
}

/// Reads the comment of a definition. The error is the first problem.
pub(crate) fn read(comment: &DocComment) -> Result<DocContents, DocProblem> {
    let mut parser = StrictParser {
        lines: &comment.lines,
        end: comment.end,
        contents: DocContents::default(),
        described: HashSet::new(),
        empty: Vec::new(),
        members_are_over: false,
    };
    parser.symbol()?;
    while let Some(line) = parser.skip_blank() {
        parser.part(line)?;
    }
    match parser.empty.first() {
        Some(line) => {
            let message = format!("expected text after `{}`", line.text);
            Err(DocProblem::form(line.span, message))
        }
        None => Ok(parser.contents),
    }
}

/// Checks a comment that documents no definition. The error is the first problem.
pub(crate) fn check_free_text(comment: &DocComment) -> Result<(), DocProblem> {
    for (i, line) in comment.lines.iter().enumerate() {
        if let Some(Start::Description { name, .. }) = scan::start(line) {
            let message = format!(
                "the description of `{}` is in a comment that documents no definition: \
                 begin the comment with the definition's name, as in `@name:`",
                name.text
            );
            return Err(DocProblem::form(line.span, message));
        }
        if is_old_heading(line) && i > 0 {
            let message = "a heading with `=` must be the first line of a comment of its own";
            return Err(DocProblem::form(line.span, message));
        }
    }
    Ok(())
}

struct StrictParser<'a> {
    /// The lines that are left.
    lines: &'a [DocLine<'a>],
    end: Span,
    contents: DocContents,
    /// Each described name, with whether it is a feature.
    described: HashSet<(bool, String)>,
    /// The lines that begin parts without text.
    empty: Vec<&'a DocLine<'a>>,
    members_are_over: bool,
}

impl<'a> StrictParser<'a> {
    fn line(&self) -> Option<&'a DocLine<'a>> {
        self.lines.first()
    }

    fn skip(&mut self) {
        self.lines = self.lines.get(1..).unwrap_or(&[]);
    }

    /// Skips empty lines, and returns the line after them.
    fn skip_blank(&mut self) -> Option<&'a DocLine<'a>> {
        while let Some(line) = self.line() {
            if !line.text.is_empty() {
                return Some(line);
            }
            self.skip();
        }
        None
    }

    fn symbol(&mut self) -> Result<(), DocProblem> {
        let Some(line) = self.line() else {
            return Ok(());
        };
        self.skip();
        if line.text == "@:" {
            return Err(name_expected(line));
        }
        if !line.text.ends_with(':') {
            let message = "the line with the definition's name must end with `:`";
            return Err(DocProblem::form(line.span, message));
        }
        Ok(())
    }

    /// Reads from a line that is not empty to the end of the part that it begins.
    fn part(&mut self, line: &'a DocLine<'a>) -> Result<(), DocProblem> {
        let problem = |message: String| Err(DocProblem::form(line.span, message));
        match scan::start(line) {
            Some(Start::Features) => {
                if !self.contents.features.is_empty() {
                    return problem("duplicate `Features` line".to_owned());
                }
                self.skip();
                let next = self.skip_blank().map_or(self.end, |line| line.span);
                self.descriptions(true)?;
                if self.contents.features.is_empty() {
                    let message = "expected the description of a feature after `Features:`";
                    return Err(DocProblem::form(next, message));
                }
            }
            Some(Start::Description { name, .. }) => {
                if self.members_are_over {
                    return problem(format!(
                        "the description of `{}` must come before features and sections",
                        name.text
                    ));
                }
                self.descriptions(false)?;
            }
            Some(Start::Section { tag, text }) => self.section(line, tag, text.is_none())?,
            None if is_old_heading(line) => {
                let message = "a heading with `=` is not allowed in a definition's comment";
                return problem(message.to_owned());
            }
            None => {
                while self.line().is_some_and(|line| !line.text.is_empty()) {
                    self.skip();
                }
                return Ok(());
            }
        }
        self.members_are_over = true;
        Ok(())
    }

    fn section(
        &mut self,
        line: &'a DocLine<'a>,
        tag: Tag,
        is_empty: bool,
    ) -> Result<(), DocProblem> {
        let word = tag.word();
        let replacement = match tag {
            Tag::Note | Tag::Notes => Some(".. note::"),
            Tag::Example | Tag::Examples => Some(".. qmp-example::"),
            Tag::Returns | Tag::Errors | Tag::Since | Tag::Todo => None,
        };
        if let Some(replacement) = replacement {
            return Err(DocProblem {
                code: Code::DocSection,
                span: line.span,
                message: format!("`{word}` sections are no longer supported: use `{replacement}`"),
            });
        }
        if tag != Tag::Todo && self.contents.section(tag).is_some() {
            let message = format!("duplicate `{word}` section");
            return Err(DocProblem::form(line.span, message));
        }
        self.contents.sections.push((tag, line.span));
        self.rest_of_part(line, is_empty)
    }

    fn descriptions(&mut self, of_features: bool) -> Result<(), DocProblem> {
        while let Some(line) = self.line()
            && let Some(Start::Description { name, text }) = scan::start(line)
        {
            if name.text.is_empty() {
                return Err(name_expected(line));
            }
            if !self.described.insert((of_features, name.text.clone())) {
                let message = format!("duplicate description of `{}`", name.text);
                return Err(DocProblem::form(name.span, message));
            }
            let names = match of_features {
                true => &mut self.contents.features,
                false => &mut self.contents.members,
            };
            names.push(name);
            self.rest_of_part(line, text.is_none())?;
        }
        Ok(())
    }

    /// Reads the line that begins a part, and the indented lines that belong to it.
    fn rest_of_part(&mut self, line: &'a DocLine<'a>, is_empty: bool) -> Result<(), DocProblem> {
        self.skip();
        let first = self.skip_blank();
        let least = first.map_or(0, DocLine::white_indent);
        let Some(first) = first.filter(|_| least > 0) else {
            if is_empty {
                self.empty.push(line);
            }
            return Ok(());
        };
        // A line that is indented less ends the part, unless it is the second.
        let mut is_second = false;
        while let Some(line) = self.line() {
            if scan::is_description(line) {
                return Ok(());
            }
            if !line.text.is_empty() && line.white_indent() < least {
                if !is_second {
                    return Ok(());
                }
                let message = format!("expected an indentation of at least {least} spaces");
                return Err(DocProblem::form(line.span, message));
            }
            is_second = std::ptr::eq(line, first);
            self.skip();
        }
        Ok(())
    }
}

fn name_expected(line: &DocLine) -> DocProblem {
    DocProblem::form(line.span, "expected a name after `@`")
}

/// Whether a line is a heading as QEMU 10.0 and older wrote them: `= Title`. The
/// underline of today's headings is not.
fn is_old_heading(line: &DocLine) -> bool {
    blocks::old_heading(line.text).is_some()
}
