//! Generation from a build script.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::builtin::Builtin;
use crate::diagnostic::counted;
use crate::driver::{Run, RunCounts};
use crate::emit::{EmitError, RustOptions, rust};
use crate::output::{OutputError, write_if_different};
use crate::resolve::SelectError;
use crate::source::{LoadError, Source};
use crate::version::{ParseVersionError, Version};

/// Makes bindings in a build script.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), qmp_gen::BuildError> {
///     qmp_gen::Builder::new().documents("docs/qmp").generate()?;
///     Ok(())
/// }
/// ```
///
/// The application then includes what was made:
///
/// ```ignore
/// mod qmp {
///     qmp_client::include_bindings!();
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    builtin: Builtin,
    sources: Vec<Source>,
    wrong: Option<ParseVersionError>,
    selected: Vec<String>,
    strict: bool,
    output: PathBuf,
    options: RustOptions,
}

impl Default for Builder {
    fn default() -> Self {
        Builder::new()
    }
}

impl Builder {
    /// A builder that takes the built-in documents and writes `qmp.rs` to
    /// cargo's `OUT_DIR`.
    pub fn new() -> Builder {
        Builder {
            builtin: Builtin::default(),
            sources: Vec::new(),
            wrong: None,
            selected: Vec::new(),
            strict: false,
            output: PathBuf::from("qmp.rs"),
            options: RustOptions::default(),
        }
    }

    /// Takes this file, or every document in this folder, in place of the
    /// built-in documents. May be called more than once: together they describe
    /// one interface.
    #[must_use]
    pub fn documents(mut self, path: impl Into<PathBuf>) -> Builder {
        self.sources.push(Source::new(path));
        self
    }

    /// Takes these files, or every document in these folders, as those of one
    /// release. Called for several releases, it makes one set of bindings that
    /// serves the whole range: a member that any of them lacks is an `Option`,
    /// and what a release does not have says since when, or until when, it is
    /// there. A snapshot that has a version of its own can be given to
    /// [`documents`](Builder::documents) as well.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), qmp_gen::BuildError> {
    /// qmp_gen::Builder::new()
    ///     .release("7.2", ["qemu-7.2/qapi/qapi-schema.json"])
    ///     .release("10.0", ["qemu-10.0/qapi/qapi-schema.json"])
    ///     .generate()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// What is no version is an error of [`generate`](Builder::generate).
    #[must_use]
    pub fn release(
        mut self,
        version: &str,
        paths: impl IntoIterator<Item = impl Into<PathBuf>>,
    ) -> Builder {
        match version.parse::<Version>() {
            Ok(version) => self.sources.extend(paths.into_iter().map(|path| Source {
                version: Some(version.clone()),
                path: path.into(),
            })),
            Err(wrong) => self.wrong = self.wrong.or(Some(wrong)),
        }
        self
    }

    /// Takes these of the built-in documents, where no others are given: those of
    /// QEMU itself if this is not called.
    #[must_use]
    pub fn builtin(mut self, builtin: Builtin) -> Builder {
        self.builtin = builtin;
        self
    }

    /// Makes bindings only of the commands and events that are called so, with
    /// the types they reach. `*` matches any letters: `query-*`. May be called
    /// more than once.
    ///
    /// An application that includes the bindings of a whole interface compiles them
    /// whenever it changes, which takes about two seconds; those of twenty commands take a
    /// fraction of that.
    #[must_use]
    pub fn select(mut self, pattern: impl Into<String>) -> Builder {
        self.selected.push(pattern.into());
        self
    }

    /// Whether to reject documents that QEMU's own generator rejects, not only
    /// those that leave the interface unknown. Default: `false`.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Builder {
        self.strict = strict;
        self
    }

    /// Writes to this file; a relative path is one in `OUT_DIR`.
    #[must_use]
    pub fn output(mut self, path: impl Into<PathBuf>) -> Builder {
        self.output = path.into();
        self
    }

    /// The path by which the application reaches `qmp-client`, where it is not
    /// `::qmp_client`.
    #[must_use]
    pub fn client(mut self, path: impl Into<String>) -> Builder {
        self.options = self.options.client(path);
        self
    }

    /// Reads the documents, writes the bindings, and reports the files it read to cargo.
    /// Gives back how much that was: of what was selected, where something was.
    ///
    /// The number of warnings is one warning of cargo; the command line's `check` lists
    /// them.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, or a document has an error: then the error's
    /// text has every problem. Its `Debug` is its `Display`, so that the `main` of a build
    /// script can return it.
    pub fn generate(&self) -> Result<RunCounts, BuildError> {
        println!("cargo::rerun-if-changed=build.rs");
        for source in &self.sources {
            println!("cargo::rerun-if-changed={}", source.path.display());
        }
        if let Some(wrong) = &self.wrong {
            return Err(BuildErrorKind::Version(wrong.clone()).into());
        }
        let mut run = if self.sources.is_empty() {
            Run::of_builtin(self.builtin)
        } else {
            Run::of_sources(&self.sources).map_err(BuildErrorKind::Load)?
        };
        if self.strict {
            run = run.strict();
        }
        for file in &run.files {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        if run.diagnostics.errors() > 0 {
            return Err(BuildErrorKind::Documents(run.brief_report(false)).into());
        }
        if !self.selected.is_empty() {
            run.interface = run
                .interface
                .select(&self.selected)
                .map_err(BuildErrorKind::Select)?;
        }
        let counts = run.counts();
        let output = self.output_path()?;
        let mut options = self.options.clone();
        if self.sources.is_empty() {
            options = options.manual(self.builtin.manual());
        }
        let text = rust(&run.interface, &run.documents, &options).map_err(BuildErrorKind::Emit)?;
        write_if_different(&output, &text).map_err(BuildErrorKind::Output)?;
        // Old syntax and the form of comments concern those who write documents.
        let warnings = counts.warnings.saturating_sub(run.diagnostics.counted());
        if warnings > 0 && !run.files.is_empty() {
            println!(
                "cargo::warning=qmp-gen: {} in the documents; `qmp-gen check {}` shows them",
                counted(warnings, "warning"),
                self.sources
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
        Ok(counts)
    }

    fn output_path(&self) -> Result<PathBuf, BuildErrorKind> {
        if self.output.is_absolute() {
            return Ok(self.output.clone());
        }
        let folder =
            env::var_os("OUT_DIR").ok_or_else(|| BuildErrorKind::NoOutDir(self.output.clone()))?;
        Ok(Path::new(&folder).join(&self.output))
    }
}

/// Why a build script made no bindings.
pub struct BuildError(BuildErrorKind);

enum BuildErrorKind {
    Version(ParseVersionError),
    Load(LoadError),
    Documents(String),
    Select(SelectError),
    Emit(EmitError),
    Output(OutputError),
    NoOutDir(PathBuf),
}

impl From<BuildErrorKind> for BuildError {
    fn from(kind: BuildErrorKind) -> Self {
        BuildError(kind)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            BuildErrorKind::Version(error) => write!(f, "reading a release: {error}"),
            BuildErrorKind::Load(error) => write!(f, "{error}"),
            BuildErrorKind::Documents(report) => {
                write!(f, "the documents have errors:\n\n{report}")
            }
            BuildErrorKind::Select(error) => write!(f, "{error}"),
            BuildErrorKind::Emit(error) => write!(f, "{error}"),
            BuildErrorKind::Output(error) => write!(f, "{error}"),
            BuildErrorKind::NoOutDir(path) => write!(
                f,
                "writing {}: cargo's OUT_DIR is not set; call this from a build script, \
                 or give an absolute path",
                path.display()
            ),
        }
    }
}

/// What a build script's `main` returns is shown by its `Debug`.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
