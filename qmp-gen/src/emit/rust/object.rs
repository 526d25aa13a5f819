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
    pub(super) fn struct_type(&self, writer: &mut SourceWriter, definition: &TypeDef, object: &Object) {
        let name = &definition.name.text;
        let members = self.interface.members(object);
        self.type_doc(code, definition);
        let item = Struct {
            ident: self.names.ty(name),
            name,
            members: &members,
            open: object.open,
            sent: self.sent.contains(name),
        };
        self.object(code, &item);
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
        code.line("#[derive(Clone)]");
        code.block(format_args!("pub struct {ident}"), |code| {
            self.declare(code, &fields);
            if *open {
                code.line("/// Members that the documents do not list.");
                code.line("pub extra: codegen::Extra,");
            }
        });
        if *sent {
            code.gap();
            code.block(format_args!("impl {ident}"), |code| {
                let extra = open.then_some("extra: codegen::Extra::new()");
                self.constructor(code, &fields, None, extra);
                self.setters(code, &fields);
                if *open {
                    with(code);
                }
            });
        }
        if *sent && members.iter().all(|member| member.optional) {
            code.gap();
            code.block(format_args!("impl Default for {ident}"), |code| {
                code.line("#[inline]");
                code.block("fn default() -> Self", |code| code.line("Self::new()"));
            });
        }
        code.gap();
        let listed = fields.iter().map(|field| literal(&field.member.name.text));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let extra = match open {
            true => format!(" extra extra beside &[{listed}]"),
            false => String::new(),
        };
        code.block("codegen::object!", |code| {
            let before = format!("{ident} {} {{ ", literal(name));
            let hiding = self.hiding(name, &fields);
            facts(code, &before, &fields, &format!(" }}{extra}{hiding}"));
        });
    }

    /// The fields of a struct.
    pub(super) fn declare(&self, writer: &mut SourceWriter, fields: &[Field<'_>]) {
        for Field {
            member, ident, ty, ..
        } in fields
        {
            self.member_doc(code, member);
            code.line(format_args!("pub {ident}: {ty},"));
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
        code.doc(what);
        code.line("#[inline]");
        code.list("pub fn new(", &parameters, ") -> Self {");
        code.indented(|code| code.fields("Self", &values));
        code.line("}");
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
            code.gap();
            self.setter_doc(code, field.member);
            code.line("#[must_use]");
            code.line("#[inline]");
            let parameters = ["mut self".to_owned(), format!("{ident}: {ty}")];
            code.list(&format!("pub fn {ident}("), &parameters, ") -> Self {");
            code.indented(|code| {
                code.line(format_args!("self.{ident} = Some({into});"));
                code.line("self");
            });
            code.line("}");
        }
    }
}

/// The method that adds members to an open struct.
fn with(writer: &mut SourceWriter) {
    code.gap();
    code.line("/// Sets a member that the documents do not list.");
    code.line("#[must_use]");
    let parameters = [
        "mut self",
        "name: impl Into<String>",
        "value: impl Into<codegen::Value>",
    ];
    code.list(
        "pub fn with(",
        &parameters.map(str::to_owned),
        ") -> Self {",
    );
    code.indented(|code| {
        code.line("self.extra.insert(name.into(), value.into());");
        code.line("self");
    });
    code.line("}");
}

/// Of each member the field and the name on the wire.
pub(super) fn facts(writer: &mut SourceWriter, before: &str, fields: &[Field<'_>], after: &str) {
    let fact = |field: &Field<'_>| format!("{} {}", field.ident, literal(&field.member.name.text));
    let facts: Vec<String> = fields.iter().map(fact).collect();
    match facts.is_empty() {
        true => code.line(format_args!("{}{}", before.trim_end(), after.trim_start())),
        false => code.list(before, &facts, after),
    }
}
