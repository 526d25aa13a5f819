//! The version since which a definition or a member exists, as its description states it.

use crate::ir::{Doc, DocBlock};

/// Finds the version of a member: in a sentence of its own, as in `Since 2.8.`, or in
/// parentheses, as in `(default: on; since 2.8)`. The first paragraph with a version is about
/// the member. If it has several, the earliest is the member's: the others are those of
/// parts of the member.
pub(crate) fn of_member(doc: &Doc) -> Option<String> {
    doc.blocks.iter().find_map(|block| match block {
        DocBlock::Paragraph(text) => {
            let found = of_paragraph(text).into_iter();
            found.min_by_key(|version| numbers(version))
        }
        // A list entry is about a part of the member.
        _ => None,
    })
}

/// Finds the version of a definition in its text: a paragraph without anything else.
pub(crate) fn of_definition(doc: &Doc) -> Option<String> {
    doc.blocks.iter().find_map(|block| match block {
        DocBlock::Paragraph(text) => {
            let (version, rest) = clause(text)?;
            rest.is_empty().then_some(version)
        }
        _ => None,
    })
}

fn of_paragraph(text: &str) -> Vec<String> {
    // Most paragraphs have no version.
    if !text
        .as_bytes()
        .windows(5)
        .any(|word| word.eq_ignore_ascii_case(b"since"))
    {
        return Vec::new();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    // The text outside parentheses.
    let mut outside = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('(') {
        let (text, at_parenthesis) = rest.split_at(at);
        outside.push_str(text);
        let (inside, after) = parentheses(at_parenthesis);
        // Parentheses within a sentence are about the words before them.
        let before = outside.trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ':']);
        let after = after.trim_start();
        let ends = after.is_empty() || after.starts_with(['.', ';', '(']);
        if begins || ends || after.starts_with(char::is_uppercase) {
            let versions = clauses(&inside).filter_map(clause);
            found.extend(versions.map(|(version, _)| version));
        }
        outside.push(' ');
        rest = after;
    }
    outside.push_str(rest);
    let sentences = outside.split_inclusive(". ").filter_map(clause);
    let sentences = sentences.filter(|(_, rest)| rest.is_empty());
    found.extend(sentences.map(|(version, _)| version));
    found
}

/// The text in the parentheses that a text begins with, without inner parentheses, and the text
/// after them.
fn parentheses(text: &str) -> (String, &str) {
    let mut inside = String::new();
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 1 => inside.push(c),
            _ => {}
        }
        if depth == 0 {
            return (inside, &text[at + 1..]);
        }
    }
    (inside, "")
}

fn clauses(inside: &str) -> impl Iterator<Item = &str> {
    let parts = inside.split([',', ';']);
    parts.flat_map(|part| part.split(" -- ").flat_map(|part| part.split(". ")))
}

/// The version in a clause such as `since QEMU 2.8`, and the words after it.
fn clause(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    let word = text
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("since"))?;
    let rest = text[word.len()..]
        .strip_prefix(':')
        .unwrap_or(&text[word.len()..]);
    let rest = rest.strip_prefix(' ')?.trim_start();
    let rest = rest.strip_prefix("QEMU ").unwrap_or(rest).trim_start();
    let version = version(rest)?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    // `2.4-rc1`, `2.4x`
    if after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some((version, after.trim_matches(['.', ' ', ';'])))
}

/// The version that a text begins with.
pub(crate) fn version(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let version = text.get(..end)?.trim_matches('.');
    (version.contains('.')).then(|| version.to_owned())
}

fn numbers(version: &str) -> Vec<u32> {
    let numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let mut numbers: Vec<u32> = numbers.collect();
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_members_are_read() {
        for (text, version) in [
            ("the wick (since 2.8)", Some("2.8")),
            ("the wick (Since: 2.8.1)", Some("2.8.1")),
            ("the wick (since QEMU 2.8)", Some("2.8")),
            ("the wick.  (since 2.8)  It is long.", Some("2.8")),
            ("the wick (default: 1 mm, since 5.1)", Some("5.1")),
            ("the wick (default: on; since: 5.1)", Some("5.1")),
            ("the wick (since 5.1; default:\noff).", Some("5.1")),
            ("the wick (since\n5.1 )", Some("5.1")),
            ("Since 2.4", Some("2.4")),
            ("the wick.  Since 2.4.", Some("2.4")),
            ("the wick.  Since: 2.4", Some("2.4")),
            // Versions of parts of the member.
            ("'wax' or 'oil' (oil since 6.0)", None),
            ("'wax', 'oil' (since 6.0), or 'gas'", None),
            ("'wax' or 'oil' (oil since 6.0) (since 3.0)", Some("3.0")),
            (
                "the fuel (since 3.0).  Oil may be used.  (since 10.0)",
                Some("3.0"),
            ),
            ("the fuel (since 4.1 for oil, 4.2 for gas)", Some("4.1")),
            ("the fuel (since 2.4 (`dim`), 3.1 (`light`))", Some("2.4")),
            ("the fuel.  Since 7.1 oil may be used.", None),
            ("the fuel, but since 2.7 it may be oil", None),
            ("Oil is supported since 4.1.", None),
            // Versions of something else.
            ("as Linux does (since Linux 2.6.33)", None),
            ("burns (since midnight)", None),
            ("(since", None),
            ("((((since 2.0", None),
        ] {
            let found = of_member(&Doc::paragraph(text));
            assert_eq!(found.as_deref(), version, "{text}");
        }
    }

    #[test]
    fn versions_of_definitions_are_read() {
        for (text, version) in [
            ("Since 2.4", Some("2.4")),
            ("Since: 2.4.", Some("2.4")),
            ("Since 2.4 it burns", None),
            ("A lamp.  Since 2.4", None),
        ] {
            let found = of_definition(&Doc::paragraph(text));
            assert_eq!(found.as_deref(), version, "{text}");
        }
    }
}
