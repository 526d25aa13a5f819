use qmp_client::qemu::commands::DeviceDel;
use qmp_client::qemu::events::Stop;
use qmp_client::{Command, EventSet, QmpCommand};

#[derive(QmpCommand)]
#[qmp(command = "device_del")]
struct Remove {
    id: String,
}

struct Own;

/// The bounds are those of the client's methods.
fn wait_for<S: EventSet>() {}

fn execute<C: Command>(_: &C) {}

fn check(stopped: &Stop) {
    wait_for::<DeviceDel>();
    wait_for::<Remove>();
    wait_for::<Own>();
    execute(stopped);
}

fn main() {}
