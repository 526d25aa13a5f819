//! Problems of documentation comments.

use crate::diagnostic::Code;
use crate::document::Span;

/// A problem of a documentation comment, with its place in the comment.
pub(crate) struct DocProblem {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
}

impl DocProblem {
    /// A problem of the comment's form.
    pub(super) fn form(span: Span, message: impl Into<String>) -> DocProblem {
        DocProblem {
            code: Code::DocForm,
            span,
            message: message.into(),
        }
    }
}
