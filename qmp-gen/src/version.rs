//! The number of a release.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// The number of a release, such as `7.2` or `10.0.2`. Versions compare by their
/// numbers: `7.2` is before `10.0`, and the same as `7.2.0`.
///
/// ```
/// use qmp_gen::Version;
///
/// let [old, new]: [Version; 2] = ["7.2".parse()?, "10.0.2".parse()?];
/// assert!(old < new);
/// assert_eq!(old, "7.2.0".parse()?);
/// assert!("next".parse::<Version>().is_err());
/// # Ok::<(), qmp_gen::ParseVersionError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Version {
    text: String,
    // Without zeros at the end, so that 7.2 is 7.2.0.
    numbers: Vec<u64>,
}

/// The error of parsing a text that is not a version. It contains the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseVersionError(pub String);

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is not a version; expected numbers separated by dots, such as `7.2.0`"
        )
    }
}

impl Error for ParseVersionError {}

impl FromStr for Version {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Version, ParseVersionError> {
        let no_version = || ParseVersionError(text.to_owned());
        let mut numbers = Vec::new();
        for part in text.split('.') {
            // `parse` would take a sign.
            if !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(no_version());
            }
            numbers.push(part.parse().map_err(|_| no_version())?);
        }
        while numbers.last() == Some(&0) {
            numbers.pop();
        }
        Ok(Version {
            text: text.to_owned(),
            numbers,
        })
    }
}

impl Version {
    /// The first three numbers, as a server reports its version: missing numbers are zero.
    /// `None` if one of them is not a `u32`.
    pub fn triple(&self) -> Option<[u32; 3]> {
        let mut triple = [0; 3];
        for (to, number) in triple.iter_mut().zip(&self.numbers) {
            *to = u32::try_from(*number).ok()?;
        }
        Some(triple)
    }

    /// The first two numbers: `10.0` of `10.0.2`.
    pub(crate) fn series(&self) -> String {
        self.text.split('.').take(2).collect::<Vec<_>>().join(".")
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        self.numbers.cmp(&other.numbers)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.numbers == other.numbers
    }
}

impl Eq for Version {}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        let ascending = [
            "0.12", "1.2.50", "2.8.1.1", "2.9", "7.2.0", "7.2.22", "10.0",
        ];
        for pair in ascending.windows(2) {
            assert!(version(pair[0]) < version(pair[1]), "{pair:?}");
        }
        assert_eq!(version("10"), version("10.0.0"));
        assert_eq!(version("7.2.0").to_string(), "7.2.0");
        assert_eq!(version("2.8.1.1").triple(), Some([2, 8, 1]));
        assert_eq!(version("10.0").triple(), Some([10, 0, 0]));
        assert_eq!(version("4294967296").triple(), None);
    }

    #[test]
    fn invalid_versions_are_rejected() {
        for text in [
            "", ".", "7.", ".7", "7..2", "v7.2", "7.2-rc1", "+7", "-7", "7 .2", "٧",
        ] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
        assert!("99999999999999999999".parse::<Version>().is_err());
    }
}
