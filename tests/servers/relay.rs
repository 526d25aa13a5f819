//! What QEMU is between a guest agent and its clients.

use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use libtest_mimic::Failed;

/// Passes bytes between an agent and one client after the other.
///
/// The agent does not notice that its client has changed, and a client does not notice that the
/// agent was restarted, as with a serial port of a virtual machine. What the agent sends while
/// there is no client is for the next one.
pub(crate) struct Relay {
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    ends: AtomicBool,
    /// The number of bytes passed to the agent.
    to_agent: AtomicUsize,
    /// What the agent has sent, and no client has received.
    from_agent: Mutex<Vec<u8>>,
}

impl Relay {
    /// Starts to listen at a path.
    pub(crate) fn start(agent: PathBuf, path: &Path) -> Result<Relay, Failed> {
        let listener = UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let thread = thread::spawn(move || pass(&shared, &listener, &agent));
        Ok(Relay {
            state,
            thread: Some(thread),
        })
    }

    /// The number of bytes that the agent was sent.
    pub(crate) fn passed_to_agent(&self) -> usize {
        self.state.to_agent.load(Ordering::SeqCst)
    }

    /// The number of lines that the agent has sent, and no client has received.
    pub(crate) fn lines_from_agent(&self) -> usize {
        let bytes = self.state.from_agent.lock().unwrap();
        bytes.iter().filter(|byte| **byte == b'\n').count()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.state.ends.store(true, Ordering::SeqCst);
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            assert!(ended.is_none_or(|ended| ended.is_ok()));
        }
    }
}

fn pass(state: &State, listener: &UnixListener, path: &Path) {
    let mut client = None;
    let mut agent = None;
    let mut requests = Vec::new();
    while !state.ends.load(Ordering::SeqCst) {
        let accepted = || {
            listener
                .accept()
                .ok()
                .map(|(stream, _)| non_blocking(stream))
        };
        client = client.or_else(accepted);
        agent = agent.or_else(|| UnixStream::connect(path).ok().map(non_blocking));
        receive(&mut client, &mut requests);
        let waiting = requests.len();
        send(&mut agent, &mut requests);
        (state.to_agent).fetch_add(waiting - requests.len(), Ordering::SeqCst);
        let mut replies = state.from_agent.lock().unwrap();
        receive(&mut agent, &mut replies);
        send(&mut client, &mut replies);
        drop(replies);
        thread::sleep(Duration::from_millis(1));
    }
}

fn non_blocking(stream: UnixStream) -> UnixStream {
    stream.set_nonblocking(true).unwrap();
    stream
}

/// Reads what has arrived. A stream that has ended is closed.
fn receive(stream: &mut Option<UnixStream>, bytes: &mut Vec<u8>) {
    let Some(open) = stream else { return };
    let mut buffer = [0; 4096];
    match open.read(&mut buffer) {
        Ok(0) => *stream = None,
        Ok(read) => bytes.extend(&buffer[..read]),
        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
        Err(_) => *stream = None,
    }
}

/// Writes what the stream accepts.
fn send(stream: &mut Option<UnixStream>, bytes: &mut Vec<u8>) {
    let Some(open) = stream else { return };
    match open.write(bytes) {
        Ok(written) => drop(bytes.drain(..written)),
        Err(error) if error.kind() == ErrorKind::WouldBlock => {}
        Err(_) => *stream = None,
    }
}
