//! The severity of problems.

/// Whether a problem stops code generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The interface is known regardless; generation continues.
    Warning,
    /// The interface is unknown at this point; nothing is generated.
    Error,
}

/// The default severity of a code, and its severity under `--strict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// An error, always.
    Error,
    /// A warning about a schema that QEMU's own generator rejects; an error with
    /// `--strict`.
    Rule,
    /// A warning, always.
    Warning,
}

impl Level {
    /// The severity without `--strict`.
    pub(super) fn default_severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Rule | Level::Warning => Severity::Warning,
        }
    }
}
