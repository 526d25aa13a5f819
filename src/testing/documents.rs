//! The interface of a server: which commands it has, and which messages are valid.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use qmp_gen::ir::{self, Metadata};
use qmp_gen::{Builtin, Difference, Interface, Run};
use serde_json::{Value, json};

use crate::protocol::VersionTriple;

/// The interfaces that were read: each once per process, since that takes a moment.
static READ: Mutex<BTreeMap<Vec<PathBuf>, Arc<Interface>>> = Mutex::new(BTreeMap::new());
static QEMU: OnceLock<Arc<Interface>> = OnceLock::new();
static GUEST: OnceLock<Arc<Interface>> = OnceLock::new();

/// The interface of a server of one version.
#[derive(Debug, Clone)]
pub(super) struct Documents {
    interface: Arc<Interface>,
    version: VersionTriple,
}

/// Why a server does not execute a command.
pub(super) enum Missing {
    /// No version has it, as far as the documents say.
    Unknown {
        /// The most similar name.
        similar: Option<String>,
    },
    /// Other versions have it.
    InOtherVersions,
}

impl Documents {
    pub(super) fn builtin(builtin: Builtin, version: VersionTriple) -> Self {
        let once = match builtin {
            Builtin::Qemu => &QEMU,
            Builtin::Guest => &GUEST,
        };
        let read = || Arc::new(Run::of_builtin(builtin).interface);
        let interface = once.get_or_init(read).clone();
        Documents { interface, version }
    }

    /// Reads documents from files and folders.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or have errors; the problems as text.
    pub(super) fn read(paths: &[PathBuf], version: VersionTriple) -> Result<Self, String> {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let interface = match read.get(paths) {
            Some(interface) => interface.clone(),
            None => {
                let run = Run::of_paths(paths).map_err(|error| error.to_string())?;
                if run.diagnostics.errors() > 0 {
                    return Err(run.brief_report(false));
                }
                let interface = Arc::new(run.interface);
                read.insert(paths.to_vec(), interface.clone());
                interface
            }
        };
        Ok(Documents { interface, version })
    }

    /// The newest version that the built-in documents describe.
    pub(super) fn newest() -> VersionTriple {
        let [_, newest] = Builtin::RANGE;
        newest.parse().unwrap_or(VersionTriple::new(11, 0, 0))
    }

    pub(super) fn version(&self) -> VersionTriple {
        self.version
    }

    /// Finds a command that this version has.
    pub(super) fn command(&self, name: &str) -> Result<&ir::Command, Missing> {
        match self.interface.command(name) {
            Some(command) if self.has(&command.metadata) => Ok(command),
            Some(_) => Err(Missing::InOtherVersions),
            None => Err(Missing::Unknown {
                similar: self.similar_command(name),
            }),
        }
    }

    /// The names of the commands that this version has.
    pub(super) fn command_names(&self) -> Vec<Value> {
        let commands = self.interface.commands();
        let commands = commands.filter(|command| self.has(&command.metadata));
        commands
            .map(|command| json!({ "name": command.name.text }))
            .collect()
    }

    fn has(&self, metadata: &Metadata) -> bool {
        let version = |text: &Option<String>| -> Option<VersionTriple> {
            let version: qmp_gen::Version = text.as_deref()?.parse().ok()?;
            let [major, minor, micro] = version.triple()?;
            Some(VersionTriple::new(major, minor, micro))
        };
        let series = |version: VersionTriple| (version.major, version.minor);
        version(&metadata.since).is_none_or(|since| since <= self.version)
            && version(&metadata.until).is_none_or(|until| series(self.version) <= series(until))
    }

    pub(super) fn similar_command(&self, name: &str) -> Option<String> {
        let names = self.interface.commands().map(|c| c.name.text.as_str());
        most_similar(name, names).map(ToOwned::to_owned)
    }

    /// Compares arguments with the documents.
    pub(super) fn check_arguments(&self, command: &ir::Command, value: &Value) -> Option<String> {
        described(&self.interface.check_arguments(command, value), false)
    }

    /// Compares a reply with the documents. Members and values that are not listed are allowed,
    /// as those of a later version.
    pub(super) fn check_reply(&self, command: &str, value: &Value) -> Option<String> {
        let command = self.interface.command(command)?;
        described(&self.interface.check_reply(command, value), true)
    }

    /// Compares the data of an event with the documents.
    pub(super) fn check_event(&self, name: &str, data: &Value) -> Option<String> {
        let Some(event) = self.interface.event(name) else {
            let names = self
                .interface
                .events()
                .map(|event| event.name.text.as_str());
            let similar = most_similar(name, names);
            let hint = similar.map(|name| format!("; did you mean `{name}`?"));
            return Some(format!("unknown event{}", hint.unwrap_or_default()));
        };
        let data = match data {
            Value::Null => &json!({}),
            data => data,
        };
        described(&self.interface.check_data(event, data), true)
    }

    /// A valid reply: an example of the documents, or the shortest value of the type.
    pub(super) fn sample_reply(&self, command: &ir::Command) -> Option<Value> {
        self.interface.sample_reply(command)
    }

    /// Whether the command returns nothing, to which the reply is an empty object.
    pub(super) fn returns_nothing(&self, command: &str) -> bool {
        let command = self.interface.command(command);
        command.is_some_and(|command| command.returns.is_none())
    }
}

fn described(differences: &[Difference], allow_unlisted: bool) -> Option<String> {
    let differences = differences.iter();
    let relevant = differences.filter(|difference| !(allow_unlisted && difference.readable));
    let texts: Vec<String> = relevant.map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// The most similar of some names, if one is similar.
pub(super) fn most_similar<'n>(
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let similarity = |other: &str| strsim::jaro_winkler(name, other);
    let similar = names.map(|other| (similarity(other), other));
    let best = similar.max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(similarity, _)| *similarity > 0.8)
        .map(|(_, name)| name)
}
