//! Types that lack their derive: one error for each.

use qmp_client::{QmpCommand, QmpEvent, QmpObject, command};

struct Status;

#[derive(QmpCommand)]
#[qmp(command = "query-status", returns = Status)]
struct GetStatus;

#[derive(QmpCommand)]
#[qmp(command = "query-block", returns = Vec<Status>)]
struct GetDisks;

#[derive(QmpCommand)]
#[qmp(command = "device_del")]
struct Remove {
    id: Status,
}

#[derive(QmpEvent)]
#[qmp(event = "DEVICE_DELETED")]
struct Removed {
    path: Status,
    device: Option<Status>,
}

#[derive(QmpObject)]
struct Unlisted {
    inner: Status,
}

fn main() {
    let _ = command!({ "execute": "query-status" }, returns = Status);
}
