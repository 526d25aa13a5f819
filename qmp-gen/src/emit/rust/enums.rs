//! Enums and alternates.

use std::collections::HashSet;

use super::conversions;
use super::emitter::Emitter;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Builtin, EnumValue, Member, Type, TypeDef};
use crate::naming::Scope;
use crate::resolve::{JsonKind, json_kinds};

impl Emitter<'_> {
    /// Emits an enum.
    pub(super) fn enumeration(
        &self,
        writer: &mut SourceWriter,
        definition: &TypeDef,
        values: &[EnumValue],
    ) {
        let ident = self.names.ty(&definition.name.text);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut variants = Vec::new();
        self.type_doc(writer, definition);
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub enum {ident}"), |writer| {
            for value in values {
                let variant = scope.pascal(&value.name.text);
                self.value_doc(writer, value);
                writer.line(format_args!("{variant},"));
                variants.push(format!("{variant} {}", literal(&value.name.text)));
            }
            writer.line("/// A value that the documents do not list.");
            writer.line("Other(codegen::UnknownValue),");
        });
        writer.gap();
        writer.block("codegen::enumeration!", |writer| {
            in_braces(writer, &format!("{ident} "), &variants, "");
        });
    }

    /// Emits an alternate.
    pub(super) fn alternate(
        &self,
        writer: &mut SourceWriter,
        definition: &TypeDef,
        alternatives: &[Member],
    ) {
        let name = &definition.name.text;
        let ident = self.names.ty(name);
        let is_sent = self.sent.contains(name);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut kinds = Vec::new();
        let mut variants = Vec::new();
        let mut nulls = Vec::new();
        let mut conversions = Vec::new();
        let mut taken = HashSet::new();
        self.type_doc(writer, definition);
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub enum {ident}"), |writer| {
            for alternative in alternatives {
                let variant = scope.pascal(&alternative.name.text);
                self.alternative_doc(writer, alternative);
                if alternative.ty == Type::Builtin(Builtin::Null) {
                    writer.line(format_args!("{variant},"));
                    if is_sent && nulls.is_empty() {
                        conversions.push(format!("[null] {variant}"));
                    }
                    nulls.push(format!("Null {variant}"));
                    continue;
                }
                let inner = self.ty(&alternative.ty);
                let boxed = self.interface.is_boxed(name, &alternative.name.text);
                match boxed {
                    true => writer.line(format_args!("{variant}(Box<{inner}>),")),
                    false => writer.line(format_args!("{variant}({inner}),")),
                }
                let same = alternatives.iter().filter(|a| a.ty == alternative.ty);
                if is_sent && same.count() == 1 {
                    let source = match &alternative.ty {
                        Type::Builtin(Builtin::Str) => "texts".to_owned(),
                        _ if boxed => format!("boxed {inner}"),
                        _ => inner,
                    };
                    conversions.push(format!("[{source}] {variant}"));
                }
                // A kind of JSON value belongs to the first alternative that accepts it.
                let own = json_kinds(self.interface, &alternative.ty);
                let own = own.into_iter().filter(|kind| taken.insert(*kind));
                let is_whole = alternative.ty != Type::Builtin(Builtin::Number);
                let patterns: Vec<&str> = own.map(|kind| kind_pattern(kind, is_whole)).collect();
                if !patterns.is_empty() {
                    kinds.push(format!("{} {variant}", patterns.join(" | ")));
                }
                variants.push(variant);
            }
            writer.line("/// A value of a kind that the documents do not list.");
            writer.line("Other(codegen::Value),");
        });
        writer.gap();
        writer.block("codegen::alternate!", |writer| {
            let nulls = nulls.join(" ");
            let variants = variants.join(" ");
            writer.line(format_args!("{ident} {{ {variants} }} [{nulls}]"));
            in_braces(writer, "", &kinds, "");
        });
        conversions::emit(writer, ident, &conversions);
    }
}

/// Emits a list in braces.
pub(super) fn in_braces(writer: &mut SourceWriter, before: &str, parts: &[String], after: &str) {
    match parts.is_empty() {
        true => writer.line(format_args!("{before}{{}}{after}")),
        false => writer.list(&format!("{before}{{ "), parts, &format!(" }}{after}")),
    }
}

/// The name of a kind of JSON value in generated code. `is_whole` is whether numbers must be
/// integers.
fn kind_pattern(kind: JsonKind, is_whole: bool) -> &'static str {
    match kind {
        JsonKind::Number if is_whole => "Int",
        JsonKind::Null => "Null",
        JsonKind::Bool => "Bool",
        JsonKind::Number => "Int | Float",
        JsonKind::Str => "Str",
        JsonKind::Array => "Array",
        JsonKind::Object => "Object",
    }
}
