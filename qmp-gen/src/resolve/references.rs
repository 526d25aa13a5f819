//! Every name of a type leads to one.

use std::collections::HashSet;

use super::Checked;
use super::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Builtin, Kind, Member, Name, Payload, Type};

/// Reports types that are named and not defined; each becomes `any`.
pub(super) fn check(checked: &mut Checked, diagnostics: &mut Diagnostics) {
    let known: HashSet<String> = checked.types.keys().cloned().collect();
    let mut lookup = Lookup { known, diagnostics };
    for command in checked.commands.values_mut() {
        lookup.payload(&command.name, &mut command.arguments);
        if let Some(returns) = &mut command.returns {
            lookup.ty(&command.name, "what it returns", &command.name, returns);
        }
    }
    for event in checked.events.values_mut() {
        lookup.payload(&event.name, &mut event.data);
    }
    for definition in checked.types.values_mut() {
        let owner = definition.name.clone();
        match &mut definition.kind {
            Kind::Enum(_) => {}
            Kind::Object(object) => {
                lookup.members(&owner, &mut object.members);
                for branch in &mut object.branches {
                    let what = format!("the branch `{}`", branch.value.text);
                    lookup.ty(&owner, &what, &branch.value, &mut branch.ty);
                }
                if object
                    .base
                    .as_ref()
                    .is_some_and(|base| !lookup.known(&owner, "`base`", base, &base.text))
                {
                    object.base = None;
                }
            }
            Kind::Alternate(alternatives) => lookup.members(&owner, alternatives),
        }
    }
}

struct Lookup<'a> {
    known: HashSet<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Lookup<'_> {
    fn known(&mut self, owner: &Name, what: &str, place: &Name, ty: &str) -> bool {
        let known = self.known.contains(ty);
        if !known {
            let message = format!("{what} of `{}` uses the unknown type `{ty}`", owner.text);
            self.diagnostics
                .push(problem(Code::UnknownType, owner, place.span, message));
        }
        known
    }

    fn ty(&mut self, owner: &Name, what: &str, place: &Name, ty: &mut Type) {
        match ty {
            Type::Builtin(_) => {}
            Type::Named(name) => {
                if !self.known(owner, what, place, name) {
                    *ty = Builtin::Any.into();
                }
            }
            Type::Array(element) => self.ty(owner, what, place, element),
        }
    }

    fn members(&mut self, owner: &Name, members: &mut [Member]) {
        for member in members {
            let what = format!("the member `{}`", member.name.text);
            self.ty(owner, &what, &member.name, &mut member.ty);
        }
    }

    fn payload(&mut self, owner: &Name, payload: &mut Payload) {
        match payload {
            Payload::Members(members) => self.members(owner, members),
            Payload::Type(name) => {
                if !self.known(owner, "`data`", name, &name.text) {
                    *payload = Payload::Members(Vec::new());
                }
            }
        }
    }
}
