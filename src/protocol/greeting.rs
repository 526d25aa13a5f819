//! The greeting of a server.

use std::fmt;

use crate::codegen::{self, UnknownValue};

/// The first message of a server (specification, *Server Greeting*).
///
/// The guest agent does not send one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Greeting {
    /// The server's version, as `query-version` returns it.
    pub version: Version,
    /// The optional features that the server offers.
    pub capabilities: Vec<Capability>,
}

codegen::record! { Greeting "Greeting" {
    version "version",
    capabilities "capabilities",
} }

/// A server's version: the reply of `query-version`, and part of the greeting.
///
/// ```
/// use qmp_client::{Version, VersionTriple};
///
/// let version = Version {
///     qemu: VersionTriple { major: 10, minor: 0, micro: 2 },
///     package: "Debian 1:10.0.2+ds-2".into(),
/// };
/// assert_eq!(version.to_string(), "10.0.2 (Debian 1:10.0.2+ds-2)");
/// assert!(version.qemu >= VersionTriple { major: 7, minor: 2, micro: 0 });
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

impl fmt::Display for VersionTriple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

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
