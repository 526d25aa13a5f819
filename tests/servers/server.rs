//! Finds servers, starts them, and ends them.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use qmp_client::blocking::Events;
use qmp_client::{Client, EventOptions, RawEvent, VersionTriple};
use tempfile::TempDir;

use crate::PATIENCE;

/// The monitor that every server is started with.
const MONITOR: &str = "qmp";

/// A program that speaks QMP, or the reason why it is missing.
#[derive(Clone)]
pub(crate) struct Server {
    /// The prefix of the names of its tests.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    program: Result<PathBuf, String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    SystemEmulator,
    StorageDaemon,
    GuestAgent,
    /// A variable that names no servers.
    Unnamed,
}

impl Server {
    /// Returns a server by its name in PATH.
    pub(crate) fn in_path(name: &str, kind: Kind) -> Server {
        let path = env::var_os("PATH").unwrap_or_default();
        let program = env::split_paths(&path)
            // Debian installs the guest agent where only the administrator's PATH leads.
            .chain((kind == Kind::GuestAgent).then(|| "/usr/sbin".into()))
            .map(|folder| folder.join(name))
            .find(|program| program.is_file())
            .ok_or_else(|| "it is not in PATH".to_owned());
        Server {
            name: name.to_owned(),
            kind,
            program,
        }
    }

    /// Returns a system emulator by its path. Its name includes that of the folder.
    pub(crate) fn at(program: &Path) -> Server {
        let parts: Vec<_> = program.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts[parts.len().saturating_sub(2)..].join("/");
        let program = if program.is_file() {
            Ok(program.to_owned())
        } else {
            Err(format!("there is no {}", program.display()))
        };
        Server {
            name,
            kind: Kind::SystemEmulator,
            program,
        }
    }

    /// Returns a placeholder for the servers of a variable that is not set.
    pub(crate) fn unnamed(variable: &str) -> Server {
        Server {
            name: variable.to_owned(),
            kind: Kind::Unnamed,
            program: Err("it is not set, so that no further QEMU is tested".to_owned()),
        }
    }

    /// Returns why the server cannot be started, if it is missing.
    pub(crate) fn missing(&self) -> Option<&str> {
        self.program.as_ref().err().map(String::as_str)
    }

    /// Returns the path of the program.
    pub(crate) fn program(&self) -> Result<&Path, Failed> {
        match &self.program {
            Ok(program) => Ok(program),
            Err(reason) => Err(format!("{}: {reason}", self.name).into()),
        }
    }

    /// Returns the version that `--version` prints.
    pub(crate) fn version(&self) -> Result<VersionTriple, Failed> {
        let output = Command::new(self.program()?).arg("--version").output()?;
        let text = String::from_utf8(output.stdout)?;
        let (_, version) = text.split_once("version ").ok_or(text.as_str())?;
        let end = version.find(|c: char| c != '.' && !c.is_ascii_digit());
        let version = &version[..end.unwrap_or(version.len())];
        let numbers: Vec<u32> = version
            .split('.')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let [major, minor, micro] = numbers[..] else {
            return Err(format!("`{version}` is not three numbers").into());
        };
        Ok(VersionTriple {
            major,
            minor,
            micro,
        })
    }

    /// Returns the arguments for a monitor on a socket. `socket` and `options` are in the form
    /// of the command line.
    pub(crate) fn monitor(&self, id: &str, socket: &str, options: &str) -> [String; 4] {
        let mode = match self.kind {
            Kind::SystemEmulator => ("--mon", ",mode=control"),
            // The storage daemon has no other mode.
            _ => ("--monitor", ""),
        };
        [
            "--chardev".to_owned(),
            format!("socket,id={id},server=on,{socket}"),
            mode.0.to_owned(),
            format!("chardev={id}{}{options}", mode.1),
        ]
    }

    /// Starts the server with these arguments in addition to the usual ones.
    pub(crate) fn start(&self, arguments: &[&str]) -> Result<Running, Failed> {
        self.start_in(TempDir::new()?, arguments)
    }

    /// Starts the server with a second monitor, and returns its socket.
    pub(crate) fn start_with_monitor(&self, options: &str) -> Result<(Running, PathBuf), Failed> {
        let folder = TempDir::new()?;
        let socket = folder.path().join("second.sock");
        let path = format!("path={},wait=off", socket.display());
        let monitor = self.monitor("second", &path, options);
        let running = self.start_in(folder, &monitor.each_ref().map(String::as_str))?;
        Ok((running, socket))
    }

    /// Starts the server in a folder, which may contain files.
    pub(crate) fn start_in(&self, folder: TempDir, arguments: &[&str]) -> Result<Running, Failed> {
        let socket = folder.path().join("qmp.sock");
        let messages = folder.path().join("messages");
        let mut command = Command::new(self.program()?);
        if self.kind == Kind::SystemEmulator {
            // Without a disk, a network or a screen, the firmware finds nothing to start and
            // waits, which takes almost no time.
            command.args(["-machine", "pc", "-accel", "tcg", "-m", "64"]);
            command.args(["-display", "none", "-nodefaults", "-no-user-config"]);
        }
        // The server waits for the client. If it does not, and the client connects before the
        // monitor is ready, QEMU 10.0 sometimes greets twice, or does not answer at all.
        let path = format!("path={},wait=on", socket.display());
        let child = command
            .args(self.monitor(MONITOR, &path, ""))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&messages)?)
            .spawn()?;
        let mut process = Process(child);
        match connect(&mut process, &socket) {
            Ok((client, events)) => Ok(Running {
                client,
                events,
                process,
                folder,
            }),
            Err(error) => {
                let messages = fs::read_to_string(&messages).unwrap_or_default();
                Err(format!("{} did not start: {error}\n{messages}", self.name).into())
            }
        }
    }
}

fn connect(process: &mut Process, socket: &Path) -> Result<(Client, Events<RawEvent>), String> {
    // A server that rejects its arguments exits at once; its status says more than a timeout.
    poll(|| match process.0.try_wait() {
        Ok(Some(status)) => Some(Err(format!("it ended ({status})"))),
        Err(error) => Some(Err(error.to_string())),
        Ok(None) => socket.exists().then_some(Ok(())),
    })
    .ok_or("it does not listen")??;
    Client::builder()
        .connect_timeout(PATIENCE)
        .command_timeout(PATIENCE)
        .wait_for_server(true)
        .connect_with_events(socket, EventOptions::new())
        .map_err(|error| error.to_string())
}

/// Repeats a question until it has an answer. Returns `None` after a timeout.
pub(crate) fn poll<T>(mut question: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let answer = question();
        if answer.is_some() || start.elapsed() > PATIENCE {
            return answer;
        }
        sleep(Duration::from_millis(5));
    }
}

/// A running server, and a client that is connected to it. Dropping it ends the server.
pub(crate) struct Running {
    pub(crate) client: Client,
    /// All events since the start.
    pub(crate) events: Events<RawEvent>,
    process: Process,
    folder: TempDir,
}

impl Running {
    /// Returns the path of a file in the server's folder, which is deleted at the end.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until the server exits by itself.
    pub(crate) fn wait_for_exit(&mut self) -> Result<ExitStatus, Failed> {
        poll(|| self.process.0.try_wait().transpose())
            .ok_or("the server does not end")?
            .map_err(Failed::from)
    }
}

/// A child process, which ends when this is dropped.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        // The server may have exited before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
