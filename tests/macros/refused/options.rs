use qmp_client::{QmpCommand, QmpEnum, QmpEvent, QmpObject};

#[derive(QmpEvent)]
#[qmp(evnt = "STOP")]
struct Stop;

#[derive(QmpEvent)]
struct Shutdown {
    #[qmp(skip)]
    guest: bool,
}

#[derive(QmpEvent)]
#[qmp(exhaustive)]
struct JobStatusChange {
    id: String,
}

#[derive(QmpCommand)]
enum Cont {}

#[derive(QmpEvent)]
struct Resume(i64);

#[derive(QmpEnum)]
enum RunState {
    Running(bool),
}

#[derive(QmpObject)]
#[qmp(versions = "10.0..=7.2")]
struct StatusInfo {}

#[derive(QmpObject)]
#[qmp(name = "StatusInfo")]
struct Wrapped(String);

#[derive(QmpEvent)]
#[qmp(schema = "documents/qmp-events.txt", builtin = "guest")]
struct Reset;

#[derive(QmpCommand)]
struct DeviceDel {
    #[qmp(default)]
    id: String,
}

#[derive(QmpEvent)]
enum Twice {
    Stop,
    #[qmp(event = "STOP")]
    Stopped,
}

fn main() {}
