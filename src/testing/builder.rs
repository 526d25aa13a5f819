//! The options of a server.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use qmp_gen::Builtin;

use super::documents::Documents;
use super::fault::Fault;
use super::recording::Recording;
use super::state::Options;
use crate::protocol::{Capability, VersionTriple};

/// Options of a [`Server`](super::Server).
///
/// ```
/// use qmp_client::testing::Server;
/// use qmp_client::VersionTriple;
///
/// let server = Server::builder().version(VersionTriple::new(7, 2, 0)).start()?;
/// let greeting = server.client()?.greeting().expect("QEMU has one");
/// assert_eq!(greeting.version.qemu, VersionTriple::new(7, 2, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ServerBuilder {
    version: VersionTriple,
    package: String,
    capabilities: Vec<String>,
    documents: Vec<PathBuf>,
    faults: Vec<(usize, Fault)>,
    only_expected: bool,
    is_guest_agent: bool,
    recording: Option<String>,
}

/// The error of a server that cannot be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError(String);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for StartError {}

impl Default for ServerBuilder {
    fn default() -> Self {
        ServerBuilder::new()
    }
}

impl ServerBuilder {
    /// Returns the defaults: the newest version that the built-in documents describe, with
    /// out-of-band execution.
    pub fn new() -> Self {
        ServerBuilder {
            version: Documents::newest(),
            package: String::new(),
            capabilities: vec![Capability::OutOfBand.as_str().to_owned()],
            documents: Vec::new(),
            faults: Vec::new(),
            only_expected: false,
            is_guest_agent: false,
            recording: None,
        }
    }

    /// Sets the version. The server has the commands of that version.
    pub fn version(mut self, version: VersionTriple) -> Self {
        self.version = version;
        self
    }

    /// Sets the version of the package, a part of the greeting.
    pub fn package(mut self, package: impl Into<String>) -> Self {
        self.package = package.into();
        self
    }

    /// Sets the capabilities that the server offers.
    pub fn capabilities(mut self, capabilities: impl IntoIterator<Item = Capability>) -> Self {
        let capabilities = capabilities.into_iter();
        self.capabilities = capabilities.map(|one| one.as_str().to_owned()).collect();
        self
    }

    /// Adds a document or a folder of documents. Without any, the built-in documents are used.
    ///
    /// The documents are read once per process.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.documents.push(path.into());
        self
    }

    /// Makes the server a guest agent, which has no greeting and no negotiation.
    pub fn guest_agent(mut self) -> Self {
        self.is_guest_agent = true;
        self
    }

    /// Makes every call without an expectation a problem. By default, the reply to such a
    /// command is an example of the documents, or the shortest valid value.
    pub fn only_expected(mut self) -> Self {
        self.only_expected = true;
        self
    }

    /// Makes the server misbehave after this many bytes of its output, on each connection.
    pub fn fault_at(mut self, position: usize, fault: Fault) -> Self {
        self.faults.push((position, fault));
        self
    }

    /// Plays a recorded session on each connection, in place of replies of its own.
    ///
    /// Each line of the recording has `->` and a request, or `<-` and a message of the server,
    /// the greeting included. Requests may have other ids. A request that is not the recorded
    /// one is a problem.
    pub fn replay(mut self, recording: impl Into<String>) -> Self {
        self.recording = Some(recording.into());
        self
    }

    /// Returns the options, with the documents and the recording that they name.
    pub(super) fn options(self) -> Result<Options, StartError> {
        let documents = if self.documents.is_empty() {
            self.builtin()
        } else {
            Documents::read(&self.documents, self.version).map_err(StartError)?
        };
        let recording = self.recording.as_deref().map(Recording::parse);
        let recording = recording.transpose().map_err(StartError)?;
        Ok(self.options_with(documents, recording))
    }

    /// Returns the options, with the built-in documents and no recording.
    pub(super) fn builtin_options(self) -> Options {
        let documents = self.builtin();
        self.options_with(documents, None)
    }

    fn builtin(&self) -> Documents {
        let builtin = if self.is_guest_agent {
            Builtin::Guest
        } else {
            Builtin::Qemu
        };
        Documents::builtin(builtin, self.version)
    }

    fn options_with(self, documents: Documents, recording: Option<Recording>) -> Options {
        Options {
            documents,
            package: self.package,
            capabilities: self.capabilities,
            faults: self.faults,
            only_expected: self.only_expected,
            is_guest_agent: self.is_guest_agent,
            recording,
        }
    }
}
