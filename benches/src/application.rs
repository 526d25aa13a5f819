//! What building an application takes that has all bindings linked into it: one
//! that executes two commands and shows every event.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documents::{self, Documents};
use crate::scratch::Scratch;
use crate::table::{Row, Unit};
use crate::{Failure, REPOSITORY};

const OURS: &str = r#"
use qmp::{commands, events::Event};
use qmp_client::Client;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("usage: watch ADDRESS (edit 0)")?;
    let mut client = Client::connect(address.as_str())?;
    println!("{:?}", client.execute(&commands::QueryVersion::new())?);
    println!("{:?}", client.execute(&commands::QueryStatus::new())?);
    while let Some(event) = client.next_event::<Event>(Duration::from_secs(60))? {
        println!("{event:?}");
    }
    Ok(())
}
"#;

const THEIRS: &str = r#"
use qapi::{qmp, Qmp, Stream};
use std::io::BufReader;
use std::os::unix::net::UnixStream;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("usage: watch ADDRESS (edit 0)")?;
    let socket = UnixStream::connect(address)?;
    let mut client = Qmp::new(Stream::new(BufReader::new(socket.try_clone()?), socket));
    client.handshake()?;
    println!("{:?}", client.execute(&qmp::query_version {})?);
    println!("{:?}", client.execute(&qmp::query_status {})?);
    for _ in 0..60 {
        client.nop()?;
        for event in client.events() {
            println!("{event:?}");
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    Ok(())
}
"#;

/// A package, and the text of its program.
struct Application {
    scratch: Scratch,
    program: String,
}

/// What is measured of an application: seconds but for the sizes.
#[derive(Clone, Copy)]
struct Figures {
    debug: f64,
    edited_debug: f64,
    release: f64,
    edited_release: f64,
    size: f64,
    stripped: f64,
}

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let documents = Documents::of_qapi_rs();
    let all = [
        ready()?,
        build_script(&documents)?,
        checked_in(&documents)?,
        theirs()?,
    ];
    let mut best = [Figures::NONE; 4];
    for _ in 0..rounds {
        for (application, best) in all.iter().zip(&mut best) {
            *best = best.or(application.figures()?);
        }
    }
    let [ready, script, checked_in, theirs] = best;
    let mut rows = Vec::new();
    for (what, ours) in [
        ("the ready bindings", ready),
        ("bindings from a build script", script),
        ("bindings checked in", checked_in),
    ] {
        let mut row = |step: &str, ours: f64, theirs: f64| {
            let what = format!("application, {what}: {step}");
            rows.push(Row::less(what, Unit::Seconds, ours, theirs));
        };
        row("everything, debug", ours.debug, theirs.debug);
        row("everything, release", ours.release, theirs.release);
        row(
            "after an edit, debug",
            ours.edited_debug,
            theirs.edited_debug,
        );
        row(
            "after an edit, release",
            ours.edited_release,
            theirs.edited_release,
        );
    }
    let mut row = |what: &str, ours: f64, theirs: f64| {
        let what = format!("application, release: {what}");
        rows.push(Row::less(what, Unit::Bytes, ours, theirs));
    };
    row("the program", ready.size, theirs.size);
    row("the program, stripped", ready.stripped, theirs.stripped);
    Ok(rows)
}

impl Application {
    fn new(name: &str, dependencies: &str, program: &str) -> Result<Application, Failure> {
        let scratch = Scratch::new(name)?;
        scratch.manifest("watch", dependencies)?;
        Ok(Application {
            scratch,
            program: program.to_owned(),
        })
    }

    fn figures(&self) -> Result<Figures, Failure> {
        self.scratch.clean()?;
        self.write(0)?;
        let debug = self.build(&["build"])?;
        self.write(1)?;
        let edited_debug = self.build(&["build"])?;
        let release = self.build(&["build", "--release"])?;
        self.write(2)?;
        let edited_release = self.build(&["build", "--release"])?;

        let program = self.scratch.path("target/release/watch");
        let stripped = self.scratch.path("target/watch-stripped");
        Ok(Figures {
            debug,
            edited_debug,
            release,
            edited_release,
            size: size(&program)?,
            stripped: strip(&program, &stripped)?,
        })
    }

    /// The program, after so many edits.
    fn write(&self, edits: u32) -> Result<(), Failure> {
        let text = self.program.replace("(edit 0)", &format!("(edit {edits})"));
        self.scratch.write("src/main.rs", &text)
    }

    fn build(&self, arguments: &[&str]) -> Result<f64, Failure> {
        // As cargo does by itself: what is built incrementally is its to decide.
        let incremental = !arguments.contains(&"--release");
        Ok(self.scratch.cargo(arguments, incremental)?.as_secs_f64())
    }
}

impl Figures {
    const NONE: Figures = Figures {
        debug: f64::INFINITY,
        edited_debug: f64::INFINITY,
        release: f64::INFINITY,
        edited_release: f64::INFINITY,
        size: f64::INFINITY,
        stripped: f64::INFINITY,
    };

    /// The better of both, one by one.
    fn or(self, other: Figures) -> Figures {
        Figures {
            debug: self.debug.min(other.debug),
            edited_debug: self.edited_debug.min(other.edited_debug),
            release: self.release.min(other.release),
            edited_release: self.edited_release.min(other.edited_release),
            size: self.size.min(other.size),
            stripped: self.stripped.min(other.stripped),
        }
    }
}

fn size(file: &Path) -> Result<f64, Failure> {
    Ok(fs::metadata(file)?.len() as f64)
}

fn strip(program: &Path, to: &Path) -> Result<f64, Failure> {
    let status = Command::new("strip")
        .arg("-o")
        .arg(to)
        .arg(program)
        .status();
    match status {
        Ok(status) if status.success() => size(to),
        Ok(status) => Err(format!("strip: {status}").into()),
        Err(error) => Err(format!("strip: {error} (it is one of the binutils)").into()),
    }
}

fn build_script(documents: &Documents) -> Result<Application, Failure> {
    let application = Application::new(
        "application-build-script",
        &format!(
            "[dependencies]\nqmp-client = {{ path = {REPOSITORY:?} }}\n\n[build-dependencies]\n\
             qmp-gen = {{ path = \"{REPOSITORY}/qmp-gen\", default-features = false }}\n"
        ),
        &format!("mod qmp {{\n    qmp_client::include_bindings!();\n}}\n{OURS}"),
    )?;
    application.scratch.write(
        "build.rs",
        &format!(
            "fn main() -> Result<(), qmp_gen::BuildError> {{\n    \
             qmp_gen::Builder::new().documents({:?}).generate()?;\n    Ok(())\n}}\n",
            documents.folder
        ),
    )?;
    Ok(application)
}

fn checked_in(documents: &Documents) -> Result<Application, Failure> {
    let application = Application::new(
        "application-checked-in",
        &format!("[dependencies]\nqmp-client = {{ path = {REPOSITORY:?} }}\n"),
        &format!("mod qmp;\n{OURS}"),
    )?;
    let bindings = documents::ours(documents)?;
    application.scratch.write("src/qmp.rs", &bindings)?;
    Ok(application)
}

/// As qapi-rs has them: an edit of the program does not compile them again.
fn ready() -> Result<Application, Failure> {
    Application::new(
        "application-ready",
        &format!(
            "[dependencies]\nqmp-client = {{ path = {REPOSITORY:?}, features = [\"qemu\"] }}\n"
        ),
        &format!("use qmp_client::qemu as qmp;\n{OURS}"),
    )
}

fn theirs() -> Result<Application, Failure> {
    Application::new(
        "application-theirs",
        "[dependencies]\nqapi = { version = \"0.15\", features = [\"qmp\"] }\n",
        THEIRS,
    )
}
