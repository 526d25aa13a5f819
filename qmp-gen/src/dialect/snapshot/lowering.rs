//! From the JSON of a snapshot to the IR.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};
use crate::document::Span;
use crate::ir::{
    Branch, Builtin, Command, EnumValue, Event, Feature, Kind, Member, Metadata, Name, Object,
    Origin, Payload, Schema, Type, TypeDef,
};
use crate::version::Version;

/// The value of `format` in a snapshot.
pub(crate) const FORMAT: &str = "qmp-snapshot/1";

/// The members that describe an item of any kind.
const METADATA: [&str; 5] = ["since", "until", "module", "features", "if"];

pub(super) struct SnapshotLowering<'a> {
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl SnapshotLowering<'_> {
    fn wrong(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(Code::SnapshotForm, span, message));
    }

    pub(super) fn root(&mut self, root: &Node, said: Option<&Version>, schema: &mut Schema) {
        if root.get("format").and_then(Node::text) != Some(FORMAT) {
            let span = root.get("format").map_or(root.span, |format| format.span);
            self.wrong(span, format!("expected `format` to be \"{FORMAT}\""));
        }
        for (name, node) in root.entries() {
            match name.text.as_str() {
                "format" => {}
                "version" => {
                    if let Some(version) = self.version(node, said) {
                        schema.release.version = Some(version);
                    }
                }
                "documents" => {
                    for (name, node) in self.object(node) {
                        match node.text() {
                            Some(digest) => schema.release.add(Origin {
                                name: name.text.clone(),
                                digest: digest.to_owned(),
                            }),
                            None => {
                                self.wrong(node.span, "the digest of a document must be a string")
                            }
                        }
                    }
                }
                "commands" => {
                    for (name, node) in self.object(node) {
                        let command = self.command(name, node);
                        schema.commands.push(command);
                    }
                }
                "events" => {
                    for (name, node) in self.object(node) {
                        let event = self.event(name, node);
                        schema.events.push(event);
                    }
                }
                "types" | "nested" => {
                    for (key, node) in self.object(node) {
                        let nested = name.text == "nested";
                        let definition = self.definition(key, node);
                        schema
                            .types
                            .extend(definition.map(|d| TypeDef { nested, ..d }));
                    }
                }
                other => self.wrong(name.span, format!("unknown member `{other}` of a snapshot")),
            }
        }
        if root.get("version").is_none() {
            schema.release.documents = schema.release.origins_by_release();
        }
    }

    /// The release that a snapshot contains. Reports a release that was passed for it and
    /// differs.
    fn version(&mut self, node: &Node, said: Option<&Version>) -> Option<Version> {
        match node.text().map(str::parse) {
            Some(Ok(version)) => {
                if let Some(said) = said.filter(|said| **said != version) {
                    self.wrong(
                        node.span,
                        format!("this is a snapshot of {version}, but it was passed as {said}"),
                    );
                }
                return Some(version);
            }
            Some(Err(no_version)) => self.wrong(node.span, no_version.to_string()),
            None => self.wrong(node.span, "`version` must be a string such as \"7.2.0\""),
        }
        None
    }

    /// The members of a node, which must be an object.
    fn object<'n>(&mut self, node: &'n Node) -> &'n [(Name, Node)] {
        if !matches!(node.kind, NodeKind::Object(_)) {
            self.wrong(node.span, "expected an object");
        }
        node.entries()
    }

    /// Reports unknown members of an item.
    fn known(&mut self, node: &Node, names: &[&str]) {
        for (name, _) in self.object(node) {
            let name_ = name.text.as_str();
            if !names.contains(&name_) && !METADATA.contains(&name_) {
                self.wrong(name.span, format!("unknown member `{name_}`"));
            }
        }
    }

    fn command(&mut self, name: &Name, node: &Node) -> Command {
        self.known(
            node,
            &[
                "arguments",
                "returns",
                "open",
                "oob",
                "no-reply",
                "undocumented",
            ],
        );
        Command {
            arguments: self.payload(node.get("arguments")),
            open: self.flag(node, "open"),
            returns: node.get("returns").map(|node| self.ty(node)),
            oob: self.flag(node, "oob"),
            no_reply: self.flag(node, "no-reply"),
            undocumented: self.flag(node, "undocumented"),
            metadata: self.metadata(node),
            ..Command::new(name.clone())
        }
    }

    fn event(&mut self, name: &Name, node: &Node) -> Event {
        self.known(node, &["data", "undocumented"]);
        Event {
            data: self.payload(node.get("data")),
            undocumented: self.flag(node, "undocumented"),
            metadata: self.metadata(node),
            ..Event::new(name.clone())
        }
    }

    fn definition(&mut self, name: &Name, node: &Node) -> Option<TypeDef> {
        let kind = match node.get("kind").and_then(Node::text) {
            Some("enum") => {
                self.known(node, &["kind", "values"]);
                let values = node
                    .get("values")
                    .map(|values| self.object(values))
                    .unwrap_or(&[]);
                Kind::Enum(
                    values
                        .iter()
                        .map(|(name, node)| {
                            self.known(node, &[]);
                            EnumValue {
                                metadata: self.metadata(node),
                                ..EnumValue::new(name.clone())
                            }
                        })
                        .collect(),
                )
            }
            Some("object") => {
                self.known(
                    node,
                    &[
                        "kind",
                        "base",
                        "members",
                        "discriminator",
                        "branches",
                        "wrapper",
                        "open",
                    ],
                );
                Kind::Object(Object {
                    base: self.name(node, "base"),
                    members: self.members(node.get("members")),
                    discriminator: self.name(node, "discriminator"),
                    branches: self.branches(node.get("branches")),
                    wrapper: self.name(node, "wrapper").map(|name| name.text),
                    open: self.flag(node, "open"),
                    base_docs: Vec::new(),
                })
            }
            Some("alternate") => {
                self.known(node, &["kind", "alternatives"]);
                Kind::Alternate(self.members(node.get("alternatives")))
            }
            _ => {
                let span = node.get("kind").map_or(name.span, |kind| kind.span);
                self.wrong(
                    span,
                    "the `kind` of a type must be \"enum\", \"object\" or \"alternate\"",
                );
                return None;
            }
        };
        Some(TypeDef {
            metadata: self.metadata(node),
            ..TypeDef::new(name.clone(), kind)
        })
    }

    fn payload(&mut self, node: Option<&Node>) -> Payload {
        match node {
            Some(node) => match node.text() {
                Some(text) => Payload::Type(Name::new(text, node.span)),
                None => Payload::Members(self.members(Some(node))),
            },
            None => Payload::Members(Vec::new()),
        }
    }

    fn members(&mut self, node: Option<&Node>) -> Vec<Member> {
        let entries = node.map(|node| self.object(node)).unwrap_or(&[]);
        entries
            .iter()
            .map(|(name, node)| {
                // A type alone is the short form of a required member.
                let ty = if node.text().is_some() {
                    self.ty(node)
                } else {
                    self.known(node, &["type", "optional"]);
                    match node.get("type") {
                        Some(ty) => self.ty(ty),
                        None => {
                            self.wrong(
                                name.span,
                                format!("the member `{}` lacks `type`", name.text),
                            );
                            Builtin::Any.into()
                        }
                    }
                };
                Member {
                    optional: self.flag(node, "optional"),
                    metadata: self.metadata(node),
                    ..Member::new(name.clone(), ty)
                }
            })
            .collect()
    }

    fn branches(&mut self, node: Option<&Node>) -> Vec<Branch> {
        let entries = node.map(|node| self.object(node)).unwrap_or(&[]);
        entries
            .iter()
            .map(|(value, node)| {
                let ty = match node.text() {
                    Some(_) => self.ty(node),
                    None => match node.get("type") {
                        Some(ty) => self.ty(ty),
                        None => {
                            self.wrong(node.span, "a branch must be the name of a type");
                            Builtin::Any.into()
                        }
                    },
                };
                Branch {
                    metadata: self.metadata(node),
                    ..Branch::new(value.clone(), ty)
                }
            })
            .collect()
    }

    fn ty(&mut self, node: &Node) -> Type {
        match &node.kind {
            NodeKind::String(text) => type_of(text),
            NodeKind::Array(elements) => match elements.as_slice() {
                [element] => Type::array(self.ty(element)),
                _ => {
                    self.wrong(
                        node.span,
                        "the type of an array must have one element, as in `[\"T\"]`",
                    );
                    Type::array(Builtin::Any.into())
                }
            },
            _ => {
                self.wrong(node.span, "a type must be a name, or `[T]` for an array");
                Builtin::Any.into()
            }
        }
    }

    fn name(&mut self, node: &Node, member: &str) -> Option<Name> {
        let value = node.get(member)?;
        let Some(text) = value.text() else {
            self.wrong(value.span, format!("`{member}` must be a name"));
            return None;
        };
        Some(Name::new(text, value.span))
    }

    fn flag(&mut self, node: &Node, member: &str) -> bool {
        match node.get(member).map(|value| (&value.kind, value.span)) {
            Some((NodeKind::Bool(flag), _)) => *flag,
            Some((_, span)) => {
                self.wrong(span, format!("`{member}` must be true or false"));
                false
            }
            None => false,
        }
    }

    fn metadata(&mut self, node: &Node) -> Metadata {
        Metadata {
            since: self.version_of(node, "since"),
            until: self.version_of(node, "until"),
            module: self.name(node, "module").map(|name| name.text),
            features: self.features(node),
            condition: node.get("if").map(Node::value),
        }
    }

    /// A version, which is one word.
    fn version_of(&mut self, node: &Node, member: &str) -> Option<String> {
        let version = self.name(node, member)?;
        let odd = |c: char| !(c.is_ascii_alphanumeric() || ".-+_".contains(c));
        if version.text.is_empty() || version.text.contains(odd) {
            let message = format!("`{member}` must be a version, such as `7.2`");
            self.wrong(version.span, message);
            return None;
        }
        Some(version.text)
    }

    fn features(&mut self, node: &Node) -> Vec<Feature> {
        let Some(list) = node.get("features") else {
            return Vec::new();
        };
        let NodeKind::Array(list) = &list.kind else {
            self.wrong(list.span, "`features` must be an array of names");
            return Vec::new();
        };
        let mut features = Vec::new();
        for feature in list {
            let name = feature
                .text()
                .or_else(|| feature.get("name").and_then(Node::text));
            match name {
                Some(name) => features.push(Feature {
                    condition: feature.get("if").map(Node::value),
                    ..Feature::new(name)
                }),
                None => self.wrong(feature.span, "a feature must be a name"),
            }
        }
        features
    }
}

/// `str`, `Name`, or `[T]` however deep.
fn type_of(text: &str) -> Type {
    let depth = text.bytes().take_while(|b| *b == b'[').count();
    let inner = text.get(depth..).unwrap_or("").trim_end_matches(']');
    let mut ty = match Builtin::from_name(inner) {
        Some(builtin) => builtin.into(),
        None => Type::Named(inner.to_owned()),
    };
    // The depth is limited; the type of the innermost elements is kept.
    for _ in 0..depth.min(16) {
        ty = Type::array(ty);
    }
    ty
}
