//! Finds the tables of reStructuredText. Their lines are kept as they are.

use super::comment::DocLine;

/// The number of lines in which the end of a table is searched for.
const LONGEST: usize = 200;

/// The number of lines of the table that the lines begin with, if any.
pub(super) fn length(lines: &[DocLine]) -> Option<usize> {
    let first = lines.first()?.text.trim();
    if is_grid(first) {
        let rows = lines.iter().map(|line| line.text.trim());
        return Some(rows.take_while(|row| row.starts_with(['+', '|'])).count());
    }
    if !is_border(first) {
        return None;
    }
    let mut borders = 0;
    for (i, line) in lines.iter().enumerate().take(LONGEST) {
        borders += usize::from(is_border(line.text.trim()));
        let next = lines.get(i + 1).map_or("", |line| line.text.trim());
        // The head of a table ends with a border too, but not with an empty line.
        if borders > 1 && is_border(line.text.trim()) && next.is_empty() {
            return Some(i + 1);
        }
    }
    let rows = lines.iter().map(|line| line.text.trim());
    Some(rows.take_while(|row| !row.is_empty()).count())
}

/// Whether a line is a border of a simple table: `====  ====`.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim();
    let has_only_marks = line.bytes().all(|b| b == b'=' || b == b' ');
    has_only_marks && (line.contains("= =") || line.contains("=  "))
}

/// Whether a line is a border of a grid table: `+----+----+`.
fn is_grid(line: &str) -> bool {
    let has_only_marks = line.bytes().all(|b| b"+-=".contains(&b));
    has_only_marks && line.starts_with("+") && line.ends_with('+') && line.len() > 2
}
