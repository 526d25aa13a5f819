//! What is wrong with bytes that are not the protocol's.

use std::error::Error;
use std::fmt;

/// How much of the offending text is quoted, in characters.
const QUOTED: usize = 120;

/// Something that is not QMP: what was expected, and what stood there instead.
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
    /// Quotes the text from its start.
    pub(super) fn new(expected: impl Into<String>, text: &[u8]) -> Self {
        Malformed {
            expected: expected.into(),
            found: start_of(text),
        }
    }

    /// Quotes the text from its end, where the trouble is the last byte.
    pub(super) fn at_end(expected: impl Into<String>, text: &[u8]) -> Self {
        Malformed {
            expected: expected.into(),
            found: end_of(text),
        }
    }

    /// What was expected, in words.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What stood there: some 120 characters of it, with control characters
    /// escaped and an ellipsis where something was left out.
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

/// The start of a text, for a message.
pub(crate) fn start_of(text: &[u8]) -> String {
    // Four bytes a character at most, so the cut never shows in what is kept.
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
