//! The Unix socket of a server.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use super::connection::Connection;
use super::state::State;

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A Unix socket in a folder of its own, and the thread that accepts connections.
pub(super) struct Listener {
    folder: PathBuf,
    path: PathBuf,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    pub(super) fn new(state: Arc<State>) -> io::Result<Self> {
        let folder = new_folder()?;
        let path = folder.join("qmp.sock");
        let mut listener = Listener {
            folder,
            path,
            state: state.clone(),
            thread: None,
        };
        let socket = UnixListener::bind(&listener.path)?;
        let thread = thread::Builder::new().name("qmp-test-listener".to_owned());
        listener.thread = Some(thread.spawn(move || accept(&socket, &state))?);
        Ok(listener)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Creates a folder that only this user can access.
fn new_folder() -> io::Result<PathBuf> {
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("qmp-test-{}-{number}", process::id());
        let folder = std::env::temp_dir().join(name);
        let mut builder = fs::DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&folder) {
            Ok(()) => return Ok(folder),
            // Another process with this number has left it.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn accept(socket: &UnixListener, state: &Arc<State>) {
    let mut threads = Vec::new();
    while let Ok((stream, _)) = socket.accept() {
        if state.is_stopping() {
            break;
        }
        let Ok(connection) = Connection::new(state, stream) else {
            continue;
        };
        threads.push(thread::spawn(|| connection.run()));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.state.stop();
        if let Some(thread) = self.thread.take() {
            // Wakes the thread, which sees that the server is stopping.
            if UnixStream::connect(&self.path).is_ok() {
                let _ = thread.join();
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
