//! Structs: of types, of a command's arguments, of an event's data.

use super::Emitter;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Member, Object, TypeDef};
use crate::naming::Scope;

/// A struct to be written.
pub(super) struct Struct<'a> {
    /// Its name in Rust.
    pub(super) ident: &'a str,
    /// Its name in the documents.
    pub(super) name: &'a str,
    /// Its members.
    pub(super) members: &'a [Member],
    /// Whether it takes others.
    pub(super) open: bool,
    /// Whether applications make values of it.
    pub(super) sent: bool,
}

/// A member, with what it is called and is in Rust.
pub(super) struct Field<'a> {
    pub(super) member: &'a Member,
    pub(super) ident: String,
    pub(super) ty: String,
    pub(super) boxed: bool,
}

impl Emitter<'_> {
    pub(super) fn struct_type(
        &self,
        writer: &mut SourceWriter,
        definition: &TypeDef,
        object: &Object,
    ) {
        let name = &definition.name.text;
        let members = self.interface.members(object);
        self.type_doc(writer, definition);
        let item = Struct {
            ident: self.names.ty(name),
            name,
            members: &members,
            open: object.open,
            sent: self.sent.contains(name),
        };
        self.object(writer, &item);
    }

    /// The fields for members. Names that methods or other fields have are
    /// taken.
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

    /// A struct, below its documentation.
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
                    with(writer);
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
        let listed = fields.iter().map(|field| literal(&field.member.name.text));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let extra = match open {
            true => format!(" extra extra beside &[{listed}]"),
            false => String::new(),
        };
        writer.block("codegen::object!", |writer| {
            let before = format!("{ident} {} {{ ", literal(name));
            let hiding = self.hiding(name, &fields);
            facts(writer, &before, &fields, &format!(" }}{extra}{hiding}"));
        });
    }

    /// The fields of a struct.
    pub(super) fn declare(&self, writer: &mut SourceWriter, fields: &[Field<'_>]) {
        for Field {
            member, ident, ty, ..
        } in fields
        {
            self.member_doc(writer, member);
            writer.line(format_args!("pub {ident}: {ty},"));
        }
    }

    /// `new`, which takes what has to be there: the required members, and after
    /// them the branch of a union, as which type it is given; what `extra` says is
    /// put in beside them.
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
            let (ty, into) = self.made(field);
            parameters.push(format!("{ident}: {ty}"));
            match into == *ident {
                true => values.push(into),
                false => values.push(format!("{ident}: {into}")),
            }
        }
        let what = if fields.is_empty() && branch.is_none() {
            "It has no members."
        } else if parameters.is_empty() && branch.is_none() {
            "With every member left out."
        } else {
            "With the members that are required."
        };
        if let Some(branches) = branch {
            parameters.push(format!("branch: impl Into<{branches}>"));
            values.push("branch: branch.into()".to_owned());
        }
        values.extend(extra.map(str::to_owned));
        writer.doc(what);
        writer.line("#[inline]");
        writer.list("pub fn new(", &parameters, ") -> Self {");
        writer.indented(|writer| writer.fields("Self", &values));
        writer.line("}");
    }

    /// Which of the members are secrets, as the macros are told.
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

    /// The type of the parameter that a field is made from, and the making.
    fn made(&self, field: &Field<'_>) -> (String, String) {
        let (ty, into) = self.parameter(&field.member.ty, &field.ident);
        match field.boxed {
            true => (ty, format!("Box::new({into})")),
            false => (ty, into),
        }
    }

    /// The methods that set optional members.
    pub(super) fn setters(&self, writer: &mut SourceWriter, fields: &[Field<'_>]) {
        for field in fields.iter().filter(|field| field.member.optional) {
            let ident = &field.ident;
            let (ty, into) = self.made(field);
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

/// The method that adds members to an open struct.
fn with(writer: &mut SourceWriter) {
    writer.gap();
    writer.line("/// Sets a member that the documents do not list.");
    writer.line("#[must_use]");
    let parameters = [
        "mut self",
        "name: impl Into<String>",
        "value: impl Into<codegen::Value>",
    ];
    writer.list(
        "pub fn with(",
        &parameters.map(str::to_owned),
        ") -> Self {",
    );
    writer.indented(|writer| {
        writer.line("self.extra.insert(name.into(), value.into());");
        writer.line("self");
    });
    writer.line("}");
}

/// Of each member the field and the name on the wire.
pub(super) fn facts(writer: &mut SourceWriter, before: &str, fields: &[Field<'_>], after: &str) {
    let fact = |field: &Field<'_>| format!("{} {}", field.ident, literal(&field.member.name.text));
    let facts: Vec<String> = fields.iter().map(fact).collect();
    match facts.is_empty() {
        true => writer.line(format_args!("{}{}", before.trim_end(), after.trim_start())),
        false => writer.list(before, &facts, after),
    }
}
