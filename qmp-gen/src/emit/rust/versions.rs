//! Since when and until when there is an item.

use super::Emitter;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Kind, Member, Metadata};

/// The constants of a command or an event, where something is known.
pub(super) fn constants(writer: &mut SourceWriter, metadata: &Metadata) {
    let constants = [("SINCE", &metadata.since), ("UNTIL", &metadata.until)];
    for (name, version) in constants {
        if let Some(version) = version {
            let version = literal(version);
            let value = format!("Option<&'static str> = Some({version})");
            writer.line(format_args!("const {name}: {value};"));
        }
    }
}

/// The rows of the table.
#[derive(Default)]
struct Items<'a>(Vec<(String, &'a Metadata)>);

impl<'a> Items<'a> {
    fn add(&mut self, item: impl Into<String>, metadata: &'a Metadata) {
        let item = item.into();
        // A name that could not stand in a line of the table is nobody's.
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '"' || c == '\\';
        let versions = [&metadata.since, &metadata.until].into_iter().flatten();
        let known = versions.clone().next().is_some();
        let is_odd =
            item.contains(odd) || versions.into_iter().any(|version| version.contains(odd));
        if known && !is_odd {
            self.0.push((item, metadata));
        }
    }

    fn members(&mut self, owner: &str, members: &'a [Member]) {
        for member in members {
            self.add(format!("{owner}.{}", member.name.text), &member.metadata);
        }
    }
}

impl Emitter<'_> {
    /// One table of everything that is no command and no event. It is a text: a
    /// constant for each, or a row of one, would cost compile time whether or not it
    /// is used.
    pub(super) fn versions(&self, writer: &mut SourceWriter) {
        let mut items = Items::default();
        for command in self.interface.commands() {
            items.members(&command.name.text, command.arguments.members());
        }
        for event in self.interface.events() {
            items.members(&event.name.text, event.data.members());
        }
        for definition in self.interface.types() {
            let name = &definition.name.text;
            items.add(name, &definition.metadata);
            match &definition.kind {
                Kind::Enum(values) => {
                    for value in values {
                        items.add(format!("{name}.{}", value.name.text), &value.metadata);
                    }
                }
                Kind::Alternate(alternatives) => items.members(name, alternatives),
                Kind::Object(object) => {
                    items.members(name, &object.members);
                    for branch in &object.branches {
                        items.add(format!("{name}.{}", branch.value.text), &branch.metadata);
                    }
                }
            }
        }
        items.0.sort_by(|a, b| a.0.cmp(&b.0));
        let client = &self.client;
        writer.line("/// Since when, and until when, there is what does not go without saying.");
        writer.line("/// Commands and events have constants of their own.");
        writer.line("#[allow(dead_code, unreachable_pub)]");
        writer.block("pub mod versions", |writer| {
            writer.line(format_args!("use {client}::VersionTable;"));
            writer.gap();
            writer.line("/// The types, members, values and branches of which it is known.");
            writer.line("pub const ITEMS: VersionTable = VersionTable::new(");
            writer.indented(|writer| {
                writer.line("\"\\");
                for (item, metadata) in &items.0 {
                    let version = |version: &Option<String>| match version {
                        Some(version) => version.clone(),
                        None => "-".to_owned(),
                    };
                    let (since, until) = (version(&metadata.since), version(&metadata.until));
                    writer.line(format_args!("{item} {since} {until}\\n\\"));
                }
                writer.line("\",");
            });
            writer.line(");");
        });
    }
}
