//! The layout of the lines of documentation comments: rules since QEMU 10.2.

use super::super::syntax::{Comment, Line};
use super::strict::Problem;
use crate::diagnostic::Code;
use crate::document::Span;

/// The longest line, with the `# ` before it.
const LONGEST_LINE: usize = 70;

/// Finds lines that are too long, and sentences that are separated by one space.
/// Literal text is exempt.
pub(crate) fn check(comment: &Comment) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut literal = Literal::Outside;
    for line in &comment.lines {
        literal = literal.next(line);
        if literal != Literal::Outside {
            continue;
        }
        if line.text.chars().count() + 2 > LONGEST_LINE && !is_address(line.text) {
            let message = format!("a line of more than {LONGEST_LINE} columns");
            problems.push(problem(line.span, message));
        }
        for at in single_spaces(line.text) {
            let start = line.span.start + at;
            let span = Span {
                start,
                end: start + 1,
                ..line.span
            };
            problems.push(problem(span, "two spaces separate sentences".to_owned()));
        }
    }
    problems
}

fn problem(span: Span, message: String) -> Problem {
    Problem {
        code: Code::DocLayout,
        span,
        message,
    }
}

/// Whether a line is literal text, which ends with its indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Literal {
    Outside,
    /// The line that begins it, or an empty one behind that.
    Begins,
    Inside {
        indent: usize,
    },
}

impl Literal {
    fn next(self, line: &Line) -> Literal {
        let text = line.text;
        let indent = text.len() - text.trim_start().len();
        let mark = text
            .strip_prefix("..")
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix("qmp-example"))
            .unwrap_or(text);
        match self {
            _ if mark.trim_start_matches(' ') == "::" => Literal::Begins,
            Literal::Outside => Literal::Outside,
            literal if text.is_empty() => literal,
            Literal::Begins => Literal::Inside { indent },
            Literal::Inside { indent: least } if indent < least => Literal::Outside,
            literal => literal,
        }
    }
}

/// Whether a line has nothing but an address, which can't be broken.
fn is_address(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    let schemes = ["http://", "https://", "ftp://"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains(' ')
}

/// Where one space stands between the end of a sentence and the next one. The
/// space behind `e.g.` and behind the number of a list entry is no such end.
fn single_spaces(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let begins = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'(';
    let is_end = |at: &usize| {
        let before = text.get(..*at).unwrap_or("");
        let ends = before.ends_with(['.', '!', '?']);
        let number = before.trim_start_matches(' ').trim_end_matches('.');
        let is_number = number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit());
        ends && !before.ends_with("e.g.") && !is_number
    };
    let spaces = (0..bytes.len())
        .filter(|at| bytes.get(*at) == Some(&b' ') && bytes.get(at + 1).is_some_and(begins));
    spaces.filter(is_end).collect()
}
