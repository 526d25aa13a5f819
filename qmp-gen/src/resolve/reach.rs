//! The types that the items of an interface reach.

use std::collections::HashSet;

use super::interface::Interface;
use crate::ir::walk;

impl Interface {
    /// The types that the commands and events reach, the bases of others included.
    pub(super) fn reached(&self) -> HashSet<&str> {
        walk::reached(self, walk::names_in_items(self.commands(), self.events()))
    }

    /// The types that an application sends, in the arguments of commands. It only receives
    /// the others.
    pub(crate) fn sent(&self) -> HashSet<String> {
        let arguments = self.commands().map(|command| &command.arguments);
        let names = walk::contained(self, arguments.flat_map(walk::names_in_payload));
        names.into_iter().map(str::to_owned).collect()
    }
}
