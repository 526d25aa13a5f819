//! The context of a list of members, and the members it describes.

use super::entry::TableEntry;
use crate::ir::{Builtin, Member, Type};

/// The members that a list describes.
#[derive(Debug, Default)]
pub(crate) struct MemberList {
    /// The members.
    pub(crate) members: Vec<Member>,
    /// Whether the list ends in an entry without a name, so that there are other members.
    pub(crate) open: bool,
}

/// An object that is described on its own and referred to by name.
#[derive(Debug)]
pub(crate) struct NamedObject {
    /// The words by which it is referred to, stemmed.
    pub(crate) words: Vec<String>,
    /// The type.
    pub(crate) ty: String,
    /// Whether anything referred to it.
    pub(crate) used: bool,
}

/// The context of a list.
#[derive(Debug, Default)]
pub(crate) struct ListContext {
    /// The objects that may be referred to.
    pub(crate) references: Vec<NamedObject>,
    /// The object that `recursively` means.
    pub(crate) root: Option<String>,
    /// The arguments of the command in the table.
    pub(crate) table: Vec<Member>,
}

impl ListContext {
    /// The context of a command's arguments.
    pub(crate) fn of_arguments(entry: Option<&TableEntry>) -> ListContext {
        ListContext {
            table: entry.map_or_else(Vec::new, |entry| entry.arguments.clone()),
            ..ListContext::default()
        }
    }

    /// The type that the table has for the member at the end of a path. It has the
    /// command's own arguments, not their members.
    pub(super) fn in_table(&self, path: &[&str]) -> Option<Type> {
        match path {
            [_, name] => {
                let argument = self
                    .table
                    .iter()
                    .find(|argument| argument.name.text == *name)?;
                (argument.ty != Builtin::Any.into()).then(|| argument.ty.clone())
            }
            _ => None,
        }
    }

    /// Whether the table requires an argument of the command itself.
    pub(super) fn is_required(&self, path: &[&str], name: &str) -> bool {
        let argument = self.table.iter().find(|a| a.name.text == name);
        path.len() == 1 && argument.is_some_and(|argument| !argument.optional)
    }
}
