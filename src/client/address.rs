//! Addresses of servers.

use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The address on which a server listens, as passed to QEMU with `-qmp` or `-chardev`.
///
/// As text, an address is `unix:PATH` or `tcp:HOST:PORT`. The prefix is optional for a
/// path that contains a `/` and for `HOST:PORT`. An IPv6 address is written in brackets:
/// `[::1]:4444`.
///
/// ```
/// use qmp_client::Address;
///
/// assert_eq!("unix:qmp.sock".parse(), Ok(Address::unix("qmp.sock")));
/// assert_eq!("/run/vm/qmp.sock".parse(), Ok(Address::unix("/run/vm/qmp.sock")));
/// assert_eq!("localhost:4444".parse(), Address::tcp("localhost:4444"));
/// assert_eq!("tcp:[::1]:4444".parse(), Address::tcp("[::1]:4444"));
/// assert!("qmp.sock".parse::<Address>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A Unix-domain socket.
    Unix(PathBuf),
    /// A TCP port.
    Tcp {
        /// A name or an IP address.
        host: String,
        /// The port number.
        port: u16,
    },
}

impl Address {
    /// Creates the address of a Unix-domain socket.
    pub fn unix(path: impl Into<PathBuf>) -> Self {
        Address::Unix(path.into())
    }

    /// Parses the address of a TCP port, `HOST:PORT`.
    ///
    /// # Errors
    ///
    /// When the text is not a host and a port, separated by a colon.
    pub fn tcp(text: &str) -> Result<Self, AddressError> {
        host_and_port(text)
            .map(|(host, port)| Address::Tcp {
                host: host.to_owned(),
                port,
            })
            .ok_or_else(|| AddressError {
                text: text.to_owned(),
            })
    }
}

fn host_and_port(text: &str) -> Option<(&str, u16)> {
    let (host, port) = text.rsplit_once(':')?;
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None if host.contains(':') => return None,
        None => host,
    };
    if host.is_empty() {
        None
    } else {
        Some((host, port.parse().ok()?))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Unix(path) => write!(f, "unix:{}", path.display()),
            Address::Tcp { host, port } if host.contains(':') => write!(f, "tcp:[{host}]:{port}"),
            Address::Tcp { host, port } => write!(f, "tcp:{host}:{port}"),
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let path = text.strip_prefix("unix:");
        if path == Some("") || text.is_empty() {
            return Err(AddressError {
                text: text.to_owned(),
            });
        }
        match (path, text.strip_prefix("tcp:")) {
            (Some(path), _) => Ok(Address::unix(path)),
            (None, Some(rest)) => Address::tcp(rest),
            (None, None) if text.contains('/') => Ok(Address::unix(text)),
            (None, None) => Address::tcp(text),
        }
    }
}

impl TryFrom<&str> for Address {
    type Error = AddressError;

    fn try_from(text: &str) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl TryFrom<&String> for Address {
    type Error = AddressError;

    fn try_from(text: &String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<&Address> for Address {
    fn from(address: &Address) -> Self {
        address.clone()
    }
}

impl From<&Path> for Address {
    fn from(path: &Path) -> Self {
        Address::unix(path)
    }
}

impl From<&PathBuf> for Address {
    fn from(path: &PathBuf) -> Self {
        Address::unix(path)
    }
}

impl From<PathBuf> for Address {
    fn from(path: PathBuf) -> Self {
        Address::unix(path)
    }
}

/// The error of parsing a text that is not an [`Address`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressError {
    text: String,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an address: expected `unix:PATH`, `tcp:HOST:PORT`, a path that contains \
             `/`, or `HOST:PORT` (an IPv6 address is written in brackets: `[::1]:4444`)",
            self.text
        )
    }
}

impl StdError for AddressError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn text_and_back() {
        for text in [
            "unix:/run/a b.sock",
            "tcp:localhost:1",
            "tcp:[fe80::1]:65535",
            "unix:./x:1",
        ] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        assert_eq!("./x:1".parse(), Ok(Address::unix("./x:1")));
        assert_eq!("unix:4444".parse(), Ok(Address::unix("4444")));
    }

    #[test]
    fn invalid_addresses_are_rejected() {
        for text in [
            "", "unix:", "tcp:", "x", ":1", "tcp:/x", "h:", "h:65536", "h:x", "::1:4", "[::1:4",
        ] {
            let error = text.parse::<Address>().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("`{text}` is not")) || text.starts_with("tcp:"),
                "{error}"
            );
        }
    }
}
