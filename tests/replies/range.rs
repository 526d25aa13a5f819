//! One set of bindings for QEMU 7.2 to 10.0, and everything that has been
//! recorded of servers: each message decodes as its own type, and says exactly
//! the same written again.
//!
//! The bindings are made from QEMU's schemas, `../shared/corpus/qapi`, and
//! compiled as a crate of their own, which stands in cargo's folder for tests'
//! own files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Failed, Trial};
use qmp_gen::{Run, RustOptions, Source, rust};

/// Where the crate stands.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/range");

const RELEASES: [(&str, &str); 2] = [("7.2", "7.2.0"), ("10.0", "10.0.2")];

/// How many messages were read of each folder, and what was wrong with them.
type Told = BTreeMap<String, (usize, Vec<String>)>;

/// A test of each server, or one that is ignored where something is missing.
pub(crate) fn trials(servers: Option<Vec<PathBuf>>) -> Vec<Trial> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/qapi");
    let Some(servers) = servers.filter(|_| corpus.is_dir()) else {
        let reason = "../shared has no recordings, or no schemas";
        let trial = Trial::test("range", move || Err(reason.into()));
        return vec![trial.with_ignored_flag(true)];
    };
    let folders = servers.clone();
    let decode = move || decode(&corpus, &folders);
    let told = Arc::new(LazyLock::new(decode));
    let of = |server: PathBuf| {
        let told = Arc::clone(&told);
        let name = server.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("range::{name}");
        Trial::test(name, move || {
            let told = (**told).as_ref().map_err(String::as_str)?;
            let of = told.get(&*server.to_string_lossy());
            let (checked, failures) = of.ok_or("nothing is told of it")?;
            println!("{checked} messages");
            if failures.is_empty() && *checked > 0 {
                return Ok(());
            }
            Err(Failed::from(failures.join("\n")))
        })
    };
    servers.into_iter().map(of).collect()
}

/// Makes the bindings, compiles them, and has them read everything.
fn decode(corpus: &Path, servers: &[PathBuf]) -> Result<Told, String> {
    let sources = RELEASES.map(|(version, folder)| Source {
        version: version.parse().ok(),
        path: corpus.join(folder),
    });
    let run = Run::of_sources(&sources).map_err(|e| e.to_string())?;
    if run.diagnostics.errors() > 0 {
        return Err(run.report(false));
    }
    let text = rust(&run.checked, &run.documents, &RustOptions::default());
    package(&text.map_err(|e| e.to_string())?).map_err(|e| e.to_string())?;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(Path::new(FOLDER).join("Cargo.toml"))
        .arg("--")
        .args(servers)
        // Not this run's own, which a cargo that waits for it may have locked.
        .env("CARGO_TARGET_DIR", Path::new(FOLDER).join("target"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .map_err(|e| e.to_string())?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        // The first problems tell as much as all of them.
        return Err(text.lines().take(200).collect::<Vec<_>>().join("\n"));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())
}

/// Writes the crate: the bindings, and a program with a reader for each reply
/// and event of theirs.
fn package(bindings: &str) -> std::io::Result<()> {
    let folder = Path::new(FOLDER);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("src"))?;
    let manifest = MANIFEST.replace("{root}", &root.to_string_lossy());
    write(&folder.join("Cargo.toml"), &manifest)?;
    // The versions that the workspace has, so that nothing is fetched. Cargo
    // leaves out of the copy what the crate has no use for.
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    if write(&folder.join("workspace.lock"), &lock)? {
        fs::write(folder.join("Cargo.lock"), &lock)?;
    }
    write(&folder.join("src/lib.rs"), bindings)?;
    let mut program = include_str!("program.rs").to_owned();
    for (slot, of, reader, module) in [
        ("/* replies */", "Command", "reply", "commands"),
        ("/* events */", "Event", "event", "events"),
    ] {
        let mut readers = String::new();
        for (ty, name) in implemented(bindings, of) {
            let _ = writeln!(readers, "({name}, {reader}::<{module}::{ty}>),");
        }
        program = program.replace(slot, &readers);
    }
    write(&folder.join("src/main.rs"), &program)?;
    Ok(())
}

/// The types that implement one of the client's traits, with their names on the
/// wire as string literals.
fn implemented<'t>(text: &'t str, of: &str) -> Vec<(&'t str, &'t str)> {
    let start = format!("impl ::qmp_client::{of} for ");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let ty = pair[0].strip_prefix(&start)?.strip_suffix(" {")?;
        let name = pair[1].strip_prefix("const NAME: &'static str = ")?;
        Some((ty, name.strip_suffix(';')?))
    });
    pairs.collect()
}

/// Writes a file if it differs, for cargo takes a new one for a change.
fn write(path: &Path, text: &str) -> std::io::Result<bool> {
    let differs = fs::read_to_string(path).ok().as_deref() != Some(text);
    if differs {
        fs::write(path, text)?;
    }
    Ok(differs)
}

const MANIFEST: &str = r#"
[package]
name = "range"
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
