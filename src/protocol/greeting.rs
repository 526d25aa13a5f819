//! The greeting of a server.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::codegen::{self, Field, Input, UnknownValue, ValueRef, Visit};

/// The first message of a server (specification, *Server Greeting*).
///
/// The guest agent does not send one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Greeting {
    /// The server's version, as `query-version` returns it.
    pub version: Version,
    /// The optional features that the server offers. Servers that know of none may omit them.
    pub capabilities: Vec<Capability>,
}

impl Field for Greeting {
    fn read(input: &mut Input<'_>) -> Self {
        input.object("Greeting");
        let version = input.member("version");
        let capabilities: Option<_> = input.member("capabilities");
        Greeting {
            version,
            capabilities: capabilities.unwrap_or_default(),
        }
    }

    fn visit(&self, to: Visit<'_>) {
        to(ValueRef::object(
            "Greeting",
            &[
                ("version", &self.version),
                ("capabilities", &self.capabilities),
            ],
        ));
    }
}

crate::__serde! { Greeting }

/// A server's version: the reply of `query-version`, and part of the greeting.
///
/// ```
/// use qmp_client::{Version, VersionTriple};
///
/// let version = Version {
///     qemu: VersionTriple::new(10, 0, 2),
///     package: "Debian 1:10.0.2+ds-2".into(),
/// };
/// assert_eq!(version.to_string(), "10.0.2 (Debian 1:10.0.2+ds-2)");
/// assert!(version.qemu >= VersionTriple::new(7, 2, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// QEMU's own version.
    pub qemu: VersionTriple,
    /// The version of the distribution's package; often empty.
    pub package: String,
}

codegen::record! { Version "Version" {
    qemu "qemu",
    package "package",
} }

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.qemu.fmt(f)?;
        // Some releases include the parentheses.
        let package = self.package.trim();
        let bare = package
            .strip_prefix('(')
            .and_then(|p| p.strip_suffix(')'))
            .unwrap_or(package);
        if bare.is_empty() {
            Ok(())
        } else {
            write!(f, " ({bare})")
        }
    }
}

/// The three numbers of a QEMU version, compared in this order.
///
/// It parses from text, where missing numbers are zero:
///
/// ```
/// use qmp_client::VersionTriple;
///
/// let version: VersionTriple = "7.2".parse()?;
/// assert_eq!(version, VersionTriple::new(7, 2, 0));
/// assert!(version < "10.0.2".parse()?);
/// assert_eq!(version.to_string(), "7.2.0");
/// # Ok::<(), qmp_client::ParseVersionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionTriple {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
    /// The third number; 50 and above between two releases, 90 and above for
    /// release candidates.
    pub micro: u32,
}

codegen::record! { VersionTriple "VersionTriple" {
    major "major",
    minor "minor",
    micro "micro",
} }

impl VersionTriple {
    /// Creates a version from its three numbers.
    pub const fn new(major: u32, minor: u32, micro: u32) -> Self {
        VersionTriple {
            major,
            minor,
            micro,
        }
    }
}

impl fmt::Display for VersionTriple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// Parses one to three numbers separated by dots; missing numbers are zero.
impl FromStr for VersionTriple {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, ParseVersionError> {
        let error = || ParseVersionError(text.to_owned());
        let mut numbers = [0; 3];
        for (i, part) in text.split('.').enumerate() {
            // `parse` would accept a sign.
            if !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(error());
            }
            let number = part.parse().map_err(|_| error())?;
            *numbers.get_mut(i).ok_or_else(error)? = number;
        }
        let [major, minor, micro] = numbers;
        Ok(VersionTriple::new(major, minor, micro))
    }
}

/// The error of parsing a text that is not a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseVersionError(String);

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is not a version; expected up to three numbers separated by dots, such as \
             `7.2` or `10.0.2`"
        )
    }
}

impl Error for ParseVersionError {}

/// An optional feature of a server, which a client can enable with `qmp_capabilities`
/// (specification, *Capabilities*).
///
/// ```
/// use qmp_client::Capability;
///
/// assert_eq!(Capability::from("oob"), Capability::OutOfBand);
/// assert_eq!(Capability::from("later").as_str(), "later");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Capability {
    /// `oob`: commands sent with `exec-oob` are executed before others that are waiting.
    OutOfBand,
    /// An unknown capability.
    Other(UnknownValue),
}

codegen::enumeration! { Capability {
    OutOfBand "oob",
} }

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::VersionTriple;

    #[test]
    fn versions_are_parsed() {
        let versions = ["0.14", "1.5.3", "7.2", "7.2.22", "10", "10.0.2"];
        let versions = versions.map(|text| text.parse::<VersionTriple>().unwrap());
        assert!(versions.is_sorted());
        assert_eq!(versions[0], VersionTriple::new(0, 14, 0));
        assert_eq!(versions[4].to_string(), "10.0.0");
        for text in [
            "",
            ".",
            "7.",
            ".7",
            "v7.2",
            "7.2-rc1",
            "+7",
            "7 .2",
            "1.2.3.4",
            "4294967296",
        ] {
            assert!(text.parse::<VersionTriple>().is_err(), "{text}");
        }
    }
}
