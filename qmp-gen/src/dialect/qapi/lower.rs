//! From definitions to the IR.

use std::collections::{HashMap, HashSet};

use super::check::Checker;
use super::descriptions::{parts_of_payload, parts_of_type};
use super::doc::{Docs, ParsedDoc};
use super::members::type_place;
use super::{Definition, Meta};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::{
    Branch, Command, Doc, EnumValue, Event, Kind, Member, Metadata, Name, Object, Payload, Schema,
    Type, TypeDef,
};

/// QEMU's own types of values.
pub(super) const BUILTIN_ENUM: &str = "QType";
const BUILTIN_VALUES: [&str; 7] = [
    "none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool",
];

impl Checker<'_> {
    /// Adds every definition to the schema.
    pub(super) fn lower(mut self, schema: &mut Schema) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for definition in self.definitions {
            let metas = Meta::of(&definition.node);
            let [(meta, _, name_node)] = metas[..] else {
                self.enter(definition, None);
                self.docs_of(definition);
                let message = "a definition has exactly one of the keys `enum`, `struct`, \
                               `union`, `alternate`, `command` and `event`";
                self.report(definition.span, message);
                continue;
            };
            self.enter(definition, Some(name_node));
            let docs = self.docs_of(definition).unwrap_or_default();
            let Some(name) = self.definition_name(meta, name_node) else {
                continue;
            };
            if let Some(first) = seen.insert(name.text.clone(), name.span) {
                let message = format!("`{}` is already defined", name.text);
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateItem, name.span, message)
                        .related(first, "the first definition"),
                );
                continue;
            }
            self.definition(schema, definition, (meta, name), docs);
        }
        self.builtin_enum(schema);
    }

    fn definition(
        &mut self,
        schema: &mut Schema,
        definition: &Definition,
        (meta, name): (Meta, Name),
        mut docs: Docs,
    ) {
        let node = &definition.node;
        self.check_symbol(definition, &name, &mut docs);
        let docs = &docs;
        let metadata = self.metadata(node, meta.word(), docs);
        self.check_sections(node, meta, docs);
        let owner = name.clone();
        match meta {
            Meta::Command => {
                let command = self.command(schema, node, name, docs, metadata);
                schema.commands.push(command);
            }
            Meta::Event => {
                let event = self.event(schema, node, name, docs, metadata);
                schema.events.push(event);
            }
            _ => {
                if let Some(feature) = metadata.features.iter().find(|f| is_special(&f.name)) {
                    let message =
                        format!("the feature `{}` is not supported for types", feature.name);
                    self.report_rule(name.span, message);
                }
                let kind = match meta {
                    Meta::Enum => self.enumeration(node, &name, docs),
                    Meta::Struct => self.structure(schema, node, &name, docs),
                    Meta::Union => self.union(schema, node, &name, docs),
                    _ => self.alternate(schema, node, &name, docs),
                };
                let told = self.body(docs, &parts_of_type(&kind));
                schema.types.push(TypeDef {
                    name,
                    doc: told.into_doc(),
                    kind,
                    metadata,
                    nested: false,
                });
            }
        }
        self.check_features(docs, &owner);
    }

    /// The one enum that is built in: it is there where a schema names it.
    fn builtin_enum(&self, schema: &mut Schema) {
        if schema.types.iter().any(|ty| ty.name.text == BUILTIN_ENUM) {
            return;
        }
        let mut definitions = self.definitions.iter();
        let Some(span) = definitions.find_map(|d| names(&d.node, BUILTIN_ENUM)) else {
            return;
        };
        let name = |text: &str| Name {
            text: text.to_owned(),
            span,
        };
        let value = |text: &&str| EnumValue {
            name: name(text),
            doc: Doc::default(),
            metadata: Metadata::default(),
        };
        schema.types.push(TypeDef {
            name: name(BUILTIN_ENUM),
            doc: Doc::default(),
            kind: Kind::Enum(BUILTIN_VALUES.iter().map(value).collect()),
            metadata: Metadata::default(),
            nested: false,
        });
    }

    // --- definitions ------------------------------------------------------------

    fn command(
        &mut self,
        schema: &mut Schema,
        node: &Node,
        name: Name,
        docs: &Docs,
        metadata: Metadata,
    ) -> Command {
        let optional = [
            "data",
            "returns",
            "boxed",
            "if",
            "features",
            "gen",
            "success-response",
            "allow-oob",
            "allow-preconfig",
            "coroutine",
        ];
        self.keys(node, "a command", &["command"], &optional);
        self.flag(node, "gen", false);
        self.flag(node, "success-response", false);
        let oob = self.flag(node, "allow-oob", true);
        self.flag(node, "allow-preconfig", true);
        if self.flag(node, "coroutine", true) && oob {
            self.report_rule(
                node.span,
                "the flags `allow-oob` and `coroutine` are incompatible",
            );
        }
        let arguments = self.payload(schema, node, &name, docs);
        let returns = node.get("returns").map(|returns| {
            let ty = self.ty(returns, "`returns`", true);
            schema.type_places.insert(name.span, type_place(returns));
            self.check_returns(&name, returns, &ty);
            ty
        });
        let ParsedDoc {
            doc, mut examples, ..
        } = self.body(docs, &parts_of_payload(&arguments));
        let returned = Self::section(docs.returns.as_ref());
        examples.extend(returned.examples);
        let errors_doc = Self::section(docs.errors.as_ref()).into_doc();
        Command {
            name,
            doc,
            arguments,
            open: node.get("gen").is_some(),
            returns,
            returns_doc: returned.doc,
            errors_doc,
            oob,
            undocumented: false,
            examples,
            metadata,
        }
    }

    /// A command returns an object, or an array of them, unless a pragma says
    /// that it may do otherwise.
    fn check_returns(&mut self, name: &Name, node: &Node, ty: &Type) {
        let excepted = self.pragmas.returns.contains(&name.text);
        let element = match ty {
            Type::Array(element) => element,
            other => other,
        };
        let is_object = match element {
            Type::Named(name) => match self.metas.get(name.as_str()) {
                Some((meta, _)) => matches!(meta, Meta::Struct | Meta::Union),
                None if name == BUILTIN_ENUM => false,
                // Reported where names are looked up.
                None => true,
            },
            _ => false,
        };
        if !excepted && !is_object {
            self.report_rule(
                node.span,
                format!("the `returns` of a command cannot be {ty}"),
            );
        }
    }

    fn event(
        &mut self,
        schema: &mut Schema,
        node: &Node,
        name: Name,
        docs: &Docs,
        metadata: Metadata,
    ) -> Event {
        self.keys(
            node,
            "an event",
            &["event"],
            &["data", "boxed", "if", "features"],
        );
        let data = self.payload(schema, node, &name, docs);
        let parts = parts_of_payload(&data);
        let ParsedDoc { doc, examples, .. } = self.body(docs, &parts);
        Event {
            name,
            doc,
            data,
            undocumented: false,
            examples,
            metadata,
        }
    }

    fn payload(&mut self, schema: &mut Schema, node: &Node, owner: &Name, docs: &Docs) -> Payload {
        let boxed = self.flag(node, "boxed", true);
        let Some(data) = node.get("data") else {
            if boxed {
                self.report_rule(node.span, "`boxed` requires `data`");
            }
            self.check_described(docs, owner, [].iter());
            return Payload::Members(Vec::new());
        };
        if data.is_object() {
            if boxed {
                self.report_rule(data.span, "`data` should be a type name with `boxed`");
            }
            let members = self.members(schema, data, owner, docs);
            if members
                .iter()
                .any(|member| member.metadata.condition.is_some())
                && !boxed
            {
                self.report_rule(data.span, "conditional arguments require `boxed`");
            }
            return Payload::Members(members);
        }
        // The members of a type are described where it is.
        self.check_described(docs, owner, [].iter());
        let ty = self.ty(data, "`data`", false);
        let Type::Named(name) = ty else {
            if !matches!(data.kind, NodeKind::Array(_)) {
                let written = data.text().map_or_else(|| ty.to_string(), str::to_owned);
                self.report(data.span, format!("`data` cannot be {written}"));
            }
            return Payload::Members(Vec::new());
        };
        let conditional = match self.metas.get(name.as_str()) {
            Some((Meta::Union, _)) if !boxed => {
                self.report_rule(
                    data.span,
                    format!("`data` can be the union `{name}` only with `boxed`"),
                );
                false
            }
            Some((Meta::Struct, _)) => self.has_conditional(&name),
            _ => false,
        };
        if conditional && !boxed {
            self.report_rule(data.span, "conditional arguments require `boxed`");
        }
        Payload::Type(Name {
            text: name,
            span: data.span,
        })
    }

    /// Whether a struct has members, of its own or of its bases, that are there
    /// under a condition.
    fn has_conditional(&self, name: &str) -> bool {
        let mut seen = HashSet::new();
        let mut at = Some(name);
        while let Some(name) = at
            && seen.insert(name)
            && let Some((Meta::Struct, node)) = self.metas.get(name)
        {
            let members = node.get("data").map_or(&[][..], Node::entries);
            if members.iter().any(|(_, member)| member.get("if").is_some()) {
                return true;
            }
            at = node.get("base").and_then(Node::text);
        }
        false
    }

    fn enumeration(&mut self, node: &Node, name: &Name, docs: &Docs) -> Kind {
        self.keys(
            node,
            "an enum",
            &["enum", "data"],
            &["if", "features", "prefix"],
        );
        if node
            .get("prefix")
            .is_some_and(|prefix| prefix.text().is_none())
        {
            self.report_rule(node.span, "`prefix` must be a string");
        }
        let list = match node.get("data").map(|data| &data.kind) {
            Some(NodeKind::Array(list)) => list.as_slice(),
            Some(_) => {
                self.report(node.span, "`data` of an enum must be an array");
                &[]
            }
            None => &[],
        };
        let mut values = Vec::new();
        for entry in list {
            let value = match entry.text() {
                Some(_) => entry,
                None if !entry.is_object() => {
                    self.report(entry.span, "a value requires a string name");
                    continue;
                }
                None => {
                    self.keys(entry, "a value", &["name"], &["if", "features"]);
                    let Some(value) = entry.get("name") else {
                        continue;
                    };
                    value
                }
            };
            let Some(text) = value.text() else {
                self.report(value.span, "a value requires a string name");
                continue;
            };
            self.value_name(&name.text, text, value.span);
            let told = self.told(docs, text);
            let metadata = Metadata {
                since: told.since,
                features: self.features(entry, Some(docs)),
                condition: self.condition(entry, "a value"),
                ..Metadata::default()
            };
            let name = Name {
                text: text.to_owned(),
                span: value.span,
            };
            values.push(EnumValue {
                name,
                doc: told.doc,
                metadata,
            });
        }
        self.check_described(docs, name, values.iter().map(|value| &value.name));
        Kind::Enum(values)
    }

    fn structure(&mut self, schema: &mut Schema, node: &Node, name: &Name, docs: &Docs) -> Kind {
        let meta = match node.get("type") {
            Some(ty) => {
                self.report_old(ty.span, "a struct is defined with the key `struct`");
                "type"
            }
            None => "struct",
        };
        self.keys(
            node,
            "a struct",
            &[meta, "data"],
            &["base", "if", "features"],
        );
        let base = node
            .get("base")
            .and_then(|base| self.type_name(base, "`base`"));
        let members = match node.get("data") {
            Some(data) if data.is_object() => self.members(schema, data, name, docs),
            Some(data) => {
                self.report(data.span, "`data` of a struct should be an object");
                Vec::new()
            }
            None => Vec::new(),
        };
        let base_docs = match &base {
            Some(_) => self.base_docs(docs, &members),
            None => Vec::new(),
        };
        Kind::Object(Object {
            base,
            members,
            base_docs,
            ..Object::default()
        })
    }

    fn union(&mut self, schema: &mut Schema, node: &Node, name: &Name, docs: &Docs) -> Kind {
        let discriminator = node.get("discriminator");
        // Until QEMU 6.0, a union without a discriminator was a simple one: its
        // members are `type` and `data`. Its base, if any, was a struct's name.
        let inline_base = node.get("base").is_some_and(Node::is_object);
        let simple = discriminator.is_none() && !inline_base;
        if simple {
            let message = "a union misses the key `discriminator`; it was read as a simple union";
            self.report_old(node.span, message);
        }
        // An alternate, before there was a word for it.
        let empty = discriminator.filter(|node| node.is_object() && node.entries().is_empty());
        if let Some(empty) = empty.filter(|_| node.get("base").is_none()) {
            self.report_old(
                empty.span,
                "an alternate is defined with the key `alternate`",
            );
            return self.alternate(schema, node, name, docs);
        }
        let required: &[&str] = if simple {
            &["union", "data"]
        } else {
            &["union", "base", "discriminator", "data"]
        };
        self.keys(
            node,
            "a union",
            required,
            &["base", "discriminator", "if", "features"],
        );
        let mut object = Object::default();
        match node.get("base") {
            Some(base) if base.is_object() => {
                object.members = self.members(schema, base, name, docs);
            }
            Some(base) => {
                object.base = self.type_name(base, "`base`");
                object.base_docs = self.base_docs(docs, &[]);
                self.check_described(docs, name, [].iter());
            }
            None => {}
        }
        object.discriminator = match discriminator {
            Some(discriminator) => match discriminator.text() {
                Some(text) => Some(Name {
                    text: text.to_owned(),
                    span: discriminator.span,
                }),
                None => {
                    self.report(discriminator.span, "`discriminator` requires a string name");
                    None
                }
            },
            None => simple.then(|| Name {
                text: "type".to_owned(),
                span: name.span,
            }),
        };
        object.wrapper = simple.then(|| "data".to_owned());
        if let Some(implied) = object.discriminator.as_ref().filter(|_| simple) {
            let name = implied.text.clone();
            let doc = self.told(docs, &name).doc;
            object.base_docs.retain(|(other, _)| *other != name);
            object.base_docs.push((name, doc));
        }
        let Some(data) = node.get("data").filter(|data| data.is_object()) else {
            if let Some(data) = node.get("data") {
                self.report(data.span, "`data` of a union must be an object");
            }
            return Kind::Object(object);
        };
        for (value, entry) in data.entries() {
            let what = format!("the branch `{}`", value.text);
            schema.type_places.insert(value.span, type_place(entry));
            let (ty, condition) = self.typed(entry, &what, simple, false);
            let metadata = Metadata {
                condition,
                ..Metadata::default()
            };
            let mut common = object.members.iter().map(|member| &member.name);
            let is_member = common.any(|name| name.text == value.text)
                || object
                    .discriminator
                    .as_ref()
                    .is_some_and(|d| d.text == value.text);
            let doc = match is_member {
                true => Doc::default(),
                false => self.told(docs, &value.text).doc,
            };
            object.branches.push(Branch {
                value: value.clone(),
                ty,
                doc,
                metadata,
            });
        }
        Kind::Object(object)
    }

    fn alternate(&mut self, schema: &mut Schema, node: &Node, name: &Name, docs: &Docs) -> Kind {
        if node.get("alternate").is_some() {
            self.keys(
                node,
                "an alternate",
                &["alternate", "data"],
                &["if", "features"],
            );
        }
        let data = node.get("data").map(Node::entries).unwrap_or(&[]);
        if node.get("data").is_some() && data.is_empty() {
            self.report(node.span, "`data` of an alternate must not be empty");
        }
        let mut alternatives = Vec::new();
        for (key, entry) in data {
            let what = format!("the alternative `{}`", key.text);
            self.lower_name(&name.text, "the alternative", &key.text, key.span);
            schema.type_places.insert(key.span, type_place(entry));
            let (ty, condition) = self.typed(entry, &what, true, false);
            let told = self.told(docs, &key.text);
            alternatives.push(Member {
                name: key.clone(),
                ty,
                optional: false,
                doc: told.doc,
                metadata: Metadata {
                    since: told.since,
                    condition,
                    ..Metadata::default()
                },
            });
        }
        self.check_described(docs, name, alternatives.iter().map(|a| &a.name));
        Kind::Alternate(alternatives)
    }
}

fn is_special(feature: &str) -> bool {
    matches!(feature, "deprecated" | "unstable")
}

/// Where a value has a name in it as a string of its own.
fn names(node: &Node, name: &str) -> Option<Span> {
    if node.text() == Some(name) {
        return Some(node.span);
    }
    let values = node.entries().iter().map(|(_, value)| value);
    values
        .chain(node.elements())
        .find_map(|value| names(value, name))
}
