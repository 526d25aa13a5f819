//! The rule of arguments and data: their types are objects.

use std::collections::HashSet;

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Kind, Payload};

/// Reports arguments and data that are not objects.
pub(super) fn check(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let objects: HashSet<String> = interface
        .types
        .values()
        .filter(|t| matches!(t.kind, Kind::Object(_)))
        .map(|t| t.name.text.clone())
        .collect();
    let payloads = (interface
        .commands
        .values_mut()
        .map(|c| (&c.name, &mut c.arguments)))
    .chain(
        interface
            .events
            .values_mut()
            .map(|e| (&e.name, &mut e.data)),
    );
    for (owner, payload) in payloads {
        if let Payload::Type(name) = payload
            && !objects.contains(&name.text)
        {
            let message = format!(
                "`data` of `{}` must be an object, and `{}` is not an object",
                owner.text, name.text
            );
            diagnostics.push(problem(Code::BadUnion, owner, name.span, message));
            *payload = Payload::Members(Vec::new());
        }
    }
}
