//! Lowers members, their types, conditions and features.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::super::shapes::{self, MemberEntry};
use super::context::Lowering;
use super::docs::MemberDoc;
use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::{Builtin, Doc, Feature, Kind, Member, Metadata, Name, Object, Type, TypeDef};
use crate::naming::c_name;

impl Lowering<'_> {
    /// Lowers members, with their descriptions in the definition's comment.
    pub(super) fn members(&mut self, data: &Node, owner: &str) -> Vec<Member> {
        let members = shapes::members(data);
        members.map(|entry| self.member(&entry, owner)).collect()
    }

    fn member(&mut self, entry: &MemberEntry, owner: &str) -> Member {
        let MemberDoc { doc, since } = self.member_doc(entry.name);
        let (ty, condition) = if entry.is_inline_object() {
            (self.inline_object(entry, owner), None)
        } else {
            self.add_type_place(entry.name_span, type_span(entry.value));
            (self.type_of(entry.value), condition(entry.value))
        };
        Member {
            name: Name::new(entry.name, entry.name_span),
            ty,
            optional: entry.optional,
            doc,
            metadata: Metadata {
                since,
                features: self.features(entry.value),
                condition,
                ..Metadata::default()
            },
        }
    }

    /// Makes a type of an object in place of a type. Comments don't describe its members.
    fn inline_object(&mut self, entry: &MemberEntry, owner: &str) -> Type {
        let text = entry.inline_type_name(owner);
        let doc = std::mem::take(&mut self.doc);
        let members = self.members(entry.value, &text);
        self.doc = doc;
        let definition = TypeDef {
            name: Name::new(text.clone(), entry.name_span),
            doc: Doc::default(),
            kind: Kind::Object(Object {
                members,
                ..Object::default()
            }),
            metadata: self.module_only(),
            nested: true,
        };
        self.lowered.types.push(definition);
        Type::Named(text)
    }

    /// The type of a member, a branch or an alternative.
    pub(super) fn type_of(&self, value: &Node) -> Type {
        match shapes::type_node(value) {
            Some(ty) => self.index.type_of(ty),
            None => Builtin::Any.into(),
        }
    }

    /// The features of a definition, a member or an enum value.
    pub(super) fn features(&self, node: &Node) -> Vec<Feature> {
        let Some(entries) = shapes::array(node, "features") else {
            return Vec::new();
        };
        let mut listed = HashSet::new();
        let mut features = Vec::new();
        for entry in entries {
            if let Some(name) = shapes::entry_name(entry)
                && listed.insert(c_name(&name.text).into_owned())
            {
                features.push(Feature {
                    doc: self.feature_doc(&name.text),
                    name: name.text,
                    condition: condition(entry),
                });
            }
        }
        features
    }
}

/// The condition of a definition, a member, a value or a feature.
pub(super) fn condition(node: &Node) -> Option<Value> {
    let condition = node.get("if")?;
    Some(match &condition.kind {
        // In old releases, a list meant that all of its conditions hold.
        NodeKind::Array(_) => json!({ "all": condition.value() }),
        _ => condition.value(),
    })
}

/// The span of the type name of a member, a branch or an alternative.
pub(super) fn type_span(value: &Node) -> Span {
    let ty = shapes::type_node(value).unwrap_or(value);
    ty.elements().first().unwrap_or(ty).span
}
