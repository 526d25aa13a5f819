//! Objects in which one member depends on the value of another: the lists in its entry
//! follow `When "type" is "…":`.

use serde_json::Value;

use super::body::ListEntry;
use super::context::ListContext;
use super::inference;
use super::lowering::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Branch, Builtin, Doc, EnumValue, Kind, Name, Object, Type};

impl Lowering<'_> {
    /// An object in which one entry depends on the value of another: its lists follow
    /// `When "type" is "…":`.
    pub(super) fn cases(
        &mut self,
        context: &mut ListContext,
        path: &[&str],
        items: &[&ListEntry],
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
        let governing = object
            .discriminator
            .as_ref()
            .map_or_else(String::new, |name| name.text.clone());
        object.wrapper = Some(payload.text.clone());
        for (before, items) in governed.lists() {
            let Some((_, value)) = case(self.text(before)) else {
                continue;
            };
            // Only the objects of this case show its members.
            let of_case = |object: &&serde_json::Map<String, Value>| {
                object.get(&governing).and_then(Value::as_str) == Some(value)
            };
            let values: Vec<&Value> = inference::objects(shown)
                .filter(of_case)
                .filter_map(|object| object.get(&payload.text))
                .collect();
            let path: Vec<&str> = path.iter().copied().chain([value]).collect();
            let listed = self.listed(context, &path, items, &values);
            let name = self.claim(&path);
            let members = Object::of(listed.members);
            let doc = Doc::paragraph(&format!("The value of '{}' for '{value}'.", payload.text));
            let ty = self.define(name, before, doc, Kind::Object(members));
            object
                .branches
                .push(Branch::new(Name::new(value, before), ty));
        }
        self.undescribed_branches(&mut object, path);
        Some(object)
    }

    /// Adds a branch of any value for the discriminator's values that have no list.
    fn undescribed_branches(&mut self, object: &mut Object, path: &[&str]) {
        let Some(discriminator) = object.discriminator.clone() else {
            return;
        };
        let values = self.discriminator_values(object, path, &discriminator);
        for value in values {
            if !object.branches.iter().any(|b| b.value.text == value.text) {
                object.branches.push(Branch::new(value, Builtin::Any));
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
            let values = of_branches.iter().cloned().map(EnumValue::new);
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
                        "`{}` is not in the list of values of `{}`",
                        name.text, discriminator.text
                    ),
                )
                .related(discriminator.span, "the values are listed here"),
            );
            values.push(EnumValue::new(name));
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
