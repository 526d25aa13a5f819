use qmp_client::{QmpCommand, QmpEnum, QmpEvent, command};

#[derive(QmpCommand)]
#[qmp(command = "x-query-virtio", returns = serde_json::Value, versions = "7.0..=11.0")]
struct TooEarly;

#[derive(QmpCommand)]
#[qmp(command = "x-query-rdma", returns = serde_json::Value, versions = "7.2..=11.0")]
struct Gone;

// The argument is deprecated.
#[derive(QmpCommand)]
#[qmp(versions = "7.2..=9.0")]
struct Eject {
    device: Option<String>,
}

#[derive(QmpEvent)]
#[qmp(event = "MEMORY_FAILURE", versions = "5.1")]
struct TooEarlyAsWell {
    recipient: String,
}

// A server of 2.0 does not send the member.
#[derive(QmpEvent)]
#[qmp(versions = "2.0")]
struct Shutdown {
    guest: bool,
}

#[derive(QmpEnum)]
#[qmp(name = "ShutdownCause", versions = "1.0", send)]
enum Cause {
    SnapshotLoad,
}

#[derive(QmpCommand)]
#[qmp(command = "blockdev-add", branch = "gluster", versions = "7.2")]
struct AddGluster<'a> {
    volume: &'a str,
    path: &'a str,
    server: serde_json::Value,
}

fn main() {
    let _ = command!({ "execute": "device-sync-config", "arguments": { "id": "a" } }, versions = "8.0");
}
