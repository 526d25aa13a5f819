//! The modules of the bindings, as parts of one file or as a file each.

use super::emitter::Emitter;
use super::source_writer::SourceWriter;
use crate::ir::Kind;
use crate::parallel;

/// A module of the bindings.
struct Module {
    name: &'static str,
    doc: &'static str,
    allowed: &'static [&'static str],
    content: fn(&Emitter<'_>, &mut SourceWriter),
}

/// All modules, in the order of the file.
const MODULES: [Module; 4] = [
    Module {
        name: "commands",
        doc: "Commands, sent with the client's `execute`. Each has a type for its reply.",
        allowed: ALLOWED,
        content: commands,
    },
    Module {
        name: "events",
        doc: "Events: a type for each, and [`Event`](events::Event) for any of them.",
        allowed: ALLOWED,
        content: events,
    },
    Module {
        name: "types",
        doc: "Types of the members of commands and events, and of replies.",
        allowed: ALLOWED,
        content: types,
    },
    Module {
        name: "versions",
        doc: "The versions that added or removed a type, member, value or branch.\n\
              Commands and events have constants of their own.",
        allowed: &["dead_code", "unreachable_pub"],
        content: |emitter, writer| emitter.versions(writer),
    },
];

/// Lints that depend on which items an application uses, or on its own style.
const ALLOWED: &[&str] = &[
    "dead_code",
    "deprecated",
    "unreachable_pub",
    "unused_imports",
    "unused_mut",
    "clippy::all",
    "clippy::pedantic",
    "rustdoc::redundant_explicit_links",
];

/// Emits all modules as the content of one file.
pub(super) fn in_one_file(emitter: &Emitter<'_>) -> String {
    let texts = for_each_module(|module, writer| {
        module.attributes(writer);
        writer.block(format_args!("pub mod {}", module.name), |writer| {
            (module.content)(emitter, writer);
        });
    });
    texts.join("\n")
}

/// Emits each module as the content of a file, with the name of the module.
pub(super) fn in_files(emitter: &Emitter<'_>) -> Vec<(&'static str, String)> {
    let texts = for_each_module(|module, writer| (module.content)(emitter, writer));
    MODULES
        .iter()
        .map(|module| module.name)
        .zip(texts)
        .collect()
}

/// Emits the declarations of modules that have files of their own.
pub(super) fn declarations() -> String {
    let declarations = MODULES.iter().map(|module| {
        let mut writer = SourceWriter::default();
        module.attributes(&mut writer);
        writer.line(format_args!("pub mod {};", module.name));
        writer.finish()
    });
    declarations.collect::<Vec<_>>().join("\n")
}

/// Calls `emit` for each module, on several threads.
fn for_each_module(emit: impl Fn(&Module, &mut SourceWriter) + Sync) -> Vec<String> {
    // The types take longest and are started first.
    let mut modules: Vec<&Module> = MODULES.iter().collect();
    modules.rotate_left(2);
    let mut texts = parallel::map(&modules, |module| {
        let mut writer = SourceWriter::default();
        emit(module, &mut writer);
        writer.finish()
    });
    texts.rotate_right(2);
    texts
}

impl Module {
    /// Emits what precedes the module: documentation and attributes.
    fn attributes(&self, writer: &mut SourceWriter) {
        writer.doc(self.doc);
        let allowed: Vec<String> = self.allowed.iter().map(|&lint| lint.to_owned()).collect();
        writer.list("#[allow(", &allowed, ")]");
    }
}

fn commands(emitter: &Emitter<'_>, writer: &mut SourceWriter) {
    imports(emitter, writer);
    for command in emitter.interface.commands() {
        writer.gap();
        emitter.command(writer, command);
    }
}

fn events(emitter: &Emitter<'_>, writer: &mut SourceWriter) {
    imports(emitter, writer);
    for event in emitter.interface.events() {
        writer.gap();
        emitter.event(writer, event);
    }
    emitter.event_enum(writer);
}

fn types(emitter: &Emitter<'_>, writer: &mut SourceWriter) {
    imports(emitter, writer);
    for definition in emitter.interface.types() {
        writer.gap();
        match &definition.kind {
            Kind::Enum(values) => emitter.enumeration(writer, definition, values),
            Kind::Alternate(alternatives) => emitter.alternate(writer, definition, alternatives),
            Kind::Object(object) if object.discriminator.is_some() => {
                emitter.union(writer, definition, object);
            }
            Kind::Object(object) => emitter.struct_type(writer, definition, object),
        }
    }
}

fn imports(emitter: &Emitter<'_>, writer: &mut SourceWriter) {
    // A crate may have no prelude.
    writer.line("use ::std::prelude::v1::*;");
    writer.line("use super::types;");
    writer.line(format_args!(
        "use {}::codegen::{{self, IntoText as _}};",
        emitter.client
    ));
}
