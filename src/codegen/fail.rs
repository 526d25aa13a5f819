//! Errors with the path to a member.

use std::fmt;

/// The reason why a value could not be read or written: a message that begins with the path
/// to the member.
#[derive(Debug)]
pub struct Fail(String);

impl Fail {
    /// The message of another error.
    pub fn of(error: impl fmt::Display) -> Self {
        Fail(error.to_string())
    }

    /// Prepends the name of a member, or the index of an element in brackets. Several of them
    /// become a path: `children[1].image.size: …`.
    #[must_use]
    pub fn at(self, member: &str) -> Self {
        Fail(match self.0.strip_prefix('`') {
            // Only this function writes messages of this form.
            Some(rest) if rest.contains("`: ") => match rest.starts_with('[') {
                true => format!("`{member}{rest}"),
                false => format!("`{member}.{rest}"),
            },
            _ => format!("`{member}`: {}", self.0),
        })
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Prepends the name of a member to an error in it.
pub fn at<E: serde::de::Error>(member: &str, error: E) -> E {
    E::custom(Fail::of(error).at(member))
}

/// The path to a member at the start of the message of an error.
pub(crate) fn path_in(message: &str) -> Option<&str> {
    let (path, _) = message.strip_prefix('`')?.split_once("`: ")?;
    Some(path)
}
