//! A QEMU that this program starts, with a monitor that nobody else can reach.

use std::ffi::OsStr;
use std::fmt;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use super::error::Error;

/// The most that is kept of what the process writes to its standard error.
const KEPT: usize = 64 << 10;

/// The id of the character device of the monitor.
const MONITOR: &str = "qmp-client-monitor";

/// The first and the longest pause between two questions whether the process has exited.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(50));

/// The time that a process which has closed its monitor is given to exit.
pub(super) const EXITING: Duration = Duration::from_secs(2);

/// The time that the rest of the standard error is waited for after the process has exited. It may
/// be open in a process that it started.
const REST: Duration = Duration::from_millis(200);

/// A QEMU that runs as a child process, with a private monitor.
///
/// The monitor is one end of a pair of sockets, which the process gets as its standard input: there
/// is no socket file, and no other program can connect. When the process exits while it is being
/// connected to, the error has its status and what it wrote to its standard error.
///
/// Dropping a machine kills the process. To end it in an orderly way, use
/// [`Client::quit`](crate::Client::quit) or [`Client::power_down`](crate::Client::power_down), and
/// [`wait`](Self::wait).
///
/// The process must stay in the foreground: `-daemonize` cannot be used, and nothing but the
/// monitor can use the standard input. A thread of this process reads the standard error.
///
/// # Examples
///
/// ```no_run
/// use qmp_client::Machine;
/// use qmp_client::qemu::commands::QueryStatus;
/// use std::time::Duration;
///
/// let machine = Machine::builder("qemu-system-x86_64")
///     .args(["-machine", "q35", "-display", "none"])
///     .start()?;
/// let client = machine.client()?;
/// println!("the guest is {}", client.execute(QueryStatus::new())?.status);
///
/// client.quit(Duration::from_secs(10))?;
/// let status = machine.wait(Duration::from_secs(10))?;
/// assert!(status.is_some_and(|status| status.success()));
/// # Ok::<(), qmp_client::Error>(())
/// ```
///
/// A mistake in the arguments is reported at once:
///
/// ```no_run
/// use qmp_client::{ErrorKind, Machine};
///
/// let machine = Machine::builder("qemu-system-x86_64").arg("-no-such-option").start()?;
/// let error = machine.client().expect_err("it has exited");
/// assert_eq!(error.kind(), ErrorKind::Process);
/// // `qemu-system-x86_64` exited (exit status: 1): qemu-system-x86_64: -no-such-option: …
/// println!("{error}");
/// # Ok::<(), qmp_client::Error>(())
/// ```
#[derive(Debug)]
pub struct Machine {
    program: String,
    child: Mutex<Child>,
    stderr: Arc<Mutex<Tail>>,
    reader: JoinHandle<()>,
    /// This side of the monitor, until a client connects.
    monitor: Mutex<Option<OwnedFd>>,
}

/// A program and its arguments, to be started as a [`Machine`].
#[derive(Debug)]
pub struct MachineBuilder {
    command: Command,
    storage_daemon: bool,
}

impl MachineBuilder {
    /// Adds an argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets whether the program is `qemu-storage-daemon`, whose monitor has another option.
    /// Default: `false`.
    pub fn storage_daemon(mut self, storage_daemon: bool) -> Self {
        self.storage_daemon = storage_daemon;
        self
    }

    /// Starts the process. This does not wait until it has started completely: connecting does.
    ///
    /// # Errors
    ///
    /// When the process cannot be started, with [`ErrorKind::Process`](crate::ErrorKind).
    pub fn start(mut self) -> Result<Machine, Error> {
        let program = self.command.get_program().to_string_lossy().into_owned();
        let failed = |error| Error::not_started(&program, error);
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        let monitor = if self.storage_daemon {
            ["--monitor".to_owned(), format!("chardev={MONITOR}")]
        } else {
            ["-mon".to_owned(), format!("chardev={MONITOR},mode=control")]
        };
        self.command
            .args(["--chardev", &format!("socket,id={MONITOR},fd=0")])
            .args(monitor)
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(failed)?;
        // The last copy of the other side in this process.
        drop(self.command);
        let stderr = Arc::new(Mutex::new(Tail::default()));
        let pipe = child.stderr.take();
        let shared = Arc::clone(&stderr);
        let reader = thread::Builder::new()
            .name("qmp-client stderr".to_owned())
            .spawn(move || read(pipe, &shared));
        match reader {
            Ok(reader) => Ok(Machine {
                program,
                child: Mutex::new(child),
                stderr,
                reader,
                monitor: Mutex::new(Some(ours.into())),
            }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(failed(error))
            }
        }
    }
}

/// A command with everything that can be set on it, such as its environment and its standard
/// output. Its standard input and error are replaced.
impl From<Command> for MachineBuilder {
    fn from(command: Command) -> Self {
        MachineBuilder {
            command,
            storage_daemon: false,
        }
    }
}

impl Machine {
    /// Returns a program to be started, by its path or by its name in `PATH`. Its standard output
    /// is discarded; to use it, start from a [`Command`].
    pub fn builder(program: impl AsRef<OsStr>) -> MachineBuilder {
        let mut command = Command::new(program);
        command.stdout(Stdio::null());
        MachineBuilder::from(command)
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child().id()
    }

    /// Returns the last 64 KiB that the process has written to its standard error.
    pub fn stderr(&self) -> String {
        lock(&self.stderr).text()
    }

    /// Returns the status with which the process has exited; `None` while it runs.
    ///
    /// # Errors
    ///
    /// When the system does not know the process, because this program has waited for it by
    /// other means.
    pub fn try_wait(&self) -> Result<Option<ExitStatus>, Error> {
        let status = self.child().try_wait();
        status.map_err(|error| Error::io(error).while_doing(format!("waiting for {self}")))
    }

    /// Waits until the process has exited, and returns its status; `None` if it does not in time.
    /// A timeout of `None` waits forever.
    ///
    /// # Errors
    ///
    /// As [`try_wait`](Self::try_wait).
    pub fn wait(&self, timeout: impl Into<Option<Duration>>) -> Result<Option<ExitStatus>, Error> {
        let mut pauses = Pauses::new(timeout.into());
        loop {
            let status = self.try_wait()?;
            match pauses.next() {
                Some(pause) if status.is_none() => sleep(pause),
                _ => return Ok(status),
            }
        }
    }

    /// Kills the process, and waits until it has exited. A process that has exited before keeps
    /// its status.
    ///
    /// # Errors
    ///
    /// As [`try_wait`](Self::try_wait).
    pub fn kill(&self) -> Result<ExitStatus, Error> {
        let mut child = self.child();
        let status = child.kill().and_then(|()| child.wait());
        status.map_err(|error| Error::io(error).while_doing(format!("killing {self}")))
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        lock(&self.child)
    }

    /// Takes this side of the monitor.
    pub(super) fn take_monitor(&self) -> Result<OwnedFd, Error> {
        lock(&self.monitor)
            .take()
            .ok_or_else(|| Error::connected_before(&self.program))
    }

    /// Returns the error of a process that has exited, once its standard error is complete.
    pub(super) fn exited(&self, since: Instant) -> Option<Error> {
        let status = self.child().try_wait().ok()??;
        let complete = self.reader.is_finished() || since.elapsed() > REST;
        complete.then(|| Error::exited(&self.program, status, self.stderr()))
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` (process {})", self.program, self.id())
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap_or_else(PoisonError::into_inner);
        // It may have exited before.
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The last bytes of a stream.
#[derive(Debug, Default)]
struct Tail(Vec<u8>);

impl Tail {
    fn push(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
        // Removing the beginning moves the rest: seldom, so that it takes no time.
        if self.0.len() >= 2 * KEPT {
            self.0.drain(..self.0.len() - KEPT);
        }
    }

    fn text(&self) -> String {
        let start = self.0.len().saturating_sub(KEPT);
        String::from_utf8_lossy(&self.0[start..]).into_owned()
    }
}

/// Reads the standard error until it is closed.
fn read(pipe: Option<ChildStderr>, tail: &Mutex<Tail>) {
    let Some(mut pipe) = pipe else { return };
    let mut buffer = [0; 4096];
    loop {
        match pipe.read(&mut buffer) {
            Ok(0) => return,
            Ok(read) => lock(tail).push(&buffer[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Pauses that grow, until a timeout.
pub(super) struct Pauses {
    next: Duration,
    end: Option<Instant>,
}

impl Pauses {
    pub(super) fn new(timeout: Option<Duration>) -> Self {
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        Pauses {
            next: PAUSES.0,
            end,
        }
    }

    /// Returns the next pause; `None` after the timeout.
    pub(super) fn next(&mut self) -> Option<Duration> {
        let pause = self.next;
        self.next = PAUSES.1.min(pause * 2);
        let left = self
            .end
            .map(|end| end.saturating_duration_since(Instant::now()));
        match left {
            Some(Duration::ZERO) => None,
            left => Some(left.map_or(pause, |left| pause.min(left))),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_tail_is_kept() {
        let mut tail = Tail::default();
        for number in 0..40_000 {
            tail.push(format!("{number}\n").as_bytes());
            assert!(tail.0.len() < 2 * KEPT);
        }
        let text = tail.text();
        assert_eq!(text.len(), KEPT);
        assert!(text.ends_with("39998\n39999\n"));
    }

    #[test]
    fn pauses_end_with_the_timeout() {
        assert_eq!(Pauses::new(Some(Duration::ZERO)).next(), None);
        let mut pauses = Pauses::new(None);
        let taken: Duration = (0..10).filter_map(|_| pauses.next()).sum();
        assert_eq!(taken, Duration::from_millis(63 + 4 * 50));
    }
}
