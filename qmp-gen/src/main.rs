//! `qmp-gen`: the generator from the command line.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use indicatif::ProgressBar;
use qmp_gen::{
    Builtin, Run, RustOptions, Source, Version, Written, is_current, removed_table, rust, snapshot,
    write_if_different,
};

/// Reads QMP's documentation and writes typed Rust for every command and event.
#[derive(Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show every problem of documents, each with its place.
    ///
    /// The exit status is 1 where there is an error, and 0 with warnings alone.
    Check {
        /// Documents, or folders of them: QAPI schemas, qmp-events.txt,
        /// qmp-commands.txt, .hx files, snapshots, .summaries files.
        ///
        /// Several releases are told apart by their versions: a snapshot has its
        /// own, any other document is given as VERSION=PATH.
        #[arg(required = true, value_name = PATHS, value_parser = sources())]
        sources: Vec<Source>,

        #[command(flatten)]
        strictness: Strictness,

        /// List every problem. Without it, breaches of rules that do not affect
        /// the interface, such as old syntax and the form of documentation
        /// comments, are only counted.
        #[arg(short, long)]
        verbose: bool,
    },
    /// Write the facts of documents as JSON, without a sentence of them.
    #[command(disable_version_flag = true)]
    Snapshot {
        /// The release that the documents are of, which the snapshot then says.
        #[arg(long, value_name = "VERSION")]
        version: Option<Version>,

        /// Documents, or folders of them.
        #[arg(required = true, value_name = PATHS, value_parser = sources())]
        sources: Vec<Source>,
    },
    /// Write what the newest of several snapshots lacks, and the last release of each
    /// name, as JSON. That is how the built-in tables are made.
    #[command(hide = true)]
    Removed {
        /// Snapshots of one interface, each with a version.
        #[arg(required = true, value_name = "FILE")]
        snapshots: Vec<PathBuf>,
    },
    /// Write Rust: the modules `commands`, `events` and `types`.
    Generate(Generate),
}

#[derive(Args)]
struct Strictness {
    /// Reject what QEMU's own generator rejects, not only what leaves the
    /// interface unknown.
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

    /// Which of the built-in documents: those of QEMU or of its guest agent.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "qemu",
        conflicts_with = "sources"
    )]
    #[arg(value_parser = builtins())]
    builtin: Builtin,

    /// Write to this file, and only if it differs; else to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write nothing: the exit status is 1 if the output file is not what the
    /// documents say now.
    #[arg(long, requires = "output")]
    check: bool,

    /// Only the commands and events that are called so, with the types they
    /// reach; `*` stands for any letters. May be given more than once.
    #[arg(long, value_name = "PATTERN")]
    select: Vec<String>,

    #[command(flatten)]
    strictness: Strictness,

    /// The path by which the code reaches qmp-client.
    #[arg(long, value_name = "PATH", default_value = "::qmp_client")]
    client: String,
}

/// What is generated from.
fn documents_help() -> String {
    let [first, last] = Builtin::RANGE;
    format!(
        "Documents, or folders of them; the built-in documents of QEMU {first} to {last} where \
         none is given"
    )
}

const SEVERAL_RELEASES: &str = ".\n\nOf several releases, as in `7.2=old/qapi 10.0=new/qapi`, \
    one set of bindings is made that serves all of them. Snapshots have versions of their own.";

/// How documents are given.
const PATHS: &str = "[VERSION=]FILE|DIR";

/// Reads how documents are given. A path need not be text.
fn sources() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().try_map(|given| match given.to_str() {
        Some(text) => text.parse(),
        None => Ok(Source::new(given)),
    })
}

/// How the name of built-in documents is read.
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
        // Nobody is left to read: that is how `| head` ends a program.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            // Where standard error is closed there is no one to tell.
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
    #[error("reading {}: a snapshot of one release is expected, with its version", .0.display())]
    ParseVersionError(PathBuf),
    #[error("writing the output: {0}")]
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
        writeln!(stdout, "not printed by `Debug`: {}", secrets.join(", "))?;
    }
    writeln!(stdout, "{}", run.summary())?;
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
        let version = version.ok_or_else(|| Failure::ParseVersionError(path.clone()))?;
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
    let text = rust(&run.interface, &run.documents, &options)?;
    let mut code = ExitCode::SUCCESS;
    let what = match &arguments.output {
        None => {
            io::stdout().write_all(text.as_bytes())?;
            "written to standard output".to_owned()
        }
        Some(path) if arguments.check => {
            if is_current(path, &text)? {
                format!("{} is what the documents say", path.display())
            } else {
                code = ExitCode::FAILURE;
                let path = path.display();
                format!("{path} is not what the documents say; generate it without --check")
            }
        }
        Some(path) => match write_if_different(path, &text)? {
            Written::Changed => format!("written to {}", path.display()),
            Written::Unchanged => format!("{} unchanged", path.display()),
        },
    };
    progress.finish_and_clear();
    writeln!(
        io::stderr(),
        "qmp-gen: {}; {what} ({:.2} s)",
        run.summary(),
        start.elapsed().as_secs_f64()
    )?;
    Ok(code)
}

/// Shows what is being done, on a terminal.
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
