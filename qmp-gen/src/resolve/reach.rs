//! Which types can be come by from which items.

use std::collections::HashSet;

use super::Interface;
use crate::ir::{Kind, Payload, Type};

impl Interface {
    /// The types that the commands and events reach, those included that others are
    /// based on.
    pub(super) fn reached(&self) -> HashSet<String> {
        let arguments = self.commands().map(|command| &command.arguments);
        let data = self.events().map(|event| &event.data);
        let returned = self
            .commands()
            .filter_map(|command| command.returns.clone());
        let types = arguments.chain(data).flat_map(types_of).chain(returned);
        let mut reached = self.reached_from(types);
        let mut open: Vec<String> = reached.iter().cloned().collect();
        while let Some(name) = open.pop() {
            let base = self.object(&name).and_then(|object| object.base.as_ref());
            if let Some(base) = base
                && reached.insert(base.text.clone())
            {
                open.push(base.text.clone());
            }
        }
        reached
    }

    /// The types of which an application makes values, since they reach a server in
    /// the arguments of a command. All others it only gets.
    pub(crate) fn sent(&self) -> HashSet<String> {
        let arguments = self.commands().map(|command| &command.arguments);
        self.reached_from(arguments.flat_map(types_of))
    }

    /// The types of all values in values of these types.
    fn reached_from(&self, types: impl Iterator<Item = Type>) -> HashSet<String> {
        let mut open: Vec<Type> = types.collect();
        let mut reached = HashSet::new();
        while let Some(ty) = open.pop() {
            let Type::Named(name) = ty.innermost() else {
                continue;
            };
            let Some(definition) = self.ty(name) else {
                continue;
            };
            if !reached.insert(name.clone()) {
                continue;
            }
            match &definition.kind {
                Kind::Enum(_) => {}
                Kind::Object(object) => {
                    let members = self.undescribed_members(object).into_iter();
                    open.extend(members.map(|m| m.ty.clone()));
                    open.extend(object.branches.iter().map(|b| b.ty.clone()));
                }
                Kind::Alternate(alternatives) => {
                    open.extend(alternatives.iter().map(|a| a.ty.clone()));
                }
            }
        }
        reached
    }
}

fn types_of(payload: &Payload) -> Vec<Type> {
    match payload {
        Payload::Members(members) => members.iter().map(|m| m.ty.clone()).collect(),
        Payload::Type(name) => vec![Type::Named(name.text.clone())],
    }
}
