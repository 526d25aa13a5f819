//! The code generated from every release, compiled as one crate, with a program that decodes
//! every example.
//!
//! The crate is in cargo's folder for files of tests, with its own target folder, so that the
//! next run reuses the build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Failed, Trial};
use qmp_gen::{Document, ExampleKind, Run, RustOptions, rust};
use serde_json::{Value, json};

use super::{Release, prelude};

/// The folder of the crate.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/generated");

/// The crate, which is built and run on first use.
pub(crate) struct Generated {
    decoded: LazyLock<Result<Decoded, String>, Decode>,
}

type Decode = Box<dyn FnOnce() -> Result<Decoded, String> + Send>;

/// The output of the program for each release: one line for each example that was not decoded
/// as expected.
struct Decoded {
    failures: BTreeMap<String, Vec<String>>,
    took: String,
}

impl Generated {
    pub(crate) fn new(releases: Vec<Arc<Release>>) -> Arc<Generated> {
        let decode = move || decode(&releases);
        Arc::new(Generated {
            decoded: LazyLock::new(Box::new(decode)),
        })
    }

    fn decoded(&self) -> Result<&Decoded, Failed> {
        self.decoded.as_ref().map_err(|error| error.as_str().into())
    }

    fn failures(&self, of: &str) -> Result<(), Failed> {
        match self.decoded()?.failures.get(of) {
            Some(failures) => Err(failures.join("\n").into()),
            None => Ok(()),
        }
    }

    /// Checks that readable examples are decoded and others are not, and that examples that
    /// agree with the documents are encoded as they were.
    pub(crate) fn examples(&self, release: &Release) -> Result<(), Failed> {
        let examples = release.run().interface.examples();
        let count =
            |of: &dyn Fn(&&qmp_gen::ExampleCheck) -> bool| examples.iter().filter(of).count();
        let (agree, readable) = (count(&|e| e.agrees), count(&|e| e.readable));
        println!(
            "{}: {} examples; {agree} agree, {} more are read, {} are not",
            release.name,
            examples.len(),
            readable - agree,
            examples.len() - readable
        );
        assert!(examples.is_empty() || agree > 0, "no example agrees");
        self.failures(&release.name)
    }
}

/// Returns the tests of the crate as a whole.
pub(crate) fn trials(generated: &Arc<Generated>) -> Vec<Trial> {
    let of = |what: &str, test: fn(&Generated) -> Result<(), Failed>| {
        let generated = Arc::clone(generated);
        Trial::test(format!("documents::generated::{what}"), move || {
            test(&generated)
        })
    };
    vec![
        of("compiles", |generated| {
            println!(
                "generated code, built and run: {}",
                generated.decoded()?.took
            );
            Ok(())
        }),
        of("hostile", |generated| generated.failures("hostile")),
        of("documentation", |generated| {
            generated.decoded()?;
            check_documentation().map_err(Failed::from)
        }),
    ]
}

fn decode(releases: &[Arc<Release>]) -> Result<Decoded, String> {
    let start = std::time::Instant::now();
    write_package(releases);
    let examples = Path::new(FOLDER).join("examples.json");
    let list = releases.iter().flat_map(|release| examples_of(release));
    write_if_different(&examples, &Value::from_iter(list).to_string());
    let output = cargo(&["run", "--quiet"], &[examples.to_str().unwrap()], &[]);
    if !output.status.success() {
        return Err(first_problems(&output));
    }
    let failures = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    Ok(Decoded {
        failures,
        took: format!("{:.1} s", start.elapsed().as_secs_f64()),
    })
}

/// Checks that rustdoc reports no warnings.
fn check_documentation() -> Result<(), String> {
    let start = std::time::Instant::now();
    let output = cargo(
        &["doc", "--quiet", "--no-deps", "--lib"],
        &[],
        &[("RUSTDOCFLAGS", "-D warnings")],
    );
    println!(
        "generated documentation: {:.1} s",
        start.elapsed().as_secs_f64()
    );
    if output.status.success() {
        Ok(())
    } else {
        Err(first_problems(&output))
    }
}

fn first_problems(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    // The first problems are enough.
    text.lines().take(200).collect::<Vec<_>>().join("\n")
}

fn cargo(arguments: &[&str], program: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments);
    command.args(["--offline", "--manifest-path"]);
    command.arg(Path::new(FOLDER).join("Cargo.toml"));
    command.arg("--");
    if arguments[0] == "run" {
        command.args(program);
    }
    // Not the target folder of this run, which a cargo that waits for it may have locked.
    command.env("CARGO_TARGET_DIR", Path::new(FOLDER).join("target"));
    command.env_remove("RUSTFLAGS");
    command.env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.envs(environment.iter().copied());
    command.output().unwrap()
}

/// Writes the crate: a module for each release, and the program.
fn write_package(releases: &[Arc<Release>]) {
    let folder = Path::new(FOLDER);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = MANIFEST.replace("{root}", root.to_str().unwrap());
    write_if_different(&folder.join("Cargo.toml"), &manifest);
    // The versions of the workspace, so that nothing is downloaded. Cargo removes unused
    // packages from the copy.
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    if write_if_different(&folder.join("workspace.lock"), &lock) {
        fs::write(folder.join("Cargo.lock"), &lock).unwrap();
    }

    let mut modules = String::from(LIB);
    let mut readers = String::new();
    for release in releases {
        let run = release.run();
        let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
        let module = module(&release.name);
        declare(&mut modules, &module);
        list_readers(&mut readers, release, &module, &text);
        write_if_different(&folder.join(format!("src/{module}.rs")), &text);
    }
    let hostile = root.join("qmp-gen/tests/fixtures/hostile.json");
    let hostile = fs::read_to_string(hostile).unwrap();
    for (module, text) in [("hostile", hostile), ("prelude", prelude::schema())] {
        declare(&mut modules, module);
        let run = Run::of_documents([Document::new(format!("{module}.json"), text)]);
        assert!(run.diagnostics.is_empty(), "{}", run.report(false));
        let text = rust(&run.interface, &run.documents, &RustOptions::default()).unwrap();
        write_if_different(&folder.join(format!("src/{module}.rs")), &text);
    }
    write_if_different(&folder.join("src/lib.rs"), &modules);
    write_if_different(
        &folder.join("src/checks.rs"),
        include_str!("program/checks.rs"),
    );
    let main = include_str!("program/main.rs").replace("/* readers */", &readers);
    write_if_different(&folder.join("src/main.rs"), &main);
}

/// Writes a file if it differs, since cargo rebuilds after every write.
fn write_if_different(path: &Path, text: &str) -> bool {
    let differs = fs::read_to_string(path).ok().as_deref() != Some(text);
    if differs {
        fs::write(path, text).unwrap();
    }
    differs
}

const MANIFEST: &str = r#"
[package]
name = "generated"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
qmp-client = { path = "{root}" }
serde = "1"
serde_json = { version = "1", features = ["raw_value"] }

# It runs once, for a moment.
[profile.dev]
debug = false
incremental = false
"#;

const LIB: &str = "\
//! What is generated from every document at hand.
#![deny(warnings, missing_docs)]
";

fn module(release: &str) -> String {
    let name: String = release
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    format!("of_{name}")
}

fn declare(modules: &mut String, module: &str) {
    let _ = write!(
        modules,
        "\n/// A module.\n#[rustfmt::skip]\npub mod {module};\n"
    );
}

/// Lists the functions that read each command and event. Their Rust names come from the
/// generated text.
fn list_readers(readers: &mut String, release: &Release, module: &str, text: &str) {
    let name = &release.name;
    for (item, wire) in implemented(text, "Command") {
        let ty = format!("{module}::commands::{item}");
        let _ = writeln!(readers, "({name:?}, \"request\", {wire}, request::<{ty}>),");
        let _ = writeln!(readers, "({name:?}, \"reply\", {wire}, reply::<{ty}>),");
    }
    for (item, wire) in implemented(text, "Event") {
        let ty = format!("{module}::events::{item}, {module}::events::Event");
        let _ = writeln!(readers, "({name:?}, \"event\", {wire}, event::<{ty}>),");
    }
}

/// Returns the types that implement one of the client's traits, with their wire names as string
/// literals.
fn implemented<'t>(text: &'t str, of: &str) -> Vec<(&'t str, &'t str)> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter_map(|pair| {
            let ty = pair[0].strip_prefix(&format!("impl ::qmp_client::{of} for "))?;
            let ty = ty.strip_suffix(" {")?;
            let name = pair[1].strip_prefix("const NAME: &'static str = ")?;
            Some((ty, name.strip_suffix(';')?))
        })
        .collect()
}

fn examples_of(release: &Release) -> Vec<Value> {
    let run = release.run();
    let examples = run.interface.examples().iter().map(|example| {
        json!({
            "release": release.name,
            "kind": match example.kind {
                ExampleKind::Request => "request",
                ExampleKind::Reply => "reply",
                ExampleKind::Event => "event",
            },
            "item": example.item,
            "value": example.value,
            "place": run.documents.place(example.span),
            "agrees": example.agrees,
            "readable": example.readable,
        })
    });
    examples.collect()
}
