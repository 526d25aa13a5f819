use qmp_client::QmpEvent;

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_EROR")]
struct Failed {}

#[derive(QmpEvent)]
struct BlockJobComplete {}

#[derive(QmpEvent)]
enum Seen {
    Stopped,
    #[qmp(event = "RESUMED")]
    GoesOn,
}

/// No event has a similar name.
#[derive(QmpEvent)]
struct DeviceRemoved {}

#[derive(QmpEvent)]
#[qmp(event = "STOPP")]
struct Paused {}

#[derive(QmpEvent)]
struct DeviceDel {}

#[derive(QmpEvent)]
#[qmp(event = "device_del")]
struct Deleted {}

mod qmp {
    qmp_client::bindings!(select = ["STOPP"]);
}

fn main() {}
