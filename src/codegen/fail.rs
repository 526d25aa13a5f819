//! Why a value could not be read or written.

use std::fmt;

/// Why a value could not be read or written: a message that begins with the path
/// to the member it is about.
#[derive(Debug)]
pub struct Fail(String);

impl Fail {
    /// What another error says.
    pub fn of(error: impl fmt::Display) -> Self {
        Fail(error.to_string())
    }

    /// Puts the name of a member before; a chain of them reads as a path:
    /// `inserted.image.size: …`.
    #[must_use]
    pub fn at(self, member: &str) -> Self {
        Fail(match self.0.strip_prefix('`') {
            // Whatever begins with a back-quote here was written by this function.
            Some(rest) if rest.contains("`: ") => format!("`{member}.{rest}"),
            _ => format!("`{member}`: {}", self.0),
        })
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Puts the name of a member before what went wrong in it.
pub fn at<E: serde::de::Error>(member: &str, error: E) -> E {
    E::custom(Fail::of(error).at(member))
}
