//! What the schema language requires of each definition on its own.

use std::collections::HashMap;

use serde_json::Value;

use super::names::{has_upper, is_camel, stem};
use super::{Definition, Meta, Pragmas};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};
use crate::document::{Documents, Span};
use crate::ir::{Builtin, Name};

/// A schema of more definitions than this is a whole interface, not a piece.
const WHOLE: usize = 50;

/// Reads definitions one by one.
pub(super) struct Checker<'a> {
    documents: &'a Documents,
    pub(super) definitions: &'a [Definition],
    pub(super) pragmas: &'a Pragmas,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Whether the schema is of a release that knew less strict rules.
    pub(super) old: bool,
    /// Whether it is of one that has today's rules for documentation comments.
    pub(super) strict_docs: bool,
    /// What each name is defined as.
    pub(super) metas: HashMap<&'a str, (Meta, &'a Node)>,
    /// The features of the definition that is being read, and of what it has.
    pub(super) listed: Vec<Name>,
    // The definition that is being read: problems are reported at its beginning,
    // as QEMU's generator does, and point into it.
    at: Span,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        at: Span,
        documents: &'a Documents,
        definitions: &'a [Definition],
        pragmas: &'a Pragmas,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut metas = HashMap::new();
        for definition in definitions {
            if let [(meta, _, name)] = Meta::of(&definition.node)[..]
                && let Some(name) = name.text()
            {
                metas.entry(name).or_insert((meta, &definition.node));
            }
        }
        let old = pragmas.old
            || definitions.iter().any(is_old)
            || definitions.len() > WHOLE && !pragmas.is_new();
        // Today's rules came together with a pragma for what breaks them.
        let strict_docs = !old && (definitions.len() <= WHOLE || pragmas.undocumented.is_some());
        Checker {
            documents,
            definitions,
            pragmas,
            diagnostics,
            old,
            strict_docs,
            metas,
            listed: Vec::new(),
            at,
        }
    }

    /// Goes to the next definition.
    pub(super) fn enter(&mut self, definition: &Definition, name: Option<&Node>) {
        // The name's place where it is on the first line, which it is but for
        // oddities.
        let begin = Span {
            end: definition.span.start + 1,
            ..definition.span
        };
        let name = name.map(|name| name.span);
        self.at = name
            .filter(|name| self.in_line_of(begin, *name))
            .unwrap_or(begin);
        self.listed.clear();
    }

    fn in_line_of(&self, one: Span, other: Span) -> bool {
        let line = |span: Span| self.documents.get(span.document).position(span.start).0;
        line(one) == line(other)
    }

    /// Reports a problem of the definition, with the place in it.
    pub(super) fn report(&mut self, place: Span, message: impl Into<String>) {
        self.report_as(Code::SchemaForm, place, message);
    }

    pub(super) fn report_as(&mut self, code: Code, place: Span, message: impl Into<String>) {
        let mut problem = Diagnostic::new(code, self.at, message);
        if place != self.at {
            problem = problem.related(place, "here");
        }
        self.diagnostics.push(problem);
    }

    /// Reports what old releases did not mind in a schema's text.
    pub(super) fn slip(&mut self, span: Span, message: &str) {
        let code = if self.old {
            Code::OldStyle
        } else {
            Code::SchemaSyntax
        };
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    /// Reports a problem of a documentation comment, where it is.
    pub(super) fn report_doc(&mut self, place: Span, message: impl Into<String>) {
        let problem = Diagnostic::new(self.doc_code(), place, message);
        self.diagnostics.push(problem);
    }

    /// Reports what is wrong with a documentation comment by rules that not only
    /// the oldest releases did not know.
    pub(super) fn report_strict_doc(&mut self, place: Span, message: impl Into<String>) {
        let code = if self.strict_docs {
            Code::DocForm
        } else {
            Code::DocStyle
        };
        self.diagnostics.push(Diagnostic::new(code, place, message));
    }

    /// Old releases were less strict about documentation comments.
    pub(super) fn doc_code(&self) -> Code {
        if self.old {
            Code::DocStyle
        } else {
            Code::DocForm
        }
    }

    /// Reports a breach of a rule that old releases did not know.
    fn style(&mut self, place: Span, message: impl Into<String>) {
        let code = if self.old {
            Code::OldStyle
        } else {
            Code::SchemaForm
        };
        self.report_as(code, place, message);
    }

    /// Reports keys that are missing, and keys that mean nothing.
    pub(super) fn keys(&mut self, node: &Node, what: &str, required: &[&str], optional: &[&str]) {
        for key in required {
            if node.get(key).is_none() {
                self.report(node.span, format!("{what} misses the key `{key}`"));
            }
        }
        for (name, _) in node.entries() {
            let key = name.text.as_str();
            if !required.contains(&key) && !optional.contains(&key) {
                let known: Vec<&str> = required.iter().chain(optional).copied().collect();
                let message = format!(
                    "{what} has the unknown key `{key}`; it may have {}",
                    known.join(", ")
                );
                self.report(name.span, message);
            }
        }
    }

    /// The name of a definition.
    pub(super) fn definition_name(&mut self, meta: Meta, node: &Node) -> Option<Name> {
        let Some(text) = node.text() else {
            self.report(
                node.span,
                format!("`{}` requires a string name", meta.word()),
            );
            return None;
        };
        let name = Name {
            text: text.to_owned(),
            // Problems that are found later are reported there too.
            span: self.at,
        };
        let what = format!("the name of the {} `{text}`", meta.word());
        let Some(stem) = stem(text) else {
            self.report(node.span, format!("{what} is invalid"));
            return Some(name);
        };
        let underscores = self
            .pragmas
            .command_names
            .as_ref()
            .is_some_and(|names| names.iter().any(|name| name == text));
        match meta {
            Meta::Event if stem.contains(|c: char| c.is_ascii_lowercase() || c == '-') => {
                self.style(
                    node.span,
                    format!("{what} must not have lowercase letters or `-`"),
                );
            }
            Meta::Command if has_upper(stem) || stem.contains('_') && !underscores => {
                self.style(
                    node.span,
                    format!("{what} must not have uppercase letters or `_`"),
                );
            }
            Meta::Event | Meta::Command => {}
            _ if !is_camel(stem) => {
                self.style(node.span, format!("{what} must use CamelCase"));
            }
            _ => {}
        }
        if !matches!(meta, Meta::Event | Meta::Command) && text.ends_with("List") {
            self.style(node.span, format!("{what} should not end in `List`"));
        }
        if Builtin::from_name(text).is_some() || text == super::lower::BUILTIN_ENUM {
            self.report(
                node.span,
                format!("`{text}` is already defined: it is built in"),
            );
        }
        Some(name)
    }

    /// The name of a member, of a value, of a feature.
    pub(super) fn lower_name(&mut self, owner: &str, what: &str, name: &str, place: Span) {
        let Some(stem) = stem(name) else {
            return self.style(place, format!("{what} `{name}` has an invalid name"));
        };
        let with_exceptions = match self.metas.get(owner) {
            Some((meta, _)) => matches!(meta, Meta::Enum | Meta::Struct | Meta::Union),
            None => false,
        };
        let mut exceptions = self.pragmas.member_names.iter();
        let excepted = with_exceptions && exceptions.any(|known| known == owner);
        if !excepted && (has_upper(stem) || stem.contains('_')) {
            let message = format!("{what} `{name}` must not have uppercase letters or `_`");
            self.style(place, message);
        }
    }

    /// A flag, which may only stand where it changes something.
    pub(super) fn flag(&mut self, node: &Node, key: &str, only: bool) -> bool {
        let Some(value) = node.get(key) else {
            return false;
        };
        // `'no'` in the oldest releases.
        let flag = value.flag().or(match value.text() {
            Some("no") if self.old => Some(false),
            _ => None,
        });
        if flag != Some(only) {
            self.report(value.span, format!("the flag `{key}` may only be {only}"));
        }
        flag == Some(only)
    }

    /// A condition.
    pub(super) fn condition(&mut self, node: &Node, what: &str) -> Option<Value> {
        let condition = node.get("if")?;
        self.check_condition(condition, what);
        Some(match &condition.kind {
            // A list in old releases: all of them.
            NodeKind::Array(_) => serde_json::json!({ "all": condition.value() }),
            _ => condition.value(),
        })
    }

    fn check_condition(&mut self, node: &Node, what: &str) {
        match &node.kind {
            NodeKind::String(text) => {
                let is_name = text.starts_with(|c: char| c.is_ascii_uppercase())
                    && text
                        .chars()
                        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
                if text.trim().is_empty() || !is_name && !self.old {
                    let message =
                        format!("the `if` condition `{text}` of {what} is not a valid identifier");
                    self.report(node.span, message);
                }
            }
            NodeKind::Array(elements) if self.old => {
                if elements.is_empty() {
                    self.report(
                        node.span,
                        format!("the `if` condition [] of {what} is useless"),
                    );
                }
                for element in elements {
                    self.check_condition(element, what);
                }
            }
            NodeKind::Object(entries) => {
                self.keys(
                    node,
                    &format!("the `if` condition of {what}"),
                    &[],
                    &["all", "any", "not"],
                );
                if entries.len() != 1 {
                    let message =
                        format!("the `if` condition of {what} has one of `all`, `any` and `not`");
                    self.report(node.span, message);
                }
                for (name, value) in entries {
                    match name.text.as_str() {
                        "not" => self.check_condition(value, what),
                        "all" | "any" => self.check_operands(name, value, what),
                        _ => {}
                    }
                }
            }
            _ => self.report(
                node.span,
                format!("the `if` condition of {what} must be a string or an object"),
            ),
        }
    }

    fn check_operands(&mut self, name: &Name, value: &Node, what: &str) {
        let NodeKind::Array(operands) = &value.kind else {
            let message = format!(
                "`{}` in the `if` condition of {what} must be an array",
                name.text
            );
            return self.report(value.span, message);
        };
        if operands.is_empty() {
            self.report(
                value.span,
                format!("the `if` condition [] of {what} is useless"),
            );
        }
        for operand in operands {
            self.check_condition(operand, what);
        }
    }
}

/// Whether a definition has something that today's language has no more.
fn is_old(definition: &Definition) -> bool {
    let node = &definition.node;
    let is_no = |key: &str| node.get(key).and_then(Node::text) == Some("no");
    node.get("type").is_some() && node.get("data").is_some()
        || is_no("gen")
        || is_no("success-response")
        || has_old_condition(node)
}

/// `defined(CONFIG_X)` until QEMU 6.0.
fn has_old_condition(node: &Node) -> bool {
    let own = node.get("if").is_some_and(|condition| {
        let old = |node: &Node| node.text().is_some_and(|text| text.contains("defined("));
        old(condition) || condition.elements().iter().any(old)
    });
    own || node
        .entries()
        .iter()
        .any(|(_, value)| has_old_condition(value))
        || node.elements().iter().any(has_old_condition)
}
