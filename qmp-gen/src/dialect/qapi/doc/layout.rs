//! Rules on the layout of documentation comments, since QEMU 10.2: the length of lines and
//! the spaces between sentences.

use super::comment::{DocComment, DocLine};
use super::problem::DocProblem;
use crate::diagnostic::Code;
use crate::document::Span;

/// The longest line, with the `# ` before it.
const LONGEST_LINE: usize = 70;

/// Finds lines that are too long, and sentences that are separated by one space.
/// Literal text is exempt.
pub(crate) fn check(comment: &DocComment) -> Vec<DocProblem> {
    let mut problems = Vec::new();
    let mut literal = Literal::Outside;
    for line in &comment.lines {
        literal = literal.next(line);
        if literal != Literal::Outside {
            continue;
        }
        if line.text.chars().count() + 2 > LONGEST_LINE && !is_url(line.text) {
            let message = format!("line longer than {LONGEST_LINE} columns");
            problems.push(problem(line.span, message));
        }
        for at in single_spaces(line.text) {
            let start = line.span.start + at;
            let span = line.span.at(start..start + 1);
            problems.push(problem(
                span,
                "expected two spaces between sentences".to_owned(),
            ));
        }
    }
    problems
}

fn problem(span: Span, message: String) -> DocProblem {
    DocProblem {
        code: Code::DocLayout,
        span,
        message,
    }
}

/// Whether a line is in literal text, which ends where the indentation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Literal {
    Outside,
    /// The line that announces literal text, or an empty line after it.
    Announced,
    Inside {
        indent: usize,
    },
}

impl Literal {
    fn next(self, line: &DocLine) -> Literal {
        let text = line.text;
        let indent = line.white_indent();
        let marker = text
            .strip_prefix("..")
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix("qmp-example"))
            .unwrap_or(text);
        match self {
            _ if marker.trim_start_matches(' ') == "::" => Literal::Announced,
            Literal::Outside => Literal::Outside,
            literal if text.is_empty() => literal,
            Literal::Announced => Literal::Inside { indent },
            Literal::Inside { indent: least } if indent < least => Literal::Outside,
            literal => literal,
        }
    }
}

/// Whether a line is only a URL, which can't be broken.
fn is_url(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    let schemes = ["http://", "https://", "ftp://"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains(' ')
}

/// The positions of single spaces between sentences. A space after `e.g.` or after the number
/// of a list entry is between words.
fn single_spaces(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let begins_sentence =
        |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'(';
    let ends_sentence = |at: &usize| {
        let before = text.get(..*at).unwrap_or("");
        let ends = before.ends_with(['.', '!', '?']);
        let number = before.trim_start_matches(' ').trim_end_matches('.');
        let is_number = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit());
        ends && !before.ends_with("e.g.") && !is_number
    };
    let spaces = (0..bytes.len()).filter(|at| {
        bytes.get(*at) == Some(&b' ') && bytes.get(at + 1).is_some_and(begins_sentence)
    });
    spaces.filter(ends_sentence).collect()
}
