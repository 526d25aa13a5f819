//! Reading nested values.

use super::field::Field;
use super::input::{Common, Input};
use super::tape::Node;

impl<'a> Input<'a> {
    /// An array.
    pub(super) fn array<T: Field>(&mut self) -> Vec<T> {
        let Some(Node::Array(end, count)) = self.node() else {
            self.mismatch("an array");
            return Vec::new();
        };
        // An element may need much more memory than its text: the capacity is limited, and
        // reading stops at the first error.
        let room = (1 << 20) / size_of::<T>().max(1);
        let mut elements = Vec::with_capacity((*count).min(room));
        let mut at = self.at + 1;
        let before = self.state.failed.is_some();
        while at < *end && self.state.failed.is_none() {
            elements.push(T::read(&mut Input::new(self.tape, at, self.state)));
            at = self.tape.after(at);
        }
        if !before && let Some(last) = elements.len().checked_sub(1) {
            self.located_at(last);
        }
        elements
    }

    /// The same value as another type, in the same union.
    pub fn same<T: Field>(&mut self) -> T {
        let union = self.union;
        let mut input = Input::new(self.tape, self.at, self.state);
        input.union = union;
        T::read(&mut input)
    }

    /// A member.
    pub fn member<T: Field>(&mut self, name: &'static str) -> T {
        let before = self.state.failed.is_some();
        let at = match self.find(name) {
            Some(at) => at,
            None => {
                if let Some(value) = T::missing() {
                    return value;
                }
                self.fail(format_args!("the required member `{name}` is missing"));
                // There is no such node: the result is an empty value.
                return T::read(&mut Input::new(self.tape, usize::MAX, self.state));
            }
        };
        let value = T::read(&mut Input::new(self.tape, at, self.state));
        if !before {
            self.located(name);
        }
        value
    }

    /// The branch of a union; `members` are common to all branches.
    pub fn branch<T: Field>(
        &mut self,
        discriminator: &'static str,
        members: &'static [&'static str],
    ) -> T {
        let common = Common {
            discriminator,
            members,
            outer: self.union,
        };
        let mut input = Input::new(self.tape, self.at, self.state);
        input.union = Some(&common);
        T::read(&mut input)
    }
}
