//! Unions: a struct of the common members, and an enum of the branches.

use std::collections::{HashMap, HashSet};

use super::conversions;
use super::emitter::Emitter;
use super::enums::in_braces;
use super::object::{Field, members_in_macro};
use super::source_writer::{SourceWriter, literal};
use crate::ir::{Branch, Member, Object, Type, TypeDef};
use crate::naming::Scope;

/// The value of the discriminator, its variant in Rust, and the branch if it has members.
struct Variant<'a> {
    value: String,
    ident: String,
    branch: Option<&'a Branch>,
}

/// The content of a branch in a constructor.
struct Content {
    /// The parameter; `None` if the content has no members.
    parameter: Option<String>,
    /// The statement that wraps the parameter.
    wrap: Option<String>,
    /// The expression for the content of the variant.
    value: String,
}

impl Emitter<'_> {
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
        let command = self.merged_command(name);
        match command {
            Some(command) => self.command_doc(writer, command),
            None => self.type_doc(writer, definition),
        }
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
        let variants = self.variants(object);
        let mut constructors = HashMap::new();
        if self.sent.contains(name) {
            writer.gap();
            writer.block(format_args!("impl {ident}"), |writer| {
                self.constructor(writer, &fields, Some(branches), None);
                constructors = self.branch_constructors(writer, name, &fields, &variants);
                self.setters(writer, &fields);
            });
        }
        writer.gap();
        writer.block("codegen::union!", |writer| {
            let before = format!("{ident} {} {} {{ ", literal(name), literal(wire));
            let hiding = self.hiding(name, &fields);
            members_in_macro(writer, &before, &fields, &format!(" }}{hiding}"));
        });
        if self.sent.contains(name) {
            self.union_conversions(writer, name, object, &constructors);
        }
        if let Some(command) = command {
            self.command_trait(writer, ident, command);
        }
        writer.gap();
        self.branch_enum(writer, definition, object, &variants);
    }

    /// The branches in the order of the discriminator's values.
    fn variants<'o>(&self, object: &'o Object) -> Vec<Variant<'o>> {
        let mut scope = Scope::with_reserved(&["Other"]);
        let values = self.interface.discriminator_values(object).into_iter();
        let variants = values.map(|value| {
            let mut all = object.branches.iter();
            let branch = all.find(|branch| branch.value.text == value);
            let adds_members = |branch: &&Branch| {
                object.wrapper.is_some() || branch.ty.name().is_none_or(|ty| !self.is_empty(ty))
            };
            Variant {
                ident: scope.pascal(&value),
                value,
                branch: branch.filter(adds_members),
            }
        });
        variants.collect()
    }

    /// Emits a constructor for each branch, which takes the required common members and the
    /// content of the branch. Returns their names by the value of the discriminator.
    fn branch_constructors(
        &self,
        writer: &mut SourceWriter,
        name: &str,
        fields: &[Field<'_>],
        variants: &[Variant<'_>],
    ) -> HashMap<String, String> {
        let reserved: Vec<&str> = fields.iter().map(|field| field.ident.as_str()).collect();
        let mut methods = Scope::with_reserved(&reserved);
        methods.reserve("new");
        let branches = self.names.branches(name);
        let required = fields.iter().filter(|field| !field.member.optional);
        let required: Vec<&Field<'_>> = required.collect();
        let common = required.iter().map(|field| {
            let (ty, _) = self.field_parameter(field);
            format!("{}: {ty}", field.ident)
        });
        let common: Vec<String> = common.collect();
        let mut constructors = HashMap::new();
        for Variant {
            value,
            ident,
            branch,
        } in variants
        {
            let method = methods.snake(value);
            let mut parameters = common.clone();
            let mut wrap = None;
            let mut made = format!("{branches}::{ident}");
            if let Some(branch) = branch {
                let mut scope = Scope::with_reserved(&reserved);
                let content = self.content(&branch.ty, &mut scope);
                parameters.extend(content.parameter);
                wrap = content.wrap;
                match self.interface.is_boxed(name, &branch.value.text) {
                    true => made.push_str(&format!("(Box::new({}))", content.value)),
                    false => made.push_str(&format!("({})", content.value)),
                }
            }
            let arguments = required.iter().map(|field| field.ident.clone());
            let arguments: Vec<String> = arguments.chain([made]).collect();
            writer.gap();
            writer.doc(&format!(
                "Creates a value with the branch [`{ident}`]({branches}::{ident})."
            ));
            writer.line("#[inline]");
            let before = format!("pub fn {method}(");
            writer.list(&before, &parameters, ") -> Self {");
            writer.indented(|writer| {
                if let Some(wrap) = wrap {
                    writer.line(wrap);
                }
                writer.list("Self::new(", &arguments, ")");
            });
            writer.line("}");
            constructors.insert(value.clone(), method);
        }
        constructors
    }

    /// How a constructor gets the content of a branch, without its wrappers.
    fn content(&self, ty: &Type, scope: &mut Scope) -> Content {
        let content = self.wrappers.content(ty);
        let mut wrappers = Vec::new();
        let mut name = "members";
        let mut inner = ty;
        while inner != content
            && let Type::Named(wrapper) = inner
            && let Some(member) = self.wrappers.member(wrapper)
        {
            wrappers.push(format!("types::{}::new", self.names.ty(wrapper)));
            name = &member.name.text;
            inner = &member.ty;
        }
        let ident = scope.snake(name);
        let is_empty = matches!(content, Type::Named(name) if self.is_empty(name));
        let (ty, converted) = self.parameter(content, &ident);
        let parameter = (!is_empty).then(|| format!("{ident}: {ty}"));
        let value = match (is_empty, wrappers.is_empty()) {
            (true, _) => format!("{}::new()", self.ty(content)),
            (false, true) => converted,
            // The innermost wrapper converts it.
            (false, false) => ident.clone(),
        };
        if wrappers.is_empty() {
            return Content {
                parameter,
                wrap: None,
                value,
            };
        }
        let wrap = |value: String, wrapper: &String| format!("{wrapper}({value})");
        let wrapped = wrappers.iter().rev().fold(value, wrap);
        Content {
            parameter,
            wrap: Some(format!("let {ident} = {wrapped};")),
            value: ident,
        }
    }

    /// Emits the enum of a union's branches.
    fn branch_enum(
        &self,
        writer: &mut SourceWriter,
        definition: &TypeDef,
        object: &Object,
        variants: &[Variant<'_>],
    ) {
        let name = &definition.name.text;
        let branches = self.names.branches(name);
        let is_sent = self.sent.contains(name);
        let mut with_members = Vec::new();
        let mut without_members = Vec::new();
        let mut conversions = Vec::new();
        let mut converted = HashSet::new();
        let values = self.interface.discriminator_enum(object).unwrap_or(&[]);
        let ident = self.names.ty(name);
        writer.doc(&format!("The branches of [`{ident}`](struct@{ident})."));
        writer.line("#[derive(Clone)]");
        writer.block(format_args!("pub enum {branches}"), |writer| {
            for Variant {
                value,
                ident: variant,
                branch,
            } in variants
            {
                let variant_and_value = format!("{variant} {}", literal(value));
                let mut all = object.branches.iter();
                let described = all.find(|branch| branch.value.text == *value);
                let enum_value = values.iter().find(|v| v.name.text == *value);
                self.branch_doc(writer, value, described, enum_value);
                let Some(branch) = branch else {
                    writer.line(format_args!("{variant},"));
                    without_members.push(variant_and_value);
                    continue;
                };
                let boxed = self.interface.is_boxed(name, value);
                let inner = self.ty(&branch.ty);
                match boxed {
                    true => writer.line(format_args!("{variant}(Box<{inner}>),")),
                    false => writer.line(format_args!("{variant}({inner}),")),
                }
                with_members.push(variant_and_value);
                let same = object.branches.iter().filter(|b| b.ty == branch.ty);
                if is_sent && same.count() == 1 && converted.insert(&branch.ty) {
                    let boxed = if boxed { "boxed " } else { "" };
                    conversions.push(format!("[{boxed}{inner}] {variant}"));
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
        conversions::emit(writer, branches, &conversions);
    }
}
