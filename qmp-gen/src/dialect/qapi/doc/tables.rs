//! The tables of reStructuredText, which are kept as they are drawn.

use super::super::syntax::Line;

/// So far the end of a table is looked for.
const LONGEST: usize = 200;

/// How many of the lines are a table; `None` where none begins.
pub(crate) fn length(lines: &[Line]) -> Option<usize> {
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
        // A table ends with a border; so does its head.
        if borders > 1 && is_border(line.text.trim()) && next.is_empty() {
            return Some(i + 1);
        }
    }
    let rows = lines.iter().map(|line| line.text.trim());
    Some(rows.take_while(|row| !row.is_empty()).count())
}

/// Whether a line is a border of a simple table: `====  ====`.
pub(crate) fn is_border(line: &str) -> bool {
    let line = line.trim();
    let is_drawn = line.bytes().all(|b| b == b'=' || b == b' ');
    is_drawn && (line.contains("= =") || line.contains("=  "))
}

/// Whether a line is a border of a grid: `+----+----+`.
fn is_grid(line: &str) -> bool {
    let is_drawn = line.bytes().all(|b| b"+-=".contains(&b));
    is_drawn && line.starts_with("+") && line.ends_with('+') && line.len() > 2
}
