//! Structs of object types, of commands' arguments and of events' data.

use super::emitter::Emitter;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Command, Member, Object, TypeDef};
use crate::naming::Scope;

/// A struct to emit.
pub(super) struct Struct<'a> {
    /// The name in Rust.
    pub(super) ident: &'a str,
    /// The name in the documents.
    pub(super) name: &'a str,
    pub(super) members: &'a [Member],
    /// Whether members that the documents do not list are allowed.
    pub(super) open: bool,
    /// Whether applications send it, and so need constructors.
    pub(super) sent: bool,
}

/// A member, and its field in Rust.
pub(super) struct Field<'a> {
    pub(super) member: &'a Member,
    pub(super) ident: String,
    pub(super) ty: String,
    pub(super) boxed: bool,
}

impl Emitter<'_> {
    /// Emits an object type without a discriminator.
    pub(super) fn struct_type(
        &self,
        writer: &mut SourceWriter,
        definition: &TypeDef,
        object: &Object,
    ) {
        let name = &definition.name.text;
        let members = self.interface.members(object);
        let command = self.merged_command(name);
        match command {
            Some(command) => self.command_doc(writer, command),
            None => self.type_doc(writer, definition),
        }
        let ident = self.names.ty(name);
        let item = Struct {
            ident,
            name,
            members: &members,
            open: object.open,
            sent: self.sent.contains(name),
        };
        self.object(writer, &item);
        self.member_conversion(writer, name);
        if let Some(command) = command {
            self.command_trait(writer, ident, command);
        }
    }

    /// The command that is one item with a type.
    pub(super) fn merged_command(&self, ty: &str) -> Option<&Command> {
        self.interface.command(self.arguments.merged_command(ty)?)
    }

    /// The fields of members. `reserved` are the names of methods and other fields.
    pub(super) fn fields<'m>(
        &self,
        owner: &str,
        members: &'m [Member],
        reserved: &[&str],
    ) -> Vec<Field<'m>> {
        let mut scope = Scope::with_reserved(reserved);
        members
            .iter()
            .map(|member| {
                let boxed = self.interface.is_boxed(owner, &member.name.text);
                let mut ty = self.ty(&member.ty);
                if boxed {
                    ty = format!("Box<{ty}>");
                }
                if member.optional {
                    ty = format!("Option<{ty}>");
                }
                Field {
                    member,
                    ident: scope.snake(&member.name.text),
                    ty,
                    boxed,
                }
            })
            .collect()
    }

    /// Emits a struct without its documentation, which precedes it.
    pub(super) fn object(&self, writer: &mut SourceWriter, item: &Struct<'_>) {
        let Struct {
            ident,
            name,
            members,
            open,
            sent,
        } = item;
        let reserved: &[&str] = if *open {
            &["new", "extra", "with"]
        } else {
            &["new"]
        };
        let fields = self.fields(name, members, reserved);
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub struct {ident}"), |writer| {
            self.declare(writer, &fields);
            if *open {
                writer.line("/// Members that the documents do not list.");
                writer.line("pub extra: codegen::Extra,");
            }
        });
        if *sent {
            writer.gap();
            writer.block(format_args!("impl {ident}"), |writer| {
                let extra = open.then_some("extra: codegen::Extra::new()");
                self.constructor(writer, &fields, None, extra);
                self.setters(writer, &fields);
                if *open {
                    extra_setter(writer);
                }
            });
        }
        if *sent && members.iter().all(|member| member.optional) {
            writer.gap();
            writer.block(format_args!("impl Default for {ident}"), |writer| {
                writer.line("#[inline]");
                writer.block("fn default() -> Self", |writer| writer.line("Self::new()"));
            });
        }
        writer.gap();
        let names = fields.iter().map(|field| literal(&field.member.name.text));
        let names = names.collect::<Vec<_>>().join(", ");
        let extra = match open {
            true => format!(" extra extra beside &[{names}]"),
            false => String::new(),
        };
        writer.block("codegen::object!", |writer| {
            let before = format!("{ident} {} {{ ", literal(name));
            let hiding = self.hiding(name, &fields);
            members_in_macro(writer, &before, &fields, &format!(" }}{extra}{hiding}"));
        });
    }

    /// Emits the declarations of a struct's fields.
    pub(super) fn declare(&self, writer: &mut SourceWriter, fields: &[Field<'_>]) {
        for Field {
            member, ident, ty, ..
        } in fields
        {
            self.member_doc(writer, member);
            writer.line(format_args!("pub {ident}: {ty},"));
        }
    }

    /// Emits `new`, which takes the required members and then, for a union, a value of the
    /// type `branch`. `extra` is one more initializer of a field.
    pub(super) fn constructor(
        &self,
        writer: &mut SourceWriter,
        fields: &[Field<'_>],
        branch: Option<&str>,
        extra: Option<&str>,
    ) {
        let mut parameters = Vec::new();
        let mut values = Vec::new();
        for field in fields {
            let Field { ident, member, .. } = field;
            if member.optional {
                values.push(format!("{ident}: None"));
                continue;
            }
            let (ty, into) = self.field_parameter(field);
            parameters.push(format!("{ident}: {ty}"));
            match into == *ident {
                true => values.push(into),
                false => values.push(format!("{ident}: {into}")),
            }
        }
        let doc = if fields.is_empty() && branch.is_none() {
            "Creates a value; it has no members."
        } else if parameters.is_empty() && branch.is_none() {
            "Creates a value without any of its members, which are all optional."
        } else {
            "Creates a value with the required members."
        };
        if let Some(branches) = branch {
            parameters.push(format!("branch: impl Into<{branches}>"));
            values.push("branch: branch.into()".to_owned());
        }
        values.extend(extra.map(str::to_owned));
        writer.doc(doc);
        writer.line("#[inline]");
        writer.list("pub fn new(", &parameters, ") -> Self {");
        writer.indented(|writer| writer.fields("Self", &values));
        writer.line("}");
    }

    /// The part of a macro's input that names the members to hide from `Debug`.
    pub(super) fn hiding(&self, owner: &str, fields: &[Field<'_>]) -> String {
        let members = fields.iter().map(|field| field.member);
        let secrets: Vec<String> = members
            .filter(|member| self.interface.is_secret(owner, member))
            .map(|member| literal(&member.name.text))
            .collect();
        match secrets.is_empty() {
            true => String::new(),
            false => format!(", hiding &[{}]", secrets.join(", ")),
        }
    }

    /// The type of a parameter for a field, and the expression that converts it.
    pub(super) fn field_parameter(&self, field: &Field<'_>) -> (String, String) {
        let (ty, into) = self.parameter(&field.member.ty, &field.ident);
        match field.boxed {
            true => (ty, format!("Box::new({into})")),
            false => (ty, into),
        }
    }

    /// Emits the methods that set optional members.
    pub(super) fn setters(&self, writer: &mut SourceWriter, fields: &[Field<'_>]) {
        for field in fields.iter().filter(|field| field.member.optional) {
            let ident = &field.ident;
            let (ty, into) = self.field_parameter(field);
            writer.gap();
            self.setter_doc(writer, field.member);
            writer.line("#[must_use]");
            writer.line("#[inline]");
            let parameters = ["mut self".to_owned(), format!("{ident}: {ty}")];
            writer.list(&format!("pub fn {ident}("), &parameters, ") -> Self {");
            writer.indented(|writer| {
                writer.line(format_args!("self.{ident} = Some({into});"));
                writer.line("self");
            });
            writer.line("}");
        }
    }
}

/// Emits the method that adds a member to an open struct.
fn extra_setter(writer: &mut SourceWriter) {
    writer.gap();
    writer.line("/// Sets a member that the documents do not list.");
    writer.line("#[must_use]");
    let parameters = [
        "mut self",
        "name: impl codegen::IntoText",
        "value: impl Into<codegen::Value>",
    ];
    writer.list(
        "pub fn with(",
        &parameters.map(str::to_owned),
        ") -> Self {",
    );
    writer.indented(|writer| {
        writer.line("self.extra.insert(name.into_text(), value.into());");
        writer.line("self");
    });
    writer.line("}");
}

/// Emits the field and the wire name of each member, as input of a macro.
pub(super) fn members_in_macro(
    writer: &mut SourceWriter,
    before: &str,
    fields: &[Field<'_>],
    after: &str,
) {
    let names = fields
        .iter()
        .map(|field| format!("{} {}", field.ident, literal(&field.member.name.text)));
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => writer.line(format_args!("{}{}", before.trim_end(), after.trim_start())),
        false => writer.list(before, &names, after),
    }
}
