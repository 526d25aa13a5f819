//! Collects the definitions of a schema and of the files that it includes.

use std::collections::{HashMap, HashSet};

use super::doc::DocComment;
use super::pragmas::Pragmas;
use super::syntax::{self, SchemaFile, TopLevel};
use super::tokens::Tokens;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{DEEPEST, Node};
use crate::document::{Document, DocumentId, Documents, Span};
use crate::ir::Name;
use crate::paths;

/// A definition as its file has it.
pub(super) struct Definition<'t> {
    pub(super) node: Node,
    /// The documentation comment before it.
    pub(super) comment: Option<DocComment<'t>>,
}

/// The kind of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DefinitionKind {
    Enum,
    Struct,
    Union,
    Alternate,
    Command,
    Event,
}

impl DefinitionKind {
    fn from_key(key: &str) -> Option<DefinitionKind> {
        match key {
            "enum" => Some(DefinitionKind::Enum),
            // `type` until QEMU 2.4.
            "struct" | "type" => Some(DefinitionKind::Struct),
            "union" => Some(DefinitionKind::Union),
            "alternate" => Some(DefinitionKind::Alternate),
            "command" => Some(DefinitionKind::Command),
            "event" => Some(DefinitionKind::Event),
            _ => None,
        }
    }

    /// The key of such a definition.
    pub(super) fn key(self) -> &'static str {
        match self {
            DefinitionKind::Enum => "enum",
            DefinitionKind::Struct => "struct",
            DefinitionKind::Union => "union",
            DefinitionKind::Alternate => "alternate",
            DefinitionKind::Command => "command",
            DefinitionKind::Event => "event",
        }
    }

    /// The kind as messages call it.
    pub(super) fn with_article(self) -> &'static str {
        match self {
            DefinitionKind::Enum => "an enum",
            DefinitionKind::Struct => "a struct",
            DefinitionKind::Union => "a union",
            DefinitionKind::Alternate => "an alternate",
            DefinitionKind::Command => "a command",
            DefinitionKind::Event => "an event",
        }
    }

    /// Whether it is a type.
    pub(super) fn is_type(self) -> bool {
        !matches!(self, DefinitionKind::Command | DefinitionKind::Event)
    }
}

/// What a definition defines, and the value of that key, which should be its name. `None` if
/// it has several such keys, or none.
pub(super) fn kind_and_name(node: &Node) -> Option<(DefinitionKind, &Node)> {
    let mut keys = node.entries().iter().filter_map(kind_of_entry);
    keys.next().filter(|_| keys.next().is_none())
}

fn kind_of_entry((key, value): &(Name, Node)) -> Option<(DefinitionKind, &Node)> {
    Some((DefinitionKind::from_key(&key.text)?, value))
}

/// The names of the types that a schema's file defines.
pub(crate) fn defined_types(document: &Document) -> HashSet<String> {
    // The spans are discarded, so any document will do.
    let id = Documents::default().add(Document::new("", ""));
    let tokens = Tokens::of(document.text());
    let file = syntax::parse(id, document, &tokens, &mut Diagnostics::default());
    let mut names = HashSet::new();
    for element in &file.elements {
        if let TopLevel::Value(node) = element {
            let types = node.entries().iter().filter_map(kind_of_entry);
            let types = types.filter(|(kind, _)| kind.is_type());
            names.extend(types.filter_map(|(_, name)| name.text().map(str::to_owned)));
        }
    }
    names
}

/// The content of a schema's files.
#[derive(Default)]
pub(super) struct Collection<'t> {
    pub(super) definitions: Vec<Definition<'t>>,
    /// The documentation comments that no definition follows.
    pub(super) unattached: Vec<DocComment<'t>>,
    /// Problems of syntax that don't change how the files are read.
    pub(super) style_issues: Vec<(Span, &'static str)>,
    pub(super) pragmas: Pragmas,
}

/// Collects the content of a file and of all that it includes. Files in `included` are
/// skipped: several modules may include the same one.
pub(super) fn collect<'t>(
    root: DocumentId,
    documents: &'t Documents,
    tokens: &HashMap<DocumentId, Tokens>,
    included: &mut HashSet<DocumentId>,
    diagnostics: &mut Diagnostics,
) -> Collection<'t> {
    let release = documents.get(root).release();
    let ids = documents
        .iter()
        .filter(|(_, document)| document.release() == release)
        .map(|(id, document)| (paths::normalized(document.name()), id))
        .collect();
    let mut collector = Collector {
        documents,
        tokens,
        ids,
        diagnostics,
        included,
        including: Vec::new(),
        collection: Collection::default(),
    };
    collector.file(root);
    collector.collection
}

struct Collector<'t, 'd> {
    documents: &'t Documents,
    tokens: &'d HashMap<DocumentId, Tokens>,
    /// The documents of the release by their paths.
    ids: HashMap<String, DocumentId>,
    diagnostics: &'d mut Diagnostics,
    included: &'d mut HashSet<DocumentId>,
    /// The current file, after the files through which it is included.
    including: Vec<DocumentId>,
    collection: Collection<'t>,
}

impl<'t> Collector<'t, '_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn file(&mut self, id: DocumentId) {
        self.including.push(id);
        let document = self.documents.get(id);
        let file = self.parse(id, document);
        self.collection.style_issues.extend(file.style_issues);
        let mut comment: Option<DocComment> = None;
        for element in file.elements {
            match element {
                TopLevel::Comment(next) => {
                    self.collection.unattached.extend(comment.replace(next));
                }
                TopLevel::Value(node) => self.value(document.name(), node, comment.take()),
            }
        }
        self.collection.unattached.extend(comment);
        self.including.pop();
    }

    fn parse(&mut self, id: DocumentId, document: &'t Document) -> SchemaFile<'t> {
        match self.tokens.get(&id) {
            Some(tokens) => syntax::parse(id, document, tokens, self.diagnostics),
            // A document of another dialect that a schema includes as well.
            None => {
                let tokens = Tokens::of(document.text());
                syntax::parse(id, document, &tokens, self.diagnostics)
            }
        }
    }

    fn value(&mut self, file: &str, node: Node, comment: Option<DocComment<'t>>) {
        if !node.is_object() {
            let message = "expected a definition or a directive in braces";
            return self.report(Code::SchemaForm, node.span, message);
        }
        if let Some(include) = node.get("include") {
            self.collection.unattached.extend(comment);
            self.include(file, &node, include);
        } else if let Some(pragma) = node.get("pragma") {
            self.collection.unattached.extend(comment);
            let pragmas = &mut self.collection.pragmas;
            pragmas.apply(&node, pragma, self.diagnostics);
        } else {
            let definition = Definition { node, comment };
            self.collection.definitions.push(definition);
        }
    }

    fn include(&mut self, file: &str, node: &Node, include: &Node) {
        if node.entries().len() != 1 {
            let message = "an `include` directive must not have other keys";
            return self.report(Code::SchemaForm, node.span, message);
        }
        let Some(path) = include.text() else {
            let message = "the value of `include` must be a string";
            return self.report(Code::SchemaForm, node.span, message);
        };
        let path = paths::include_path(file, path);
        let Some(&id) = self.ids.get(path.as_str()) else {
            let message = format!("cannot read the included file `{path}`");
            return self.report(Code::SchemaForm, node.span, message);
        };
        if self.including.contains(&id) {
            let message = format!("inclusion loop: `{path}` includes this file");
            self.report(Code::SchemaForm, node.span, message);
        } else if self.including.len() >= DEEPEST {
            let message = format!("includes nest more than {DEEPEST} levels deep");
            self.report(Code::TooDeep, node.span, message);
        } else if self.included.insert(id) {
            self.file(id);
        }
    }
}
