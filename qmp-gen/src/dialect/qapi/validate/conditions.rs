//! The rules on conditions.

use super::context::Validator;
use crate::dialect::node::{Node, NodeKind};
use crate::ir::Name;

impl Validator<'_> {
    /// Checks the condition of a definition or of a part of it, if any.
    pub(super) fn condition(&mut self, node: &Node, what: &str) {
        if let Some(condition) = node.get("if") {
            self.operand(condition, what);
        }
    }

    fn operand(&mut self, node: &Node, what: &str) {
        match &node.kind {
            NodeKind::String(name) => {
                let may_follow = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
                let is_valid = name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.chars().all(may_follow);
                if !is_valid {
                    let message =
                        format!("the `if` condition `{name}` of {what} is not a valid identifier");
                    match name.contains("defined(") {
                        true => self.reporter.old_syntax(node.span, message),
                        false => self.reporter.rule(node.span, message),
                    }
                }
            }
            NodeKind::Array(elements) => {
                let message = format!(
                    "the `if` condition of {what} must be a string or an object; \
                     the list was read as `all`"
                );
                self.reporter.old_syntax(node.span, message);
                for element in elements {
                    self.operand(element, what);
                }
            }
            NodeKind::Object(entries) => {
                let condition = format!("the `if` condition of {what}");
                self.keys(node, &condition, &[], &["all", "any", "not"]);
                if entries.len() != 1 {
                    let message = format!("{condition} must have one of `all`, `any` and `not`");
                    self.reporter.rule(node.span, message);
                }
                for (name, value) in entries {
                    match name.text.as_str() {
                        "not" => self.operand(value, what),
                        "all" | "any" => self.operands(name, value, what),
                        _ => {}
                    }
                }
            }
            _ => {
                let message = format!("the `if` condition of {what} must be a string or an object");
                self.reporter.rule(node.span, message);
            }
        }
    }

    fn operands(&mut self, name: &Name, value: &Node, what: &str) {
        let NodeKind::Array(operands) = &value.kind else {
            let message = format!(
                "`{}` in the `if` condition of {what} must be an array",
                name.text
            );
            return self.reporter.rule(value.span, message);
        };
        if operands.is_empty() {
            let message = format!(
                "`{}` in the `if` condition of {what} must not be empty",
                name.text
            );
            self.reporter.rule(value.span, message);
        }
        for operand in operands {
            self.operand(operand, what);
        }
    }
}
