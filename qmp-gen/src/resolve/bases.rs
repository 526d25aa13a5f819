//! The rules of bases: a base is a struct, and no object is its own base.

use std::collections::HashSet;

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Kind, Object};

/// The longest chain of bases.
const DEEPEST: usize = 1000;

/// Removes bases that are not plain objects, or that have the object as a base.
pub(super) fn check(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let mut bad = Vec::new();
    for (name, definition) in &interface.types {
        let Kind::Object(Object {
            base: Some(base), ..
        }) = &definition.kind
        else {
            continue;
        };
        let mut seen = HashSet::from([name.as_str()]);
        let mut at = Some(base);
        let mut message = None;
        while let Some(base) = at {
            if seen.len() > DEEPEST {
                message = Some(format!("the chain of bases is longer than {DEEPEST}"));
                break;
            }
            match interface.object(&base.text) {
                Some(object) if object.discriminator.is_none() => {
                    if !seen.insert(&base.text) {
                        message = Some(format!("`{name}` contains itself: it is its own base"));
                        break;
                    }
                    at = object.base.as_ref();
                }
                _ => {
                    message = Some(format!("the base `{}` is not a struct", base.text));
                    break;
                }
            }
        }
        if let Some(message) = message {
            bad.push(name.clone());
            diagnostics.push(problem(
                Code::BadUnion,
                &definition.name,
                base.span,
                message,
            ));
        }
    }
    for name in bad {
        if let Some(object) = interface.object_mut(&name) {
            object.base = None;
        }
    }
}
