//! All queries without arguments, and some events, read by the client's own bindings.

use std::fs;

use libtest_mimic::Failed;
use qmp_client::RawEvent;
use serde_json::{Value, json};

use crate::range;
use crate::server::Server;
use crate::{PATIENCE, Test, tests};

pub(crate) const TESTS: &[Test] = tests![every_reply_and_event_is_read];

fn every_reply_and_event_is_read(server: &Server) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut running = server.start(&["-S", "-device", "virtio-balloon"])?;
    let client = &running.client;
    let commands: Vec<Value> = client.execute_raw("query-commands", None)?;
    let names = commands
        .iter()
        .filter_map(|command| command["name"].as_str());
    for name in names.filter(|name| name.starts_with("query-")) {
        // Some need arguments, and some another machine.
        if let Ok(reply) = client.execute_raw::<Value>(name, None) {
            let file = folder.path().join(format!("{name}.json"));
            fs::write(file, json!({ "return": reply }).to_string())?;
        }
    }
    for command in [
        "cont",
        "stop",
        "system_reset",
        "system_powerdown",
        "cont",
        "quit",
    ] {
        client.execute_raw::<Value>(command, None)?;
    }
    let mut events = String::new();
    // Until the server closes the connection, when it exits.
    while let Ok(Some(event)) = running.events.next(PATIENCE) {
        let RawEvent { name, data } = event.event;
        let mut message = json!({ "event": name, "timestamp": event.timestamp });
        if let Some(data) = data {
            message["data"] = serde_json::from_str(data.get())?;
        }
        events += &format!("{message}\n");
    }
    fs::write(folder.path().join("events.jsonl"), &events)?;

    let told = range::decode(&[folder.path().to_owned()])?;
    let (checked, failures) = told.into_values().next().unwrap_or_default();
    assert!(events.lines().count() >= 4, "{events}");
    assert!(checked > 50, "{checked} messages");
    match failures.is_empty() {
        true => Ok(()),
        false => Err(failures.join("\n").into()),
    }
}
