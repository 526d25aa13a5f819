//! The dialects.

/// A form of document, with its own grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// `qmp-events.txt`.
    Events,
    /// `qmp-commands.txt`, `qmp-commands.hx`, `qemu-monitor.hx`.
    Commands,
    /// The QAPI schema language.
    Qapi,
    /// A snapshot: the facts of an interface as JSON, written by this crate.
    Snapshot,
    /// Text for items that other documents define: `*.summaries`.
    Summaries,
}
