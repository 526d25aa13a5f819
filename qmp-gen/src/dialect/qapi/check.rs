//! What the schema language requires of each definition on its own.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::names::{has_upper, is_camel, stem, value_stem};
use super::{Definition, Meta, Pragmas};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};
use crate::document::{Documents, Span};
use crate::ir::{Builtin, Name};

/// How many features a schema may have, those that are built in included.
const MOST_FEATURES: usize = 64;

/// Reads definitions one by one.
pub(super) struct Checker<'a> {
    documents: &'a Documents,
    pub(super) definitions: &'a [Definition<'a>],
    pub(super) pragmas: &'a Pragmas,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// What each name is defined as.
    pub(super) metas: HashMap<&'a str, (Meta, &'a Node)>,
    /// The features of the definition that is being read, and of what it has.
    pub(super) listed: Vec<Name>,
    /// The names of all features of the schema.
    features: HashSet<String>,
    // The definition that is being read: problems are reported at its beginning,
    // as QEMU's generator does, and point into it.
    at: Span,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        at: Span,
        documents: &'a Documents,
        definitions: &'a [Definition<'a>],
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
        Checker {
            documents,
            definitions,
            pragmas,
            diagnostics,
            metas,
            listed: Vec::new(),
            // These two are built in.
            features: HashSet::from(["deprecated", "unstable"].map(str::to_owned)),
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

    /// Reports that a definition can't be read, with the place in it.
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

    /// Reports a breach of a rule that does not affect how the definition is
    /// read.
    pub(super) fn report_rule(&mut self, place: Span, message: impl Into<String>) {
        self.report_as(Code::SchemaRule, place, message);
    }

    /// Reports syntax of old releases.
    pub(super) fn report_old(&mut self, place: Span, message: impl Into<String>) {
        self.report_as(Code::OldSyntax, place, message);
    }

    /// Reports a problem of a documentation comment, where it is.
    pub(super) fn report_doc(&mut self, code: Code, place: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, place, message));
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
                self.report_rule(name.span, message);
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
            self.report_rule(node.span, format!("{what} is invalid"));
            return Some(name);
        };
        let underscores = self.pragmas.command_names.iter().any(|name| name == text);
        match meta {
            Meta::Event if stem.contains(|c: char| c.is_ascii_lowercase() || c == '-') => {
                self.report_rule(
                    node.span,
                    format!("{what} must not have lowercase letters or `-`"),
                );
            }
            Meta::Command if has_upper(stem) || stem.contains('_') && !underscores => {
                self.report_rule(
                    node.span,
                    format!("{what} must not have uppercase letters or `_`"),
                );
            }
            Meta::Event | Meta::Command => {}
            _ if !is_camel(stem) => {
                self.report_rule(node.span, format!("{what} must use CamelCase"));
            }
            _ => {}
        }
        if !matches!(meta, Meta::Event | Meta::Command) && text.ends_with("List") {
            self.report_rule(node.span, format!("{what} should not end in `List`"));
        }
        if Builtin::from_name(text).is_some() || text == super::lower::BUILTIN_ENUM {
            self.report(
                node.span,
                format!("`{text}` is already defined: it is built in"),
            );
        }
        Some(name)
    }

    /// Checks the name of a member or a feature.
    pub(super) fn lower_name(&mut self, owner: &str, what: &str, name: &str, place: Span) {
        self.lower_stem(owner, what, name, stem(name), place);
    }

    /// Checks the name of an enum's value.
    pub(super) fn value_name(&mut self, owner: &str, name: &str, place: Span) {
        self.lower_stem(owner, "the value", name, value_stem(name), place);
    }

    fn lower_stem(&mut self, owner: &str, what: &str, name: &str, stem: Option<&str>, place: Span) {
        let Some(stem) = stem else {
            return self.report_rule(place, format!("{what} `{name}` has an invalid name"));
        };
        let with_exceptions = match self.metas.get(owner) {
            Some((meta, _)) => matches!(meta, Meta::Enum | Meta::Struct | Meta::Union),
            None => false,
        };
        let mut exceptions = self.pragmas.member_names.iter();
        let excepted = with_exceptions && exceptions.any(|known| known == owner);
        if !excepted && (has_upper(stem) || stem.contains('_')) {
            let message = format!("{what} `{name}` must not have uppercase letters or `_`");
            self.report_rule(place, message);
        }
    }

    /// Reports more features than QEMU's generator can number.
    pub(super) fn count_feature(&mut self, name: &str, place: Span) {
        if self.features.insert(name.to_owned()) && self.features.len() == MOST_FEATURES + 1 {
            let message = format!("a schema has at most {MOST_FEATURES} features");
            self.report_rule(place, message);
        }
    }

    /// A flag, which may only stand where it changes something.
    pub(super) fn flag(&mut self, node: &Node, key: &str, only: bool) -> bool {
        let Some(value) = node.get(key) else {
            return false;
        };
        let flag = match value.text() {
            Some("no") => {
                let message = format!("the flag `{key}` is {only}, without quotes");
                self.report_old(value.span, message);
                Some(false)
            }
            _ => value.flag(),
        };
        if flag != Some(only) {
            self.report_rule(value.span, format!("the flag `{key}` may only be {only}"));
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
                if !is_name {
                    let message =
                        format!("the `if` condition `{text}` of {what} is not a valid identifier");
                    if text.contains("defined(") {
                        self.report_old(node.span, message);
                    } else {
                        self.report_rule(node.span, message);
                    }
                }
            }
            NodeKind::Array(elements) => {
                let message = format!(
                    "the `if` condition of {what} must be a string or an object; \
                     the list was read as `all`"
                );
                self.report_old(node.span, message);
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
                    self.report_rule(node.span, message);
                }
                for (name, value) in entries {
                    match name.text.as_str() {
                        "not" => self.check_condition(value, what),
                        "all" | "any" => self.check_operands(name, value, what),
                        _ => {}
                    }
                }
            }
            _ => self.report_rule(
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
            return self.report_rule(value.span, message);
        };
        if operands.is_empty() {
            self.report_rule(
                value.span,
                format!("the `if` condition [] of {what} is useless"),
            );
        }
        for operand in operands {
            self.check_condition(operand, what);
        }
    }
}
