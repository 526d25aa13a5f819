//! Finds removed items and members.

use std::fmt;
use std::sync::OnceLock;

use super::kind::RemovedKind;
use super::table::Table;
use crate::builtin::Builtin;
use crate::diagnostic::Diagnostics;
use crate::dialect;
use crate::ir::{Doc, DocBlock, SummaryText};
use crate::naming;
use crate::source::Input;

/// An item or a member that an earlier release has and the newest release lacks.
///
/// ```
/// use qmp_gen::{Removed, RemovedKind};
///
/// let removed = Removed::find(RemovedKind::Command, "query-cpus").ok_or("not found")?;
/// assert_eq!(
///     removed.to_string(),
///     "`query-cpus` was removed: QEMU 5.2 is the last release known to have it; \
///      use `query-cpus-fast`"
/// );
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removed {
    /// The name on the wire.
    pub name: String,
    /// The last known release that has it. Not every release is known; a later one may
    /// have it too.
    pub last: String,
    /// The replacement, such as ``use `query-cpus-fast` ``.
    pub advice: Option<String>,
}

impl fmt::Display for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Removed { name, last, advice } = self;
        write!(
            f,
            "`{name}` was removed: QEMU {last} is the last release known to have it"
        )?;
        match advice {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl Removed {
    /// Finds an item by its name on the wire.
    pub fn find(kind: RemovedKind, name: &str) -> Option<Removed> {
        tables().find_map(|table| {
            let last = table.items(kind).get(name)?;
            Some(Removed::new(name, last, name))
        })
    }

    /// Finds an item by the name that the generator gives its type.
    pub fn find_by_type_name(kind: RemovedKind, ident: &str) -> Option<Removed> {
        let ident = ident.strip_prefix("r#").unwrap_or(ident);
        tables().find_map(|table| {
            let mut items = table.items(kind).iter();
            let (name, last) = items.find(|(name, _)| naming::type_name(name) == ident)?;
            Some(Removed::new(name, last, name))
        })
    }

    /// Finds an item of any kind by its name on the wire.
    pub(crate) fn find_any(name: &str) -> Option<Removed> {
        let kinds = [RemovedKind::Command, RemovedKind::Event, RemovedKind::Type];
        kinds.into_iter().find_map(|kind| Removed::find(kind, name))
    }

    /// Finds a member, a branch's member, a value or an alternative of `owner`, an item
    /// that the newest release still has, by its name on the wire or by the name that the
    /// generator gives the field or the variant.
    pub fn member(owner: &str, name: &str) -> Option<Removed> {
        let ident = name.strip_prefix("r#").unwrap_or(name);
        let matches = |wire: &str| {
            wire == name || naming::field_name(wire) == ident || naming::type_name(wire) == ident
        };
        tables().find_map(|table| {
            let mut members = table.members.get(owner)?.iter();
            let (wire, last) = members.find(|(wire, _)| matches(wire))?;
            Some(Removed::new(wire, last, &format!("{owner}.{wire}")))
        })
    }

    fn new(name: &str, last: &str, entry: &str) -> Removed {
        let mut entries = past_summaries().iter();
        let summary = entries.find(|summary| summary.name.text == entry);
        Removed {
            name: name.to_owned(),
            last: last.to_owned(),
            advice: summary.and_then(|summary| advice(&summary.doc)),
        }
    }
}

/// The built-in tables.
fn tables() -> impl Iterator<Item = &'static Table> {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let builtins = Builtin::ALL.iter();
        builtins.map(|b| Table::read(b.removed())).collect()
    });
    tables.iter()
}

/// The summaries of items that the newest release lacks.
fn past_summaries() -> &'static [SummaryText] {
    static PAST: OnceLock<Vec<SummaryText>> = OnceLock::new();
    PAST.get_or_init(|| {
        let input = Input::of_documents(Builtin::past());
        dialect::read_summaries(&input.documents, &mut Diagnostics::default())
    })
}

/// The first sentence of a summary that starts with `Use`, to be appended to another.
fn advice(doc: &Doc) -> Option<String> {
    doc.blocks.iter().find_map(|block| {
        let DocBlock::Paragraph(text) = block else {
            return None;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut sentences = sentences(&text).into_iter();
        let rest = sentences.find_map(|sentence| sentence.strip_prefix("Use "))?;
        Some(format!("use {}", rest.trim_end_matches('.')))
    })
}

/// Splits a text into sentences, which end with a full stop before a space, outside of
/// backticks.
fn sentences(text: &str) -> Vec<&str> {
    let (mut sentences, mut start, mut in_code) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        let ends = || text[at + 1..].is_empty() || text[at + 1..].starts_with(' ');
        match c {
            '`' => in_code = !in_code,
            '.' if !in_code && ends() => {
                sentences.push(text[start..=at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    sentences.push(text[start..].trim());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Run;

    #[test]
    fn advice_is_the_sentence_that_begins_with_use() {
        for (text, expected) in [
            ("Lit the lamp. Use `lamp-set`.", Some("use `lamp-set`")),
            (
                "Use `lamp-set` for lamps,\nand `candle.set` for candles. It burns.",
                Some("use `lamp-set` for lamps, and `candle.set` for candles"),
            ),
            ("Lit the lamp. Useless.", None),
            ("Told users. See `lamp-set`.", None),
            ("Was of no use. `Use it. Use that", None),
            ("", None),
        ] {
            assert_eq!(advice(&Doc::paragraph(text)).as_deref(), expected, "{text}");
        }
    }

    /// The item that the advice names exists in the newest release.
    #[test]
    fn advice_names_existing_items() {
        let runs: Vec<Run> = Builtin::ALL.iter().map(|b| Run::of_builtin(*b)).collect();
        for summary in past_summaries() {
            let removed = Removed::find_any(&summary.name.text);
            let Some(advice) = removed.and_then(|removed| removed.advice) else {
                continue;
            };
            // What follows the first name may be a member of it.
            for name in advice.split('`').skip(1).take(1) {
                let exists = runs.iter().any(|run| {
                    let interface = &run.interface;
                    let metadata = (interface.command(name).map(|c| &c.metadata))
                        .or(interface.event(name).map(|e| &e.metadata))
                        .or(interface.ty(name).map(|t| &t.metadata));
                    metadata.is_some_and(|metadata| metadata.until.is_none())
                });
                assert!(exists, "{}: {advice}", summary.name.text);
            }
        }
    }

    #[test]
    fn removed_names_are_found() {
        use RemovedKind::{Command, Event, Type};
        let last = |removed: Option<Removed>| removed.map(|r| (r.name, r.last));
        let some = |name: &str, last: &str| Some((name.to_owned(), last.to_owned()));
        let cpus = some("query-cpus", "5.2");
        assert_eq!(last(Removed::find(Command, "query-cpus")), cpus);
        assert_eq!(last(Removed::find(Event, "query-cpus")), None);
        assert_eq!(last(Removed::find_by_type_name(Command, "QueryCpus")), cpus);
        assert_eq!(last(Removed::find_any("CpuInfo")), some("CpuInfo", "5.2"));
        assert_eq!(last(Removed::find(Type, "CpuInfoFast")), None);
        let level = some("compress-level", "9.0");
        let owner = "MigrationParameters";
        for name in ["compress-level", "compress_level", "CompressLevel"] {
            assert_eq!(last(Removed::member(owner, name)), level, "{name}");
        }
        assert_eq!(last(Removed::member(owner, "announce-max")), None);
        assert_eq!(
            last(Removed::member("no-such-item", "compress-level")),
            None
        );
    }
}
