//! Creates problems of definitions.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::ir::Name;

/// Creates a problem at the name of a definition. If `place` is another position, it becomes
/// the related one.
pub(super) fn problem(code: Code, owner: &Name, place: Span, message: String) -> Diagnostic {
    let problem = Diagnostic::new(code, owner.span, message);
    if place == owner.span {
        return problem;
    }
    problem.related(place, "the problem is here")
}
