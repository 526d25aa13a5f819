//! Values of an interface: whether a message matches its item, and sample replies.

use serde_json::{Map, Value};

use super::example_check::ExampleKind;
use super::interface::Interface;
use super::value_checker::{Difference, ValueChecker};
use crate::ir::{Builtin, Command, Event, Kind, Member, Object, Type};

/// The nesting at which a minimal value is abandoned: a type that requires a value of itself
/// has no finite value.
const MAX_NESTING: usize = 16;

impl Interface {
    /// Compares the arguments of a request with those of its command.
    ///
    /// ```
    /// use serde_json::json;
    ///
    /// let interface = qmp_gen::Run::of_builtin(qmp_gen::Builtin::Qemu).interface;
    /// let command = interface.command("block_resize").expect("QEMU has it");
    /// let differences = interface.check_arguments(command, &json!({ "size": "1G" }));
    /// assert_eq!(differences[0].to_string(), "`size`: expected `int`");
    /// ```
    pub fn check_arguments(&self, command: &Command, arguments: &Value) -> Vec<Difference> {
        let mut checker = ValueChecker::new(self);
        checker.payload(arguments, &command.arguments, command.open);
        checker.differences
    }

    /// Compares the value that a command returned with its type. A command that returns
    /// nothing replies with an empty object.
    pub fn check_reply(&self, command: &Command, reply: &Value) -> Vec<Difference> {
        let mut checker = ValueChecker::new(self);
        checker.reply(reply, command.returns.as_ref());
        checker.differences
    }

    /// Compares the data of an event with its description.
    pub fn check_data(&self, event: &Event, data: &Value) -> Vec<Difference> {
        let mut checker = ValueChecker::new(self);
        checker.payload(data, &event.data, false);
        checker.differences
    }

    /// Returns a reply of a command: the first valid one among its examples, or else the
    /// shortest value of its type. That has the required members only, the first value of
    /// each enum, and empty arrays.
    ///
    /// `None` if the type has no finite value.
    ///
    /// ```
    /// use serde_json::json;
    ///
    /// let interface = qmp_gen::Run::of_builtin(qmp_gen::Builtin::Qemu).interface;
    /// let command = interface.command("query-kvm").expect("QEMU has it");
    /// let reply = json!({ "enabled": false, "present": false });
    /// assert_eq!(interface.sample_reply(command), Some(reply));
    /// ```
    pub fn sample_reply(&self, command: &Command) -> Option<Value> {
        let mut checks = self.examples.iter();
        let example = checks.find(|check| {
            check.agrees && check.kind == ExampleKind::Reply && check.item == command.name.text
        });
        match (example, &command.returns) {
            (Some(example), _) => Some(example.value.clone()),
            (None, Some(ty)) => self.minimal(ty, 0),
            (None, None) => Some(Value::Object(Map::new())),
        }
    }

    fn minimal(&self, ty: &Type, depth: usize) -> Option<Value> {
        if depth > MAX_NESTING {
            return None;
        }
        let name = match ty {
            Type::Builtin(builtin) => return Some(minimal_builtin(*builtin)),
            Type::Array(_) => return Some(Value::Array(Vec::new())),
            Type::Named(name) => name,
        };
        match &self.ty(name)?.kind {
            Kind::Enum(values) => Some(Value::from(values.first()?.name.text.as_str())),
            Kind::Object(object) => {
                let mut to = Map::new();
                self.minimal_object(object, &mut to, depth)?;
                Some(Value::Object(to))
            }
            Kind::Alternate(alternatives) => {
                let mut values = alternatives.iter();
                values.find_map(|alternative| self.minimal(&alternative.ty, depth + 1))
            }
        }
    }

    /// Adds the required members of an object, and those of the first branch that has a
    /// finite value.
    fn minimal_object(
        &self,
        object: &Object,
        to: &mut Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        if depth > MAX_NESTING {
            return None;
        }
        for member in self.undescribed_members(object) {
            self.minimal_member(member, to, depth)?;
        }
        let Some(discriminator) = &object.discriminator else {
            return Some(());
        };
        if object.wrapper.is_none() && !to.contains_key(&discriminator.text) {
            // The discriminator is optional.
            return Some(());
        }
        let values = self.discriminator_values(object);
        let with_branch = |value: &String| {
            let mut to = to.clone();
            to.insert(discriminator.text.clone(), Value::from(value.as_str()));
            let branch = object.branches.iter().find(|b| b.value.text == *value);
            match (branch.map(|branch| &branch.ty), &object.wrapper) {
                (None, _) => {}
                (Some(ty), Some(wrapper)) => {
                    to.insert(wrapper.clone(), self.minimal(ty, depth + 1)?);
                }
                (Some(Type::Named(name)), None) => {
                    self.minimal_object(self.object(name)?, &mut to, depth + 1)?;
                }
                (Some(_), None) => return None,
            }
            Some(to)
        };
        *to = values.iter().find_map(with_branch)?;
        Some(())
    }

    fn minimal_member(
        &self,
        member: &Member,
        to: &mut Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        if !member.optional {
            let value = self.minimal(&member.ty, depth + 1)?;
            to.insert(member.name.text.clone(), value);
        }
        Some(())
    }
}

fn minimal_builtin(builtin: Builtin) -> Value {
    match builtin {
        Builtin::Str => Value::from(""),
        Builtin::Bool => Value::from(false),
        Builtin::Any | Builtin::Null => Value::Null,
        _ => Value::from(0),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Builtin, Run};

    #[test]
    fn sample_replies_are_valid() {
        for builtin in Builtin::ALL {
            let interface = Run::of_builtin(*builtin).interface;
            for command in interface.commands() {
                let name = &command.name.text;
                let reply = interface.sample_reply(command);
                let reply = reply.unwrap_or_else(|| panic!("{name} has no reply"));
                let differences = interface.check_reply(command, &reply);
                assert!(differences.is_empty(), "{name}: {reply}: {differences:?}");
            }
        }
    }
}
