//! Pragmas: exceptions from the rules of the schema language, which a schema declares.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::dialect::node::{Node, NodeKind};

/// What the pragmas of a schema require and allow.
#[derive(Debug, Default)]
pub(super) struct Pragmas {
    /// Whether every definition must have a documentation comment.
    pub(super) doc_required: bool,
    /// Commands whose names may contain `_`.
    pub(super) command_names: Vec<String>,
    /// Commands that may return values other than objects.
    pub(super) command_returns: Vec<String>,
    /// Types whose members may break the rules on names.
    pub(super) member_names: Vec<String>,
    /// Definitions whose members need no description.
    pub(super) undocumented: Vec<String>,
}

const LISTS: [&str; 4] = [
    "command-name-exceptions",
    "command-returns-exceptions",
    "member-name-exceptions",
    "documentation-exceptions",
];

/// The names of two pragmas until QEMU 5.2, with those of today.
const RENAMED: [(&str, &str); 2] = [
    ("returns-whitelist", "command-returns-exceptions"),
    ("name-case-whitelist", "member-name-exceptions"),
];

impl Pragmas {
    /// Applies the pragmas in `directive`, whose key `pragma` has that value. No problem of
    /// a pragma changes the interface.
    pub(super) fn apply(&mut self, directive: &Node, value: &Node, diagnostics: &mut Diagnostics) {
        let mut report = |code: Code, message: String| {
            diagnostics.push(Diagnostic::new(code, directive.span, message));
        };
        if directive.entries().len() != 1 {
            let message = "a `pragma` directive must not have other keys";
            return report(Code::SchemaRule, message.to_owned());
        }
        if !value.is_object() {
            let message = "the value of `pragma` must be an object";
            return report(Code::SchemaRule, message.to_owned());
        }
        for (name, value) in value.entries() {
            let name = name.text.as_str();
            if name == "doc-required" {
                match value.flag() {
                    Some(flag) => self.doc_required = flag,
                    None => {
                        let message = "the value of the pragma `doc-required` must be a boolean";
                        report(Code::SchemaRule, message.to_owned());
                    }
                }
                continue;
            }
            let renamed = RENAMED.iter().find(|(old, _)| *old == name);
            let current = renamed.map_or(name, |(_, current)| current);
            if !LISTS.contains(&current) {
                let message = format!(
                    "unknown pragma `{name}`; expected `doc-required` or one of `{}`",
                    LISTS.join("`, `")
                );
                report(Code::SchemaRule, message);
                continue;
            }
            let Some(names) = strings(value) else {
                let message = format!("the value of the pragma `{name}` must be a list of strings");
                report(Code::SchemaRule, message);
                continue;
            };
            if renamed.is_some() {
                let message = format!("unknown pragma `{name}`: it is called `{current}` today");
                report(Code::OldSyntax, message);
            }
            match current {
                "command-name-exceptions" => self.command_names = names,
                "command-returns-exceptions" => self.command_returns = names,
                "member-name-exceptions" => self.member_names = names,
                _ => self.undocumented = names,
            }
        }
    }
}

/// The strings of a list of nothing but strings.
fn strings(value: &Node) -> Option<Vec<String>> {
    let NodeKind::Array(elements) = &value.kind else {
        return None;
    };
    let strings = elements.iter().map(|e| e.text().map(str::to_owned));
    strings.collect()
}
