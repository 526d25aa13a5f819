//! Strict reading: unknown members, values and branches are errors.
//!
//! Reading a value looks its members up by their names. Strict reading records these lookups,
//! and then searches the document for members that none of them found. So generated code is the
//! same for both ways of reading.

use std::collections::BTreeMap;
use std::fmt;

use strsim::damerau_levenshtein;

use super::fail::Fail;
use super::tape::{Node, Tape};

/// The lookups in a document, by the node of the object.
#[derive(Debug, Default)]
pub(super) struct Lookups(BTreeMap<usize, Object>);

/// The lookups in an object.
#[derive(Debug, Default)]
struct Object {
    /// The names that were looked up.
    names: Vec<&'static str>,
    /// The nodes of the values that were found.
    found: Vec<usize>,
    /// Whether any other member is allowed.
    is_open: bool,
    /// Whether some members were not looked up, since the branch is unknown.
    is_partial: bool,
}

impl Lookups {
    /// Records an object, which may have no members.
    pub(super) fn object(&mut self, at: usize) {
        self.0.entry(at).or_default();
    }

    /// Records the lookup of a member.
    pub(super) fn member(&mut self, at: usize, name: &'static str, found: Option<usize>) {
        if let Some(object) = self.0.get_mut(&at) {
            object.names.push(name);
            object.found.extend(found);
        }
    }

    /// Allows members that are not looked up.
    pub(super) fn set_open(&mut self, at: usize) {
        self.0.entry(at).or_default().is_open = true;
    }

    /// Records that the members of a branch are not looked up, since it is unknown.
    pub(super) fn set_partial(&mut self, at: usize) {
        self.0.entry(at).or_default().is_partial = true;
    }

    /// The error about the first member that no lookup found.
    pub(super) fn unknown_member(&self, tape: &Tape<'_>) -> Option<Fail> {
        self.0.iter().find_map(|(at, object)| {
            let (name, message) = object.unknown_member(tape, *at)?;
            let path = path(tape, *at);
            let separator = if path.is_empty() { "" } else { "." };
            Some(Fail::of(message).at(&format!("{path}{separator}{name}")))
        })
    }
}

impl Object {
    /// The name of the first member that no lookup found, and the message about it.
    fn unknown_member<'t>(&self, tape: &'t Tape<'_>, at: usize) -> Option<(&'t str, String)> {
        if self.is_open {
            return None;
        }
        let mut unknown = members(tape, at).filter(|(_, value)| !self.found.contains(value));
        unknown.find_map(|(name, _)| {
            if self.names.contains(&name) {
                return Some((name, "the object has two members of this name".to_owned()));
            }
            let unknown = UnknownName::new("member", name, self.names.iter().copied());
            // It may be a member of the unknown branch, unless it looks like a missing one.
            let is_missing = |name| members(tape, at).all(|(member, _)| member != name);
            let is_error = !self.is_partial || unknown.nearest.is_some_and(is_missing);
            is_error.then(|| (name, unknown.to_string()))
        })
    }
}

/// The names of an object's members, and the nodes of their values.
fn members<'t>(tape: &'t Tape<'_>, at: usize) -> impl Iterator<Item = (&'t str, usize)> {
    let end = match tape.nodes.get(at) {
        Some(Node::Object(end, _)) => *end,
        _ => at,
    };
    let mut next = at + 1;
    std::iter::from_fn(move || {
        let name = tape.text(next).filter(|_| next < end)?;
        let value = next + 1;
        next = tape.after(value);
        Some((name, value))
    })
}

/// The path to a node: `file.children[1]`; empty for the document itself.
fn path(tape: &Tape<'_>, target: usize) -> String {
    let mut path = String::new();
    let mut at = 0;
    while at != target {
        let contains = |value: usize| (value..tape.after(value)).contains(&target);
        let inner = match tape.nodes.get(at) {
            Some(Node::Object(..)) => {
                let member = members(tape, at).find(|(_, value)| contains(*value));
                member.map(|(name, value)| {
                    let separator = if path.is_empty() { "" } else { "." };
                    path.push_str(separator);
                    path.push_str(name);
                    value
                })
            }
            Some(Node::Array(end, _)) => {
                let first = (at + 1 < *end).then_some(at + 1);
                let elements = std::iter::successors(first, |element| Some(tape.after(*element)));
                let mut elements = elements.take_while(|element| element < end).enumerate();
                elements
                    .find(|(_, value)| contains(*value))
                    .map(|(index, value)| {
                        path.push_str(&format!("[{index}]"));
                        value
                    })
            }
            _ => None,
        };
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    path
}

/// The message about a name that the documents do not list.
pub(super) struct UnknownName<'n> {
    /// What is named: a member or a value.
    what: &'static str,
    name: &'n str,
    /// The listed name that is most similar.
    nearest: Option<&'static str>,
    /// The listed names, if they are few.
    listed: Vec<&'static str>,
}

/// The largest number of names that a message lists.
const FEW: usize = 12;

impl<'n> UnknownName<'n> {
    pub(super) fn new(
        what: &'static str,
        name: &'n str,
        listed: impl Iterator<Item = &'static str>,
    ) -> Self {
        let listed: Vec<&str> = listed.collect();
        UnknownName {
            what,
            name,
            nearest: nearest(name, &listed),
            listed,
        }
    }
}

impl fmt::Display for UnknownName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {}", self.what)?;
        // The path to an unknown member includes its name.
        if self.what != "member" {
            write!(f, " {:?}", self.name)?;
        }
        if let Some(nearest) = self.nearest {
            return write!(f, "; did you mean `{nearest}`?");
        }
        match &self.listed[..] {
            [] => f.write_str("; no members are expected"),
            [only] => write!(f, "; expected `{only}`"),
            names @ [first, rest @ ..] if names.len() <= FEW => {
                write!(f, "; expected one of `{first}`")?;
                rest.iter().try_for_each(|name| write!(f, ", `{name}`"))
            }
            _ => Ok(()),
        }
    }
}

/// The most similar name; `None` if more than a fifth of the letters are missing, added,
/// different or transposed. Case, `-` and `_` do not matter.
fn nearest(name: &str, listed: &[&'static str]) -> Option<&'static str> {
    /// Comparing takes time quadratic in the length.
    const LONGEST: usize = 128;
    let wanted = letters(name);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let most = match wanted.len() {
        1..=2 => 0,
        length => (length / 5).clamp(1, 3),
    };
    let edits = listed.iter().map(|listed| {
        let compared = letters(listed);
        match compared.len().abs_diff(wanted.len()) <= most {
            true => (damerau_levenshtein(&wanted, &compared), *listed),
            false => (usize::MAX, *listed),
        }
    });
    let (edits, nearest) = edits.min_by_key(|(edits, _)| *edits)?;
    (edits <= most).then_some(nearest)
}

/// The compared part of a name.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '-' | '_'));
    letters.map(|c| c.to_ascii_lowercase()).collect()
}
