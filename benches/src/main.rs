//! This project beside qapi-rs, in one run: what generating and compiling take,
//! and how fast messages are read and written. See `README.md`.

mod application;
mod bindings;
mod client;
mod compile;
mod decode;
mod documents;
mod encode;
mod generation;
mod macros;
mod recordings;
mod scratch;
mod table;
mod timing;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use table::Row;

/// Why there are no figures.
type Failure = Box<dyn Error>;

/// Where this project's crates are.
const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// How many turns a subject whose turns take milliseconds gets in each round.
const SHORT_TURNS: usize = 10;

/// Measures this project beside qapi-rs, and prints a table in Markdown.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
    /// How often each thing takes its turn; the best counts
    #[arg(long, default_value_t = 3, global = true)]
    rounds: usize,
}

#[derive(Subcommand, Clone, Copy)]
enum Subject {
    /// What generating takes
    Generation,
    /// What compiling all bindings takes
    Compile,
    /// What building an application takes
    Application,
    /// How fast replies and events are read; with a table of the larger replies
    Decode,
    /// How fast commands are written
    Encode,
    /// What the clients cost, with the QEMU in PATH
    Client,
    /// What derives cost, beside serde's
    Macros,
    /// Everything, in one table
    All,
}

fn main() -> ExitCode {
    if let Some(times) = env::var_os(scratch::TIMES) {
        return match scratch::in_place_of_rustc(Path::new(&times)) {
            Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
            Err(error) => failed(&*error),
        };
    }
    let arguments = Arguments::parse();
    match rows(arguments.subject, arguments.rounds.max(1)) {
        Ok(rows) => {
            table::print(&rows);
            ExitCode::SUCCESS
        }
        Err(error) => failed(&*error),
    }
}

fn failed(error: &dyn Error) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn rows(subject: Subject, rounds: usize) -> Result<Vec<Row>, Failure> {
    // A turn of these takes milliseconds, so many of them cost nothing and the
    // first, which finds cold caches, does not count.
    let short = rounds.saturating_mul(SHORT_TURNS);
    Ok(match subject {
        Subject::Generation => generation::rows(short)?,
        Subject::Compile => compile::rows(rounds)?,
        Subject::Application => application::rows(rounds)?,
        Subject::Decode => decode::rows(rounds, true)?,
        Subject::Encode => encode::rows(rounds)?,
        Subject::Client => client::rows(short)?,
        Subject::Macros => macros::rows(rounds)?,
        Subject::All => {
            let mut all = Vec::new();
            for subject in [Subject::Generation, Subject::Compile, Subject::Application] {
                all.extend(rows(subject, rounds)?);
            }
            all.extend(decode::rows(rounds, false)?);
            all.extend(rows(Subject::Encode, rounds)?);
            all.extend(rows(Subject::Client, rounds)?);
            all.extend(rows(Subject::Macros, rounds)?);
            all
        }
    })
}
