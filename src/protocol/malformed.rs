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

    /// What was expected.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was found: at most 120 characters of the text, with control characters escaped and
    /// an ellipsis for omitted text.
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
}
