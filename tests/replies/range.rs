//! Recorded messages of QEMU 7.2 to 11.0, with the client's bindings for this range: each
//! message decodes as its own type, and encodes to the same JSON.
//!
//! The readers of the messages are generated from the text of the bindings, and compiled as a
//! crate in cargo's folder for files of tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use libtest_mimic::{Failed, Trial};

/// A command whose arguments are a type is in the module of types.
const COMMANDS: &str = concat!(
    include_str!("../../src/qemu/commands.rs"),
    include_str!("../../src/qemu/types.rs"),
);
const EVENTS: &str = include_str!("../../src/qemu/events.rs");

/// The folder of the crate.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/range");

/// For each folder, the number of messages that were read, and the failures.
pub(crate) type Outcomes = BTreeMap<String, (usize, Vec<String>)>;

/// Returns a test for each server, or one that is ignored because there are no recordings.
pub(crate) fn trials(servers: Option<Vec<PathBuf>>) -> Vec<Trial> {
    let Some(servers) = servers else {
        let reason = "../shared has no recordings";
        let trial = Trial::test("range", move || Err(reason.into()));
        return vec![trial.with_ignored_flag(true)];
    };
    let folders = servers.clone();
    let decode = move || decode(&folders);
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

/// Compiles the program, and runs it on the folders, which contain replies and sessions.
pub(crate) fn decode(folders: &[PathBuf]) -> Result<Outcomes, String> {
    // Tests in one process would write the same files.
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    write_package().map_err(|e| e.to_string())?;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(Path::new(FOLDER).join("Cargo.toml"))
        .arg("--")
        .args(folders)
        // Not the target folder of this run, which a cargo that waits for it may have locked.
        .env("CARGO_TARGET_DIR", Path::new(FOLDER).join("target"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .map_err(|e| e.to_string())?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        // The first problems are enough.
        return Err(text.lines().take(200).collect::<Vec<_>>().join("\n"));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())
}

/// Writes the crate: a program with a reader for each reply and event of the
/// bindings.
fn write_package() -> std::io::Result<()> {
    let folder = Path::new(FOLDER);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(folder.join("src"))?;
    let manifest = MANIFEST.replace("{root}", &root.to_string_lossy());
    write_if_different(&folder.join("Cargo.toml"), &manifest)?;
    // The versions of the workspace, so that nothing is downloaded. Cargo removes unused
    // packages from the copy.
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    if write_if_different(&folder.join("workspace.lock"), &lock)? {
        fs::write(folder.join("Cargo.lock"), &lock)?;
    }
    let mut program = include_str!("program.rs").to_owned();
    for (slot, bindings, of, reader, module) in [
        ("/* replies */", COMMANDS, "Command", "reply", "commands"),
        ("/* events */", EVENTS, "Event", "event", "events"),
    ] {
        let mut readers = String::new();
        for (ty, name) in implemented(bindings, of) {
            let _ = writeln!(readers, "({name}, {reader}::<{module}::{ty}>),");
        }
        program = program.replace(slot, &readers);
    }
    write_if_different(&folder.join("src/main.rs"), &program)?;
    Ok(())
}

/// Returns the types that implement one of the client's traits, with their wire names as string
/// literals.
fn implemented<'t>(text: &'t str, of: &str) -> Vec<(&'t str, &'t str)> {
    let start = format!("impl crate::{of} for ");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let ty = pair[0].strip_prefix(&start)?.strip_suffix(" {")?;
        let name = pair[1].strip_prefix("const NAME: &'static str = ")?;
        Some((ty, name.strip_suffix(';')?))
    });
    pairs.collect()
}

/// Writes a file if it differs, since cargo rebuilds after every write.
fn write_if_different(path: &Path, text: &str) -> std::io::Result<bool> {
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
qmp-client = { path = "{root}", features = ["qemu"] }
serde = "1"
serde_json = { version = "1", features = ["raw_value"] }

# It runs once, for a moment.
[profile.dev]
debug = false
incremental = false
"#;
