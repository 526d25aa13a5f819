//! The passes, one after another.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::builtin::Builtin;
use crate::diagnostic::{self, Code, Diagnostic, Diagnostics, counted};
use crate::document::{Document, Documents, Span};
use crate::resolve::{Interface, apply_summaries, resolve};
use crate::source::{self, LoadError, Neighbours, Source};
use crate::{dialect, merge};

/// What a run made of its documents.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The documents.
    pub documents: Documents,
    /// The files they came from.
    pub files: Vec<PathBuf>,
    /// The interface that they describe.
    pub interface: Interface,
    /// Everything that is wrong with them.
    pub diagnostics: Diagnostics,
}

impl Run {
    /// Reads files, and every document in folders.
    ///
    /// # Errors
    ///
    /// When something can't be read. What is wrong *in* a document is a
    /// diagnostic of the run.
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

    /// Reads files, and every document in folders, each said to be of a release
    /// or not.
    ///
    /// # Errors
    ///
    /// As [`Run::of_paths`].
    pub fn of_sources(sources: &[Source]) -> Result<Run, LoadError> {
        let mut run = Run::default();
        let loaded = source::load_releases(sources)?;
        for loaded in source::ascending(loaded, |loaded| &loaded.document) {
            let id = run.documents.add(loaded.document);
            run.files.push(loaded.path);
            if let Some(at) = loaded.not_utf8 {
                let span = Span {
                    document: id,
                    start: at,
                    end: at + 1,
                };
                let message = "this byte is not UTF-8; it was replaced, as was every other";
                run.diagnostics
                    .push(Diagnostic::new(Code::NotUtf8, span, message));
            }
            if loaded.lacks_events {
                let document = run.documents.get(id);
                let message = format!(
                    "`{}` describes commands, and nothing beside it describes events",
                    document.file_name()
                );
                let span = dialect::start(id, document);
                run.diagnostics
                    .push(Diagnostic::new(Code::MissingDocument, span, message));
            }
        }
        Ok(run.passes())
    }

    /// Reads texts.
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
        let mut run = Run::default();
        let documents = documents.into_iter().collect();
        for document in source::ascending(documents, |document| document) {
            run.documents.add(document);
        }
        run.passes()
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

    /// Parse and lower, resolve and check, each release by itself, merge them, and
    /// lay summaries over that: what the emitters then are given.
    fn passes(mut self) -> Run {
        let groups = source::group(&self.documents, &mut self.diagnostics);
        let mut neighbours = Neighbours::new(&self.files);
        let releases = groups.into_iter().map(|group| {
            let mut schema = dialect::lower(&group, &self.documents, &mut self.diagnostics);
            source::origins(&group, &self.documents, &mut schema.release);
            schema.release.version = group.version;
            resolve(schema, &mut neighbours, &mut self.diagnostics)
        });
        let releases = releases.collect();
        self.interface = merge::merge(releases, &mut self.diagnostics);
        let summaries = dialect::summaries(&self.documents, &mut self.diagnostics);
        apply_summaries(&mut self.interface, summaries, &mut self.diagnostics);
        self.diagnostics.sort();
        self
    }

    /// Turns breaches of the rules of QEMU's own generator, which are warnings,
    /// into errors.
    ///
    /// ```
    /// use qmp_gen::{Document, Run};
    ///
    /// // An event's name is in capitals.
    /// let run = Run::of_documents([Document::new("lamp.json", "{ 'event': 'lit' }")]);
    /// assert_eq!(run.diagnostics.errors(), 0);
    /// assert_eq!(run.strict().diagnostics.errors(), 1);
    /// ```
    #[must_use]
    pub fn strict(mut self) -> Run {
        self.diagnostics.enforce_rules();
        self
    }

    /// How much there is of everything.
    pub fn summary(&self) -> Summary {
        let errors = self.diagnostics.errors();
        Summary {
            documents: self.documents.len(),
            commands: self.interface.commands().len(),
            events: self.interface.events().len(),
            types: self.interface.types().filter(|ty| !ty.nested).count(),
            errors,
            warnings: self.diagnostics.len() - errors,
        }
    }

    /// Every problem as text, and a summary of them; with colors for a terminal.
    pub fn report(&self, color: bool) -> String {
        diagnostic::render(&self.diagnostics, &self.documents, color)
    }

    /// As [`report`](Run::report), but breaches of rules that do not affect the
    /// interface, such as old syntax and the form of documentation comments, are
    /// only counted: old releases have hundreds.
    pub fn brief_report(&self, color: bool) -> String {
        diagnostic::render_brief(&self.diagnostics, &self.documents, color)
    }
}

/// How much there is of everything in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were read.
    pub documents: usize,
    /// Commands.
    pub commands: usize,
    /// Events.
    pub events: usize,
    /// Types with a name.
    pub types: usize,
    /// Problems of which nothing could be made.
    pub errors: usize,
    /// Other problems.
    pub warnings: usize,
}

impl fmt::Display for Summary {
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
