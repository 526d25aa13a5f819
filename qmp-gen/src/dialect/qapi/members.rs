//! Members, their types, and what is known of items of every sort.

use std::collections::HashSet;

use super::check::Checker;
use super::doc::{self, DocEntry, Docs};
use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::{
    Builtin, Doc, Feature, Kind, Member, Metadata, Name, Object, Schema, Type, TypeDef,
};
use crate::naming::c_name;

impl Checker<'_> {
    pub(super) fn members(
        &mut self,
        schema: &mut Schema,
        data: &Node,
        owner: &Name,
        docs: &Docs,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for (key, entry) in data.entries() {
            let (text, optional) = match key.text.strip_prefix('*') {
                Some(text) => (text, true),
                None => (key.text.as_str(), false),
            };
            let what = format!("the member `{text}`");
            self.lower_name(&owner.text, "the member", text, key.span);
            if text == "u" || text.starts_with("has-") || text.starts_with("has_") {
                self.report_rule(key.span, format!("{what} uses a reserved name"));
            }
            let told = self.told(docs, text);
            let name = Name {
                text: text.to_owned(),
                span: key.span,
            };
            // An object in place of a type's name, until QEMU 2.4.
            let nested = entry.is_object() && entry.get("type").is_none();
            let (ty, condition) = if nested {
                self.report_old(entry.span, format!("{what} misses the key `type`"));
                (self.nested(schema, entry, owner, &name), None)
            } else {
                schema.type_places.insert(key.span, type_place(entry));
                self.typed(entry, &what, true, true)
            };
            let features = self.features(entry, Some(docs));
            let metadata = Metadata {
                since: told.since,
                features,
                condition,
                ..Metadata::default()
            };
            members.push(Member {
                name,
                ty,
                optional,
                doc: told.doc,
                metadata,
            });
        }
        self.check_described(docs, owner, members.iter().map(|member| &member.name));
        members
    }

    fn nested(&mut self, schema: &mut Schema, data: &Node, owner: &Name, member: &Name) -> Type {
        let text = format!("{}{}", owner.text, crate::naming::pascal(&member.text));
        let name = Name {
            text: text.clone(),
            span: member.span,
        };
        let members = self.members(schema, data, &name, &Docs::default());
        let kind = Kind::Object(Object {
            members,
            ..Object::default()
        });
        schema.types.push(TypeDef {
            name,
            doc: Doc::default(),
            kind,
            metadata: Metadata::default(),
            nested: true,
        });
        Type::Named(text)
    }

    /// A type, alone or with what else is said of whatever has it.
    pub(super) fn typed(
        &mut self,
        entry: &Node,
        what: &str,
        array: bool,
        features: bool,
    ) -> (Type, Option<serde_json::Value>) {
        if !entry.is_object() {
            return (self.ty(entry, what, array), None);
        }
        let optional: &[&str] = if features {
            &["if", "features"]
        } else {
            &["if"]
        };
        self.keys(entry, what, &["type"], optional);
        let condition = self.condition(entry, what);
        let ty = match entry.get("type") {
            Some(ty) => self.ty(ty, what, array),
            None => Builtin::Any.into(),
        };
        (ty, condition)
    }

    pub(super) fn ty(&mut self, node: &Node, what: &str, array: bool) -> Type {
        match &node.kind {
            NodeKind::String(name) => self.named(name, node.span),
            NodeKind::Array(elements) => {
                if !array {
                    self.report(node.span, format!("{what} cannot be an array"));
                }
                match elements.as_slice() {
                    [element] if element.text().is_some() => {
                        let name = element.text().unwrap_or_default();
                        Type::array(self.named(name, element.span))
                    }
                    _ => {
                        let message =
                            format!("{what}: an array's type is one type name in brackets");
                        self.report(node.span, message);
                        Type::array(Builtin::Any.into())
                    }
                }
            }
            _ => {
                self.report(node.span, format!("{what} should be a type name"));
                Builtin::Any.into()
            }
        }
    }

    fn named(&mut self, name: &str, place: Span) -> Type {
        match Builtin::from_name(name) {
            Some(builtin) => builtin.into(),
            // What old releases wrote where they meant any value.
            None if ["visitor", "**", "dict"].contains(&name) && !self.metas.contains_key(name) => {
                let message = format!("`{name}` is not a type; it was read as any value");
                self.report_old(place, message);
                Builtin::Any.into()
            }
            None => Type::Named(name.to_owned()),
        }
    }

    pub(super) fn type_name(&mut self, node: &Node, what: &str) -> Option<Name> {
        match node.text() {
            Some(text) => Some(Name {
                text: text.to_owned(),
                span: node.span,
            }),
            None => {
                self.report(node.span, format!("{what} should be a type name"));
                None
            }
        }
    }

    pub(super) fn metadata(&mut self, node: &Node, what: &str, docs: &Docs) -> Metadata {
        let since = match &docs.since {
            Some(section) => {
                let text = section.lines.first().map_or("", |line| line.text.trim());
                doc::since_version(text.trim_start_matches("QEMU ").trim_start())
            }
            None => doc::since_of_definition(&doc::read_blocks(&docs.body).doc),
        };
        let condition = self.condition(node, what);
        let features = self.features(node, Some(docs));
        Metadata {
            since,
            features,
            condition,
            ..Metadata::default()
        }
    }

    pub(super) fn features(&mut self, node: &Node, docs: Option<&Docs>) -> Vec<Feature> {
        let Some(list) = node.get("features") else {
            return Vec::new();
        };
        let NodeKind::Array(list) = &list.kind else {
            self.report_rule(list.span, "`features` must be an array");
            return Vec::new();
        };
        let mut features: Vec<Feature> = Vec::new();
        let mut listed = HashSet::new();
        for entry in list {
            let (name, place, condition) = match entry.text() {
                Some(name) => (name, entry.span, None),
                None => {
                    self.keys(entry, "a feature", &["name"], &["if"]);
                    let Some(name) = entry.get("name") else {
                        continue;
                    };
                    let Some(text) = name.text() else {
                        self.report_rule(name.span, "a feature requires a string name");
                        continue;
                    };
                    (text, name.span, self.condition(entry, "a feature"))
                }
            };
            self.lower_name("", "the feature", name, place);
            self.count_feature(name, place);
            if !listed.insert(c_name(name)) {
                self.report_rule(place, format!("the feature `{name}` is listed twice"));
                continue;
            }
            self.listed.push(Name {
                text: name.to_owned(),
                span: place,
            });
            let told = docs.and_then(|docs| find(&docs.features, name));
            let doc = told
                .map(|described| doc::read_blocks(&described.lines).into_doc())
                .unwrap_or_default();
            features.push(Feature {
                name: name.to_owned(),
                condition,
                doc,
            });
        }
        features
    }
}

pub(super) fn find<'d, 't>(described: &'d [DocEntry<'t>], name: &str) -> Option<&'d DocEntry<'t>> {
    described
        .iter()
        .find(|described| described.name.text == name)
}

/// Where a type is named, by what stands for it.
pub(super) fn type_place(entry: &Node) -> Span {
    let ty = entry.get("type").unwrap_or(entry);
    ty.elements().first().unwrap_or(ty).span
}
