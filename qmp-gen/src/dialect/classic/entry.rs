//! The entry of a command in the table of a `.hx` file.

use serde_json::Value;

use crate::ir::{Member, Name};

/// The table's entry of one command.
#[derive(Debug, Clone)]
pub(crate) struct TableEntry {
    /// The part of the command's name that string literals contain.
    pub(crate) name: Name,
    /// Whether a macro precedes the literals, so that the command's name is longer.
    pub(crate) prefixed: bool,
    /// The arguments.
    pub(crate) arguments: Vec<Member>,
    /// Whether the command accepts other arguments as well.
    pub(crate) open: bool,
    /// The condition under which the entry is compiled.
    pub(crate) condition: Option<Value>,
}

impl TableEntry {
    /// Whether the entry can be that of `command`.
    pub(crate) fn is_of(&self, command: &str) -> bool {
        command == self.name.text
            || self.prefixed
                && command
                    .strip_suffix(self.name.text.as_str())
                    .is_some_and(|prefix| prefix.ends_with(['_', '-', '.']))
    }
}
