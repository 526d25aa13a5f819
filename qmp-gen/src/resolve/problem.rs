//! How a problem of a definition is reported.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::Name;

/// A problem of a definition, at its name; with the place in it that it is
/// about, where that is another.
pub(super) fn problem(code: Code, owner: &Name, place: Span, message: String) -> Diagnostic {
    let problem = Diagnostic::new(code, owner.span, message);
    if place == owner.span {
        return problem;
    }
    problem.related(place, "here")
}
