//! The versions that added or removed an item.

use super::emitter::Emitter;
use super::source_writer::SourceWriter;
use crate::ir::{Kind, Member, Metadata};
use crate::version::Version;

/// Emits the constants of a command or an event for the versions that are known.
pub(super) fn constants(writer: &mut SourceWriter, metadata: &Metadata) {
    let constants = [("SINCE", &metadata.since), ("UNTIL", &metadata.until)];
    for (name, version) in constants {
        if let Some([major, minor, micro]) = triple(version.as_deref()) {
            let value = format!("Some(codegen::VersionTriple::new({major}, {minor}, {micro}))");
            writer.line(format_args!(
                "const {name}: Option<codegen::VersionTriple> = {value};"
            ));
        }
    }
}

/// The numbers of a version, if it is one.
fn triple(version: Option<&str>) -> Option<[u32; 3]> {
    version?.parse::<Version>().ok()?.triple()
}

/// The rows of the table, each an item and its metadata.
#[derive(Default)]
struct Rows<'a>(Vec<(String, &'a Metadata)>);

impl<'a> Rows<'a> {
    fn add(&mut self, item: impl Into<String>, metadata: &'a Metadata) {
        let item = item.into();
        // A row is split at spaces, and no real name contains one of these.
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '"' || c == '\\';
        let mut versions = [&metadata.since, &metadata.until].into_iter();
        let known = versions.any(|version| triple(version.as_deref()).is_some());
        if known && !item.contains(odd) {
            self.0.push((item, metadata));
        }
    }

    fn members(&mut self, owner: &str, members: &'a [Member]) {
        for member in members {
            self.add(format!("{owner}.{}", member.name.text), &member.metadata);
        }
    }
}

/// A version in the table, without a zero at its end: `7.2`.
fn column(version: Option<&str>) -> String {
    match triple(version) {
        Some([major, minor, 0]) => format!("{major}.{minor}"),
        Some([major, minor, micro]) => format!("{major}.{minor}.{micro}"),
        None => "-".to_owned(),
    }
}

impl Emitter<'_> {
    /// Emits the table of everything but commands and events. It is one string: constants
    /// or array elements would cost compile time even if nothing uses them.
    pub(super) fn versions(&self, writer: &mut SourceWriter) {
        let mut rows = Rows::default();
        for command in self.interface.commands() {
            rows.members(&command.name.text, command.arguments.members());
        }
        for event in self.interface.events() {
            rows.members(&event.name.text, event.data.members());
        }
        for definition in self.interface.types() {
            let name = &definition.name.text;
            rows.add(name, &definition.metadata);
            match &definition.kind {
                Kind::Enum(values) => {
                    for value in values {
                        rows.add(format!("{name}.{}", value.name.text), &value.metadata);
                    }
                }
                Kind::Alternate(alternatives) => rows.members(name, alternatives),
                Kind::Object(object) => {
                    rows.members(name, &object.members);
                    for branch in &object.branches {
                        rows.add(format!("{name}.{}", branch.value.text), &branch.metadata);
                    }
                }
            }
        }
        rows.0.sort_by(|a, b| a.0.cmp(&b.0));
        writer.line(format_args!("use {}::VersionTable;", self.client));
        writer.gap();
        writer.line("/// The types, members, values and branches whose versions are known.");
        writer.line("pub const ITEMS: VersionTable = VersionTable::new(");
        writer.indented(|writer| {
            writer.line("\"\\");
            for (item, metadata) in &rows.0 {
                let since = column(metadata.since.as_deref());
                let until = column(metadata.until.as_deref());
                writer.line(format_args!("{item} {since} {until}\\n\\"));
            }
            writer.line("\",");
        });
        writer.line(");");
    }
}
