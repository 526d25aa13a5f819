//! Enums, unions and alternates.

use std::collections::HashSet;

use super::emitter::Emitter;
use super::object::members_in_macro;
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Builtin, EnumValue, Member, Object, Type, TypeDef};
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

    /// Emits a union: a struct of the common members, and the enum of branches.
    pub(super) fn union(&self, writer: &mut SourceWriter, definition: &TypeDef, object: &Object) {
        let Some(discriminator) = &object.discriminator else {
            return;
        };
        let name = &definition.name.text;
        let ident = self.names.ty(name);
        let branches = self.names.branches(name);
        let all = self.interface.members(object);
        let common: Vec<Member> = all
            .iter()
            .filter(|m| m.name.text != discriminator.text)
            .cloned()
            .collect();
        let fields = self.fields(name, &common, &["new", "branch"]);
        let wire = &discriminator.text;
        self.type_doc(writer, definition);
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub struct {ident}"), |writer| {
            self.declare(writer, &fields);
            let own_doc = all.iter().find(|m| m.name.text == *wire).map(|m| &m.doc);
            let mut base_docs = object.base_docs.iter();
            let base_doc = base_docs.find(|(name, _)| name == wire);
            let doc = own_doc.or(base_doc.map(|(_, doc)| doc));
            self.discriminator_doc(writer, wire, doc);
            writer.line(format_args!("pub branch: {branches},"));
        });
        if self.sent.contains(name) {
            writer.gap();
            writer.block(format_args!("impl {ident}"), |writer| {
                self.constructor(writer, &fields, Some(branches), None);
                self.setters(writer, &fields);
            });
        }
        writer.gap();
        writer.block("codegen::union!", |writer| {
            let before = format!("{ident} {} {} {{ ", literal(name), literal(wire));
            let hiding = self.hiding(name, &fields);
            members_in_macro(writer, &before, &fields, &format!(" }}{hiding}"));
        });
        writer.gap();
        self.branch_enum(writer, definition, object);
    }

    /// Emits the enum of a union's branches.
    fn branch_enum(&self, writer: &mut SourceWriter, definition: &TypeDef, object: &Object) {
        let name = &definition.name.text;
        let branches = self.names.branches(name);
        let is_sent = self.sent.contains(name);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut with_members = Vec::new();
        let mut without_members = Vec::new();
        let mut conversions = Vec::new();
        let mut converted = HashSet::new();
        let values = self.interface.discriminator_enum(object).unwrap_or(&[]);
        let ident = self.names.ty(name);
        writer.doc(&format!("The branches of [`{ident}`](struct@{ident})."));
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub enum {branches}"), |writer| {
            for value in self.interface.discriminator_values(object) {
                let variant = scope.pascal(&value);
                let variant_and_value = format!("{variant} {}", literal(&value));
                let mut all = object.branches.iter();
                let branch = all.find(|branch| branch.value.text == value);
                let enum_value = values.iter().find(|v| v.name.text == value);
                self.branch_doc(writer, &value, branch, enum_value);
                let Some(branch) = branch else {
                    writer.line(format_args!("{variant},"));
                    without_members.push(variant_and_value);
                    continue;
                };
                let boxed = self.interface.is_boxed(name, &value);
                let inner = self.ty(&branch.ty);
                match boxed {
                    true => writer.line(format_args!("{variant}(Box<{inner}>),")),
                    false => writer.line(format_args!("{variant}({inner}),")),
                }
                with_members.push(variant_and_value);
                let same = object.branches.iter().filter(|b| b.ty == branch.ty);
                if is_sent && same.count() == 1 && converted.insert(&branch.ty) {
                    conversions.push((variant, inner, boxed));
                }
            }
            writer.line("/// A branch that the documents do not list, with all its members.");
            writer.line("Other(codegen::UnknownBranch),");
        });
        writer.gap();
        writer.block("codegen::branches!", |writer| {
            let wrapper = object.wrapper.as_deref().map(literal).unwrap_or_default();
            in_braces(writer, &format!("{branches} "), &with_members, "");
            in_braces(writer, "", &without_members, &format!(" [{wrapper}]"));
        });
        for (variant, inner, boxed) in conversions {
            from(writer, branches, &variant, &inner, boxed);
        }
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
        let mut conversions = Vec::new();
        let mut taken = HashSet::new();
        self.type_doc(writer, definition);
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub enum {ident}"), |writer| {
            for alternative in alternatives {
                let variant = scope.pascal(&alternative.name.text);
                let inner = self.ty(&alternative.ty);
                self.alternative_doc(writer, alternative);
                let boxed = self.interface.is_boxed(name, &alternative.name.text);
                match boxed {
                    true => writer.line(format_args!("{variant}(Box<{inner}>),")),
                    false => writer.line(format_args!("{variant}({inner}),")),
                }
                let same = alternatives.iter().filter(|a| a.ty == alternative.ty);
                if is_sent && same.count() == 1 {
                    conversions.push((variant.clone(), inner, boxed));
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
            writer.line(format_args!("{ident} {{ {} }}", variants.join(" ")));
            in_braces(writer, "", &kinds, "");
        });
        for (variant, inner, boxed) in conversions {
            from(writer, ident, &variant, &inner, boxed);
            if inner == "String" {
                from(writer, ident, &variant, "&str", false);
            }
        }
    }
}

/// Emits the conversion of a variant's content into the enum.
fn from(writer: &mut SourceWriter, ident: &str, variant: &str, inner: &str, boxed: bool) {
    let converted = match (boxed, inner) {
        (true, _) => "Box::new(value)",
        (false, "&str") => "value.to_owned()",
        (false, _) => "value",
    };
    writer.gap();
    writer.block(format_args!("impl From<{inner}> for {ident}"), |writer| {
        writer.line("#[inline]");
        writer.block(format_args!("fn from(value: {inner}) -> Self"), |writer| {
            writer.line(format_args!("Self::{variant}({converted})"));
        });
    });
}

/// Emits a list in braces.
fn in_braces(writer: &mut SourceWriter, before: &str, parts: &[String], after: &str) {
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
