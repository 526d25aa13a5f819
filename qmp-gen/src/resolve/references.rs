//! Every name of a type leads to one.

use std::collections::{HashMap, HashSet};

use super::Checked;
use super::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Span;
use crate::ir::{Builtin, Kind, Member, Name, Payload, Type};

/// Reports types that are named and not defined; each becomes `any`.
///
/// `places` says where the type of what is named at a place stands.
pub(super) fn check(
    checked: &mut Checked,
    places: &HashMap<Span, Span>,
    diagnostics: &mut Diagnostics,
) {
    let known: HashSet<String> = checked.types.keys().cloned().collect();
    let mut lookup = Lookup {
        known,
        places,
        diagnostics,
    };
    for command in checked.commands.values_mut() {
        lookup.payload(&command.name, &mut command.arguments);
        if let Some(returns) = &mut command.returns {
            lookup.ty(&command.name, "`returns`", &command.name, returns);
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
                // What is left of it would be one more problem.
                object.branches.retain_mut(|branch| {
                    let what = format!("the branch `{}`", branch.value.text);
                    lookup.ty(&owner, &what, &branch.value, &mut branch.ty)
                });
                if object
                    .base
                    .as_ref()
                    .is_some_and(|base| !lookup.known(&owner, "`base`", base, &base.text))
                {
                    object.base = None;
                }
            }
            Kind::Alternate(alternatives) => {
                alternatives.retain_mut(|alternative| lookup.member(&owner, alternative));
            }
        }
    }
}

struct Lookup<'a> {
    known: HashSet<String>,
    places: &'a HashMap<Span, Span>,
    diagnostics: &'a mut Diagnostics,
}

impl Lookup<'_> {
    fn known(&mut self, owner: &Name, what: &str, place: &Name, ty: &str) -> bool {
        let known = self.known.contains(ty);
        if !known {
            let message = format!("{what} of `{}` uses the unknown type `{ty}`", owner.text);
            let place = self.places.get(&place.span).copied().unwrap_or(place.span);
            self.diagnostics
                .push(problem(Code::UnknownType, owner, place, message));
        }
        known
    }

    /// Whether the type is known; one that isn't becomes `any`.
    fn ty(&mut self, owner: &Name, what: &str, place: &Name, ty: &mut Type) -> bool {
        match ty {
            Type::Builtin(_) => true,
            Type::Named(name) => {
                let known = self.known(owner, what, place, name);
                if !known {
                    *ty = Builtin::Any.into();
                }
                known
            }
            Type::Array(element) => self.ty(owner, what, place, element),
        }
    }

    fn member(&mut self, owner: &Name, member: &mut Member) -> bool {
        let what = format!("the member `{}`", member.name.text);
        self.ty(owner, &what, &member.name, &mut member.ty)
    }

    fn members(&mut self, owner: &Name, members: &mut [Member]) {
        for member in members {
            self.member(owner, member);
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
