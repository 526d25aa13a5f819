//! A document in memory: a flat list of nodes, from which values are read.
//!
//! The members of an object may be in any order, and the type of a value may depend on one
//! that comes after it. So a document is read into nodes first. Only this step depends on the
//! format; reading the values does not, and is compiled once.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The nodes of a document, each before its contents.
#[derive(Debug, Default)]
pub(super) struct Tape<'de> {
    pub(super) nodes: Vec<Node<'de>>,
    /// The texts that had escapes.
    owned: Vec<Box<str>>,
}

/// A value, or the name of a member, which precedes its value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'de> {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Text(Text<'de>),
    /// An array: the index of the node after its last element, and the number of elements.
    Array(usize, usize),
    /// An object: the index of the node after its last member, and the number of members.
    Object(usize, usize),
}

/// A text that is borrowed from the document, or the index of an owned one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text<'de> {
    Borrowed(&'de str),
    Owned(usize),
}

impl<'de> Tape<'de> {
    /// Reads one value.
    pub(super) fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tape = Tape::empty();
        Filler(&mut tape).deserialize(deserializer)?;
        Ok(tape)
    }

    /// A document that is a string.
    pub(super) fn of_text(text: &'de str) -> Self {
        let mut tape = Tape::empty();
        tape.nodes.push(Node::Text(Text::Borrowed(text)));
        tape
    }

    fn empty() -> Self {
        Tape {
            nodes: emptied(SPARE.try_with(Cell::take).unwrap_or_default()),
            owned: Vec::new(),
        }
    }

    /// A string, or the name of a member.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        match self.nodes.get(at)? {
            Node::Text(text) => Some(self.resolve(*text)),
            _ => None,
        }
    }

    pub(super) fn resolve(&self, text: Text<'de>) -> &str {
        match text {
            Text::Borrowed(text) => text,
            Text::Owned(at) => &self.owned[at],
        }
    }

    /// The index of the node after a value.
    pub(super) fn after(&self, at: usize) -> usize {
        match self.nodes.get(at) {
            Some(Node::Array(end, _) | Node::Object(end, _)) => *end,
            _ => at + 1,
        }
    }

    fn keep(&mut self, text: &str) -> Text<'de> {
        self.owned.push(text.into());
        Text::Owned(self.owned.len() - 1)
    }
}

thread_local! {
    /// The allocation of the last document, for the next: allocating it takes as long as
    /// filling it.
    static SPARE: Cell<Vec<Node<'static>>> = const { Cell::new(Vec::new()) };
}

/// The maximal capacity that is kept, in nodes: three quarters of a megabyte, as needed for the
/// largest reply of QEMU 10.0.
const KEPT: usize = 1 << 15;

impl Drop for Tape<'_> {
    fn drop(&mut self) {
        let nodes = std::mem::take(&mut self.nodes);
        if nodes.capacity() <= KEPT {
            // The thread is ending.
            let _ = SPARE.try_with(|spare| spare.set(emptied(nodes)));
        }
    }
}

/// The allocation of a vector of nodes: the standard library collects into the same one.
fn emptied<'to>(mut nodes: Vec<Node<'_>>) -> Vec<Node<'to>> {
    nodes.clear();
    nodes.into_iter().map(|_| Node::Null).collect()
}

/// The name under which `serde_json` passes a number as text, if a crate of the application
/// has its feature `arbitrary_precision`.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

/// Appends a value to the nodes.
struct Filler<'a, 'de>(&'a mut Tape<'de>);

impl<'de> DeserializeSeed<'de> for Filler<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Filler<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.nodes.push(Node::Null);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.nodes.push(Node::Bool(value));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.nodes.push(Node::Int(value));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.nodes.push(Node::Uint(value));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.nodes.push(Node::Float(value));
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.0.nodes.push(Node::Text(Text::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let text = self.0.keep(text);
        self.0.nodes.push(Node::Text(text));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let tape = self.0;
        let at = tape.nodes.len();
        tape.nodes.push(Node::Array(0, 0));
        let mut count = 0;
        while seq.next_element_seed(Filler(tape))?.is_some() {
            count += 1;
        }
        tape.nodes[at] = Node::Array(tape.nodes.len(), count);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let tape = self.0;
        let at = tape.nodes.len();
        tape.nodes.push(Node::Object(0, 0));
        let mut count = 0;
        while map.next_key_seed(Filler(tape))?.is_some() {
            map.next_value_seed(Filler(tape))?;
            count += 1;
        }
        if let Some(number) = exact_number(tape, at) {
            tape.nodes.truncate(at);
            tape.nodes.push(number);
        } else {
            tape.nodes[at] = Node::Object(tape.nodes.len(), count);
        }
        Ok(())
    }
}

/// The number that an object at the end of the tape represents, if any.
fn exact_number<'to>(tape: &Tape<'_>, at: usize) -> Option<Node<'to>> {
    let has_one_member = tape.nodes.len() == at + 3;
    if !has_one_member || tape.text(at + 1) != Some(EXACT_NUMBER) {
        return None;
    }
    let digits = tape.text(at + 2)?;
    let uint = digits.parse().map(Node::Uint);
    let int = || digits.parse().map(Node::Int);
    let float = || digits.parse().ok().filter(|float: &f64| float.is_finite());
    let whole = uint.or_else(|_| int()).ok();
    whole.or_else(|| float().map(Node::Float))
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, MapDeserializer};

    use super::*;

    #[test]
    fn reads_numbers_that_come_as_their_digits() {
        for (digits, expected) in [("7", "Uint(7)"), ("-7", "Int(-7)"), ("1.5", "Float(1.5)")] {
            let map = MapDeserializer::<_, Error>::new([(EXACT_NUMBER, digits)].into_iter());
            let tape = Tape::read(map).map(|tape| format!("{:?}", tape.nodes));
            assert_eq!(tape, Ok(format!("[{expected}]")));
        }
    }
}
