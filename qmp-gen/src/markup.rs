//! The marks in running text: names, literals, references and addresses, as
//! reStructuredText and QEMU's own `@name` write them.

use std::borrow::Cow;

/// A reference such as `` `text <target>`_ `` or `` :role:`name` ``.
pub(crate) struct Reference<'t> {
    /// The text that is shown.
    pub(crate) shown: &'t str,
    /// What it leads to, where that is given.
    pub(crate) target: &'t str,
    /// How long it is.
    pub(crate) length: usize,
}

/// The name in the `@name` that a text begins with.
pub(crate) fn name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    let name = rest[..name_end(rest)].trim_end_matches(['.', '-']);
    (!name.is_empty()).then_some(name)
}

/// The name in the quotes that a text begins with.
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

/// What is between the marks that a text begins with, which are as long as `mark`.
pub(crate) fn enclosed<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(mark)?;
    let inner = rest.get(..rest.find(mark)?)?;
    let is_sound = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with(' ');
    is_sound.then_some(inner)
}

/// The reference that a text begins with.
pub(crate) fn reference(text: &str) -> Option<Reference<'_>> {
    // `:doc:` and its like say how a name is to be found in the manual; the role may
    // be one of a domain, as in `:qapi:cmd:`.
    let role = text.strip_prefix(':').and_then(|rest| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-+_:".contains(c);
        // No role has a longer name.
        let mut chars = rest.char_indices().take(64);
        let (end, _) = chars.find(|(_, c)| !allowed(*c))?;
        let is_role = end > 1 && rest[..end].ends_with(':') && !rest.starts_with(':');
        is_role.then_some(end + 1)
    });
    let role = role.unwrap_or(0);
    let inner = enclosed(text.get(role..)?, "`")?;
    let length = role + inner.len() + 2;
    // Marks that make it a reference stand behind it.
    let behind = text.get(length..).unwrap_or("");
    let marks = behind.len() - behind.trim_start_matches('_').len();
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

/// The address that a text begins with. What ends the sentence around it, and a
/// bracket that was opened before it, are no part of it.
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
    // A bracket that is never closed was opened by the sentence.
    let rest = rest.trim_end_matches(['(', '[']);
    (!rest.is_empty()).then(|| &text[..scheme.len() + rest.len()])
}

/// A text as people read it where nothing is shown in another way: names and
/// literals in back-quotes.
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
    fn addresses() {
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
    fn plain_texts() {
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
