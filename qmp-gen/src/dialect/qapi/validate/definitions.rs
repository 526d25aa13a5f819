//! The rules on each kind of definition.

use std::collections::HashSet;

use super::super::definitions::DefinitionKind;
use super::super::doc::{self, DocContents};
use super::super::qtype;
use super::super::shapes::{self, UnionForm};
use super::context::Validator;
use super::members::TypeKeys;
use crate::dialect::node::{Node, NodeKind};
use crate::ir::{Name, Type};

impl Validator<'_> {
    /// Checks a definition. `contents` are those of its comment, if that has the right form.
    pub(super) fn definition(
        &mut self,
        kind: DefinitionKind,
        node: &Node,
        name: &Name,
        contents: Option<&DocContents>,
    ) {
        self.condition(node, kind.with_article());
        self.features(node);
        if let Some(contents) = contents {
            let has_returns = node.get("returns").is_some();
            doc::check_sections(contents, kind, has_returns, &mut self.reporter);
        }
        if kind.is_type() {
            let is_special = |name: &&Name| ["deprecated", "unstable"].contains(&&*name.text);
            if let Some(feature) = self.features.iter().find(is_special) {
                let message = format!("the feature `{}` is not supported for types", feature.text);
                self.reporter.rule(name.span, message);
            }
        }
        match kind {
            DefinitionKind::Command => self.command(node, name, contents),
            DefinitionKind::Event => self.event(node, name, contents),
            DefinitionKind::Enum => self.enumeration(node, name, contents),
            DefinitionKind::Struct => self.structure(node, name, contents),
            DefinitionKind::Union => self.union(node, name, contents),
            DefinitionKind::Alternate => self.alternate(node, name, contents),
        }
        if let Some(contents) = contents {
            doc::check_features(contents, name, &self.features, &mut self.reporter);
        }
    }

    fn command(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
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
        let allows_oob = self.flag(node, "allow-oob", true);
        self.flag(node, "allow-preconfig", true);
        if self.flag(node, "coroutine", true) && allows_oob {
            let message = "the flags `allow-oob` and `coroutine` are incompatible";
            self.reporter.rule(node.span, message);
        }
        self.payload(node, name, contents);
        if let Some(returns) = node.get("returns") {
            self.type_expression(returns, "`returns`", true);
            self.returns(name, returns);
        }
    }

    /// Checks that a command returns an object or an array of them, unless a pragma exempts
    /// it.
    fn returns(&mut self, command: &Name, returns: &Node) {
        let ty = self.index.type_of(returns);
        let is_object = match ty.innermost() {
            Type::Named(name) => match self.index.get(name) {
                Some((kind, _)) => matches!(kind, DefinitionKind::Struct | DefinitionKind::Union),
                None if name == qtype::NAME => false,
                // A later pass reports unknown types.
                None => true,
            },
            _ => false,
        };
        if !is_object && !self.pragmas.command_returns.contains(&command.text) {
            let message = format!("`returns` must be an object or an array of objects, not `{ty}`");
            self.reporter.rule(returns.span, message);
        }
    }

    fn event(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
        let optional = ["data", "boxed", "if", "features"];
        self.keys(node, "an event", &["event"], &optional);
        self.payload(node, name, contents);
    }

    /// Checks the arguments of a command or the data of an event.
    fn payload(&mut self, node: &Node, owner: &Name, contents: Option<&DocContents>) {
        let boxed = self.flag(node, "boxed", true);
        let Some(data) = node.get("data") else {
            if boxed {
                self.reporter.rule(node.span, "`boxed` requires `data`");
            }
            return self.descriptions(contents, owner, &[]);
        };
        let is_conditional = if data.is_object() {
            if boxed {
                let message = "`data` must be a type name with `boxed`";
                self.reporter.rule(data.span, message);
            }
            self.members(data, owner, contents);
            has_condition(data)
        } else {
            // The members of a type are described in its own comment.
            self.descriptions(contents, owner, &[]);
            self.payload_type(data, boxed)
        };
        if is_conditional && !boxed {
            let message = "conditional arguments require `boxed`";
            self.reporter.rule(data.span, message);
        }
    }

    /// Checks a type as arguments or data. Returns whether it is a struct with conditional
    /// members.
    fn payload_type(&mut self, data: &Node, boxed: bool) -> bool {
        self.type_expression(data, "`data`", false);
        let ty = self.index.type_of(data);
        let Type::Named(name) = &ty else {
            if !matches!(data.kind, NodeKind::Array(_)) {
                let written = data.text().map_or_else(|| ty.to_string(), str::to_owned);
                let message = format!("`data` must be an object, not `{written}`");
                self.reporter.form(data.span, message);
            }
            return false;
        };
        match self.index.get(name) {
            Some((DefinitionKind::Union, _)) if !boxed => {
                let message = format!("`data` can be the union `{name}` only with `boxed`");
                self.reporter.rule(data.span, message);
                false
            }
            Some((DefinitionKind::Struct, _)) => self.has_conditional_members(name),
            _ => false,
        }
    }

    /// Whether a struct has conditional members, of its own or of its bases.
    fn has_conditional_members(&self, name: &str) -> bool {
        let mut seen = HashSet::new();
        let mut next = Some(name);
        while let Some(name) = next
            && seen.insert(name)
            && let Some((DefinitionKind::Struct, node)) = self.index.get(name)
        {
            if node.get("data").is_some_and(has_condition) {
                return true;
            }
            next = node.get("base").and_then(Node::text);
        }
        false
    }

    fn enumeration(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
        let optional = ["if", "features", "prefix"];
        self.keys(node, "an enum", &["enum", "data"], &optional);
        let prefix = node.get("prefix");
        if prefix.is_some_and(|prefix| prefix.text().is_none()) {
            self.reporter.rule(node.span, "`prefix` must be a string");
        }
        let list = shapes::array(node, "data");
        if list.is_none() && node.get("data").is_some() {
            let message = "`data` of an enum must be an array";
            self.reporter.form(node.span, message);
        }
        let mut values = Vec::new();
        for entry in list.unwrap_or_default() {
            if entry.is_object() {
                self.keys(entry, "a value", &["name"], &["if", "features"]);
                if entry.get("name").is_none() {
                    continue;
                }
            }
            let Some(value) = shapes::entry_name(entry) else {
                let place = entry.get("name").unwrap_or(entry).span;
                self.reporter
                    .form(place, "the name of a value must be a string");
                continue;
            };
            self.value_name(&name.text, &value.text, value.span);
            self.features(entry);
            self.condition(entry, "a value");
            values.push(value);
        }
        let values: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
        self.descriptions(contents, name, &values);
    }

    fn structure(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
        let key = match node.get("type") {
            Some(ty) => {
                let message = "use the key `struct` to define a struct";
                self.reporter.old_syntax(ty.span, message);
                "type"
            }
            None => "struct",
        };
        let optional = ["base", "if", "features"];
        self.keys(node, "a struct", &[key, "data"], &optional);
        if let Some(base) = node.get("base") {
            self.type_name(base, "`base`");
        }
        match node.get("data") {
            Some(data) if data.is_object() => self.members(data, name, contents),
            Some(data) => {
                let message = "`data` of a struct must be an object";
                self.reporter.form(data.span, message);
            }
            None => {}
        }
    }

    fn union(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
        let form = shapes::union_form(node);
        let required: &[&str] = match form {
            UnionForm::Alternate => {
                let place = node.get("discriminator").unwrap_or(node).span;
                let message = "use the key `alternate` to define an alternate";
                self.reporter.old_syntax(place, message);
                return self.alternate(node, name, contents);
            }
            UnionForm::Simple => {
                let message =
                    "a union lacks the required key `discriminator`; it was read as a simple union";
                self.reporter.old_syntax(node.span, message);
                &["union", "data"]
            }
            UnionForm::Flat => &["union", "base", "discriminator", "data"],
        };
        let optional = ["base", "discriminator", "if", "features"];
        self.keys(node, "a union", required, &optional);
        match node.get("base") {
            Some(base) if base.is_object() => self.members(base, name, contents),
            Some(base) => {
                self.type_name(base, "`base`");
                self.descriptions(contents, name, &[]);
            }
            None => {}
        }
        if let Some(discriminator) = node.get("discriminator")
            && discriminator.text().is_none()
        {
            let message = "the value of `discriminator`, the name of a member, must be a string";
            self.reporter.form(discriminator.span, message);
        }
        let Some(data) = node.get("data") else {
            return;
        };
        if !data.is_object() {
            let message = "`data` of a union must be an object";
            self.reporter.form(data.span, message);
        }
        for (value, branch) in data.entries() {
            let what = format!("the branch `{}`", value.text);
            let may_be_array = form == UnionForm::Simple;
            self.typed_value(branch, &what, TypeKeys::Condition, may_be_array);
        }
    }

    fn alternate(&mut self, node: &Node, name: &Name, contents: Option<&DocContents>) {
        if node.get("alternate").is_some() {
            let required = ["alternate", "data"];
            self.keys(node, "an alternate", &required, &["if", "features"]);
        }
        let data = node.get("data").map(Node::entries);
        if data.is_some_and(<[_]>::is_empty) {
            let message = "`data` of an alternate must not be empty";
            self.reporter.form(node.span, message);
        }
        let mut names = Vec::new();
        for (key, value) in data.unwrap_or_default() {
            let what = format!("the alternative `{}`", key.text);
            self.member_name(&name.text, "the alternative", &key.text, key.span);
            self.typed_value(value, &what, TypeKeys::Condition, true);
            names.push(key.text.as_str());
        }
        self.descriptions(contents, name, &names);
    }
}

/// Whether an object of members has a conditional one.
fn has_condition(members: &Node) -> bool {
    let mut entries = members.entries().iter();
    entries.any(|(_, member)| member.get("if").is_some())
}
