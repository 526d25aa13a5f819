//! Reports the problems of definitions.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Documents, Span};

/// Adds problems to the diagnostics. Like QEMU's generator, it reports a problem of a
/// definition where the definition begins, and refers to the place in it.
pub(super) struct Reporter<'a> {
    documents: &'a Documents,
    diagnostics: &'a mut Diagnostics,
    /// Where the problems of the current definition are reported.
    place: Span,
}

impl<'a> Reporter<'a> {
    /// A reporter that reports at `place` until it enters a definition.
    pub(super) fn new(
        documents: &'a Documents,
        diagnostics: &'a mut Diagnostics,
        place: Span,
    ) -> Self {
        Reporter {
            documents,
            diagnostics,
            place,
        }
    }

    /// Enters a definition: its problems are reported at the name if that is in the first
    /// line, and at the beginning otherwise.
    pub(super) fn enter(&mut self, definition: Span, name: Option<Span>) {
        let start = Span {
            end: definition.start + 1,
            ..definition
        };
        let is_in_first_line = |name: &Span| self.line(*name) == self.line(start);
        self.place = name.filter(is_in_first_line).unwrap_or(start);
    }

    fn line(&self, span: Span) -> usize {
        self.documents.get(span.document).position(span.start).0
    }

    /// Where the problems of the current definition are reported.
    pub(super) fn place(&self) -> Span {
        self.place
    }

    /// Reports that a part of the definition is not what the schema language requires.
    pub(super) fn form(&mut self, part: Span, message: impl Into<String>) {
        self.report(Code::SchemaForm, part, message);
    }

    /// Reports a breach of a rule that doesn't affect how the definition is read.
    pub(super) fn rule(&mut self, part: Span, message: impl Into<String>) {
        self.report(Code::SchemaRule, part, message);
    }

    /// Reports syntax of old releases.
    pub(super) fn old_syntax(&mut self, part: Span, message: impl Into<String>) {
        self.report(Code::OldSyntax, part, message);
    }

    /// Reports a problem of the definition, which refers to a part of it.
    pub(super) fn report(&mut self, code: Code, part: Span, message: impl Into<String>) {
        let mut problem = Diagnostic::new(code, self.place, message);
        if part != self.place {
            problem = problem.related(part, "the problem is here");
        }
        self.push(problem);
    }

    /// Reports a problem at its own place.
    pub(super) fn report_at(&mut self, code: Code, place: Span, message: impl Into<String>) {
        self.push(Diagnostic::new(code, place, message));
    }

    pub(super) fn push(&mut self, problem: Diagnostic) {
        self.diagnostics.push(problem);
    }
}
