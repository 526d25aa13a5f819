//! The names of the dialects.

/// A way in which QMP has been documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// `qmp-events.txt`.
    Events,
    /// `qmp-commands.txt`, `qmp-commands.hx`, `qemu-monitor.hx`.
    Commands,
    /// The QAPI schema language.
    Qapi,
    /// This project's own facts in JSON.
    Snapshot,
    /// Text for items that other documents define: `*.summaries`.
    Summaries,
}
