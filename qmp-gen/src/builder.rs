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

/// Generates bindings in a build script.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), qmp_gen::BuildError> {
///     qmp_gen::Builder::new().documents("docs/qmp").generate()?;
///     Ok(())
/// }
/// ```
///
/// The application then includes the generated file:
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
    /// Creates a builder that reads the built-in documents and writes `qmp.rs` in
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

    /// Adds a file, or every document in a folder. These replace the built-in documents.
    ///
    /// May be called more than once: all documents together describe one interface.
    #[must_use]
    pub fn documents(mut self, path: impl Into<PathBuf>) -> Builder {
        self.sources.push(Source::new(path));
        self
    }

    /// Adds the files, or every document in the folders, that describe one release.
    ///
    /// If it is called for several releases, the bindings work with servers of all of
    /// them: a member that one release lacks is an `Option`, and the documentation of an
    /// item names the first and the last release that has it, if not all have it. A
    /// snapshot contains its version, so [`documents`](Builder::documents) can add it too.
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
    /// An invalid version is an error of [`generate`](Builder::generate).
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

    /// Selects the built-in documents to read if no other documents are added. Default:
    /// [`Builtin::Qemu`].
    #[must_use]
    pub fn builtin(mut self, builtin: Builtin) -> Builder {
        self.builtin = builtin;
        self
    }

    /// Generates only commands and events whose names match, and the types that they use.
    ///
    /// In the pattern, `*` matches any characters, as in `query-*`. May be called more than
    /// once.
    ///
    /// The bindings are compiled whenever the application changes. This takes about two
    /// seconds for a whole interface, and a fraction of that for twenty commands.
    #[must_use]
    pub fn select(mut self, pattern: impl Into<String>) -> Builder {
        self.selected.push(pattern.into());
        self
    }

    /// Sets whether everything that QEMU's own generator rejects is an error, not only
    /// problems that leave the interface unknown. Default: `false`.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Builder {
        self.strict = strict;
        self
    }

    /// Sets the file to write. A relative path is relative to `OUT_DIR`. Default: `qmp.rs`.
    #[must_use]
    pub fn output(mut self, path: impl Into<PathBuf>) -> Builder {
        self.output = path.into();
        self
    }

    /// Sets the path of `qmp-client` in generated code. Default: `::qmp_client`.
    #[must_use]
    pub fn client(mut self, path: impl Into<String>) -> Builder {
        self.options = self.options.client(path);
        self
    }

    /// Reads the documents, writes the bindings, and names the files that it read to cargo.
    ///
    /// Returns the numbers of documents, items and problems; of items, only those that
    /// were [selected](Builder::select). If there are warnings, it prints one warning of
    /// cargo with their number and the command that lists them.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, if a version, a pattern or the path of
    /// `qmp-client` is invalid, or if a document has an error. The message then contains
    /// every problem. `Debug` prints the same text as `Display`, so that the `main` of a
    /// build script can return the error. Nothing else is printed: without instructions,
    /// cargo runs a build script again after every change.
    pub fn generate(&self) -> Result<RunCounts, BuildError> {
        let (counts, instructions) = self.write()?;
        for instruction in instructions {
            println!("cargo::{instruction}");
        }
        Ok(counts)
    }

    /// Writes the bindings. Returns the instructions for cargo.
    fn write(&self) -> Result<(RunCounts, Vec<String>), BuildErrorKind> {
        if let Some(wrong) = &self.wrong {
            return Err(BuildErrorKind::Version(wrong.clone()));
        }
        let mut run = if self.sources.is_empty() {
            Run::of_builtin(self.builtin)
        } else {
            Run::of_sources(&self.sources).map_err(BuildErrorKind::Load)?
        };
        if self.strict {
            run = run.strict();
        }
        if run.diagnostics.errors() > 0 {
            return Err(BuildErrorKind::Documents(run.brief_report(false)));
        }
        if !self.selected.is_empty() {
            run.interface = run
                .interface
                .select(&self.selected)
                .map_err(BuildErrorKind::Select)?;
        }
        let output = self.output_path()?;
        let mut options = self.options.clone();
        if self.sources.is_empty() {
            options = options.manual(self.builtin.manual());
        }
        let text = rust(&run.interface, &run.documents, &options).map_err(BuildErrorKind::Emit)?;
        write_if_different(&output, &text).map_err(BuildErrorKind::Output)?;
        let counts = run.counts();
        Ok((counts, self.instructions(&run, counts.warnings)))
    }

    /// The instructions for cargo: the warning, then the files whose changes matter.
    fn instructions(&self, run: &Run, warnings: usize) -> Vec<String> {
        let mut instructions = Vec::new();
        // Built-in documents have no warnings.
        if warnings > 0 {
            let sources: Vec<String> = self.sources.iter().map(ToString::to_string).collect();
            instructions.push(format!(
                "warning=qmp-gen: {} in the documents, which do not prevent the bindings; \
                 `qmp-gen check --verbose {}` lists them",
                counted(warnings, "warning"),
                sources.join(" "),
            ));
        }
        let sources = self.sources.iter().map(|source| &source.path);
        let read = sources
            .chain(&run.files)
            .map(|path| path.display().to_string());
        let mut changes: Vec<String> = vec!["build.rs".to_owned()];
        for path in read {
            if !changes.contains(&path) {
                changes.push(path);
            }
        }
        let changes = changes.into_iter();
        instructions.extend(changes.map(|path| format!("rerun-if-changed={path}")));
        instructions
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

/// An error of [`Builder::generate`].
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
            BuildErrorKind::Version(error) => write!(f, "invalid release: {error}"),
            BuildErrorKind::Load(error) => write!(f, "{error}"),
            BuildErrorKind::Documents(report) => {
                write!(f, "the documents have errors:\n\n{report}")
            }
            BuildErrorKind::Select(error) => write!(f, "{error}"),
            BuildErrorKind::Emit(error) => write!(f, "{error}"),
            BuildErrorKind::Output(error) => write!(f, "{error}"),
            BuildErrorKind::NoOutDir(path) => write!(
                f,
                "writing {}: cargo's OUT_DIR is not set; call the builder from a build \
                 script, or set an absolute path with `output`",
                path.display()
            ),
        }
    }
}

/// Prints the message: `main` prints an error that it returns with `Debug`.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn warnings_are_one_line_that_names_the_command_to_list_them() {
        let folder = TempDir::new().unwrap();
        // The name of the command should have a hyphen, and its member a documentation.
        let entry = folder.path().join("lamp.json");
        let text = "{ 'include': 'base.json' }\n{ 'command': 'lamp_set', 'data': 'Lamp' }\n";
        fs::write(&entry, text).unwrap();
        let base = folder.path().join("base.json");
        fs::write(&base, "{ 'struct': 'Lamp', 'data': { 'On': 'bool' } }\n").unwrap();
        let builder = Builder::new()
            .documents(&entry)
            .output(folder.path().join("bindings.rs"));
        let (counts, instructions) = builder.write().unwrap_or_else(|error| {
            panic!("{}", BuildError(error));
        });
        assert!(counts.warnings > 1, "{counts}");
        let (entry, base) = (entry.display(), base.display());
        let expected = [
            format!(
                "warning=qmp-gen: {} warnings in the documents, which do not prevent the bindings; \
                 `qmp-gen check --verbose {entry}` lists them",
                counts.warnings
            ),
            "rerun-if-changed=build.rs".to_owned(),
            format!("rerun-if-changed={entry}"),
            format!("rerun-if-changed={base}"),
        ];
        assert_eq!(instructions, expected);
    }

    #[test]
    fn built_in_documents_have_no_warnings() {
        let folder = TempDir::new().unwrap();
        for builtin in Builtin::ALL {
            let output = folder.path().join(builtin.name());
            let builder = Builder::new().builtin(*builtin).output(output);
            let Ok((counts, instructions)) = builder.write() else {
                panic!("{} is not generated", builtin.name());
            };
            assert_eq!(counts.warnings, 0);
            assert_eq!(instructions, ["rerun-if-changed=build.rs"]);
        }
    }
}
