//! The *qapi* dialect: the schema language of QEMU's own generator with its
//! documentation comments, 1.0 to today.

mod check;
mod descriptions;
mod doc;
mod lower;
mod members;
mod names;
mod syntax;
mod tokens;

use std::collections::{HashMap, HashSet};

use super::node::{DEEPEST, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, DocumentId, Documents, Span};
use crate::ir::{Name, Schema};
use crate::paths;
use check::Checker;
use syntax::{Comment, Item};
pub(crate) use tokens::Tokens;

mod rules {
    include!("qapi.pest.rs");
}

/// The files that a schema includes, as it names them.
pub(crate) fn includes(text: &str, tokens: &Tokens) -> Vec<String> {
    // Most files include none. No escape can hide the word.
    if !text.contains("'include'") {
        return Vec::new();
    }
    // The tokens say it: the values would be made only to be thrown away.
    let mut depth = 0usize;
    let mut tokens = tokens.within(text).unwrap_or_default();
    tokens.retain(|token| token.kind != rules::Rule::comment);
    let mut includes = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            "'include'" if depth == 1 => {
                if let [colon, path, ..] = &tokens[at + 1..]
                    && colon.is(":")
                    && path.kind == rules::Rule::string
                {
                    includes.push(syntax::unescaped(*path));
                }
            }
            _ => {}
        }
    }
    includes
}

/// A definition, as it stands in a file.
pub(super) struct Definition<'t> {
    /// The place of the whole.
    span: Span,
    node: Node,
    /// The documentation comment before it.
    comment: Option<Comment<'t>>,
}

/// What pragmas allow and require.
#[derive(Debug, Default)]
pub(super) struct Pragmas {
    doc_required: bool,
    command_names: Vec<String>,
    returns: Vec<String>,
    member_names: Vec<String>,
    undocumented: Vec<String>,
}

/// The types that a schema's file defines.
pub(crate) fn defined(document: &Document) -> HashSet<String> {
    // As in `includes`, the places are not asked for.
    let id = Documents::default().add(Document::new("", ""));
    let tokens = Tokens::of(document.text());
    let text = syntax::read(id, document, &tokens, &mut Diagnostics::default());
    let mut names = HashSet::new();
    for item in &text.items {
        if let Item::Value(node) = item {
            let types = (Meta::of(node).into_iter())
                .filter(|(meta, _, _)| !matches!(meta, Meta::Command | Meta::Event));
            names.extend(types.filter_map(|(_, _, name)| name.text().map(str::to_owned)));
        }
    }
    names
}

/// Adds a schema, with everything it includes, to what is known. `tokens` are those of
/// all files, and `read` holds the files that are part of the schema already: several
/// modules may include the same one.
pub(super) fn lower(
    root: DocumentId,
    documents: &Documents,
    tokens: &HashMap<DocumentId, Tokens>,
    read: &mut HashSet<DocumentId>,
    schema: &mut Schema,
    diagnostics: &mut Diagnostics,
) {
    if !read.insert(root) {
        return;
    }
    let release = documents.get(root).release();
    let numbers: HashMap<String, DocumentId> = documents
        .iter()
        .filter(|(_, document)| document.release() == release)
        .map(|(id, document)| (paths::normalized(document.name()), id))
        .collect();
    let mut walk = Walk {
        documents,
        tokens,
        numbers,
        diagnostics,
        included: read,
        open: Vec::new(),
        definitions: Vec::new(),
        unattached: Vec::new(),
        style_issues: Vec::new(),
        pragmas: Pragmas::default(),
    };
    walk.file(root);
    let Walk {
        definitions,
        unattached,
        style_issues,
        pragmas,
        ..
    } = walk;
    let start = documents.first_line(root);
    let mut checker = Checker::new(start, documents, &definitions, &pragmas, diagnostics);
    for (span, message) in style_issues {
        checker.report_doc(Code::OldSyntax, span, message);
    }
    let before = (
        schema.commands.len(),
        schema.events.len(),
        schema.types.len(),
    );
    for comment in &unattached {
        checker.unattached_comment(comment);
    }
    schema.c_names = true;
    checker.lower(schema);
    // Every definition stands in a module.
    let items = (schema.commands[before.0..].iter_mut())
        .map(|c| (&c.name, &mut c.metadata))
        .chain((schema.events[before.1..].iter_mut()).map(|e| (&e.name, &mut e.metadata)))
        .chain((schema.types[before.2..].iter_mut()).map(|t| (&t.name, &mut t.metadata)));
    for (name, metadata) in items {
        metadata.module = Some(documents.get(name.span.document).module().to_owned());
    }
}

struct Walk<'a, 'd> {
    documents: &'a Documents,
    tokens: &'a HashMap<DocumentId, Tokens>,
    numbers: HashMap<String, DocumentId>,
    diagnostics: &'d mut Diagnostics,
    included: &'d mut HashSet<DocumentId>,
    // The files that are being read, each included by the one before.
    open: Vec<DocumentId>,
    definitions: Vec<Definition<'a>>,
    // Documentation comments that stand before no definition.
    unattached: Vec<Comment<'a>>,
    style_issues: Vec<(Span, &'static str)>,
    pragmas: Pragmas,
}

impl<'a> Walk<'a, '_> {
    fn report(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(Code::SchemaForm, span, message));
    }

    /// Reports a problem of a pragma: no pragma changes the interface.
    fn report_pragma(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn file(&mut self, id: DocumentId) {
        self.open.push(id);
        let document = self.documents.get(id);
        let mut last: Option<Comment> = None;
        let text = match self.tokens.get(&id) {
            Some(tokens) => syntax::read(id, document, tokens, self.diagnostics),
            // A document of another dialect that a schema includes as well.
            None => {
                let tokens = Tokens::of(document.text());
                syntax::read(id, document, &tokens, self.diagnostics)
            }
        };
        self.style_issues.extend(text.style_issues);
        for item in text.items {
            match item {
                Item::Doc(comment) => self.unattached.extend(last.replace(comment)),
                Item::Value(node) => self.value(document.name(), node, last.take()),
            }
        }
        self.unattached.extend(last);
        self.open.pop();
    }

    fn value(&mut self, file: &str, node: Node, comment: Option<Comment<'a>>) {
        if !node.is_object() {
            return self.report(node.span, "a schema is a row of objects");
        }
        if let Some(include) = node.get("include") {
            self.unattached.extend(comment);
            self.include(file, &node, include);
        } else if let Some(pragma) = node.get("pragma") {
            self.unattached.extend(comment);
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
        let path = paths::beside(file, path);
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
            let message = "a `pragma` stands alone";
            return self.report_pragma(Code::SchemaRule, node.span, message);
        }
        if !pragma.is_object() {
            let message = "the value of `pragma` is an object";
            return self.report_pragma(Code::SchemaRule, node.span, message);
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
                    None => {
                        let message = "the pragma `doc-required` is true or false";
                        self.report_pragma(Code::SchemaRule, node.span, message);
                    }
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
                let message = format!("unknown pragma `{}`", name.text);
                self.report_pragma(Code::SchemaRule, node.span, message);
                continue;
            }
            let Some(list) = list() else {
                let message = format!("the pragma `{}` is a list of strings", name.text);
                self.report_pragma(Code::SchemaRule, node.span, message);
                continue;
            };
            match name.text.as_str() {
                "command-name-exceptions" => self.pragmas.command_names = list,
                "command-returns-exceptions" => self.pragmas.returns = list,
                "member-name-exceptions" => self.pragmas.member_names = list,
                "documentation-exceptions" => self.pragmas.undocumented = list,
                // The names of two of them until QEMU 5.2.
                old => {
                    let message = format!("unknown pragma `{old}`");
                    self.report_pragma(Code::OldSyntax, node.span, message);
                    if old == "returns-whitelist" {
                        self.pragmas.returns = list;
                    } else {
                        self.pragmas.member_names = list;
                    }
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
