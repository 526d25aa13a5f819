//! A problem with a document, and the problems of a run.

use std::collections::BTreeMap;

use super::code::Code;
use super::severity::{Level, Severity};
use crate::document::Span;

/// A problem in a document.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// The problem, without its position.
    pub message: String,
    /// The position of the problem.
    pub span: Span,
    /// A second position, with a label that explains how it relates to the problem.
    pub related: Option<(Span, String)>,
    /// Help for this problem, if it is more specific than [`Code::help`].
    pub help: Option<String>,
    severity: Severity,
}

impl Diagnostic {
    /// Creates a problem with the default severity of its code.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            message: message.into(),
            span,
            related: None,
            help: None,
            severity: code.level().default_severity(),
        }
    }

    /// Adds a second position and its label.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// Adds help for this problem.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether the problem stops code generation.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether a brief report only counts the problem: a warning of [`Level::Rule`],
    /// which does not affect the interface. Old releases have hundreds.
    pub fn is_counted(&self) -> bool {
        self.severity == Severity::Warning && self.code.level() == Level::Rule
    }
}

/// The problems found in a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds several problems.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    /// Sorts the problems by document and position.
    pub fn sort(&mut self) {
        self.0
            .sort_by_key(|d| (d.span.document, d.span.start, d.code));
    }

    /// Turns the warnings of [`Level::Rule`] into errors, as `--strict` does.
    pub fn enforce_rules(&mut self) {
        for diagnostic in &mut self.0 {
            if diagnostic.code.level() == Level::Rule {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// The number of problems.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no problems.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.0
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .count()
    }

    /// The number of problems that a brief report only counts.
    pub fn counted(&self) -> usize {
        self.0.iter().filter(|d| d.is_counted()).count()
    }

    /// The number of problems of each code, in the order of the table.
    pub fn by_code(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for diagnostic in &self.0 {
            *counts.entry(diagnostic.code).or_default() += 1;
        }
        counts
    }
}

/// Formats a count and a noun: `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
