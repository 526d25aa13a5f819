//! The rule of names: no two members, values or alternatives have the same name, nor does a
//! member of a branch have the name of a common member.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Branch, Kind, Name, Object, Type};
use crate::naming::c_name;

/// Reports members of one name. With `c_names`, names with the same C name collide.
pub(super) fn check(interface: &Interface, c_names: bool, diagnostics: &mut Diagnostics) {
    let mut clashes = Clashes {
        interface,
        c_names,
        diagnostics,
    };
    clashes.report();
}

/// Reports members, values and alternatives with the same name.
struct Clashes<'a> {
    interface: &'a Interface,
    c_names: bool,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Clashes<'a> {
    fn report(&mut self) {
        for definition in self.interface.types.values() {
            let owner = &definition.name;
            match &definition.kind {
                Kind::Enum(values) => {
                    self.unique(owner, "value", values.iter().map(|value| &value.name));
                }
                Kind::Alternate(alternatives) => {
                    let names = alternatives.iter().map(|a| &a.name);
                    self.unique(owner, "alternative", names);
                }
                Kind::Object(object) => self.object(owner, object),
            }
        }
        let commands = self.interface.commands.values();
        let events = self.interface.events.values();
        let payloads =
            (commands.map(|c| (&c.name, &c.arguments))).chain(events.map(|e| (&e.name, &e.data)));
        for (owner, payload) in payloads {
            let names = payload.members().iter().map(|m| &m.name);
            self.unique(owner, "member", names);
        }
    }

    /// The form in which names are compared.
    fn key<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.c_names {
            true => c_name(name),
            false => Cow::Borrowed(name),
        }
    }

    /// Reports names that are the same; returns all of them by the compared form.
    fn unique<'n>(
        &mut self,
        owner: &Name,
        what: &str,
        names: impl Iterator<Item = &'n Name>,
    ) -> HashMap<Cow<'n, str>, &'n str> {
        let mut seen = HashMap::new();
        for name in names {
            if let Some(first) = seen.insert(self.key(&name.text), &*name.text) {
                self.diagnostics.push(clash(owner, what, name, first));
            }
        }
        seen
    }

    /// Reports members of one JSON object with the same name: the object's own, those of
    /// its bases, and those of its branches, their branches, and so on. Each reachable
    /// object is checked once, since the number of paths may be exponential.
    fn object(&mut self, owner: &Name, object: &'a Object) {
        let members = self.interface.undescribed_members(object);
        let names = members.iter().map(|member| &member.name);
        let own = self.unique(owner, "member", names);
        let mut reached = HashSet::new();
        let mut branches: Vec<&Branch> = inline_branches(object).iter().rev().collect();
        while let Some(branch) = branches.pop() {
            let Type::Named(name) = &branch.ty else {
                continue;
            };
            let Some(inner) = self.interface.object(name) else {
                continue;
            };
            if *name == owner.text {
                let message = format!(
                    "`{}` contains itself through the branch `{}`",
                    owner.text, branch.value.text
                );
                let place = branch.value.span;
                self.diagnostics
                    .push(problem(Code::BadUnion, owner, place, message));
                continue;
            }
            if !reached.insert(name) {
                continue;
            }
            for member in self.interface.undescribed_members(inner) {
                if let Some(first) = own.get(&self.key(&member.name.text)) {
                    self.diagnostics
                        .push(clash(owner, "member", &member.name, first));
                }
            }
            branches.extend(inline_branches(inner).iter().rev());
        }
    }
}

/// The problem of two names that collide.
fn clash(owner: &Name, what: &str, name: &Name, first: &str) -> Diagnostic {
    let other = match name.text == first {
        true => "another of the same name".to_owned(),
        false => format!("`{first}`"),
    };
    let message = format!(
        "the {what} `{}` of `{}` collides with {other}",
        name.text, owner.text
    );
    problem(Code::Clash, owner, name.span, message)
}

/// The branches whose members are in the same JSON object as the object's own.
fn inline_branches(object: &Object) -> &[Branch] {
    match object.wrapper {
        Some(_) => &[],
        None => &object.branches,
    }
}
