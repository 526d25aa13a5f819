//! Addresses of servers.

use std::error::Error as StdError;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The address on which a server listens, as passed to QEMU with `-qmp` or `-chardev`.
///
/// | text | address |
/// |---|---|
/// | `unix:PATH` | a Unix-domain socket |
/// | `unix:NAME,abstract=on` | one in Linux's abstract namespace |
/// | `tcp:HOST:PORT` | a TCP port; an IPv6 address is written in brackets, `[::1]:4444` |
/// | `vsock:CID:PORT` | a port of a virtual machine, on Linux |
///
/// The prefix is optional for a path that contains a `/` and for `HOST:PORT`. Further options of
/// QEMU after a comma, such as `,server=on,wait=off`, are for the server, and are skipped.
///
/// ```
/// use qmp_client::Address;
///
/// assert_eq!("unix:qmp.sock".parse(), Ok(Address::unix("qmp.sock")));
/// assert_eq!("unix:/run/qmp,server=on,wait=off".parse(), Ok(Address::unix("/run/qmp")));
/// assert_eq!("/run/vm/qmp.sock".parse(), Ok(Address::unix("/run/vm/qmp.sock")));
/// assert_eq!("localhost:4444".parse(), Address::tcp("localhost:4444"));
/// assert_eq!("tcp:[::1]:4444".parse(), Address::tcp("[::1]:4444"));
/// assert_eq!("vsock:3:4444".parse(), Ok(Address::Vsock { cid: 3, port: 4444 }));
/// assert!("qmp.sock".parse::<Address>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A Unix-domain socket.
    Unix(PathBuf),
    /// A Unix-domain socket in Linux's abstract namespace, by its name without the zero byte.
    Abstract(String),
    /// A TCP port.
    Tcp {
        /// A name or an IP address.
        host: String,
        /// The port number.
        port: u16,
    },
    /// A port of a virtual machine or of the host, on Linux.
    Vsock {
        /// The context identifier of the machine; 2 is the host.
        cid: u32,
        /// The port number.
        port: u32,
    },
}

/// The options that QEMU accepts after the address of a socket, apart from `abstract`.
const OPTIONS: [&str; 15] = [
    "server",
    "wait",
    "nowait",
    "delay",
    "nodelay",
    "reconnect",
    "reconnect-ms",
    "telnet",
    "tn3270",
    "websocket",
    "logfile",
    "tight",
    "ipv4",
    "ipv6",
    "to",
];

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
            .ok_or_else(|| AddressError::of(text))
    }
}

/// Splits options of QEMU from an address. A comma that no option follows is part of the address.
fn without_options(text: &str) -> (&str, bool) {
    let mut address = text;
    let mut is_abstract = false;
    while let Some((rest, option)) = address.rsplit_once(',') {
        let (name, value) = option.split_once('=').unwrap_or((option, "on"));
        match name {
            "abstract" => is_abstract = value == "on",
            name if OPTIONS.contains(&name) => {}
            _ => break,
        }
        address = rest;
    }
    (address, is_abstract)
}

fn vsock(text: &str) -> Option<Address> {
    let (cid, port) = text.split_once(':')?;
    let (cid, port) = (cid.parse().ok()?, port.parse().ok()?);
    Some(Address::Vsock { cid, port })
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
            Address::Abstract(name) => write!(f, "unix:{name},abstract=on"),
            Address::Tcp { host, port } if host.contains(':') => write!(f, "tcp:[{host}]:{port}"),
            Address::Tcp { host, port } => write!(f, "tcp:{host}:{port}"),
            Address::Vsock { cid, port } => write!(f, "vsock:{cid}:{port}"),
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let invalid = || AddressError::of(text);
        let (address, is_abstract) = without_options(text);
        let (kind, rest) = match address.split_once(':') {
            Some((kind @ ("unix" | "tcp" | "vsock"), rest)) => (kind, rest),
            _ if address.contains('/') => ("unix", address),
            _ => ("tcp", address),
        };
        match kind {
            "unix" if rest.is_empty() => Err(invalid()),
            "unix" if is_abstract => Ok(Address::Abstract(rest.to_owned())),
            "unix" => Ok(Address::unix(rest)),
            "vsock" => vsock(rest).ok_or_else(invalid),
            _ => Address::tcp(rest).map_err(|_| invalid()),
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

impl AddressError {
    fn of(text: &str) -> Self {
        AddressError {
            text: text.to_owned(),
        }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an address: expected `unix:PATH`, `tcp:HOST:PORT`, `vsock:CID:PORT`, a path \
             that contains `/`, or `HOST:PORT` (an IPv6 address is written in brackets: \
             `[::1]:4444`)",
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
            "unix:name,abstract=on",
            "unix:/a,b",
            "vsock:3:4000000000",
        ] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        assert_eq!("./x:1".parse(), Ok(Address::unix("./x:1")));
        assert_eq!("unix:4444".parse(), Ok(Address::unix("4444")));
    }

    #[test]
    fn invalid_addresses_are_rejected() {
        for text in [
            "",
            "unix:",
            "tcp:",
            "x",
            ":1",
            "tcp:/x",
            "h:",
            "h:65536",
            "h:x",
            "::1:4",
            "[::1:4",
            "vsock:3",
            "vsock:x:1",
            "unix:,server=on",
        ] {
            let error = text.parse::<Address>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{text}` is not")), "{error}");
        }
    }
}
