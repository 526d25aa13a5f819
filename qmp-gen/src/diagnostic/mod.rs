//! Problems: found anywhere, gathered here, rendered by the outermost layer.

mod code;
mod render;

pub use code::Code;
pub use render::{render, render_brief};

use std::collections::BTreeMap;

use crate::document::Span;

/// Whether a problem stops code generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The interface is known all the same; generation continues.
    Warning,
    /// The interface is unknown at this point; nothing is generated.
    Error,
}

/// The default severity of a code, and its severity under `--strict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// An error, always.
    Error,
    /// A warning. QEMU's own generator refuses such a schema, so `--strict`
    /// makes it an error.
    Rule,
    /// A warning, always.
    Warning,
}

impl Level {
    /// The severity without `--strict`.
    fn default_severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Rule | Level::Warning => Severity::Warning,
        }
    }
}

/// A problem with a document.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What sort of problem it is.
    pub code: Code,
    /// What is wrong here.
    pub message: String,
    /// Where.
    pub span: Span,
    /// A second place, and what it has to do with the first.
    pub related: Option<(Span, String)>,
    /// What to do, where the table's general advice isn't enough.
    pub help: Option<String>,
    severity: Severity,
}

impl Diagnostic {
    /// A problem of that sort at that place.
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

    /// With a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// With advice for this very place.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stops code generation.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether a brief report only counts it: a warning about a breach of a rule
    /// that does not affect the interface. Old releases have hundreds.
    pub fn is_counted(&self) -> bool {
        self.severity == Severity::Warning && self.code.level() == Level::Rule
    }
}

/// The problems of a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds problems.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    /// Puts them in the order of the documents.
    pub fn sort(&mut self) {
        self.0
            .sort_by_key(|d| (d.span.document, d.span.start, d.code));
    }

    /// Turns every breach of a rule of QEMU's own generator into an error:
    /// see [`Level::Rule`].
    pub fn enforce_rules(&mut self) {
        for diagnostic in &mut self.0 {
            if diagnostic.code.level() == Level::Rule {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.0
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .count()
    }

    /// How many of them a brief report only counts.
    pub fn counted(&self) -> usize {
        self.0.iter().filter(|d| d.is_counted()).count()
    }

    /// How many there are of each code, in the table's order.
    pub fn by_code(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for diagnostic in &self.0 {
            *counts.entry(diagnostic.code).or_default() += 1;
        }
        counts
    }
}

/// A number of something: `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
