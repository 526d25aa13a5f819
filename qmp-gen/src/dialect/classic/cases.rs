//! Objects of which one member depends on the value of another: the lists in its
//! entry stand under `When "type" is "…":`.

use serde_json::Value;

use super::body::Item;
use super::evidence;
use super::members::Context;
use super::types::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::{Branch, Builtin, Doc, EnumValue, Facts, Kind, Member, Name, Object, Type};

impl Lowering<'_> {
    /// An object of which one entry depends on the value of another: its lists
    /// stand under `When "type" is "…":`.
    pub(super) fn cases(
        &mut self,
        context: &mut Context,
        path: &[&str],
        items: &[&Item],
        shown: &[&Value],
    ) -> Option<Object> {
        let governed = items.iter().find(|item| {
            item.lists().next().is_some()
                && item
                    .lists()
                    .all(|(before, _)| case(self.text(before)).is_some())
        })?;
        let (discriminator, _) = case(self.text(governed.lists().next()?.0))?;
        let discriminator = items
            .iter()
            .flat_map(|item| &item.names)
            .find(|name| name.text == discriminator)?
            .clone();
        let mut object = Object {
            discriminator: Some(discriminator),
            ..Object::default()
        };
        for item in items.iter().filter(|item| !std::ptr::eq(**item, *governed)) {
            for name in &item.names {
                let member = self.member(context, path, item, name, shown);
                self.add(&mut object.members, member);
            }
        }
        let payload = governed.names.first()?;
        for (before, items) in governed.lists() {
            let Some((_, value)) = case(self.text(before)) else {
                continue;
            };
            let values = evidence::member(shown, &payload.text);
            let inner: Vec<&str> = path
                .iter()
                .copied()
                .chain([value, payload.text.as_str()])
                .collect();
            let listed = self.listed(context, &inner, items, &values);
            let name = self.claim(&inner);
            let members = Object {
                members: listed.members,
                ..Object::default()
            };
            let doc = Doc::paragraph(&format!("What '{}' is for '{value}'.", payload.text));
            let ty = self.define(name, before, doc, Kind::Object(members));
            self.branch(&mut object, path, value, before, payload, ty);
        }
        self.undescribed_branches(&mut object, path, payload);
        Some(object)
    }

    /// Adds a branch that has one member.
    fn branch(
        &mut self,
        object: &mut Object,
        path: &[&str],
        value: &str,
        span: Span,
        payload: &Name,
        ty: Type,
    ) {
        let member = Member {
            name: payload.clone(),
            ty,
            optional: false,
            doc: Doc::default(),
            facts: Facts::default(),
        };
        let members = Object {
            members: vec![member],
            ..Object::default()
        };
        let path: Vec<&str> = path.iter().copied().chain([value]).collect();
        let name = self.claim(&path);
        let doc = Doc::paragraph(&format!("What goes with '{value}'."));
        let ty = self.define(name, span, doc, Kind::Object(members));
        object.branches.push(Branch {
            value: Name {
                text: value.to_owned(),
                span,
            },
            ty,
            facts: Facts::default(),
        });
    }

    /// The discriminator's values of which nothing more is said have the member
    /// too, whatever it is there.
    fn undescribed_branches(&mut self, object: &mut Object, path: &[&str], payload: &Name) {
        let Some(discriminator) = object.discriminator.clone() else {
            return;
        };
        let values = self.discriminator_values(object, path, &discriminator);
        for value in values {
            if !object
                .branches
                .iter()
                .any(|branch| branch.value.text == value.text)
            {
                let any = Builtin::Any.into();
                self.branch(object, path, &value.text, value.span, payload, any);
            }
        }
    }

    /// The values of a discriminator. Those of the branches are among them,
    /// whether they are listed or not.
    fn discriminator_values(
        &mut self,
        object: &mut Object,
        path: &[&str],
        discriminator: &Name,
    ) -> Vec<Name> {
        let of_branches: Vec<Name> = object.branches.iter().map(|b| b.value.clone()).collect();
        let Some(member) = object
            .members
            .iter_mut()
            .find(|m| m.name.text == discriminator.text)
        else {
            return Vec::new();
        };
        let listed = self
            .schema
            .types
            .iter_mut()
            .find_map(|def| match &mut def.kind {
                Kind::Enum(values) if member.ty == Type::Named(def.name.text.clone()) => {
                    Some(values)
                }
                _ => None,
            });
        let Some(values) = listed else {
            let path: Vec<&str> = path
                .iter()
                .copied()
                .chain([discriminator.text.as_str()])
                .collect();
            let values = of_branches
                .iter()
                .map(|name| (name.clone(), Doc::default()));
            member.ty = self.define_enum(&path, discriminator.span, Doc::default(), values);
            return of_branches;
        };
        for name in of_branches {
            if values.iter().any(|value| value.name.text == name.text) {
                continue;
            }
            self.diagnostics.push(
                Diagnostic::new(
                    Code::CaseNotListed,
                    name.span,
                    format!(
                        "`{}` is not among the values of `{}`",
                        name.text, discriminator.text
                    ),
                )
                .related(discriminator.span, "the values are listed here"),
            );
            values.push(EnumValue {
                name,
                doc: Doc::default(),
                facts: Facts::default(),
            });
        }
        values.iter().map(|value| value.name.clone()).collect()
    }
}

/// The member and the value of `When "type" is "…":` at the end of a text.
fn case(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end().strip_suffix(':')?;
    let at = text.rfind("When \"")?;
    let mut quoted = text.get(at..)?.split('"');
    let (_, member, is, value) = (
        quoted.next()?,
        quoted.next()?,
        quoted.next()?,
        quoted.next()?,
    );
    (is.trim() == "is").then_some((member, value))
}
