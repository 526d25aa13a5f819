//! The error of a test that did not go as expected.

use std::error::Error;
use std::fmt;

/// The problems that a server noticed: see [`Server::verify`](super::Server::verify).
///
/// `Debug` shows the same text as `Display`, since a test that fails prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Unverified {
    problems: Vec<String>,
}

impl Unverified {
    pub(super) fn new(problems: Vec<String>) -> Result<(), Unverified> {
        if problems.is_empty() {
            return Ok(());
        }
        Err(Unverified { problems })
    }

    /// The problems: first those of requests, in order, then the missing calls.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [problem] = self.problems.as_slice() {
            return f.write_str(problem);
        }
        write!(f, "{} problems:", self.problems.len())?;
        for problem in &self.problems {
            write!(f, "\n- {problem}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Unverified {}
