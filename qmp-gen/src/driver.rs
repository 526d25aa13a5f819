//! The passes, one after another.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::apply_summaries::apply_summaries;
use crate::builtin::Builtin;
use crate::diagnostic::{self, Diagnostics, counted};
use crate::dialect;
use crate::document::{Document, Documents};
use crate::merge::{Merged, merge};
use crate::resolve::{Interface, resolve, resolve_merged};
use crate::source::{Input, LoadError, Neighbours, Source, group_by_release};

/// The documents of a run, the interface that they define, and their problems.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The documents.
    pub documents: Documents,
    /// The files that the documents were read from; empty for documents in memory.
    pub files: Vec<PathBuf>,
    /// The interface that they define.
    pub interface: Interface,
    /// The problems in the documents.
    pub diagnostics: Diagnostics,
}

impl Run {
    /// Reads files, and every document in folders.
    ///
    /// # Errors
    ///
    /// If a file or a folder cannot be read. A problem *in* a document is a diagnostic of
    /// the run.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let run = qmp_gen::Run::of_paths(&["docs/qmp-events.txt", "docs/qmp-commands.txt"])?;
    /// println!("{} commands", run.interface.commands().len());
    /// print!("{}", run.report(false));
    /// # Ok::<(), qmp_gen::LoadError>(())
    /// ```
    pub fn of_paths(paths: &[impl AsRef<Path>]) -> Result<Run, LoadError> {
        let sources = paths.iter().map(|path| Source::new(path.as_ref()));
        Run::of_sources(&sources.collect::<Vec<_>>())
    }

    /// Reads files, and every document in folders, each with its release if that is known.
    ///
    /// # Errors
    ///
    /// The same as those of [`Run::of_paths`].
    pub fn of_sources(sources: &[Source]) -> Result<Run, LoadError> {
        let mut diagnostics = Diagnostics::default();
        let input = Input::load(sources, &mut diagnostics)?;
        Ok(Run::of_input(input, diagnostics))
    }

    /// Reads documents in memory.
    ///
    /// ```
    /// use qmp_gen::{Document, Run};
    ///
    /// let text = "PAUSED\n------\n\nThe guest has been paused.\n\nData: None.\n";
    /// let run = Run::of_documents([Document::new("qmp-events.txt", text)]);
    /// assert!(run.interface.event("PAUSED").is_some());
    /// assert!(run.diagnostics.is_empty());
    /// ```
    pub fn of_documents(documents: impl IntoIterator<Item = Document>) -> Run {
        Run::of_input(Input::of_documents(documents), Diagnostics::default())
    }

    /// Reads the documents that are built into the crate.
    ///
    /// ```
    /// let run = qmp_gen::Run::of_builtin(qmp_gen::Builtin::Guest);
    /// assert!(run.interface.command("guest-ping").is_some());
    /// ```
    pub fn of_builtin(builtin: Builtin) -> Run {
        Run::of_documents(builtin.documents())
    }

    /// The passes. Each release goes through them by itself until it is resolved, so that
    /// its problems are reported in its documents.
    fn of_input(input: Input, mut diagnostics: Diagnostics) -> Run {
        let Input {
            documents,
            files,
            mut tokens,
        } = input;
        let mut neighbours = Neighbours::new(&files);
        let mut releases = Vec::new();
        for group in group_by_release(&documents, &mut diagnostics) {
            let parsed =
                dialect::parse(&group.documents, &documents, &mut tokens, &mut diagnostics);
            let mut schema = dialect::lower(parsed, &documents, &mut diagnostics);
            schema.release = group.release(&documents, schema.release);
            releases.push(resolve(
                schema,
                &mut |document, name| neighbours.defining(document, name),
                &mut diagnostics,
            ));
        }
        let mut interface = match merge(releases, &mut diagnostics) {
            Merged::Unchanged(interface) => interface,
            Merged::Several(schema) => resolve_merged(schema, &mut diagnostics),
        };
        let summaries = dialect::read_summaries(&documents, &mut diagnostics);
        apply_summaries(&mut interface, summaries, &mut diagnostics);
        diagnostics.sort();
        Run {
            documents,
            files,
            interface,
            diagnostics,
        }
    }

    /// Turns warnings about rules of QEMU's own generator into errors.
    ///
    /// ```
    /// use qmp_gen::{Document, Run};
    ///
    /// // The name of an event must be in capitals.
    /// let run = Run::of_documents([Document::new("lamp.json", "{ 'event': 'lit' }")]);
    /// assert_eq!(run.diagnostics.errors(), 0);
    /// assert_eq!(run.strict().diagnostics.errors(), 1);
    /// ```
    #[must_use]
    pub fn strict(mut self) -> Run {
        self.diagnostics.enforce_rules();
        self
    }

    /// Counts the documents, items and problems.
    pub fn counts(&self) -> RunCounts {
        let errors = self.diagnostics.errors();
        RunCounts {
            documents: self.documents.len(),
            commands: self.interface.commands().len(),
            events: self.interface.events().len(),
            types: self.interface.types().filter(|ty| !ty.nested).count(),
            errors,
            warnings: self.diagnostics.len() - errors,
        }
    }

    /// Renders every problem, and the number of problems of each kind.
    ///
    /// `color` adds colors for a terminal.
    pub fn report(&self, color: bool) -> String {
        diagnostic::render(&self.diagnostics, &self.documents, color)
    }

    /// Renders like [`report`](Run::report), but only counts some warnings.
    ///
    /// These do not affect the interface, such as old syntax and the form of documentation
    /// comments. Old releases have hundreds of them.
    pub fn brief_report(&self, color: bool) -> String {
        diagnostic::render_brief(&self.diagnostics, &self.documents, color)
    }
}

/// The numbers of documents, items and problems of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunCounts {
    /// Documents.
    pub documents: usize,
    /// Commands.
    pub commands: usize,
    /// Events.
    pub events: usize,
    /// Types with a name.
    pub types: usize,
    /// Problems that stop code generation.
    pub errors: usize,
    /// Other problems.
    pub warnings: usize,
}

impl fmt::Display for RunCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.documents, "document"),
            (self.commands, "command"),
            (self.events, "event"),
            (self.types, "type"),
            (self.errors, "error"),
            (self.warnings, "warning"),
        ];
        let counts = counts.map(|(count, noun)| counted(count, noun));
        f.write_str(&counts.join(", "))
    }
}
