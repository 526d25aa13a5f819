//! Lowers each kind of definition.

use super::super::definitions::DefinitionKind;
use super::super::doc::{self, ParsedDoc};
use super::super::shapes::{self, UnionForm};
use super::super::validate::ValidDefinition;
use super::context::Lowering;
use super::docs::{MemberDoc, payload_names, type_names};
use super::members::{condition, type_span};
use crate::dialect::node::Node;
use crate::ir::{
    Branch, Command, Doc, EnumValue, Event, Kind, Member, Metadata, Name, Object, Payload, Schema,
    Type, TypeDef,
};

impl Lowering<'_> {
    /// Lowers the definition.
    pub(super) fn definition(mut self, definition: &ValidDefinition) -> Schema {
        let node = definition.node;
        let name = definition.name.clone();
        let body = doc::parse_blocks(&self.doc.body);
        let metadata = Metadata {
            since: self.since(&body),
            features: self.features(node),
            condition: condition(node),
            ..self.module_only()
        };
        match definition.kind {
            DefinitionKind::Command => self.command(node, name, body, metadata),
            DefinitionKind::Event => self.event(node, name, body, metadata),
            kind => {
                let kind = self.kind(kind, node, &name);
                let body = self.complete(body, &type_names(&kind));
                self.lowered.types.push(TypeDef {
                    name,
                    doc: body.into_doc(),
                    kind,
                    metadata,
                    nested: false,
                });
            }
        }
        self.lowered
    }

    fn command(&mut self, node: &Node, name: Name, body: ParsedDoc, metadata: Metadata) {
        let arguments = self.payload(node, &name);
        let returns = node.get("returns").map(|returns| {
            self.add_type_place(name.span, type_span(returns));
            self.index.type_of(returns)
        });
        let mut body = self.complete(body, &payload_names(&arguments));
        let returned = doc::parse_blocks(&self.doc.returns);
        body.examples.extend(returned.examples);
        let errors_doc = doc::parse_blocks(&self.doc.errors).into_doc();
        self.lowered.commands.push(Command {
            name,
            doc: body.doc,
            arguments,
            open: node.get("gen").is_some(),
            returns,
            returns_doc: returned.doc,
            errors_doc,
            oob: node.get("allow-oob").and_then(Node::flag) == Some(true),
            // Before QEMU 2.2, the flag was a string.
            no_reply: node
                .get("success-response")
                .is_some_and(|flag| flag.flag() == Some(false) || flag.text() == Some("no")),
            undocumented: false,
            examples: body.examples,
            metadata,
        });
    }

    fn event(&mut self, node: &Node, name: Name, body: ParsedDoc, metadata: Metadata) {
        let data = self.payload(node, &name);
        let body = self.complete(body, &payload_names(&data));
        self.lowered.events.push(Event {
            name,
            doc: body.doc,
            data,
            undocumented: false,
            examples: body.examples,
            metadata,
        });
    }

    /// Lowers the arguments of a command or the data of an event.
    fn payload(&mut self, node: &Node, owner: &Name) -> Payload {
        let Some(data) = node.get("data") else {
            return Payload::Members(Vec::new());
        };
        if data.is_object() {
            return Payload::Members(self.members(data, &owner.text));
        }
        match self.index.type_of(data) {
            Type::Named(text) => Payload::Type(Name::new(text, data.span)),
            _ => Payload::Members(Vec::new()),
        }
    }

    /// Lowers what a type is.
    fn kind(&mut self, kind: DefinitionKind, node: &Node, name: &Name) -> Kind {
        match kind {
            DefinitionKind::Enum => self.enumeration(node),
            DefinitionKind::Struct => self.structure(node, name),
            DefinitionKind::Union => self.union(node, name),
            _ => self.alternate(node),
        }
    }

    fn enumeration(&mut self, node: &Node) -> Kind {
        let entries = shapes::array(node, "data").unwrap_or_default();
        let values = entries.iter().filter_map(|entry| {
            let name = shapes::entry_name(entry)?;
            let MemberDoc { doc, since } = self.member_doc(&name.text);
            Some(EnumValue {
                name,
                doc,
                metadata: Metadata {
                    since,
                    features: self.features(entry),
                    condition: condition(entry),
                    ..Metadata::default()
                },
            })
        });
        Kind::Enum(values.collect())
    }

    fn structure(&mut self, node: &Node, name: &Name) -> Kind {
        let base = node.get("base").and_then(shapes::string_name);
        let members = match node.get("data") {
            Some(data) => self.members(data, &name.text),
            None => Vec::new(),
        };
        let base_docs = match &base {
            Some(_) => self.base_docs(&members),
            None => Vec::new(),
        };
        Kind::Object(Object {
            base,
            members,
            base_docs,
            ..Object::default()
        })
    }

    fn union(&mut self, node: &Node, name: &Name) -> Kind {
        let form = shapes::union_form(node);
        if form == UnionForm::Alternate {
            return self.alternate(node);
        }
        let mut object = Object::default();
        match node.get("base") {
            Some(base) if base.is_object() => object.members = self.members(base, &name.text),
            Some(base) => {
                object.base = shapes::string_name(base);
                object.base_docs = self.base_docs(&[]);
            }
            None => {}
        }
        if form == UnionForm::Simple {
            object.wrapper = Some("data".to_owned());
            object.discriminator = Some(Name::new("type", name.span));
            let doc = self.member_doc("type").doc;
            object.base_docs.retain(|(name, _)| name != "type");
            object.base_docs.push(("type".to_owned(), doc));
        } else {
            let discriminator = node.get("discriminator");
            object.discriminator = discriminator.and_then(shapes::string_name);
        }
        for (value, branch) in node.get("data").map(Node::entries).unwrap_or_default() {
            self.add_type_place(value.span, type_span(branch));
            let ty = self.type_of(branch);
            let is_member = |name: &Name| name.text == value.text;
            let describes_member = object.members.iter().any(|member| is_member(&member.name))
                || object.discriminator.as_ref().is_some_and(is_member);
            let doc = match describes_member {
                true => Doc::default(),
                false => self.member_doc(&value.text).doc,
            };
            object.branches.push(Branch {
                value: value.clone(),
                ty,
                doc,
                metadata: condition_only(branch),
            });
        }
        Kind::Object(object)
    }

    fn alternate(&mut self, node: &Node) -> Kind {
        let mut alternatives = Vec::new();
        for (name, value) in node.get("data").map(Node::entries).unwrap_or_default() {
            self.add_type_place(name.span, type_span(value));
            let MemberDoc { doc, since } = self.member_doc(&name.text);
            alternatives.push(Member {
                name: name.clone(),
                ty: self.type_of(value),
                optional: false,
                doc,
                metadata: Metadata {
                    since,
                    ..condition_only(value)
                },
            });
        }
        Kind::Alternate(alternatives)
    }
}

/// The metadata of a branch or an alternative, which has no features.
fn condition_only(value: &Node) -> Metadata {
    Metadata {
        condition: condition(value),
        ..Metadata::default()
    }
}
