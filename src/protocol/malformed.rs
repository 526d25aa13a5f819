//! The error for bytes that are not a valid message.

use std::error::Error;
use std::fmt;

/// The number of characters of the invalid text that are quoted.
const QUOTED: usize = 120;

/// The error for bytes that are not a valid message: what was expected, and what was found.
///
/// ```
/// use qmp_client::protocol::Message;
///
/// let error = Message::parse(b"{\"hello\": 1}").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected a greeting, a reply or an event, found `{\"hello\": 1}`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    expected: String,
    found: String,
}

impl Malformed {
    /// An error that quotes the start of a text.
    pub(super) fn new(expected: impl Into<String>, text: &[u8]) -> Self {
        Malformed {
            expected: expected.into(),
            found: start_of(text),
        }
    }

    /// An error that quotes the end of a text, whose last byte is invalid.
    pub(super) fn at_end(expected: impl Into<String>, text: &[u8]) -> Self {
        Malformed {
            expected: expected.into(),
            found: end_of(text),
        }
    }

    /// An error that quotes a text around the offset of an invalid byte.
    pub(super) fn at(expected: impl Into<String>, text: &[u8], offset: usize) -> Self {
        Malformed {
            expected: expected.into(),
            found: around(text, offset),
        }
    }

    /// What was expected.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was found: at most 120 characters of the text around the invalid part, with control
    /// characters escaped and an ellipsis for omitted text.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found `{}`", self.expected, self.found)
    }
}

impl Error for Malformed {}

/// The start of a text, for an error.
pub(crate) fn start_of(text: &[u8]) -> String {
    // A character has at most four bytes, so the quoted part is not cut within one.
    let lossy = String::from_utf8_lossy(&text[..text.len().min(4 * QUOTED)]);
    let mut quoted: String = lossy.chars().take(QUOTED).flat_map(printable).collect();
    if text.len() > 4 * QUOTED || lossy.chars().nth(QUOTED).is_some() {
        quoted.push('…');
    }
    quoted
}

fn end_of(text: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(&text[text.len().saturating_sub(4 * QUOTED)..]);
    let skipped = lossy.chars().count().saturating_sub(QUOTED);
    let quoted = lossy.chars().skip(skipped).flat_map(printable);
    if skipped > 0 {
        std::iter::once('…').chain(quoted).collect()
    } else {
        quoted.collect()
    }
}

/// The part of a text around an offset; its start if the text is short.
fn around(text: &[u8], offset: usize) -> String {
    if text.len() <= QUOTED || offset < QUOTED / 2 {
        return start_of(text);
    }
    let offset = offset.min(text.len());
    let before = String::from_utf8_lossy(&text[offset.saturating_sub(2 * QUOTED)..offset]);
    let after = String::from_utf8_lossy(&text[offset..text.len().min(offset + 2 * QUOTED)]);
    // If little follows, more of what comes before is quoted. A cut character at either end is
    // not within the part that is quoted.
    let following = after.chars().count().min(QUOTED / 2);
    let skipped = before.chars().count().saturating_sub(QUOTED - following);
    let quoted = before
        .chars()
        .skip(skipped)
        .chain(after.chars().take(following));
    let mut found: String = quoted.flat_map(printable).collect();
    if skipped > 0 || offset > 2 * QUOTED {
        found.insert(0, '…');
    }
    if after.chars().nth(following).is_some() {
        found.push('…');
    }
    found
}

fn printable(c: char) -> impl Iterator<Item = char> {
    let (escaped, plain) = if c.is_control() {
        (Some(c), None)
    } else {
        (None, Some(c))
    };
    escaped
        .into_iter()
        .flat_map(char::escape_default)
        .chain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_short_and_printable() {
        assert_eq!(start_of(b"SSH-2.0\r\n"), "SSH-2.0\\r\\n");
        assert_eq!(start_of("ä".repeat(121).as_bytes()), "ä".repeat(120) + "…");
        assert_eq!(
            end_of("ä".repeat(121).as_bytes()),
            "…".to_owned() + &"ä".repeat(120)
        );
        assert_eq!(start_of("ä".repeat(120).as_bytes()), "ä".repeat(120));
        assert_eq!(end_of("ä".repeat(120).as_bytes()), "ä".repeat(120));
        assert_eq!(start_of(&[0xfe; 1000]).chars().count(), 121);
        assert_eq!(end_of(b""), "");
    }

    #[test]
    fn quotes_around_an_offset() {
        let text = format!("{}X{}", "ä".repeat(500), "b".repeat(500));
        let found = around(text.as_bytes(), 1000);
        let expected = format!("…{}X{}…", "ä".repeat(60), "b".repeat(59));
        assert_eq!(found, expected);
        // Near the ends, more of the other side is quoted.
        assert_eq!(around(text.as_bytes(), 10), start_of(text.as_bytes()));
        assert_eq!(around(text.as_bytes(), 1501), end_of(text.as_bytes()));
        assert_eq!(around(b"{\"a\": x}", 6), "{\"a\": x}");
        for offset in 0..=text.len() + 1 {
            let length = around(text.as_bytes(), offset).chars().count();
            assert!(length <= QUOTED + 2, "{offset}: {length}");
        }
    }
}
