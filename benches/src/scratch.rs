//! Packages that are written to be built.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Failure;

/// By this variable the program knows that cargo calls it in rustc's place, and
/// where to write what rustc took.
pub(crate) const TIMES: &str = "QMP_BENCHES_TIMES";

/// What the crate is called whose compilation is timed.
pub(crate) const TIMED: &str = "bindings";

/// A folder under `target` for one purpose, with a package in it or without.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Result<Scratch, Failure> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/scratch");
        let scratch = Scratch(folder.join(name));
        fs::create_dir_all(scratch.path("src"))?;
        // The same versions of everything for all.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        fs::copy(lock, scratch.path("Cargo.lock"))?;
        Ok(scratch)
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub(crate) fn write(&self, file: &str, text: &str) -> Result<(), Failure> {
        let path = self.path(file);
        Ok(fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?)
    }

    /// The manifest of a package that is a workspace.
    pub(crate) fn manifest(&self, name: &str, dependencies: &str) -> Result<(), Failure> {
        let text = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
             [workspace]\n\n{dependencies}"
        );
        self.write("Cargo.toml", &text)
    }

    /// Has cargo fetch what the package depends on: all else is done offline, so that
    /// no figure has the network in it.
    fn fetch(&self) -> Result<(), Failure> {
        let fetch = |arguments: &[&str]| {
            let mut command = self.cargo_command();
            command.args(["fetch", "--quiet"]).args(arguments);
            self.run(command)
        };
        // Nothing is asked of the network where all is there.
        fetch(&["--offline"]).or_else(|_| fetch(&[]))
    }

    /// Empties the folder of what cargo makes.
    pub(crate) fn clean(&self) -> Result<(), Failure> {
        let target = self.path("target");
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        Ok(())
    }

    /// Has cargo do something, and says how long it took.
    pub(crate) fn cargo(&self, arguments: &[&str], incremental: bool) -> Result<Duration, Failure> {
        self.fetch()?;
        let start = Instant::now();
        self.run(self.command(arguments, incremental))?;
        Ok(start.elapsed())
    }

    /// Has cargo do something, and says how long rustc alone took for the crate
    /// that is timed.
    pub(crate) fn rustc(&self, arguments: &[&str]) -> Result<f64, Failure> {
        self.fetch()?;
        let times = self.path("times");
        fs::write(&times, "")?;
        let mut command = self.command(arguments, false);
        command
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
            .env(TIMES, &times);
        self.run(command)?;
        let text = fs::read_to_string(times)?;
        let last = text
            .lines()
            .last()
            .ok_or("cargo did not compile the crate")?;
        Ok(last.parse()?)
    }

    /// The text of the library with all macros expanded.
    pub(crate) fn expanded(&self) -> Result<String, Failure> {
        self.fetch()?;
        let arguments = ["rustc", "--profile", "check", "--", "-Zunpretty=expanded"];
        let mut command = self.cargo_command();
        // A stable compiler shows it when it is told that it is none.
        command
            .args(["--offline", "--quiet"])
            .args(arguments)
            .env("CARGO_TARGET_DIR", "target")
            .env("RUSTC_BOOTSTRAP", "1");
        let output = command.output().map_err(|e| format!("cargo: {e}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    fn command(&self, arguments: &[&str], incremental: bool) -> Command {
        let mut command = self.cargo_command();
        command
            .args(arguments)
            .args(["--offline", "--quiet", "--target-dir", "target"])
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" });
        command
    }

    fn cargo_command(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.0);
        command
    }

    fn run(&self, mut command: Command) -> Result<(), Failure> {
        let output = command.output().map_err(|e| format!("cargo: {e}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let errors = said.lines().filter(|line| line.starts_with("error"));
        let first = errors.take(3).collect::<Vec<_>>().join("; ");
        Err(format!("{} does not build: {first}", self.0.display()).into())
    }
}

/// In rustc's place: runs it and writes down what it took.
pub(crate) fn in_place_of_rustc(times: &Path) -> Result<i32, Failure> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let (rustc, arguments) = arguments.split_first().ok_or("rustc is not given")?;
    let start = Instant::now();
    let status = Command::new(rustc).args(arguments).status()?;
    let took = start.elapsed().as_secs_f64();
    if arguments
        .windows(2)
        .any(|two| two == ["--crate-name", TIMED])
    {
        fs::write(times, format!("{took}\n"))?;
    }
    Ok(status.code().unwrap_or(1))
}
