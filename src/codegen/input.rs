//! Reading values from a document in memory.

use std::any::type_name;
use std::fmt;

use serde_json::Value;

use super::fail::Fail;
use super::kind::Kind;
use super::strict::{Lookups, UnknownName};
use super::tape::{Node, Tape};
use super::unknown::{Extra, UnknownBranch, UnknownValue};

/// A value to read, which may be missing.
///
/// Reading always returns a value. The first error is kept; if there is one, the value is
/// discarded in the end.
pub struct Input<'a> {
    pub(super) tape: &'a Tape<'a>,
    /// The node of the value; beyond the end for a missing value.
    pub(super) at: usize,
    pub(super) state: &'a mut State,
    /// The member after the one that was read last. It is the next to be read if the members
    /// are in the order of the documents.
    pub(super) next: usize,
    /// The number of members that have been read.
    pub(super) found: usize,
    /// The union, for an object that is read as a branch.
    pub(super) union: Option<&'a Common<'a>>,
}

/// The state of reading a document.
#[derive(Default)]
pub(super) struct State {
    /// The first error.
    pub(super) failed: Option<Fail>,
    /// What has been looked up, if the document is read strictly.
    pub(super) strict: Option<Box<Lookups>>,
}

/// The properties of a union that its branches need.
pub(super) struct Common<'a> {
    pub(super) discriminator: &'static str,
    pub(super) members: &'static [&'static str],
    /// The union whose branch this union is.
    pub(super) outer: Option<&'a Common<'a>>,
}

impl Common<'_> {
    /// Whether a member belongs to the union or to one that contains it.
    fn has(&self, name: &str) -> bool {
        let mut around = Some(self);
        while let Some(union) = around {
            if union.discriminator == name || union.members.contains(&name) {
                return true;
            }
            around = union.outer;
        }
        false
    }
}

impl<'a> Input<'a> {
    pub(super) fn new(tape: &'a Tape<'a>, at: usize, state: &'a mut State) -> Self {
        Input {
            tape,
            at,
            state,
            next: at.saturating_add(1),
            found: 0,
            union: None,
        }
    }

    /// The node of the value; `None` if it is missing.
    pub(super) fn node(&self) -> Option<&'a Node<'a>> {
        self.tape.nodes.get(self.at)
    }

    /// Keeps an error, unless there is one already.
    pub(super) fn fail(&mut self, message: impl fmt::Display) {
        self.state.failed.get_or_insert_with(|| Fail::of(message));
    }

    pub(super) fn mismatch(&mut self, expected: &str) {
        if let Some(node) = self.node() {
            let message = format!("expected {expected}, found {}", Found(self.tape, node));
            self.fail(message);
        }
    }

    /// `true` or `false`.
    pub(super) fn bool(&mut self) -> bool {
        match self.node() {
            Some(Node::Bool(value)) => *value,
            _ => {
                self.mismatch("`true` or `false`");
                false
            }
        }
    }

    /// An integer in the range of the type.
    pub(super) fn int<T: TryFrom<i64> + TryFrom<u64> + Default>(&mut self) -> T {
        let fitting = match self.node() {
            Some(Node::Int(value)) => T::try_from(*value).ok(),
            Some(Node::Uint(value)) => T::try_from(*value).ok(),
            _ => {
                self.mismatch("an integer");
                return T::default();
            }
        };
        fitting.unwrap_or_else(|| {
            self.mismatch(&format!(
                "an integer in the range of `{}`",
                type_name::<T>()
            ));
            T::default()
        })
    }

    /// A number.
    pub(super) fn float(&mut self) -> f64 {
        match self.node() {
            Some(Node::Float(value)) => *value,
            Some(Node::Int(value)) => *value as f64,
            Some(Node::Uint(value)) => *value as f64,
            _ => {
                self.mismatch("a number");
                0.0
            }
        }
    }

    /// `null`.
    pub(super) fn null(&mut self) {
        if !self.is_null() {
            self.mismatch("`null`");
        }
    }

    /// Whether it is `null`.
    pub(super) fn is_null(&self) -> bool {
        matches!(self.node(), Some(Node::Null))
    }

    /// A string, which errors describe as `what`.
    pub(super) fn text(&mut self, what: &str) -> &'a str {
        match self.tape.text(self.at) {
            Some(text) => text,
            None => {
                self.mismatch(what);
                ""
            }
        }
    }

    /// A value of an enum; `unlisted` returns the variant for any other.
    pub fn choice<T: Clone>(
        &mut self,
        name: &'static str,
        values: &'static [(&'static str, T)],
        unlisted: fn(UnknownValue) -> T,
    ) -> T {
        if self.kind() != Kind::Str {
            self.mismatch(&format!("a string (a value of `{name}`)"));
        }
        let text = self.tape.text(self.at);
        let text = text.unwrap_or_default();
        match values.iter().find(|(value, _)| *value == text) {
            Some((_, variant)) => variant.clone(),
            None => {
                if self.state.strict.is_some() {
                    let names = values.iter().map(|(value, _)| *value);
                    self.fail(UnknownName::new("value", text, names));
                }
                unlisted(UnknownValue::new(text))
            }
        }
    }

    /// Any value.
    pub(super) fn value(&mut self) -> Value {
        match self.node() {
            Some(_) => value(self.tape, self.at).0,
            None => Value::Null,
        }
    }

    /// The kind of value; `null` for a missing one.
    pub fn kind(&self) -> Kind {
        match self.node() {
            None | Some(Node::Null) => Kind::Null,
            Some(Node::Bool(_)) => Kind::Bool,
            Some(Node::Int(_) | Node::Uint(_)) => Kind::Int,
            Some(Node::Float(_)) => Kind::Float,
            Some(Node::Text(_)) => Kind::Str,
            Some(Node::Array(..)) => Kind::Array,
            Some(Node::Object(..)) => Kind::Object,
        }
    }

    /// Checks that the value is an object; `name` is its type.
    pub fn object(&mut self, name: &str) {
        if !matches!(self.node(), Some(Node::Object(..))) {
            self.mismatch(&format!("a JSON object ({name})"));
        } else if let Some(strict) = &mut self.state.strict {
            strict.object(self.at);
        }
    }

    /// Prepends the name of a member to the error.
    pub(super) fn located(&mut self, member: &str) {
        self.state.failed = self.state.failed.take().map(|fail| fail.at(member));
    }

    /// Prepends the index of an element to the error.
    pub(super) fn located_at(&mut self, index: usize) {
        if self.state.failed.is_some() {
            self.located(&format!("[{index}]"));
        }
    }

    /// The node of a member's value. If two members have the same name, which no server sends,
    /// it may be either.
    pub(super) fn find(&mut self, name: &'static str) -> Option<usize> {
        let found = self.find_member(name);
        if let Some(strict) = &mut self.state.strict {
            strict.member(self.at, name, found);
        }
        found
    }

    fn find_member(&mut self, name: &str) -> Option<usize> {
        let Some(Node::Object(end, count)) = self.node() else {
            return None;
        };
        // Many of the last members are optional and absent.
        if self.found == *count {
            return None;
        }
        let first = self.at + 1;
        let found = self
            .find_in(name, self.next, *end)
            .or_else(|| self.find_in(name, first, self.next))?;
        self.next = self.tape.after(found);
        self.found += 1;
        Some(found)
    }

    fn find_in(&self, name: &str, from: usize, to: usize) -> Option<usize> {
        let mut at = from;
        while at < to {
            if self.tape.text(at) == Some(name) {
                return Some(at + 1);
            }
            at = self.tape.after(at + 1);
        }
        None
    }

    /// The members that are neither in `listed` nor those of the union.
    pub fn rest(&mut self, listed: &[&str]) -> Extra {
        if let Some(strict) = &mut self.state.strict {
            strict.set_open(self.at);
        }
        self.unlisted(listed)
    }

    fn unlisted(&self, listed: &[&str]) -> Extra {
        let mut rest = Extra::new();
        let Some(Node::Object(end, _)) = self.node() else {
            return rest;
        };
        let mut at = self.at + 1;
        while at < *end {
            let name = self.tape.text(at).unwrap_or_default();
            let is_known = listed.contains(&name) || self.union.is_some_and(|u| u.has(name));
            at = if is_known {
                self.tape.after(at + 1)
            } else {
                let (value, after) = value(self.tape, at + 1);
                rest.insert(name.to_owned(), value);
                after
            };
        }
        rest
    }

    /// The value of the discriminator, which selects the branch.
    pub fn branch_value(&mut self) -> &'a str {
        let Some(Common { discriminator, .. }) = self.union else {
            return "";
        };
        let Some(at) = self.find(discriminator) else {
            self.fail(format_args!(
                "the required member `{discriminator}` is missing"
            ));
            return "";
        };
        match self.tape.text(at) {
            Some(value) => value,
            None => {
                let before = self.state.failed.is_some();
                Input::new(self.tape, at, self.state).mismatch("a string");
                if !before {
                    self.located(discriminator);
                }
                ""
            }
        }
    }

    /// An unlisted branch; `listed` are the others.
    pub fn other_branch(&mut self, value: &str, listed: &'static [&'static str]) -> UnknownBranch {
        if let Some(strict) = &mut self.state.strict {
            strict.set_partial(self.at);
            let before = self.state.failed.is_some();
            self.fail(UnknownName::new("value", value, listed.iter().copied()));
            if let (false, Some(Common { discriminator, .. })) = (before, self.union) {
                self.located(discriminator);
            }
        }
        UnknownBranch {
            value: value.to_owned(),
            members: self.unlisted(&[]),
        }
    }

    /// A value of a kind that an alternate does not list; `listed` are the others.
    pub fn other_kind(&mut self, listed: &'static [Kind]) -> Value {
        if self.state.strict.is_some() {
            let kinds: Vec<&str> = listed.iter().map(Kind::description).collect();
            self.mismatch(&kinds.join(" or "));
        }
        self.value()
    }
}

/// A value as a `serde_json::Value`, and the index of the node after it.
fn value(tape: &Tape<'_>, at: usize) -> (Value, usize) {
    let value_ = match &tape.nodes[at] {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Int(value) => Value::from(*value),
        Node::Uint(value) => Value::from(*value),
        Node::Float(value) => Value::from(*value),
        Node::Text(text) => Value::from(tape.resolve(*text)),
        Node::Array(end, count) => {
            let mut elements = Vec::with_capacity(*count);
            let mut next = at + 1;
            while next < *end {
                let (element, after) = value(tape, next);
                elements.push(element);
                next = after;
            }
            Value::Array(elements)
        }
        Node::Object(end, _) => {
            let mut members = Extra::new();
            let mut next = at + 1;
            while next < *end {
                let name = tape.text(next).unwrap_or_default();
                let (member, after) = value(tape, next + 1);
                members.insert(name.to_owned(), member);
                next = after;
            }
            Value::Object(members)
        }
    };
    (value_, tape.after(at))
}

/// The description of a value in errors.
struct Found<'a>(&'a Tape<'a>, &'a Node<'a>);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Node::Null => f.write_str("`null`"),
            Node::Bool(value) => write!(f, "`{value}`"),
            Node::Int(value) => write!(f, "the number {value}"),
            Node::Uint(value) => write!(f, "the number {value}"),
            Node::Float(value) => write!(f, "the number {value}"),
            Node::Text(text) => {
                write!(f, "the string {:?}", self.0.resolve(*text))
            }
            Node::Array(..) => f.write_str("an array"),
            Node::Object(..) => f.write_str("an object"),
        }
    }
}
