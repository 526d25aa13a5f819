//! The *qapi* dialect: the schema language of QEMU's own generator with its
//! documentation comments, 1.0 to today.

mod check;
mod comment;
mod described;
mod documentation;
mod lower;
mod members;
mod names;
mod syntax;
mod text;
mod tokens;

use std::collections::{HashMap, HashSet};

use super::node::{DEEPEST, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Documents, Span};
use crate::ir::{Name, Schema};
use check::Checker;
use syntax::{Comment, Item};
pub(crate) use tokens::Tokens;

#[allow(missing_docs, unreachable_pub)]
mod rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "dialect/qapi/qapi.pest"]
    pub(super) struct QapiParser;
}

/// The files that a schema includes, as it names them.
pub(crate) fn includes(document: &Document) -> Vec<String> {
    // Most files include none. No escape can hide the word.
    if !document.text().contains("'include'") {
        return Vec::new();
    }
    // The document has no number yet, which only the places in it would need.
    let id = Documents::default().add(Document::new("", ""));
    let text = syntax::read(id, document, &mut Diagnostics::default());
    let values = text.items.iter().filter_map(|item| match item {
        Item::Value(node) => node.get("include").and_then(Node::text).map(str::to_owned),
        Item::Doc(_) => None,
    });
    values.collect()
}

/// Where an included file lies: beside the file that includes it.
pub(crate) fn beside(file: &str, include: &str) -> String {
    let folder = file.rfind('/').map_or("", |at| &file[..=at]);
    let mut parts: Vec<&str> = Vec::new();
    let joined = format!("{folder}{include}");
    for part in joined.split('/') {
        match part {
            "." => {}
            ".." if parts
                .last()
                .is_some_and(|last| !last.is_empty() && *last != "..") =>
            {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A definition, as it stands in a file.
pub(super) struct Definition {
    /// The place of the whole.
    span: Span,
    node: Node,
    /// The documentation comment before it.
    comment: Option<Comment>,
}

/// What pragmas allow and require.
#[derive(Debug, Default)]
pub(super) struct Pragmas {
    doc_required: bool,
    command_names: Option<Vec<String>>,
    returns: Vec<String>,
    member_names: Vec<String>,
    undocumented: Option<Vec<String>>,
    /// Whether any of them is one that only old releases have.
    old: bool,
}

impl Pragmas {
    /// Whether any of them is one that a strict release has.
    fn is_new(&self) -> bool {
        let listed = self.command_names.is_some() || self.undocumented.is_some();
        self.doc_required || listed || !self.member_names.is_empty()
    }
}

/// Adds a schema, with everything it includes, to what is known.
pub(super) fn lower(
    root: DocumentId,
    documents: &Documents,
    schema: &mut Schema,
    diagnostics: &mut Diagnostics,
) {
    let release = documents.get(root).release();
    let numbers: HashMap<&str, DocumentId> = documents
        .iter()
        .filter(|(_, document)| document.release() == release)
        .map(|(id, document)| (document.name(), id))
        .collect();
    let mut walk = Walk {
        documents,
        numbers,
        diagnostics,
        included: HashSet::from([root]),
        open: Vec::new(),
        definitions: Vec::new(),
        loose: Vec::new(),
        slips: Vec::new(),
        pragmas: Pragmas::default(),
    };
    walk.file(root);
    let Walk {
        definitions,
        loose,
        slips,
        pragmas,
        ..
    } = walk;
    let start = super::start(root, documents.get(root));
    let mut checker = Checker::new(start, documents, &definitions, &pragmas, diagnostics);
    for (span, message) in slips {
        checker.slip(span, message);
    }
    let before = (
        schema.commands.len(),
        schema.events.len(),
        schema.types.len(),
    );
    for comment in &loose {
        checker.loose_comment(comment);
    }
    schema.c_names = true;
    checker.lower(schema);
    // Every definition stands in a module.
    let items = (schema.commands[before.0..].iter_mut())
        .map(|c| (&c.name, &mut c.facts))
        .chain((schema.events[before.1..].iter_mut()).map(|e| (&e.name, &mut e.facts)))
        .chain((schema.types[before.2..].iter_mut()).map(|t| (&t.name, &mut t.facts)));
    for (name, facts) in items {
        facts.module = Some(documents.get(name.span.document).module().to_owned());
    }
}

struct Walk<'a> {
    documents: &'a Documents,
    numbers: HashMap<&'a str, DocumentId>,
    diagnostics: &'a mut Diagnostics,
    included: HashSet<DocumentId>,
    // The files that are being read, each included by the one before.
    open: Vec<DocumentId>,
    definitions: Vec<Definition>,
    // Documentation comments that stand before no definition.
    loose: Vec<Comment>,
    slips: Vec<(Span, &'static str)>,
    pragmas: Pragmas,
}

impl Walk<'_> {
    fn report(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(Code::SchemaForm, span, message));
    }

    fn file(&mut self, id: DocumentId) {
        self.open.push(id);
        let document = self.documents.get(id);
        let mut last: Option<Comment> = None;
        let text = syntax::read(id, document, self.diagnostics);
        self.slips.extend(text.slips);
        for item in text.items {
            match item {
                Item::Doc(comment) => self.loose.extend(last.replace(comment)),
                Item::Value(node) => self.value(document.name(), node, last.take()),
            }
        }
        self.loose.extend(last);
        self.open.pop();
    }

    fn value(&mut self, file: &str, node: Node, comment: Option<Comment>) {
        if !node.is_object() {
            return self.report(node.span, "a schema is a row of objects");
        }
        if let Some(include) = node.get("include") {
            self.loose.extend(comment);
            self.include(file, &node, include);
        } else if let Some(pragma) = node.get("pragma") {
            self.loose.extend(comment);
            self.pragma(&node, pragma);
        } else {
            self.definitions.push(Definition {
                span: node.span,
                node,
                comment,
            });
        }
    }

    fn include(&mut self, file: &str, node: &Node, include: &Node) {
        if node.entries().len() != 1 {
            return self.report(node.span, "an `include` stands alone");
        }
        let Some(path) = include.text() else {
            return self.report(node.span, "the value of `include` is a string");
        };
        let path = beside(file, path);
        match self.numbers.get(path.as_str()).copied() {
            None => self.report(
                node.span,
                format!("the included file `{path}` can't be read"),
            ),
            Some(id) if self.open.contains(&id) => {
                self.report(
                    node.span,
                    format!("an inclusion loop: `{path}` includes this file"),
                );
            }
            Some(_) if self.open.len() >= DEEPEST => {
                let message = format!("files that include each other more than {DEEPEST} deep");
                self.diagnostics
                    .push(Diagnostic::new(Code::TooDeep, node.span, message));
            }
            // Once is enough.
            Some(id) => {
                if self.included.insert(id) {
                    self.file(id);
                }
            }
        }
    }

    fn pragma(&mut self, node: &Node, pragma: &Node) {
        if node.entries().len() != 1 {
            return self.report(node.span, "a `pragma` stands alone");
        }
        if !pragma.is_object() {
            return self.report(node.span, "the value of `pragma` is an object");
        }
        for (name, value) in pragma.entries() {
            let list = || -> Option<Vec<String>> {
                let elements = matches!(value.kind, super::node::NodeKind::Array(_));
                let texts: Vec<_> = value
                    .elements()
                    .iter()
                    .map(|e| e.text().map(str::to_owned))
                    .collect();
                texts
                    .into_iter()
                    .collect::<Option<Vec<_>>>()
                    .filter(|_| elements)
            };
            if name.text == "doc-required" {
                match value.flag() {
                    Some(flag) => self.pragmas.doc_required = flag,
                    None => self.report(node.span, "the pragma `doc-required` is true or false"),
                }
                continue;
            }
            let known = [
                "command-name-exceptions",
                "command-returns-exceptions",
                "member-name-exceptions",
                "documentation-exceptions",
                "returns-whitelist",
                "name-case-whitelist",
            ];
            if !known.contains(&name.text.as_str()) {
                self.report(node.span, format!("unknown pragma `{}`", name.text));
                continue;
            }
            let Some(list) = list() else {
                self.report(
                    node.span,
                    format!("the pragma `{}` is a list of strings", name.text),
                );
                continue;
            };
            match name.text.as_str() {
                "command-name-exceptions" => self.pragmas.command_names = Some(list),
                "command-returns-exceptions" => self.pragmas.returns = list,
                "member-name-exceptions" => self.pragmas.member_names = list,
                "documentation-exceptions" => self.pragmas.undocumented = Some(list),
                "returns-whitelist" => {
                    self.pragmas.returns = list;
                    self.pragmas.old = true;
                }
                _ => {
                    self.pragmas.member_names = list;
                    self.pragmas.old = true;
                }
            }
        }
    }
}

/// What a definition defines, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meta {
    Enum,
    Struct,
    Union,
    Alternate,
    Command,
    Event,
}

impl Meta {
    /// The key that says what is defined, with its value.
    fn of(node: &Node) -> Vec<(Meta, &Name, &Node)> {
        let meta = |name: &str| match name {
            "enum" => Some(Meta::Enum),
            // `type` until QEMU 2.4.
            "struct" | "type" => Some(Meta::Struct),
            "union" => Some(Meta::Union),
            "alternate" => Some(Meta::Alternate),
            "command" => Some(Meta::Command),
            "event" => Some(Meta::Event),
            _ => None,
        };
        let entries = node.entries().iter();
        entries
            .filter_map(|(name, value)| Some((meta(&name.text)?, name, value)))
            .collect()
    }

    fn word(self) -> &'static str {
        match self {
            Meta::Enum => "enum",
            Meta::Struct => "struct",
            Meta::Union => "union",
            Meta::Alternate => "alternate",
            Meta::Command => "command",
            Meta::Event => "event",
        }
    }
}
