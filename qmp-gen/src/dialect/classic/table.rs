//! The table of a `.hx` file: it completes the arguments that the text lists for a
//! command.

use serde_json::Value;

use super::context::MemberList;
use super::entry::TableEntry;
use super::inference::{self, ExampleValues};
use super::lowering::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Builtin, Member, Name};

/// The part of a text that lists a command's arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArgumentSource {
    /// `Arguments:` and a list.
    List,
    /// A list without a label, which does not state whether members are optional.
    UnlabelledList,
    /// `Arguments: None.`
    None,
    /// Nothing lists them.
    Unlisted,
}

impl Lowering<'_> {
    /// The table's entry of a command; one of exactly that name comes first.
    pub(crate) fn entry(&self, command: &str) -> Option<TableEntry> {
        let exact = self.table.iter().find(|e| e.name.text == command);
        let any = || self.table.iter().find(|e| e.is_of(command));
        exact.or_else(any).cloned()
    }

    /// The arguments of a command whose text lists none, from the table. Examples provide the
    /// types of JSON values, and the other arguments of an open command.
    pub(super) fn arguments_in_table(
        &mut self,
        command: &Name,
        entry: &TableEntry,
        shown: &ExampleValues<'_>,
    ) -> MemberList {
        if !entry.arguments.is_empty() {
            let message = format!(
                "`{}` lists no arguments; they were taken from the table",
                command.text
            );
            self.report(
                Diagnostic::new(Code::TypeFromTable, command.span, message)
                    .related(entry.name.span, "the table's entry"),
            );
        }
        let mut members = entry.arguments.clone();
        let known = |name: &str| entry.arguments.iter().any(|m| m.name.text == name);
        for member in &mut members {
            if member.ty == Builtin::Any.into() {
                let values = inference::member(&shown.arguments, &member.name.text);
                let path = [command.text.as_str(), member.name.text.as_str()];
                if let Some(ty) = self.infer(&path, command.span, &values) {
                    member.ty = ty;
                }
            }
        }
        if entry.open {
            let others = inference::others(&shown.arguments, known);
            let others: Vec<&Value> = others.iter().collect();
            for mut member in self.infer_members(&[&command.text], command.span, &others) {
                member.optional = true;
                members.push(member);
            }
        } else {
            for name in inference::names(&shown.arguments) {
                if !known(&name) {
                    let what = format!("`{name}` is only in the examples");
                    self.disagreement(command, entry, command.span, &what);
                }
            }
        }
        MemberList {
            members,
            open: entry.open,
        }
    }

    /// Compares the listed arguments with the table, and adds those that only the table has.
    /// The text decides whether there are others.
    pub(super) fn complete(
        &mut self,
        command: &Name,
        entry: &TableEntry,
        source: ArgumentSource,
        listed: &mut MemberList,
    ) {
        let open = listed.open || entry.open;
        self.respell(command, entry, listed);
        for member in &mut listed.members {
            let argument = entry
                .arguments
                .iter()
                .find(|a| a.name.text == member.name.text);
            let what = match argument {
                Some(argument) if member.optional == argument.optional => continue,
                Some(argument) if source == ArgumentSource::UnlabelledList => {
                    member.optional = argument.optional;
                    continue;
                }
                Some(argument) if argument.optional => "optional in the table",
                Some(_) => "required in the table",
                None if open => continue,
                None => "only in the text",
            };
            let what = format!("`{}` is {what}", member.name.text);
            self.disagreement(command, entry, member.name.span, &what);
        }
        for argument in &entry.arguments {
            let name = &argument.name.text;
            if listed
                .members
                .iter()
                .any(|member| member.name.text == *name)
            {
                continue;
            }
            if !open {
                let what = format!("`{name}` is only in the table");
                self.disagreement(command, entry, command.span, &what);
            }
            if source != ArgumentSource::None {
                listed.members.push(argument.clone());
            }
        }
    }

    /// Gives members the names that the table has for them, where only the dashes in
    /// them differ: the server knows no others.
    fn respell(&mut self, command: &Name, entry: &TableEntry, listed: &mut MemberList) {
        let plain = |name: &str| name.replace('_', "-").to_ascii_lowercase();
        let known = |members: &[Member], name: &str| members.iter().any(|m| m.name.text == name);
        for argument in &entry.arguments {
            let name = &argument.name.text;
            if known(&listed.members, name) {
                continue;
            }
            let same = listed.members.iter_mut().find(|member| {
                let spelled = &member.name.text;
                plain(spelled) == plain(name) && !known(&entry.arguments, spelled)
            });
            if let Some(member) = same {
                let what = format!("`{}` is `{name}` in the table", member.name.text);
                member.name.text.clone_from(name);
                let place = member.name.span;
                self.disagreement(command, entry, place, &what);
            }
        }
    }

    fn disagreement(&mut self, command: &Name, entry: &TableEntry, place: Span, what: &str) {
        let message = format!(
            "the table and the text of `{}` disagree: {what}",
            command.text
        );
        self.report(
            Diagnostic::new(Code::TableDisagrees, place, message)
                .related(entry.name.span, "the table's entry"),
        );
    }
}
