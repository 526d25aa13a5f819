//! The rules of unions: the discriminator and the branches.

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Span;
use crate::ir::{Builtin, Kind, Member, Name, Object, Type, TypeDef};

/// Reports discriminators and branches that are not allowed. An object that has one becomes
/// a plain object.
pub(super) fn check(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let mut without_branches = Vec::new();
    for definition in interface.types.values() {
        let Kind::Object(object) = &definition.kind else {
            continue;
        };
        if object.discriminator.is_some()
            && !(Branches {
                interface,
                definition,
                object,
                diagnostics,
                sound: true,
            })
            .check()
        {
            without_branches.push(definition.name.text.clone());
        }
    }
    for name in without_branches {
        if let Some(object) = interface.object_mut(&name) {
            object.discriminator = None;
            object.branches.clear();
            object.wrapper = None;
        }
    }
}

/// Checks the branches of an object against its discriminator.
struct Branches<'a> {
    interface: &'a Interface,
    definition: &'a TypeDef,
    object: &'a Object,
    diagnostics: &'a mut Diagnostics,
    sound: bool,
}

impl Branches<'_> {
    fn report(&mut self, place: Span, message: String) {
        self.report_as(Code::BadUnion, place, message);
        self.sound = false;
    }

    fn report_as(&mut self, code: Code, place: Span, message: String) {
        let problem = problem(code, &self.definition.name, place, message);
        self.diagnostics.push(problem);
    }

    fn check(mut self) -> bool {
        let object = self.object;
        let Some(discriminator) = &object.discriminator else {
            return true;
        };
        let members = self.interface.undescribed_members(object);
        match members.iter().find(|m| m.name.text == discriminator.text) {
            Some(member) => self.discriminator(discriminator, member),
            // The member is implied by the form.
            None if object.wrapper.is_some() => {}
            None => self.report(
                discriminator.span,
                format!(
                    "the discriminator `{}` is not a member of the base",
                    discriminator.text
                ),
            ),
        }
        if object.branches.is_empty() && self.interface.discriminator_values(object).is_empty() {
            self.report(discriminator.span, "the union has no branches".to_owned());
        }
        if object.wrapper.is_none() {
            for branch in &object.branches {
                let is_object = match &branch.ty {
                    Type::Named(name) => self.interface.object(name).is_some(),
                    _ => false,
                };
                if !is_object {
                    let value = &branch.value.text;
                    let message = format!(
                        "the branch `{value}` must be an object, and `{}` is not an object",
                        branch.ty
                    );
                    self.report(branch.value.span, message);
                }
            }
        }
        self.sound
    }

    fn discriminator(&mut self, discriminator: &Name, member: &Member) {
        let name = &discriminator.text;
        let definition = match &member.ty {
            Type::Named(name) => self.interface.ty(name),
            _ => None,
        };
        if member.ty == Type::Builtin(Builtin::Str) && !self.object.branches.is_empty() {
            let message = format!(
                "the discriminator `{name}` must be of an enum type; \
                 its values were taken from the branches"
            );
            return self.report_as(Code::OldSyntax, discriminator.span, message);
        }
        let Some(Kind::Enum(values)) = definition.map(|definition| &definition.kind) else {
            let message = format!("the discriminator `{name}` must be of an enum type");
            return self.report(discriminator.span, message);
        };
        if member.optional {
            self.report(
                discriminator.span,
                format!("the discriminator `{name}` must not be optional"),
            );
        }
        if member.metadata.condition.is_some() {
            let message = format!("the discriminator `{name}` must not be conditional");
            self.report_as(Code::SchemaRule, discriminator.span, message);
        }
        for branch in &self.object.branches {
            let value = &branch.value.text;
            if !values.iter().any(|known| known.name.text == *value) {
                let message = format!("the branch `{value}` is not a value of `{name}`");
                self.report(branch.value.span, message);
            }
        }
    }
}
