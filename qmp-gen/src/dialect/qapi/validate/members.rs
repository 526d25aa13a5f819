//! The rules on members, their types, and features.

use std::collections::HashSet;

use super::super::doc::{self, DocContents};
use super::super::shapes::{self, MemberEntry};
use super::context::Validator;
use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::Name;
use crate::naming::c_name;

/// The optional keys of an object with the key `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeKeys {
    Condition,
    ConditionAndFeatures,
}

impl Validator<'_> {
    /// Checks members and their descriptions.
    pub(super) fn members(&mut self, data: &Node, owner: &Name, contents: Option<&DocContents>) {
        for member in shapes::members(data) {
            let name = member.name;
            let what = format!("the member `{name}`");
            self.member_name(&owner.text, "the member", name, member.name_span);
            if name == "u" || name.starts_with("has-") || name.starts_with("has_") {
                let message = format!("{what} uses a reserved name");
                self.reporter.rule(member.name_span, message);
            }
            if member.is_inline_object() {
                self.inline_object(&member, &what, owner);
            } else {
                let keys = TypeKeys::ConditionAndFeatures;
                self.typed_value(member.value, &what, keys, true);
            }
            self.features(member.value);
        }
        let names: Vec<&str> = shapes::members(data).map(|member| member.name).collect();
        self.descriptions(contents, owner, &names);
    }

    fn inline_object(&mut self, member: &MemberEntry, what: &str, owner: &Name) {
        let message =
            format!("{what} lacks the required key `type`; it was read as an object of members");
        self.reporter.old_syntax(member.value.span, message);
        let name = Name::new(member.inline_type_name(&owner.text), member.name_span);
        self.members(member.value, &name, None);
    }

    /// Checks that a comment describes these members and no others.
    pub(super) fn descriptions(
        &mut self,
        contents: Option<&DocContents>,
        owner: &Name,
        members: &[&str],
    ) {
        // There is nothing to compare if the form of the comment is wrong.
        if let Some(contents) = contents {
            let is_exempt = self.pragmas.undocumented.contains(&owner.text);
            doc::check_members(contents, owner, members, is_exempt, &mut self.reporter);
        }
    }

    /// Checks a type, or an object with a type in it.
    pub(super) fn typed_value(&mut self, value: &Node, what: &str, keys: TypeKeys, array: bool) {
        if value.is_object() {
            let optional: &[&str] = match keys {
                TypeKeys::Condition => &["if"],
                TypeKeys::ConditionAndFeatures => &["if", "features"],
            };
            self.keys(value, what, &["type"], optional);
            self.condition(value, what);
        }
        if let Some(ty) = shapes::type_node(value) {
            self.type_expression(ty, what, array);
        }
    }

    /// Checks a type: a name, or a list of one name where an array is allowed.
    pub(super) fn type_expression(&mut self, node: &Node, what: &str, array: bool) {
        match &node.kind {
            NodeKind::String(name) => self.old_any(name, node.span),
            NodeKind::Array(elements) => {
                if !array {
                    self.reporter
                        .form(node.span, format!("{what} cannot be an array"));
                }
                if let [element] = elements.as_slice()
                    && let Some(name) = element.text()
                {
                    self.old_any(name, element.span);
                } else {
                    let message =
                        format!("the array type of {what} must be one type name in brackets");
                    self.reporter.form(node.span, message);
                }
            }
            _ => self.type_name(node, what),
        }
    }

    /// Reports a name that old releases wrote for any value.
    fn old_any(&mut self, name: &str, place: Span) {
        if self.index.is_old_any(name) {
            let message = format!("`{name}` is not a type; it was read as any value");
            self.reporter.old_syntax(place, message);
        }
    }

    /// Checks that a value is a name.
    pub(super) fn type_name(&mut self, node: &Node, what: &str) {
        if node.text().is_none() {
            let message = format!("{what} must be a type name");
            self.reporter.form(node.span, message);
        }
    }

    /// Checks the features of a definition, a member or an enum value.
    pub(super) fn features(&mut self, node: &Node) {
        let Some(list) = node.get("features") else {
            return;
        };
        let NodeKind::Array(list) = &list.kind else {
            return self.reporter.rule(list.span, "`features` must be an array");
        };
        let mut listed = HashSet::new();
        for entry in list {
            if entry.text().is_none() {
                self.keys(entry, "a feature", &["name"], &["if"]);
            }
            let Some(name) = shapes::entry_name(entry) else {
                if let Some(name) = entry.get("name") {
                    let message = "the name of a feature must be a string";
                    self.reporter.rule(name.span, message);
                }
                continue;
            };
            if entry.is_object() {
                self.condition(entry, "a feature");
            }
            self.member_name("", "the feature", &name.text, name.span);
            self.count_feature(&name);
            if !listed.insert(c_name(&name.text).into_owned()) {
                let message = format!("duplicate feature `{}`", name.text);
                self.reporter.rule(name.span, message);
                continue;
            }
            self.features.push(name);
        }
    }
}
