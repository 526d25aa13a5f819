//! Commands and events.

use super::Emitter;
use super::source_writer::{SourceWriter, literal};
use super::names::EVENT_ENUM;
use super::object::Struct;
use super::versions;
use crate::ir::{Command, Event, Member, Payload};
use crate::naming::Scope;

impl Emitter<'_> {
    pub(super) fn command(&self, writer: &mut SourceWriter, command: &Command) {
        let name = &command.name.text;
        let Some(ident) = self.names.command(name) else {
            return;
        };
        let client = &self.client;
        let reply = match &command.returns {
            Some(ty) => self.ty(ty),
            None => format!("{client}::Empty"),
        };
        self.command_doc(code, command);
        let item = Struct {
            ident,
            name,
            members: &[],
            open: command.open,
            sent: true,
        };
        self.payload(code, item, &command.arguments);
        code.gap();
        code.block(format_args!("impl {client}::Command for {ident}"), |code| {
            code.line(format_args!(
                "const NAME: &'static str = {};",
                literal(name)
            ));
            versions::constants(code, &command.metadata);
            code.line(format_args!("type Reply = {reply};"));
        });
    }

    pub(super) fn event(&self, writer: &mut SourceWriter, event: &Event) {
        let name = &event.name.text;
        let Some(ident) = self.names.event(name) else {
            return;
        };
        let client = &self.client;
        self.event_doc(code, event);
        let item = Struct {
            ident,
            name,
            members: &[],
            open: false,
            sent: false,
        };
        self.payload(code, item, &event.data);
        code.gap();
        code.block(format_args!("impl {client}::Event for {ident}"), |code| {
            code.line(format_args!(
                "const NAME: &'static str = {};",
                literal(name)
            ));
            versions::constants(code, &event.metadata);
        });
    }

    /// A struct of arguments or of data. Where they are a union, it holds that.
    fn payload(&self, writer: &mut SourceWriter, item: Struct<'_>, payload: &Payload) {
        let flattened: Vec<Member>;
        let members: &[Member] = match payload {
            Payload::Members(members) => members,
            Payload::Type(ty) => match self.interface.flattened(&ty.text) {
                Some(members) => {
                    flattened = members;
                    &flattened
                }
                None => return self.wrapped(code, &item, &ty.text),
            },
        };
        self.object(code, &Struct { members, ..item });
    }

    /// The enum of all events.
    pub(super) fn event_enum(&self, writer: &mut SourceWriter) {
        let client = &self.client;
        let mut scope = Scope::with_reserved(&["Other"]);
        let events = self.interface.events().filter_map(|event| {
            let wire = &event.name.text;
            Some((event, self.names.event(wire)?, scope.pascal(wire)))
        });
        let events: Vec<_> = events.collect();
        code.gap();
        code.line("/// Any event. One that the documents do not list is kept as it came.");
        code.line("#[derive(Debug, Clone, PartialEq)]");
        code.block(format_args!("pub enum {EVENT_ENUM}"), |code| {
            for (event, ident, variant) in &events {
                self.opening_doc(code, &event.doc, format!("`{}`.", event.name.text));
                code.line(format_args!("{variant}({ident}),"));
            }
            code.line("/// An event that the documents do not list.");
            code.line(format_args!("Other({client}::RawEvent),"));
        });
        code.gap();
        code.block(format_args!("impl {EVENT_ENUM}"), |code| {
            code.line("/// The event's name on the wire.");
            code.line("#[inline]");
            code.block("pub fn name(&self) -> &str", |code| {
                code.block("match self", |code| {
                    for (event, _, variant) in &events {
                        let wire = literal(&event.name.text);
                        code.line(format_args!("Self::{variant}(_) => {wire},"));
                    }
                    code.line("Self::Other(event) => &event.name,");
                });
            });
        });
        code.gap();
        let head = format!("impl {client}::EventSet for {EVENT_ENUM}");
        code.block(head, |code| {
            let parameters = ["name: &str", "data: Option<&codegen::RawValue>"].map(str::to_owned);
            let result = ") -> Result<Option<Self>, codegen::Error> {";
            code.list("fn read(", &parameters, result);
            code.indented(|code| {
                code.block("let event = match name", |code| {
                    for (event, _, variant) in &events {
                        let wire = literal(&event.name.text);
                        let read = format!("Self::{variant}(codegen::event_data(data)?)");
                        code.line(format_args!("{wire} => {read},"));
                    }
                    code.line("_ => Self::Other(codegen::other_event(name, data)),");
                });
                code.end_statement();
                code.line("Ok(Some(event))");
            });
            code.line("}");
        });
    }

    /// A struct that holds what a type is.
    fn wrapped(&self, writer: &mut SourceWriter, item: &Struct<'_>, name: &str) {
        let (ident, ty) = (item.ident, self.names.ty(name));
        let doc = self
            .interface
            .ty(name)
            .map(|definition| definition.doc.clone());
        let doc = doc.unwrap_or_default();
        code.line("#[derive(Clone)]");
        code.line(format_args!("pub struct {ident}("));
        code.indented(|code| {
            let otherwise = "The members, which depend on one of them.";
            self.opening_doc(code, &doc, otherwise.to_owned());
            code.line(format_args!("pub types::{ty},"));
        });
        code.line(");");
        if item.sent {
            code.gap();
            code.block(format_args!("impl {ident}"), |code| {
                code.line("/// With these members.");
                code.line("#[inline]");
                let head = format!("pub fn new(members: impl Into<types::{ty}>) -> Self");
                code.block(head, |code| code.line("Self(members.into())"));
            });
        }
        code.gap();
        code.block("codegen::delegate!", |code| code.line(ident));
    }
}
