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
    let address = std::env::args().nth(1).ok_or("usage: watch ADDRESS")?;
    let client = Client::connect(address.as_str())?;
    println!("{:?}", client.execute(&commands::QueryVersion::new())?);
    println!("{:?}", client.execute(&commands::QueryStatus::new())?);
    let mut events = client.events::<Event>();
    while let Some(event) = events.next(Duration::from_secs(60))? {
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
    let address = std::env::args().nth(1).ok_or("usage: watch ADDRESS")?;
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

/// What a program that runs machines needs: 20 commands and five events.
const SELECTED: [&str; 25] = [
    "query-version",
    "query-status",
    "query-name",
    "query-uuid",
    "query-block",
    "query-chardev",
    "query-jobs",
    "query-migrate",
    "query-cpus-fast",
    "stop",
    "cont",
    "quit",
    "system_reset",
    "system_powerdown",
    "device_del",
    "block_resize",
    "device_add",
    "blockdev-del",
    "migrate",
    "job-cancel",
    "STOP",
    "RESUME",
    "SHUTDOWN",
    "DEVICE_DELETED",
    "JOB_STATUS_CHANGE",
];

/// One more, which alone reaches more types than all the others together.
const LARGEST: &str = "blockdev-add";

/// A package, and the text of its program.
struct Application {
    what: &'static str,
    scratch: Scratch,
    program: String,
    builds: Builds,
}

/// What is built of an application.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Builds {
    DebugAndRelease,
    Debug,
}

/// What is measured of an application: seconds but for the sizes.
#[derive(Clone, Copy)]
struct Figures {
    debug: f64,
    edited_debug: f64,
    release: Option<Release>,
}

#[derive(Clone, Copy)]
struct Release {
    everything: f64,
    edited: f64,
    size: f64,
    stripped: f64,
}

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let documents = Documents::of_qapi_rs();
    let all = [
        theirs()?,
        ready()?,
        example()?,
        build_script(&documents)?,
        selected(
            "20 selected commands from a build script",
            &documents,
            &SELECTED,
        )?,
        selected(
            "those and `blockdev-add`",
            &documents,
            &[&SELECTED[..], &[LARGEST]].concat(),
        )?,
        own_crate(&documents)?,
        checked_in(&documents)?,
    ];
    let mut best = [None; 8];
    for _ in 0..rounds {
        for (application, best) in all.iter().zip(&mut best) {
            let figures = application.figures()?;
            *best = Some(best.map_or(figures, |best: Figures| best.or(figures)));
        }
    }
    let mut measured = all.iter().zip(best.into_iter().flatten());
    let (_, theirs) = measured.next().ok_or("nothing was measured")?;
    let mut rows = Vec::new();
    let mut sizes = Vec::new();
    for (application, ours) in measured {
        let mut row = |step: &str, ours: f64, theirs: f64| {
            let what = format!("application, {}: {step}", application.what);
            rows.push(Row::less(what, Unit::Seconds, ours, theirs));
        };
        row("everything, debug", ours.debug, theirs.debug);
        if let (Some(ours), Some(theirs)) = (ours.release, theirs.release) {
            row("everything, release", ours.everything, theirs.everything);
        }
        row(
            "after an edit, debug",
            ours.edited_debug,
            theirs.edited_debug,
        );
        if let (Some(ours), Some(theirs)) = (ours.release, theirs.release) {
            row("after an edit, release", ours.edited, theirs.edited);
            if application.what == READY {
                sizes = vec![
                    ("the program", ours.size, theirs.size),
                    ("the program, stripped", ours.stripped, theirs.stripped),
                ];
            }
        }
    }
    rows.extend(sizes.into_iter().map(|(what, ours, theirs)| {
        let what = format!("application, release: {what}");
        Row::less(what, Unit::Bytes, ours, theirs)
    }));
    Ok(rows)
}

impl Application {
    fn new(
        what: &'static str,
        name: &str,
        dependencies: &str,
        program: &str,
    ) -> Result<Application, Failure> {
        let scratch = Scratch::new(&format!("application-{name}"))?;
        scratch.manifest("watch", dependencies)?;
        let application = Application {
            what,
            scratch,
            program: program.to_owned(),
            builds: Builds::DebugAndRelease,
        };
        application.edit(0)?;
        Ok(application)
    }

    fn figures(&self) -> Result<Figures, Failure> {
        self.scratch.clean()?;
        self.edit(0)?;
        let debug = self.build(&["build"])?;
        self.edit(1)?;
        let edited_debug = self.build(&["build"])?;
        let release = match self.builds {
            Builds::DebugAndRelease => Some(self.release()?),
            Builds::Debug => None,
        };
        Ok(Figures {
            debug,
            edited_debug,
            release,
        })
    }

    fn release(&self) -> Result<Release, Failure> {
        let everything = self.build(&["build", "--release"])?;
        self.edit(2)?;
        let edited = self.build(&["build", "--release"])?;

        let program = self.scratch.path("target/release/watch");
        let stripped = self.scratch.path("target/watch-stripped");
        Ok(Release {
            everything,
            edited,
            size: size(&program)?,
            stripped: strip(&program, &stripped)?,
        })
    }

    /// The program, after so many edits of what it says.
    fn edit(&self, edits: u32) -> Result<(), Failure> {
        let text = self
            .program
            .replace("usage: ", &format!("usage ({edits}): "));
        self.scratch.write("src/main.rs", &text)
    }

    fn build(&self, arguments: &[&str]) -> Result<f64, Failure> {
        // As cargo does by itself: what is built incrementally is its to decide.
        let incremental = !arguments.contains(&"--release");
        Ok(self.scratch.cargo(arguments, incremental)?.as_secs_f64())
    }
}

impl Figures {
    /// The better of both, one by one.
    fn or(self, other: Figures) -> Figures {
        Figures {
            debug: self.debug.min(other.debug),
            edited_debug: self.edited_debug.min(other.edited_debug),
            release: self.release.zip(other.release).map(|(one, other)| Release {
                everything: one.everything.min(other.everything),
                edited: one.edited.min(other.edited),
                size: one.size.min(other.size),
                stripped: one.stripped.min(other.stripped),
            }),
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

/// What is measured of the sizes of programs, and what the first rows are of.
const READY: &str = "the ready bindings";

/// As qapi-rs has them: an edit of the program does not compile them again.
fn ready() -> Result<Application, Failure> {
    Application::new(
        READY,
        "ready",
        &format!(
            "[dependencies]\nqmp-client = {{ path = {REPOSITORY:?}, features = [\"qemu\"] }}\n"
        ),
        &format!("use qmp_client::qemu as qmp;\n{OURS}"),
    )
}

const CLIENT_AND_GENERATOR: &str = concat!(
    "[dependencies]\nqmp-client = { path = \"",
    env!("CARGO_MANIFEST_DIR"),
    "/..\" }\n\n[build-dependencies]\nqmp-gen = { path = \"",
    env!("CARGO_MANIFEST_DIR"),
    "/../qmp-gen\", default-features = false }\n",
);

/// A build script that makes bindings of the documents, or of a part of them.
fn script(documents: &Path, selected: &[&str]) -> String {
    let select: String = selected
        .iter()
        .map(|name| format!(".select({name:?})"))
        .collect();
    format!(
        "fn main() -> Result<(), qmp_gen::BuildError> {{\n    \
         qmp_gen::Builder::new().documents({documents:?}){select}.generate()?;\n    Ok(())\n}}\n"
    )
}

const INCLUDED: &str = "mod qmp {\n    qmp_client::include_bindings!();\n}\n";

/// The repository's example: three items of documents of its own.
fn example() -> Result<Application, Failure> {
    let folder = Path::new(REPOSITORY).join("examples/build-script");
    let text = |file: &str| fs::read_to_string(folder.join(file));
    let application = Application::new(
        "the example `build-script`",
        "example",
        CLIENT_AND_GENERATOR,
        &text("src/main.rs")?,
    )?;
    let script = script(&folder.join("docs"), &[]);
    application.scratch.write("build.rs", &script)?;
    Ok(application)
}

fn build_script(documents: &Documents) -> Result<Application, Failure> {
    let application = Application::new(
        "bindings from a build script",
        "build-script",
        CLIENT_AND_GENERATOR,
        &format!("{INCLUDED}{OURS}"),
    )?;
    let script = script(documents.folder, &[]);
    application.scratch.write("build.rs", &script)?;
    Ok(application)
}

/// Bindings of a part of the documents, included in the application.
fn selected(
    what: &'static str,
    documents: &Documents,
    selected: &[&str],
) -> Result<Application, Failure> {
    let application = Application::new(
        what,
        &format!("selected-{}", selected.len()),
        CLIENT_AND_GENERATOR,
        &format!("{INCLUDED}{OURS}"),
    )?;
    let script = script(documents.folder, selected);
    application.scratch.write("build.rs", &script)?;
    Ok(Application {
        builds: Builds::Debug,
        ..application
    })
}

/// All bindings in a crate beside the application, whose build script makes them.
fn own_crate(documents: &Documents) -> Result<Application, Failure> {
    let bindings = Scratch::new("application-own-crate/bindings")?;
    bindings.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"bindings\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
             {CLIENT_AND_GENERATOR}"
        ),
    )?;
    bindings.write("src/lib.rs", "qmp_client::include_bindings!();\n")?;
    bindings.write("build.rs", &script(documents.folder, &[]))?;
    let application = Application::new(
        "bindings in a crate of its own",
        "own-crate",
        &format!(
            "[dependencies]\nbindings = {{ path = \"bindings\" }}\n\
             qmp-client = {{ path = {REPOSITORY:?} }}\n"
        ),
        &format!("use bindings as qmp;\n{OURS}"),
    )?;
    Ok(Application {
        builds: Builds::Debug,
        ..application
    })
}

fn checked_in(documents: &Documents) -> Result<Application, Failure> {
    let application = Application::new(
        "bindings checked in",
        "checked-in",
        &format!("[dependencies]\nqmp-client = {{ path = {REPOSITORY:?} }}\n"),
        &format!("mod qmp;\n{OURS}"),
    )?;
    let bindings = documents::ours(documents)?;
    application.scratch.write("src/qmp.rs", &bindings)?;
    Ok(application)
}

fn theirs() -> Result<Application, Failure> {
    Application::new(
        "qapi-rs",
        "theirs",
        "[dependencies]\nqapi = { version = \"0.15\", features = [\"qmp\"] }\n",
        THEIRS,
    )
}
