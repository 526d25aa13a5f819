use qmp_client::QmpEvent;

#[derive(QmpEvent)]
struct DeviceDeleted {
    device: String,
    path: String,
}

fn main() {}
