//! Checks that every type name has a definition.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use indexmap::IndexMap;

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{DocumentId, Span};
use crate::ir::{Builtin, Kind, Member, Name, Payload, Type};
use crate::removed::{Removed, RemovedKind};

/// Reports each type name without a definition once, and replaces it with `any`.
///
/// `places` maps the place of a name to that of its type; `defining_file` finds a file
/// that was not read and that defines a type.
pub(super) fn check(
    interface: &mut Interface,
    places: &HashMap<Span, Span>,
    defining_file: &mut dyn FnMut(DocumentId, &str) -> Option<PathBuf>,
    diagnostics: &mut Diagnostics,
) {
    let known: HashSet<String> = interface.types.keys().cloned().collect();
    let mut lookup = Lookup {
        known,
        places,
        unknown: IndexMap::new(),
    };
    for command in interface.commands.values_mut() {
        lookup.payload(&command.name, &mut command.arguments);
        if let Some(returns) = &mut command.returns {
            lookup.ty(&command.name, "`returns`", &command.name, returns);
        }
    }
    for event in interface.events.values_mut() {
        lookup.payload(&event.name, &mut event.data);
    }
    for definition in interface.types.values_mut() {
        let owner = definition.name.clone();
        match &mut definition.kind {
            Kind::Enum(_) => {}
            Kind::Object(object) => {
                lookup.members(&owner, &mut object.members);
                // A branch of an unknown type would be reported again as not an object.
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
    for (ty, uses) in lookup.unknown {
        let others = uses.len().saturating_sub(1);
        let first = uses.into_iter().min_by_key(|u| u.owner.span);
        diagnostics.extend(first.map(|first| first.report(&ty, others, defining_file)));
    }
}

/// A use of a type name without a definition.
struct UnknownUse {
    owner: Name,
    place: Span,
    what: String,
}

impl UnknownUse {
    fn report(
        self,
        ty: &str,
        others: usize,
        defining_file: &mut dyn FnMut(DocumentId, &str) -> Option<PathBuf>,
    ) -> Diagnostic {
        let UnknownUse { owner, place, what } = self;
        let others = match others {
            0 => String::new(),
            1 => ", and so does another place".to_owned(),
            n => format!(", and so do {n} other places"),
        };
        let uses = format!("{what} of `{}` uses", owner.text);
        let Some(path) = defining_file(owner.span.document, ty) else {
            let message = format!("{uses} the unknown type `{ty}`{others}");
            let problem = problem(Code::UnknownType, &owner, place, message);
            return match Removed::find(RemovedKind::Type, ty) {
                Some(removed) => problem.help(removed.to_string()),
                None => problem,
            };
        };
        let file = path.file_name().unwrap_or(path.as_os_str());
        let message = format!(
            "`{ty}` is defined in `{}`, which this file does not include; {uses} it{others}",
            file.display()
        );
        problem(Code::UnknownType, &owner, place, message)
            .help(format!("pass `{}` too", path.display()))
    }
}

struct Lookup<'a> {
    known: HashSet<String>,
    places: &'a HashMap<Span, Span>,
    unknown: IndexMap<String, Vec<UnknownUse>>,
}

impl Lookup<'_> {
    fn known(&mut self, owner: &Name, what: &str, place: &Name, ty: &str) -> bool {
        let known = self.known.contains(ty);
        if !known {
            let place = self.places.get(&place.span).copied().unwrap_or(place.span);
            self.unknown
                .entry(ty.to_owned())
                .or_default()
                .push(UnknownUse {
                    owner: owner.clone(),
                    place,
                    what: what.to_owned(),
                });
        }
        known
    }

    /// Whether the type is known. Replaces an unknown type with `any`.
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
