//! What servers have said: a folder for each, a file for each reply.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The reply of a server to a command.
pub(crate) struct Recorded {
    pub(crate) server: String,
    pub(crate) command: String,
    pub(crate) message: Vec<u8>,
}

/// Every recorded reply, servers and commands in order.
pub(crate) fn replies() -> Result<Vec<Recorded>, Failure> {
    let mut replies = Vec::new();
    for server in servers()? {
        for path in sorted(&server)? {
            let command = path.file_stem().unwrap_or_default().to_string_lossy();
            if path.extension().is_some_and(|is| is == "json") && command != "greeting" {
                replies.push(Recorded {
                    server: name(&server),
                    command: command.into_owned(),
                    message: line(&fs::read(&path)?),
                });
            }
        }
    }
    Ok(replies)
}

/// Every recorded event, a message each.
pub(crate) fn events() -> Result<Vec<Vec<u8>>, Failure> {
    let mut events = Vec::new();
    for server in servers()? {
        let path = server.join("events.jsonl");
        if path.is_file() {
            let text = fs::read_to_string(path)?;
            events.extend(text.lines().map(|event| line(event.as_bytes())));
        }
    }
    Ok(events)
}

/// A message as QEMU sends it.
fn line(message: &[u8]) -> Vec<u8> {
    [message.trim_ascii(), b"\r\n"].concat()
}

fn servers() -> Result<Vec<PathBuf>, Failure> {
    let folder = Path::new(env!("RECORDINGS"));
    sorted(folder).map_err(|error| {
        let hint = "servers' replies are looked for there; QMP_RECORDINGS names another folder";
        format!("{error} ({hint})").into()
    })
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let there = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths = there
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
