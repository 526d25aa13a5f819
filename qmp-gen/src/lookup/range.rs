//! Ranges of versions, and the availability of items in them.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::ir::Metadata;
use crate::version::Version;

/// A range of releases, such as `7.2..=11.0`; `7.2` and `7.2..` have no end.
///
/// ```
/// use qmp_gen::VersionRange;
///
/// let range: VersionRange = "7.2..=11.0".parse()?;
/// assert_eq!(range.to_string(), "7.2..=11.0");
/// assert!("10.0..=7.2".parse::<VersionRange>().is_err());
/// # Ok::<(), qmp_gen::ParseRangeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRange {
    first: Version,
    last: Option<Version>,
}

/// The error of parsing a text that is not a range of versions. It contains the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseRangeError(pub String);

impl fmt::Display for ParseRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is not a range of versions; expected `7.2..=11.0`, or `7.2..` without an end"
        )
    }
}

impl Error for ParseRangeError {}

impl FromStr for VersionRange {
    type Err = ParseRangeError;

    fn from_str(text: &str) -> Result<VersionRange, ParseRangeError> {
        let bad = || ParseRangeError(text.to_owned());
        let version = |text: &str| text.trim().parse::<Version>().map_err(|_| bad());
        let (first, last) = match text.split_once("..") {
            None => (text, None),
            Some((first, "")) => (first, None),
            Some((first, last)) => (first, Some(last.strip_prefix('=').ok_or_else(bad)?)),
        };
        let range = VersionRange {
            first: version(first)?,
            last: last.map(version).transpose()?,
        };
        match &range.last {
            Some(last) if *last < range.first => Err(bad()),
            _ => Ok(range),
        }
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..", self.first)?;
        match &self.last {
            Some(last) => write!(f, "={last}"),
            None => Ok(()),
        }
    }
}

impl Metadata {
    /// The reason why an item is not available in all of a range; `None` if it is.
    pub fn lacking_in(&self, range: &VersionRange) -> Option<String> {
        let version = |text: &Option<String>| text.as_deref()?.parse::<Version>().ok();
        if let Some(since) = version(&self.since).filter(|since| *since > range.first) {
            return Some(format!(
                "is available since {since}, not in {}",
                range.first
            ));
        }
        let until = version(&self.until)?;
        match &range.last {
            Some(last) if *last <= until => None,
            Some(last) => Some(format!("is last available in {until}, not in {last}")),
            None => Some(format!("is last available in {until}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_parsed() {
        for text in ["7.2", "7.2..", "7.2..=11.0", "7.2 ..= 7.2.0"] {
            assert!(text.parse::<VersionRange>().is_ok(), "{text}");
        }
        for text in [
            "",
            "..",
            "..=7.2",
            "7.2..10.0",
            "7.2..=",
            "10.0..=7.2",
            "a..=b",
        ] {
            let error = text.parse::<VersionRange>().unwrap_err();
            assert_eq!(error, ParseRangeError(text.to_owned()));
        }
    }

    #[test]
    fn items_missing_in_a_range_are_described() {
        let metadata = |since: &str, until: &str| Metadata {
            since: Some(since.to_owned()).filter(|since| !since.is_empty()),
            until: Some(until.to_owned()).filter(|until| !until.is_empty()),
            ..Metadata::default()
        };
        for (since, until, range, expected) in [
            ("", "", "7.2..=11.0", None),
            ("7.2.0", "", "7.2..=11.0", None),
            (
                "8.0",
                "",
                "7.2..=11.0",
                Some("is available since 8.0, not in 7.2"),
            ),
            ("", "9.1", "7.2..=9.1", None),
            (
                "",
                "9.1",
                "7.2..=11.0",
                Some("is last available in 9.1, not in 11.0"),
            ),
            ("", "9.1", "7.2", Some("is last available in 9.1")),
            // A text that is not a version is ignored.
            ("forever", "", "7.2", None),
        ] {
            let range = range.parse().unwrap();
            let lacking = metadata(since, until).lacking_in(&range);
            assert_eq!(lacking.as_deref(), expected, "{since} {until} {range}");
        }
    }
}
