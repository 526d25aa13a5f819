//! Inline markup: names, literals, references and addresses, as reStructuredText and
//! QEMU's own `@name` write them.

use std::borrow::Cow;

/// A reference such as `` `text <target>`_ `` or `` :role:`name` ``.
pub(crate) struct Reference<'t> {
    /// The displayed text.
    pub(crate) shown: &'t str,
    /// The target, or an empty string if the reference has none.
    pub(crate) target: &'t str,
    /// The length of the reference in bytes.
    pub(crate) length: usize,
}

/// The name of the `@name` at the start of a text.
pub(crate) fn name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    let name = rest[..name_end(rest)].trim_end_matches(['.', '-']);
    (!name.is_empty()).then_some(name)
}

/// The quoted name at the start of a text.
pub(crate) fn quoted_name(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| "'\"".contains(*c))?;
    let rest = &text[1..];
    let name = &rest[..name_end(rest)];
    (!name.is_empty() && rest[name.len()..].starts_with(quote)).then_some(name)
}

fn name_end(text: &str) -> usize {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c));
    end.unwrap_or(text.len())
}

/// The text between two marks, if the text starts with `mark`.
pub(crate) fn enclosed<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(mark)?;
    let inner = rest.get(..rest.find(mark)?)?;
    let is_sound = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
    is_sound.then_some(inner)
}

/// The reference at the start of a text.
pub(crate) fn reference(text: &str) -> Option<Reference<'_>> {
    // A role such as `:doc:` selects how the manual resolves the name; a domain may
    // precede it, as in `:qapi:cmd:`.
    let role = text.strip_prefix(':').and_then(|rest| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-+_:".contains(c);
        // Long text without a closing colon is not scanned to its end.
        let mut chars = rest.char_indices().take(64);
        let (end, _) = chars.find(|(_, c)| !allowed(*c))?;
        let is_role = end > 1 && rest[..end].ends_with(':') && !rest.starts_with(':');
        is_role.then_some(end + 1)
    });
    let role = role.unwrap_or(0);
    let inner = enclosed(text.get(role..)?, "`")?;
    let length = role + inner.len() + 2;
    // Trailing underscores mark a reference.
    let after = text.get(length..).unwrap_or("");
    let marks = after.len() - after.trim_start_matches('_').len();
    let (shown, target) = match inner.split_once('<') {
        Some((shown, target)) => (shown.trim(), target.trim_end_matches('>')),
        None => (inner.trim_start_matches(['~', '!']), ""),
    };
    Some(Reference {
        shown: if shown.is_empty() { target } else { shown },
        target,
        length: length + marks,
    })
}

/// The web address at the start of a text, without punctuation that ends the sentence
/// and without closing brackets that were opened before it.
pub(crate) fn address(text: &str) -> Option<&str> {
    let schemes = ["https://", "http://"];
    let scheme = schemes
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let rest = &text[scheme.len()..];
    let mut open: Vec<char> = Vec::new();
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' if open.last() == Some(&c) => {
                open.pop();
            }
            _ if c.is_whitespace() || "<>\"'`)]".contains(c) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let ends_sentence = ['.', ',', ':', ';', '!', '?'];
    let rest = rest[..end].trim_end_matches(ends_sentence);
    // An opening bracket at the end belongs to the sentence.
    let rest = rest.trim_end_matches(['(', '[']);
    (!rest.is_empty()).then(|| &text[..scheme.len() + rest.len()])
}

/// Converts markup to plain text, with names and literals in backticks.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let token = match before.is_alphanumeric() || before == '_' {
            true => None,
            false => token(rest),
        };
        let (shown, length) = token.unwrap_or((Cow::Borrowed(&rest[..c.len_utf8()]), c.len_utf8()));
        plain.push_str(&shown);
        before = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn token(text: &str) -> Option<(Cow<'_, str>, usize)> {
    if let Some(address) = address(text) {
        return Some((address.into(), address.len()));
    }
    if let Some(name) = name(text) {
        return Some((format!("`{name}`").into(), name.len() + 1));
    }
    if let Some(literal) = enclosed(text, "``") {
        let shown = literal.replace('`', "'");
        return Some((format!("`{shown}`").into(), literal.len() + 4));
    }
    if let Some(strong) = enclosed(text, "**") {
        return Some((strong.into(), strong.len() + 4));
    }
    let reference = reference(text)?;
    let shown = match reference.shown.contains(char::is_whitespace) {
        true => reference.shown.into(),
        false => format!("`{}`", reference.shown).into(),
    };
    Some((shown, reference.length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_punctuation() {
        for (text, expected) in [
            ("https://example.org", "https://example.org"),
            ("https://example.org. It", "https://example.org"),
            (
                "https://example.org/wiki/Lamp_(oil)?a=1&b=2.",
                "https://example.org/wiki/Lamp_(oil)?a=1&b=2",
            ),
            (
                "https://example.org/a_(b)) and",
                "https://example.org/a_(b)",
            ),
            ("http://example.org/x[1]], see", "http://example.org/x[1]"),
            (
                "https://example.org/v1.2/a.html;",
                "https://example.org/v1.2/a.html",
            ),
            ("https://example.org/>`_", "https://example.org/"),
            ("https://example.org/a( and", "https://example.org/a"),
        ] {
            assert_eq!(address(text), Some(expected), "{text}");
        }
        for text in ["", "https://", "https://.", "ftp://example.org"] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn plain_text_has_no_markup() {
        for (text, expected) in [
            ("use @wick instead", "use `wick` instead"),
            ("use (@wick.)", "use (`wick`.)"),
            ("ask lamp@example.org", "ask lamp@example.org"),
            (
                "``a b``, `wick` and :ref:`wick`",
                "`a b`, `wick` and `wick`",
            ),
            ("see `the lamps <https://example.org>`_", "see the lamps"),
            ("**not**\n  2 * 3", "not 2 * 3"),
            (
                "see https://example.org/@a_(b).",
                "see https://example.org/@a_(b).",
            ),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
