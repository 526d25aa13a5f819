//! Selects a part of an interface: commands and events by name, and the types that they use.

use std::collections::HashSet;
use std::error::Error;
use std::fmt;

use super::interface::Interface;
use super::nearest::nearest;
use crate::removed::{Removed, RemovedKind};

/// The error of selecting with patterns that match no command or event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectError(pub Vec<Unknown>);

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "selecting: {}", sentences(&self.0))
    }
}

impl Error for SelectError {}

/// A pattern that matches no command or event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown {
    /// The name or the pattern.
    pub name: String,
    /// The command or the event of that name in an earlier release.
    pub removed: Option<Removed>,
    /// The most similar name.
    pub nearest: Option<String>,
}

/// Formats a line for each removed name, and one for all other patterns.
fn sentences(names: &[Unknown]) -> String {
    let name = |unknown: &Unknown| match &unknown.nearest {
        Some(nearest) => format!("`{}` (did you mean `{nearest}`?)", unknown.name),
        None => format!("`{}`", unknown.name),
    };
    let removed = names.iter().filter_map(|unknown| unknown.removed.as_ref());
    let mut sentences: Vec<String> = removed.map(ToString::to_string).collect();
    let others = names.iter().filter(|unknown| unknown.removed.is_none());
    let others: Vec<String> = others.map(name).collect();
    if !others.is_empty() {
        sentences.push(format!(
            "no command or event matches {}; `*` matches any characters, and types are \
             selected with the commands and events that use them",
            others.join(", ")
        ));
    }
    sentences.join("\n")
}

impl Interface {
    /// The commands and events whose names match one of `patterns`, and the types that they
    /// use. In a pattern, `*` matches any characters.
    ///
    /// # Errors
    ///
    /// When a pattern matches nothing. It may be misspelled, or the documents may be of a
    /// release that lacks the item.
    ///
    /// ```
    /// use qmp_gen::{Document, Run};
    ///
    /// let text = "STOP\n----\n\nIt stopped.\n\nRESUME\n------\n\nIt goes on.\n";
    /// let run = Run::of_documents([Document::new("qmp-events.txt", text)]);
    /// let part = run.interface.select(&["STO*"])?;
    /// assert!(part.event("STOP").is_some() && part.event("RESUME").is_none());
    /// # Ok::<(), qmp_gen::SelectError>(())
    /// ```
    pub fn select(&self, patterns: &[impl AsRef<str>]) -> Result<Interface, SelectError> {
        let mut part = self.clone();
        let mut unmatched: HashSet<&str> = patterns.iter().map(AsRef::as_ref).collect();
        let mut wanted = |name: &str| {
            let mut any = false;
            for pattern in patterns.iter().map(AsRef::as_ref) {
                if matches(pattern, name) {
                    unmatched.remove(pattern);
                    any = true;
                }
            }
            any
        };
        part.commands.retain(|name, _| wanted(name));
        part.events.retain(|name, _| wanted(name));
        if !unmatched.is_empty() {
            let order = patterns.iter().map(AsRef::as_ref);
            let known = || self.commands.keys().chain(self.events.keys());
            let names = order
                .filter(|p| unmatched.contains(p))
                .map(|name| {
                    let removed = Removed::find(RemovedKind::Command, name)
                        .or_else(|| Removed::find(RemovedKind::Event, name));
                    let near = match removed {
                        Some(_) => None,
                        None => nearest(name, known().map(String::as_str)),
                    };
                    Unknown {
                        name: name.to_owned(),
                        removed,
                        nearest: near.map(str::to_owned),
                    }
                })
                .collect();
            return Err(SelectError(names));
        }
        let reached: HashSet<String> = part.reached().into_iter().map(str::to_owned).collect();
        part.types.retain(|name, _| reached.contains(name));
        part.examples.retain(|example| {
            part.commands.contains_key(&example.item) || part.events.contains_key(&example.item)
        });
        Ok(part)
    }
}

/// Whether a name matches a pattern in which `*` matches any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut left) = name.strip_prefix(before) else {
        return false;
    };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return left.ends_with(part);
        }
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;
    use crate::{Builtin, Run};

    #[test]
    fn bases_are_selected_with_their_types() {
        let run = Run::of_builtin(Builtin::Qemu);
        let all = run.interface.object("InetSocketAddress").unwrap();
        let expected = run.interface.members(all).len();
        let part = run
            .interface
            .select(&["nbd-server-start", "query-block", "STOP"]);
        let part = part.unwrap();
        let object = part.object("InetSocketAddress").unwrap();
        let base = object.base.as_ref().unwrap();
        assert!(part.ty(&base.text).is_some());
        assert_eq!(part.members(object).len(), expected);
    }

    /// They are not reported as misspellings of similar names.
    #[test]
    fn removed_names_are_reported_as_removed() {
        let run = Run::of_builtin(Builtin::Qemu);
        let patterns = ["query-cpus", "query-staus", "stop", "COMMAND_DROPPED"];
        let unmatched = run.interface.select(&patterns).unwrap_err();
        assert_eq!(
            unmatched.to_string(),
            "selecting: `query-cpus` was removed: QEMU 5.2 is the last release known to have it; \
             use `query-cpus-fast`\n\
             `COMMAND_DROPPED` was removed: QEMU 3.1 is the last release known to have it\n\
             no command or event matches `query-staus` (did you mean `query-status`?); `*` matches \
             any characters, and types are selected with the commands and events that use them"
        );
    }

    #[test]
    fn patterns_match_complete_names() {
        for (pattern, name, expected) in [
            ("query-block", "query-block", true),
            ("query-block", "query-blockstats", false),
            ("query-*", "query-block", true),
            ("*", "anything", true),
            ("block-*-add", "block-dirty-bitmap-add", true),
            ("block-*-add", "block-add", false),
            ("*JOB*READY", "BLOCK_JOB_READY", true),
            ("*JOB*READY*", "BLOCK_JOB_READY", true),
            ("a*a", "a", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
