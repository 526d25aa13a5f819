//! Conversions into the types that applications send.

use std::collections::HashMap;

use super::convertible::has_required_members;
use super::emitter::Emitter;
use super::source_writer::SourceWriter;
use crate::ir::{Builtin, Command, Kind, Member, Object, Type};

impl Emitter<'_> {
    /// Emits the conversion of an object from its only required member.
    pub(super) fn member_conversion(&self, writer: &mut SourceWriter, name: &str) {
        let Some(member) = self.conversions.source_member(name) else {
            return;
        };
        let source = match &member.ty {
            Type::Builtin(Builtin::Str) => "text".to_owned(),
            Type::Builtin(Builtin::Any) => return,
            Type::Named(inner) if inner == name => return,
            Type::Named(inner) if self.accepts_text(inner, name) => {
                format!("into types::{}", self.names.ty(inner))
            }
            ty => self.ty(ty),
        };
        let ident = self.names.ty(name);
        emit(writer, ident, &[format!("[{source}] new")]);
    }

    /// Whether a type is an alternate that accepts text, and not `owner`.
    fn accepts_text(&self, name: &str, owner: &str) -> bool {
        match self.interface.ty(name).map(|definition| &definition.kind) {
            Some(Kind::Alternate(alternatives)) => {
                let types = || alternatives.iter().map(|alternative| &alternative.ty);
                types().any(|ty| *ty == Type::Builtin(Builtin::Str))
                    && types().all(|ty| ty.name() != Some(owner))
            }
            _ => false,
        }
    }

    /// The conversions of a union from the content of its branches, and from the commands
    /// that the branches are named after. `constructors` are the names of the constructors.
    pub(super) fn union_conversions(
        &self,
        writer: &mut SourceWriter,
        name: &str,
        union: &Object,
        constructors: &HashMap<String, String>,
    ) {
        if has_required_members(self.interface, union) {
            return;
        }
        let contents: Vec<&Type> = union
            .branches
            .iter()
            .map(|branch| self.wrappers.content(&branch.ty))
            .collect();
        let mut entries = Vec::new();
        for (branch, content) in union.branches.iter().zip(&contents) {
            let (Type::Named(inner), Some(constructor)) =
                (content, constructors.get(&branch.value.text))
            else {
                continue;
            };
            if self.is_empty(inner) {
                continue;
            }
            let is_unique = contents.iter().filter(|other| *other == content).count() == 1;
            if is_unique && inner != name {
                let ty = self.names.ty(inner);
                entries.push(format!("[types::{ty}] {constructor}"));
            }
            let command = &branch.value.text;
            if self.arguments.separate_type(command) == Some(inner)
                && let Some(command) = self.names.command(command)
            {
                entries.push(format!("[super::commands::{command}] {constructor}"));
            }
        }
        emit(writer, self.names.ty(name), &entries);
    }

    /// Emits the conversions between the arguments of a command and a type with the same
    /// members. A command whose arguments are a union has them already.
    pub(super) fn argument_conversions(
        &self,
        writer: &mut SourceWriter,
        command: &Command,
        ty: &str,
    ) {
        let name = &command.name.text;
        let Some(members) = self.interface.flattened(ty) else {
            return;
        };
        let is_boxed = |member: &Member| {
            let wire = &member.name.text;
            self.interface.is_boxed(ty, wire) != self.interface.is_boxed(name, wire)
        };
        let Some(ident) = self
            .names
            .command(name)
            .filter(|_| !members.iter().any(is_boxed))
        else {
            return;
        };
        let fields = self.fields(name, &members, &["new"]);
        let fields: Vec<String> = fields.into_iter().map(|field| field.ident).collect();
        let ty = self.names.ty(ty);
        writer.gap();
        writer.block("codegen::same_members!", |writer| {
            writer.list(&format!("{ident} types::{ty} {{ "), &fields, " }");
        });
    }

    /// Whether a type is an object without any members.
    pub(super) fn is_empty(&self, name: &str) -> bool {
        self.interface.object(name).is_some_and(|object| {
            !object.open
                && object.discriminator.is_none()
                && self.interface.undescribed_members(object).is_empty()
        })
    }
}

/// Emits implementations of `From` that call a function of the type.
pub(super) fn emit(writer: &mut SourceWriter, ident: &str, entries: &[String]) {
    if entries.is_empty() {
        return;
    }
    writer.gap();
    writer.block("codegen::conversions!", |writer| {
        writer.list(&format!("{ident} {{ "), entries, " }");
    });
}
