//! Options for generated Rust.

use std::error::Error;
use std::fmt;

use crate::ir::{Metadata, Name};

/// Options for generated Rust.
#[derive(Debug, Clone)]
pub struct RustOptions {
    pub(super) client: String,
    pub(super) manual: Option<Manual>,
}

impl Default for RustOptions {
    fn default() -> Self {
        RustOptions {
            client: "::qmp_client".to_owned(),
            manual: None,
        }
    }
}

impl RustOptions {
    /// Sets the path of `qmp-client` in generated code. Default: `::qmp_client`.
    #[must_use]
    pub fn client(mut self, path: impl Into<String>) -> Self {
        self.client = path.into();
        self
    }

    /// Sets the reference manual that the documentation of each item links to.
    #[must_use]
    pub fn manual(mut self, manual: Manual) -> Self {
        self.manual = Some(manual);
        self
    }

    /// The path of `qmp-client`: names separated by `::`, with an optional `::` at the
    /// start.
    pub(super) fn client_path(&self) -> Result<String, EmitError> {
        let is_name = |name: &str| {
            let mut chars = name.chars();
            chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
                && chars.all(|c| c.is_alphanumeric() || c == '_')
        };
        let trimmed = self.client.trim();
        let names = trimmed.strip_prefix("::").unwrap_or(trimmed);
        if names.split("::").all(|name| is_name(name.trim())) {
            Ok(trimmed.to_owned())
        } else {
            Err(EmitError::ClientPath(self.client.clone()))
        }
    }
}

/// A reference manual on the web that the documentation of each item links to.
///
/// Links have the form that QEMU's manuals have since 10.0. It contains the module in which
/// a schema defines an item, so only items whose documents name their module get a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    pub(super) namespace: String,
    pub(super) address: String,
}

impl Manual {
    /// Creates a manual from the namespace of its links and its address. In QEMU's
    /// manuals the namespace is `QMP`, for the guest agent `QGA` and for the storage
    /// daemon `QSD`.
    pub fn new(namespace: impl Into<String>, address: impl Into<String>) -> Manual {
        Manual {
            namespace: namespace.into(),
            address: address.into(),
        }
    }

    /// The address of the manual.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The address of the section about an item. The manual only describes items of the
    /// newest release.
    pub(crate) fn link(&self, kind: &str, name: &Name, metadata: &Metadata) -> Option<String> {
        let module = metadata
            .module
            .as_ref()
            .filter(|_| metadata.until.is_none())?;
        let (address, namespace) = (&self.address, &self.namespace);
        let link = format!("{address}#{kind}-{namespace}-{module}.{}", name.text);
        // The manual has no item with a name that is invalid in a link.
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]`".contains(c);
        (!link.contains(odd)).then_some(link)
    }
}

/// An error that prevents generating Rust.
#[derive(Debug)]
pub enum EmitError {
    /// The path of `qmp-client` is invalid. Contains the path.
    ClientPath(String),
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EmitError::ClientPath(path) = self;
        write!(
            f,
            "generating Rust: `{path}` is not a path; expected the path of `qmp-client`, such as \
             `::qmp_client`"
        )
    }
}

impl Error for EmitError {}
