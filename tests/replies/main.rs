//! Recorded messages of real servers, decoded by the client and the generated bindings.
//!
//! The recordings are not part of this repository. They are next to it, in
//! `../shared/transcripts`, with a folder for each server. Without them the tests are ignored,
//! under their own names. (The standard harness cannot do that at run time; `libtest-mimic`
//! can.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The bindings generated from `schema/`.
#[path = "../bindings/classic.rs"]
#[rustfmt::skip]
mod qmp;
/// Bindings for a range of releases.
mod range;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use qmp_client::protocol::{Message, Reply};
use qmp_client::{Command, EventMessage, EventSet};
use serde::Serialize;
use serde_json::Value;

use qmp::commands;
use qmp::events::Event;

const BINDINGS: &str = include_str!("../bindings/classic.rs");

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/transcripts");
    let readers = readers();
    let mut trials = vec![Trial::test("every_reply_has_a_reader", {
        let readers = readers.clone();
        move || every_reply_has_a_reader(&readers)
    })];
    let servers = servers(&folder);
    trials.extend(range::trials(servers.as_ref().ok().cloned()));
    match servers {
        Ok(servers) => {
            for server in servers {
                trials.extend(server_trials(&server, &readers));
            }
        }
        Err(reason) => {
            if !arguments.list {
                eprintln!("{reason}");
            }
            for name in readers.keys().chain(&["greeting", "events", "session"]) {
                let reason = reason.clone();
                let trial = Trial::test(*name, move || Err(reason.into()));
                trials.push(trial.with_ignored_flag(true));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Returns the folders of the recordings.
fn servers(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let there = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut servers: Vec<_> = there
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(|e| e.to_string())?;
    servers.sort();
    Ok(servers)
}

/// Decodes the reply of a command and encodes it again.
type Reader = fn(&str) -> Result<Value, serde_json::Error>;

fn read<C: Command>(reply: &str) -> Result<Value, serde_json::Error>
where
    C::Reply: Serialize,
{
    serde_json::to_value(serde_json::from_str::<C::Reply>(reply)?)
}

macro_rules! readers {
    ($($command:ident)*) => {
        [$((commands::$command::NAME, read::<commands::$command> as Reader)),*]
    };
}

/// Returns the commands whose replies are not empty, with their readers.
fn readers() -> BTreeMap<&'static str, Reader> {
    BTreeMap::from(readers![
        AddFd
        HumanMonitorCommand
        MigrateSetCapabilities
        QueryBalloon
        QueryBlock
        QueryBlockstats
        QueryChardev
        QueryCommandLineOptions
        QueryCommands
        QueryCpus
        QueryEvents
        QueryFdsets
        QueryKvm
        QueryMice
        QueryMigrate
        QueryMigrateCapabilities
        QueryName
        QueryPci
        QueryRxFilter
        QuerySpice
        QueryStatus
        QueryTpmModels
        QueryUuid
        QueryVersion
        QueryVnc
        RingbufRead
    ])
}

fn every_reply_has_a_reader(readers: &BTreeMap<&str, Reader>) -> Result<(), Failed> {
    let mut name = "";
    for line in BINDINGS.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("const NAME: &'static str = \"") {
            name = text.trim_end_matches("\";");
        }
        let has_reply = line.starts_with("type Reply") && !line.ends_with("::Empty;");
        if has_reply && !readers.contains_key(name) {
            return Err(format!("`{name}` is not in the list of readers").into());
        }
    }
    Ok(())
}

fn server_trials(server: &Path, readers: &BTreeMap<&'static str, Reader>) -> Vec<Trial> {
    let mut trials: Vec<_> = readers
        .iter()
        .filter_map(|(&command, &reader)| {
            let file = format!("{command}.json");
            recording(server, &file, move |text| {
                check_reply(text, command, reader)
            })
        })
        .collect();
    let readers = readers.clone();
    trials.extend(recording(server, "greeting.json", check_greeting));
    trials.extend(recording(server, "events.jsonl", check_events));
    trials.extend(recording(server, "session.jsonl", move |text| {
        check_session(text, &readers)
    }));
    trials
}

/// Returns the test of a recording. Servers have no recording of a command that they do not
/// know.
fn recording<T>(server: &Path, file: &str, test: T) -> Option<Trial>
where
    T: FnOnce(&str) -> Result<(), Failed> + Send + 'static,
{
    let path = server.join(file);
    let name = format!("{}::{file}", server.file_name()?.to_string_lossy());
    path.is_file()
        .then(|| Trial::test(name, move || test(&fs::read_to_string(path)?)))
}

fn check_greeting(text: &str) -> Result<(), Failed> {
    let Message::Greeting(greeting) = Message::parse(text.as_bytes())? else {
        return Err("it is not a greeting".into());
    };
    let whole: Value = serde_json::from_str(text)?;
    check_contained(&serde_json::to_value(greeting)?, &whole["QMP"], "QMP")
}

fn check_reply(text: &str, command: &str, reader: Reader) -> Result<(), Failed> {
    match Message::parse(text.as_bytes())? {
        Message::Reply(reply) => check_result(reply, command, reader),
        other => Err(format!("it is not a reply: {other:?}").into()),
    }
}

/// Checks that a reply decodes to values that it contains, and that an error has a description.
fn check_result(reply: Reply, command: &str, reader: Reader) -> Result<(), Failed> {
    match reply.result {
        Ok(value) => {
            let read = reader(value.get()).map_err(|error| format!("{command}: {error}"))?;
            check_contained(&read, &serde_json::from_str(value.get())?, command)
        }
        Err(error) if error.desc.is_empty() => Err(format!("{error:?}").into()),
        Err(_) => Ok(()),
    }
}

fn check_events(text: &str) -> Result<(), Failed> {
    for line in text.lines() {
        match Message::parse(line.as_bytes())? {
            Message::Event(message) => check_event(&message)?,
            other => return Err(format!("it is not an event: {other:?}").into()),
        }
    }
    Ok(())
}

/// Checks that an event decodes, as its own type if the bindings list it.
fn check_event(message: &EventMessage) -> Result<(), Failed> {
    let event = Event::read(&message.name, message.data.as_deref())?;
    let event = event.ok_or("no event is left out")?;
    assert_eq!(event.name(), message.name);
    let wire = format!("const NAME: &'static str = \"{}\";", message.name);
    assert_eq!(matches!(event, Event::Other(_)), !BINDINGS.contains(&wire));
    assert!(message.timestamp.to_system_time().is_some());
    let written = serde_json::to_string(&event)?;
    assert_eq!(serde_json::from_str::<Event>(&written)?, event);
    let written: Value = serde_json::from_str(&written)?;
    assert_eq!(written["event"], message.name);
    // The classic documents describe some events without their data.
    if let (Some(written), Some(data)) = (written.get("data"), &message.data) {
        assert_eq!(*written, serde_json::from_str::<Value>(data.get())?);
    }
    Ok(())
}

/// Checks both directions of a connection, with one message in each line.
fn check_session(text: &str, readers: &BTreeMap<&str, Reader>) -> Result<(), Failed> {
    let mut waiting = String::new();
    let mut replies = 0;
    for line in text.lines() {
        let (direction, message) = line.split_at(3);
        if direction == "-> " {
            // One of the requests is not even JSON.
            let request = serde_json::from_str::<Value>(message).unwrap_or_default();
            waiting = request["execute"].as_str().unwrap_or_default().to_owned();
            continue;
        }
        match Message::parse(message.as_bytes())? {
            Message::Greeting(_) => {}
            Message::Event(message) => check_event(&message)?,
            Message::Reply(reply) => {
                let reader: Reader = |reply| serde_json::from_str(reply);
                let reader = readers.get(waiting.as_str()).unwrap_or(&reader);
                check_result(reply, &waiting, *reader)?;
                replies += 1;
            }
        }
    }
    assert!(replies > 0);
    Ok(())
}

/// Checks that everything in `part` is the same in `whole`, which may also have members that
/// the bindings do not list.
fn check_contained(part: &Value, whole: &Value, place: &str) -> Result<(), Failed> {
    let same =
        match (part, whole) {
            (Value::Object(part), Value::Object(whole)) => {
                return part.iter().try_for_each(|(name, part)| {
                    let whole = whole.get(name).unwrap_or(&Value::Null);
                    check_contained(part, whole, &format!("{place}.{name}"))
                });
            }
            (Value::Array(part), Value::Array(whole)) if part.len() == whole.len() => {
                return part.iter().zip(whole).enumerate().try_for_each(
                    |(index, (part, whole))| {
                        check_contained(part, whole, &format!("{place}[{index}]"))
                    },
                );
            }
            // A number may be written as 0 and read as 0.0.
            (Value::Number(part), Value::Number(whole)) => part.as_f64() == whole.as_f64(),
            (part, whole) => part == whole,
        };
    if same {
        Ok(())
    } else {
        Err(format!("{place}: {whole} was read as {part}").into())
    }
}
