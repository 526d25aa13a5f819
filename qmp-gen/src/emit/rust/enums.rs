//! Enums, unions and alternates.

use std::collections::HashSet;

use super::Emitter;
use super::source_writer::{SourceWriter, literal};
use super::object::facts;
use crate::ir::{Builtin, EnumValue, Member, Object, Type, TypeDef};
use crate::naming::Scope;
use crate::resolve::{JsonKind, json_kinds};

impl Emitter<'_> {
    pub(super) fn enumeration(&self, writer: &mut SourceWriter, definition: &TypeDef, values: &[EnumValue]) {
        let ident = self.names.ty(&definition.name.text);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut variants = Vec::new();
        self.type_doc(code, definition);
        code.line("#[derive(Clone)]");
        code.block(format_args!("pub enum {ident}"), |code| {
            for value in values {
                let variant = scope.pascal(&value.name.text);
                self.value_doc(code, value);
                code.line(format_args!("{variant},"));
                variants.push(format!("{variant} {}", literal(&value.name.text)));
            }
            code.line("/// A value that the documents do not list.");
            code.line("Other(codegen::UnknownValue),");
        });
        code.gap();
        code.block("codegen::enumeration!", |code| {
            listed(code, &format!("{ident} "), &variants, "");
        });
    }

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
        self.type_doc(code, definition);
        code.line("#[derive(Clone)]");
        code.block(format_args!("pub struct {ident}"), |code| {
            self.declare(code, &fields);
            let chooses = all.iter().find(|m| m.name.text == *wire);
            let mut told = object.base_docs.iter();
            let told = told.find(|(name, _)| name == wire).map(|(_, doc)| doc);
            self.discriminator_doc(code, wire, chooses.map(|m| &m.doc).or(told));
            code.line(format_args!("pub branch: {branches},"));
        });
        if self.sent.contains(name) {
            code.gap();
            code.block(format_args!("impl {ident}"), |code| {
                self.constructor(code, &fields, Some(branches), None);
                self.setters(code, &fields);
            });
        }
        code.gap();
        code.block("codegen::union!", |code| {
            let before = format!("{ident} {} {} {{ ", literal(name), literal(wire));
            let hiding = self.hiding(name, &fields);
            facts(code, &before, &fields, &format!(" }}{hiding}"));
        });
        code.gap();
        self.branch_enum(code, definition, object);
    }

    fn branch_enum(&self, writer: &mut SourceWriter, definition: &TypeDef, object: &Object) {
        let name = &definition.name.text;
        let branches = self.names.branches(name);
        let is_sent = self.sent.contains(name);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut full = Vec::new();
        let mut bare = Vec::new();
        let mut conversions = Vec::new();
        let mut converted = HashSet::new();
        let values = self.interface.discriminator_enum(object).unwrap_or(&[]);
        let ident = self.names.ty(name);
        code.doc(&format!("The branches of [`{ident}`](struct@{ident})."));
        code.line("#[derive(Clone)]");
        code.block(format_args!("pub enum {branches}"), |code| {
            for value in self.interface.discriminator_values(object) {
                let variant = scope.pascal(&value);
                let fact = format!("{variant} {}", literal(&value));
                let mut all = object.branches.iter();
                let branch = all.find(|branch| branch.value.text == value);
                let of_enum = values.iter().find(|v| v.name.text == value);
                self.branch_doc(code, &value, branch, of_enum);
                let Some(branch) = branch else {
                    code.line(format_args!("{variant},"));
                    bare.push(fact);
                    continue;
                };
                let boxed = self.interface.is_boxed(name, &value);
                let inner = self.ty(&branch.ty);
                match boxed {
                    true => code.line(format_args!("{variant}(Box<{inner}>),")),
                    false => code.line(format_args!("{variant}({inner}),")),
                }
                full.push(fact);
                let same = object.branches.iter().filter(|b| b.ty == branch.ty);
                if is_sent && same.count() == 1 && converted.insert(&branch.ty) {
                    conversions.push((variant, inner, boxed));
                }
            }
            code.line("/// A branch that the documents do not list, whole.");
            code.line("Other(codegen::UnknownBranch),");
        });
        code.gap();
        code.block("codegen::branches!", |code| {
            let wrapper = object.wrapper.as_deref().map(literal).unwrap_or_default();
            listed(code, &format!("{branches} "), &full, "");
            listed(code, "", &bare, &format!(" [{wrapper}]"));
        });
        for (variant, inner, boxed) in conversions {
            from(code, branches, &variant, &inner, boxed);
        }
    }

    pub(super) fn alternate(&self, writer: &mut SourceWriter, definition: &TypeDef, alternatives: &[Member]) {
        let name = &definition.name.text;
        let ident = self.names.ty(name);
        let is_sent = self.sent.contains(name);
        let mut scope = Scope::with_reserved(&["Other"]);
        let mut kinds = Vec::new();
        let mut variants = Vec::new();
        let mut conversions = Vec::new();
        let mut taken = HashSet::new();
        self.type_doc(code, definition);
        code.line("#[derive(Clone)]");
        code.block(format_args!("pub enum {ident}"), |code| {
            for alternative in alternatives {
                let variant = scope.pascal(&alternative.name.text);
                let inner = self.ty(&alternative.ty);
                self.alternative_doc(code, alternative);
                let boxed = self.interface.is_boxed(name, &alternative.name.text);
                match boxed {
                    true => code.line(format_args!("{variant}(Box<{inner}>),")),
                    false => code.line(format_args!("{variant}({inner}),")),
                }
                let same = alternatives.iter().filter(|a| a.ty == alternative.ty);
                if is_sent && same.count() == 1 {
                    conversions.push((variant.clone(), inner, boxed));
                }
                let own = json_kinds(self.interface, &alternative.ty);
                let own = own.into_iter().filter(|kind| taken.insert(*kind));
                let is_whole = alternative.ty != Type::Builtin(Builtin::Number);
                let patterns: Vec<&str> = own.map(|kind| kind_pattern(kind, is_whole)).collect();
                if !patterns.is_empty() {
                    kinds.push(format!("{} {variant}", patterns.join(" | ")));
                }
                variants.push(variant);
            }
            code.line("/// A value of a kind that the documents do not list.");
            code.line("Other(codegen::Value),");
        });
        code.gap();
        code.block("codegen::alternate!", |code| {
            code.line(format_args!("{ident} {{ {} }}", variants.join(" ")));
            listed(code, "", &kinds, "");
        });
        for (variant, inner, boxed) in conversions {
            from(code, ident, &variant, &inner, boxed);
            if inner == "String" {
                from(code, ident, &variant, "&str", false);
            }
        }
    }
}

/// How a variant is made from what it holds.
fn from(writer: &mut SourceWriter, ident: &str, variant: &str, inner: &str, boxed: bool) {
    let made = match (boxed, inner) {
        (true, _) => "Box::new(value)",
        (false, "&str") => "value.to_owned()",
        (false, _) => "value",
    };
    code.gap();
    code.block(format_args!("impl From<{inner}> for {ident}"), |code| {
        code.line("#[inline]");
        code.block(format_args!("fn from(value: {inner}) -> Self"), |code| {
            code.line(format_args!("Self::{variant}({made})"));
        });
    });
}

/// Metadata in braces.
fn listed(writer: &mut SourceWriter, before: &str, facts: &[String], after: &str) {
    match facts.is_empty() {
        true => code.line(format_args!("{before}{{}}{after}")),
        false => code.list(&format!("{before}{{ "), facts, &format!(" }}{after}")),
    }
}

/// How a kind of JSON value is called in generated code; for numbers, whether they
/// are whole ones.
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
