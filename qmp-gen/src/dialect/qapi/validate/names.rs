//! The rules on names. Those on case and underscores came with QEMU 6.0, with pragmas for
//! exceptions.

use super::super::definitions::DefinitionKind;
use super::super::qtype;
use super::context::Validator;
use crate::dialect::node::Node;
use crate::document::Span;
use crate::ir::Builtin;

impl Validator<'_> {
    /// Checks the name of a definition and returns it, unless it is not a string.
    pub(super) fn definition_name<'n>(
        &mut self,
        kind: DefinitionKind,
        node: &'n Node,
    ) -> Option<&'n str> {
        let place = node.span;
        let key = kind.key();
        let Some(name) = node.text() else {
            let message = format!("the value of `{key}`, the name, must be a string");
            self.reporter.form(place, message);
            return None;
        };
        let what = format!("the name of the {key} `{name}`");
        let Some(core) = without_prefixes(name) else {
            let message = format!(
                "{what} is invalid: it must consist of ASCII letters, digits, `-` and `_`, \
                 and begin with a letter"
            );
            self.reporter.rule(place, message);
            return Some(name);
        };
        let may_have_underscores = self.pragmas.command_names.iter().any(|known| known == name);
        let problem = match kind {
            DefinitionKind::Event => {
                let is_wrong = core.contains(|c: char| c.is_ascii_lowercase() || c == '-');
                is_wrong.then_some("must not have lowercase letters or `-`")
            }
            DefinitionKind::Command => {
                let is_wrong = has_upper(core) || core.contains('_') && !may_have_underscores;
                is_wrong.then_some("must not have uppercase letters or `_`")
            }
            _ => (!is_camel_case(core)).then_some("must use CamelCase"),
        };
        if let Some(problem) = problem {
            self.reporter.rule(place, format!("{what} {problem}"));
        }
        if kind.is_type() && name.ends_with("List") {
            self.reporter
                .rule(place, format!("{what} must not end in `List`"));
        }
        if Builtin::from_name(name).is_some() || name == qtype::NAME {
            let message = format!("`{name}` is already defined: it is built in");
            self.reporter.form(place, message);
        }
        Some(name)
    }

    /// Checks the name of a member, an alternative or a feature.
    pub(super) fn member_name(&mut self, owner: &str, what: &str, name: &str, place: Span) {
        self.lower_case(owner, what, (name, without_prefixes(name)), place);
    }

    /// Checks the name of an enum value.
    pub(super) fn value_name(&mut self, owner: &str, name: &str, place: Span) {
        let core = value_without_prefixes(name);
        self.lower_case(owner, "the value", (name, core), place);
    }

    fn lower_case(
        &mut self,
        owner: &str,
        what: &str,
        (name, core): (&str, Option<&str>),
        place: Span,
    ) {
        let Some(core) = core else {
            let message = format!("{what} `{name}` has an invalid name");
            return self.reporter.rule(place, message);
        };
        let can_be_exempt = match self.index.get(owner) {
            Some((kind, _)) => matches!(
                kind,
                DefinitionKind::Enum | DefinitionKind::Struct | DefinitionKind::Union
            ),
            None => false,
        };
        let mut exempt = self.pragmas.member_names.iter();
        let is_exempt = can_be_exempt && exempt.any(|known| known == owner);
        if !is_exempt && (has_upper(core) || core.contains('_')) {
            let message = format!("{what} `{name}` must not have uppercase letters or `_`");
            self.reporter.rule(place, message);
        }
    }
}

/// The name without its prefixes: `__com.example_` of a downstream extension, `x-` of an
/// experiment. `None` if it is not a valid name.
fn without_prefixes(name: &str) -> Option<&str> {
    let mut rest = name;
    if let Some(downstream) = rest.strip_prefix("__") {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let end = downstream.find(|c: char| !allowed(c))?;
        rest = downstream
            .get(end..)?
            .strip_prefix('_')
            .filter(|_| end > 0)?;
    }
    let experiment = rest.strip_prefix("x-").or(rest.strip_prefix("X-"));
    let core = experiment.filter(|core| is_valid(core)).unwrap_or(rest);
    // QEMU's generator reserves these names.
    let is_reserved = name.starts_with("q_") || name.starts_with("q-");
    (is_valid(core) && !is_reserved).then_some(core)
}

/// The same for an enum value, which may begin with a digit.
fn value_without_prefixes(name: &str) -> Option<&str> {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return has_valid_characters(name).then_some(name);
    }
    without_prefixes(name)
}

fn is_valid(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && has_valid_characters(name)
}

fn has_valid_characters(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn has_upper(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether a name is written like `MirrorSyncMode`: it begins with an uppercase letter, has a
/// lowercase letter, and only letters and digits.
fn is_camel_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_removed_from_values() {
        for good in ["3", "3-5", "2d", "red"] {
            assert_eq!(value_without_prefixes(good), Some(good));
        }
        assert_eq!(value_without_prefixes("x-red"), Some("red"));
        for bad in ["", "3 5", "3*", "-3", "q_3"] {
            assert_eq!(value_without_prefixes(bad), None, "{bad}");
        }
    }

    #[test]
    fn prefixes_are_removed_from_names() {
        assert_eq!(without_prefixes("block-stream"), Some("block-stream"));
        assert_eq!(without_prefixes("x-blockdev-del"), Some("blockdev-del"));
        assert_eq!(without_prefixes("__com.redhat_x-thing"), Some("thing"));
        assert_eq!(
            without_prefixes("__com.redhat_drive_add"),
            Some("drive_add")
        );
        for bad in [
            "", "*oops", "2d", "-a", "_a", "__a", "__com_", "a b", "q_x", "q-x", "ü",
        ] {
            assert_eq!(without_prefixes(bad), None, "{bad}");
        }
    }
}
