//! Commands and events.

use super::emitter::Emitter;
use super::names::EVENT_ENUM;
use super::object::Struct;
use super::source_writer::{SourceWriter, literal};
use super::versions;
use crate::ir::{Command, Event, Member, Payload};
use crate::naming::Scope;

impl Emitter<'_> {
    /// Emits a command: a struct of its arguments, and its traits.
    pub(super) fn command(&self, writer: &mut SourceWriter, command: &Command) {
        let name = &command.name.text;
        let Some(ident) = self.names.command(name) else {
            return;
        };
        if self.arguments.merged_type(name).is_some() {
            writer.line("#[doc(inline)]");
            writer.line(format_args!("pub use super::types::{ident};"));
            return;
        }
        self.command_doc(writer, command);
        let item = Struct {
            ident,
            name,
            members: &[],
            open: command.open,
            sent: true,
        };
        self.payload(writer, item, &command.arguments);
        if let Some(ty) = self.arguments.separate_type(name) {
            self.argument_conversions(writer, command, ty);
        }
        self.command_trait(writer, ident, command);
    }

    /// Emits the implementation of `Command`.
    pub(super) fn command_trait(&self, writer: &mut SourceWriter, ident: &str, command: &Command) {
        let name = &command.name.text;
        let client = &self.client;
        let reply = match &command.returns {
            Some(ty) => self.ty(ty),
            None => format!("{client}::Empty"),
        };
        writer.gap();
        writer.block(
            format_args!("impl {client}::Command for {ident}"),
            |writer| {
                writer.line(format_args!(
                    "const NAME: &'static str = {};",
                    literal(name)
                ));
                versions::constants(writer, &command.metadata);
                writer.line(format_args!("type Reply = {reply};"));
            },
        );
        let markers = [
            ("OutOfBandCommand", command.oob),
            ("NoReplyCommand", command.no_reply),
        ];
        for (marker, _) in markers.into_iter().filter(|(_, applies)| *applies) {
            writer.gap();
            writer.line(format_args!("impl {client}::{marker} for {ident} {{}}"));
        }
    }

    /// Emits an event: a struct of its data, and its trait.
    pub(super) fn event(&self, writer: &mut SourceWriter, event: &Event) {
        let name = &event.name.text;
        let Some(ident) = self.names.event(name) else {
            return;
        };
        let client = &self.client;
        self.event_doc(writer, event);
        let item = Struct {
            ident,
            name,
            members: &[],
            open: false,
            sent: false,
        };
        self.payload(writer, item, &event.data);
        writer.gap();
        writer.block(format_args!("impl {client}::Event for {ident}"), |writer| {
            writer.line(format_args!(
                "const NAME: &'static str = {};",
                literal(name)
            ));
            versions::constants(writer, &event.metadata);
        });
    }

    /// Emits the struct of a command's arguments or of an event's data. For a union it is a
    /// struct with the union as its only field.
    fn payload(&self, writer: &mut SourceWriter, item: Struct<'_>, payload: &Payload) {
        let flattened: Vec<Member>;
        let members: &[Member] = match payload {
            Payload::Members(members) => members,
            Payload::Type(ty) => match self.interface.flattened(&ty.text) {
                Some(members) => {
                    flattened = members;
                    &flattened
                }
                None => return self.wrapper(writer, &item, &ty.text),
            },
        };
        self.object(writer, &Struct { members, ..item });
    }

    /// Emits the enum of all events.
    pub(super) fn event_enum(&self, writer: &mut SourceWriter) {
        let client = &self.client;
        let mut scope = Scope::with_reserved(&["Other"]);
        let events = self.interface.events().filter_map(|event| {
            let wire = &event.name.text;
            Some((event, self.names.event(wire)?, scope.pascal(wire)))
        });
        let events: Vec<_> = events.collect();
        writer.gap();
        writer.line("/// Any event. An event that the documents do not list is kept as received.");
        writer.line("#[derive(Debug, Clone, PartialEq)]");
        writer.block(format_args!("pub enum {EVENT_ENUM}"), |writer| {
            for (event, ident, variant) in &events {
                self.opening_doc(writer, &event.doc, format!("`{}`.", event.name.text));
                writer.line(format_args!("{variant}({ident}),"));
            }
            writer.line("/// An event that the documents do not list.");
            writer.line(format_args!("Other({client}::RawEvent),"));
        });
        writer.gap();
        writer.block("codegen::events!", |writer| {
            let variants = events
                .iter()
                .map(|(event, _, variant)| format!("{variant} {}", literal(&event.name.text)));
            let variants: Vec<String> = variants.collect();
            match variants.is_empty() {
                true => writer.line(format_args!("{EVENT_ENUM} {{}}")),
                false => writer.list(&format!("{EVENT_ENUM} {{ "), &variants, " }"),
            }
        });
    }

    /// Emits a struct with a type as its only field.
    fn wrapper(&self, writer: &mut SourceWriter, item: &Struct<'_>, name: &str) {
        let (ident, ty) = (item.ident, self.names.ty(name));
        let doc = self
            .interface
            .ty(name)
            .map(|definition| definition.doc.clone());
        let doc = doc.unwrap_or_default();
        writer.line("#[derive(Clone)]");
        writer.line(format_args!("pub struct {ident}("));
        writer.indented(|writer| {
            let default = "The members, some of which depend on the value of another.";
            self.opening_doc(writer, &doc, default.to_owned());
            writer.line(format_args!("pub types::{ty},"));
        });
        writer.line(");");
        if item.sent {
            writer.gap();
            writer.block(format_args!("impl {ident}"), |writer| {
                writer.line("/// Creates a value with these members.");
                writer.line("#[inline]");
                let head = format!("pub fn new(members: impl Into<types::{ty}>) -> Self");
                writer.block(head, |writer| writer.line("Self(members.into())"));
            });
        }
        writer.gap();
        writer.block("codegen::delegate!", |writer| {
            writer.line(format_args!("{ident} types::{ty}"));
        });
    }
}
