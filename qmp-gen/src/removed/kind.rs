//! The kinds of items.

/// The kind of a removed item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovedKind {
    /// A command.
    Command,
    /// An event.
    Event,
    /// A type.
    Type,
}

impl RemovedKind {
    /// The noun for an item of the kind: `command`, `event` or `type`.
    pub fn word(self) -> &'static str {
        match self {
            RemovedKind::Command => "command",
            RemovedKind::Event => "event",
            RemovedKind::Type => "type",
        }
    }
}
