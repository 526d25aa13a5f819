//! `qmp-gen`: the command line of the generator.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use indicatif::ProgressBar;
use qmp_gen::{
    Builtin, Run, RustOptions, Source, Version, Written, is_current, removed_table, rust,
    rust_files, snapshot, stale_files, write_files_if_different, write_if_different,
};

/// Generates typed Rust for QMP from its documentation: a type for every command and
/// event.
#[derive(Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report the problems of documents, each with its position.
    ///
    /// The exit status is 1 if there is an error, and 0 if there are only warnings.
    Check {
        /// Documents, or folders of documents: QAPI schemas, qmp-events.txt,
        /// qmp-commands.txt, .hx files, snapshots, .summaries files.
        ///
        /// Documents of several releases need versions: VERSION=PATH. A snapshot
        /// contains its version.
        #[arg(required = true, value_name = PATHS, value_parser = sources())]
        sources: Vec<Source>,

        #[command(flatten)]
        strictness: Strictness,

        /// List every problem. By default, problems that do not affect the
        /// interface, such as old syntax and the form of documentation comments,
        /// are only counted.
        #[arg(short, long)]
        verbose: bool,
    },
    /// Write a snapshot of documents to standard output: names, types and versions as
    /// JSON, without text.
    #[command(disable_version_flag = true)]
    Snapshot {
        /// The release of the documents, which is written to the snapshot.
        #[arg(long, value_name = "VERSION")]
        version: Option<Version>,

        /// Documents, or folders of documents.
        #[arg(required = true, value_name = PATHS, value_parser = sources())]
        sources: Vec<Source>,
    },
    /// Write the names that the newest of several snapshots lacks, each with the last
    /// release that has it, as JSON. The built-in tables are generated this way.
    #[command(hide = true)]
    Removed {
        /// Snapshots of one interface, each with its version.
        #[arg(required = true, value_name = "FILE")]
        snapshots: Vec<PathBuf>,
    },
    /// Generate Rust: the modules `commands`, `events`, `types` and `versions`.
    Generate(Generate),
}

#[derive(Args)]
struct Strictness {
    /// Treat everything that QEMU's own generator rejects as an error, not only
    /// problems that leave the interface unknown.
    #[arg(long)]
    strict: bool,
}

impl Strictness {
    fn apply(&self, run: Run) -> Run {
        if self.strict { run.strict() } else { run }
    }
}

#[derive(Args)]
struct Generate {
    #[arg(value_name = PATHS, value_parser = sources())]
    #[arg(help = documents_help(), long_help = documents_help() + SEVERAL_RELEASES)]
    sources: Vec<Source>,

    /// The built-in documents to use.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "qemu",
        conflicts_with = "sources"
    )]
    #[arg(value_parser = builtins())]
    builtin: Builtin,

    /// Write to this file, if it differs. Without this option, write to standard
    /// output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write a file for each module, and a `mod.rs` that declares them. The
    /// output is then a folder, which is created if it does not exist.
    #[arg(long, requires = "output")]
    split: bool,

    /// Write nothing. The exit status is 1 if the output is out of date.
    #[arg(long, requires = "output")]
    check: bool,

    /// Generate only commands and events whose names match, and the types that
    /// they use; `*` matches any characters. May be given more than once.
    #[arg(long, value_name = "PATTERN")]
    select: Vec<String>,

    #[command(flatten)]
    strictness: Strictness,

    /// The path of qmp-client in the generated code.
    #[arg(long, value_name = "PATH", default_value = "::qmp_client")]
    client: String,
}

/// The help of the documents to generate from.
fn documents_help() -> String {
    let [first, last] = Builtin::RANGE;
    format!(
        "Documents, or folders of documents. Default: the built-in documents of QEMU {first} to \
         {last}"
    )
}

const SEVERAL_RELEASES: &str = ".\n\nFor documents of several releases, as in \
    `7.2=old/qapi 10.0=new/qapi`, the bindings work with servers of all of them. A snapshot \
    contains its version.";

/// The form of arguments that name documents.
const PATHS: &str = "[VERSION=]FILE|DIR";

/// Parses an argument that names documents. A path may be invalid UTF-8.
fn sources() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().try_map(|argument| match argument.to_str() {
        Some(text) => text.parse(),
        None => Ok(Source::new(argument)),
    })
}

/// Parses the name of built-in documents.
fn builtins() -> impl TypedValueParser<Value = Builtin> {
    let names = Builtin::ALL.iter().map(|builtin| builtin.name());
    PossibleValuesParser::new(names).map(|name| {
        let mut all = Builtin::ALL.iter().copied();
        all.find(|builtin| builtin.name() == name)
            .unwrap_or_default()
    })
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check {
            sources,
            strictness,
            verbose,
        } => check(&sources, &strictness, verbose),
        Command::Snapshot { version, sources } => write_snapshot(version, sources),
        Command::Removed { snapshots } => write_removed(&snapshots),
        Command::Generate(arguments) => generate(&arguments),
    };
    match result {
        Ok(code) => code,
        // The reader has closed the pipe, as `| head` does.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            // Nothing can be reported if standard error is closed.
            let _ = writeln!(io::stderr(), "qmp-gen: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Load(#[from] qmp_gen::LoadError),
    #[error(transparent)]
    Select(#[from] qmp_gen::SelectError),
    #[error(transparent)]
    Emit(#[from] qmp_gen::EmitError),
    #[error(transparent)]
    File(#[from] qmp_gen::OutputError),
    #[error("reading {}: expected a snapshot of one release with its version", .0.display())]
    NoVersion(PathBuf),
    #[error("writing {0}: this is a folder; add --split to write a file for each module")]
    Folder(String),
    #[error("writing to standard output: {0}")]
    Output(#[from] io::Error),
}

fn check(sources: &[Source], strictness: &Strictness, verbose: bool) -> Result<ExitCode, Failure> {
    let run = strictness.apply(Run::of_sources(sources)?);
    let mut stdout = io::stdout();
    let color = stdout.is_terminal();
    let report = if verbose {
        run.report(color)
    } else {
        run.brief_report(color)
    };
    stdout.write_all(report.as_bytes())?;
    let secrets = run.interface.secrets();
    if !secrets.is_empty() {
        writeln!(
            stdout,
            "secrets, which `Debug` does not print: {}",
            secrets.join(", ")
        )?;
    }
    writeln!(stdout, "{}", run.counts())?;
    Ok(if run.diagnostics.errors() > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn write_snapshot(version: Option<Version>, mut sources: Vec<Source>) -> Result<ExitCode, Failure> {
    for source in &mut sources {
        source.version = source.version.take().or_else(|| version.clone());
    }
    let run = Run::of_sources(&sources)?;
    if run.diagnostics.errors() > 0 {
        return report_errors(&run);
    }
    io::stdout().write_all(snapshot(&run.interface).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn write_removed(snapshots: &[PathBuf]) -> Result<ExitCode, Failure> {
    let mut releases = Vec::new();
    for path in snapshots {
        let run = Run::of_paths(&[path])?;
        if run.diagnostics.errors() > 0 {
            return report_errors(&run);
        }
        let version = run.interface.release().version.clone();
        let version = version.ok_or_else(|| Failure::NoVersion(path.clone()))?;
        releases.push((version, run.interface));
    }
    io::stdout().write_all(removed_table(releases).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn generate(arguments: &Generate) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let progress = progress();
    progress.set_message("reading the documents");
    let mut options = RustOptions::default().client(arguments.client.as_str());
    let mut run = if arguments.sources.is_empty() {
        options = options.manual(arguments.builtin.manual());
        Run::of_builtin(arguments.builtin)
    } else {
        arguments
            .strictness
            .apply(Run::of_sources(&arguments.sources)?)
    };
    if run.diagnostics.errors() > 0 {
        progress.finish_and_clear();
        return report_errors(&run);
    }
    if !arguments.select.is_empty() {
        run.interface = run.interface.select(&arguments.select)?;
    }
    progress.set_message("writing Rust");
    let (code, outcome) = match &arguments.output {
        None => {
            let text = rust(&run.interface, &run.documents, &options)?;
            io::stdout().write_all(text.as_bytes())?;
            let outcome = "written to standard output".to_owned();
            (ExitCode::SUCCESS, outcome)
        }
        Some(path) if arguments.split => output_folder(path, &run, &options, arguments.check)?,
        Some(path) => output_file(path, &run, &options, arguments.check)?,
    };
    progress.finish_and_clear();
    writeln!(
        io::stderr(),
        "qmp-gen: {}; {outcome} ({:.2} s)",
        run.counts(),
        start.elapsed().as_secs_f64()
    )?;
    Ok(code)
}

/// Writes or checks a file. Returns the exit status and a description of the outcome.
fn output_file(
    path: &Path,
    run: &Run,
    options: &RustOptions,
    check: bool,
) -> Result<(ExitCode, String), Failure> {
    let shown = path.display();
    let ends_with_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    if path.is_dir() || ends_with_slash {
        return Err(Failure::Folder(shown.to_string()));
    }
    let text = rust(&run.interface, &run.documents, options)?;
    if !check {
        let written = write_if_different(path, &text)?;
        return Ok((ExitCode::SUCCESS, describe(written, path)));
    }
    Ok(if is_current(path, &text)? {
        (ExitCode::SUCCESS, format!("{shown} is up to date"))
    } else {
        (ExitCode::FAILURE, out_of_date(&[path.to_owned()]))
    })
}

/// Writes or checks a folder. Returns the exit status and a description of the outcome.
fn output_folder(
    folder: &Path,
    run: &Run,
    options: &RustOptions,
    check: bool,
) -> Result<(ExitCode, String), Failure> {
    let files = rust_files(&run.interface, &run.documents, options)?;
    let mut code = ExitCode::SUCCESS;
    let mut outcomes = Vec::new();
    if check {
        let mut outdated = Vec::new();
        for file in &files {
            let path = folder.join(&file.name);
            if !is_current(&path, &file.text)? {
                outdated.push(path);
            }
        }
        if !outdated.is_empty() {
            code = ExitCode::FAILURE;
            outcomes.push(out_of_date(&outdated));
        }
    } else {
        outcomes.push(describe(write_files_if_different(folder, &files)?, folder));
    }
    let stale = stale_files(folder, &files)?;
    if !stale.is_empty() {
        if check {
            code = ExitCode::FAILURE;
        }
        outcomes.push(format!(
            "no longer generated and can be deleted: {}",
            list(&stale)
        ));
    }
    if outcomes.is_empty() {
        outcomes.push(format!("{} is up to date", folder.display()));
    }
    Ok((code, outcomes.join("; ")))
}

fn describe(written: Written, path: &Path) -> String {
    match written {
        Written::Changed => format!("written to {}", path.display()),
        Written::Unchanged => format!("{} unchanged", path.display()),
    }
}

fn out_of_date(paths: &[PathBuf]) -> String {
    let verb = if paths.len() == 1 { "is" } else { "are" };
    let paths = list(paths);
    format!("{paths} {verb} out of date; run without --check to update")
}

fn list(paths: &[PathBuf]) -> String {
    let paths = paths.iter().map(|path| path.display().to_string());
    paths.collect::<Vec<_>>().join(", ")
}

/// A spinner with the current step, shown if standard error is a terminal.
fn progress() -> ProgressBar {
    let progress = ProgressBar::new_spinner();
    progress.enable_steady_tick(Duration::from_millis(100));
    progress
}

fn report_errors(run: &Run) -> Result<ExitCode, Failure> {
    let mut stderr = io::stderr();
    stderr.write_all(run.brief_report(stderr.is_terminal()).as_bytes())?;
    Ok(ExitCode::FAILURE)
}
