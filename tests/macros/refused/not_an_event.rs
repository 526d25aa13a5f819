use std::time::Duration;

use qmp_client::qemu::commands::DeviceDel;
use qmp_client::qemu::events::Stop;
use qmp_client::{Client, QmpCommand};

#[derive(QmpCommand)]
#[qmp(command = "device_del")]
struct Remove {
    id: String,
}

struct Own;

fn waits(client: &mut Client, stopped: &Stop) {
    let timeout = Duration::from_secs(1);
    let _ = client.wait_for::<DeviceDel>(timeout);
    let _ = client.wait_for::<Remove>(timeout);
    let _ = client.wait_for::<Own>(timeout);
    let _ = client.execute(stopped);
}

fn main() {}
