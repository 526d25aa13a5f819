use qmp_client::{QmpCommand, QmpObject, command};

#[derive(QmpCommand)]
struct BlockResize<'a> {
    node_name: &'a str,
}

#[derive(QmpCommand)]
struct DeviceDel {
    id: Option<String>,
}

#[derive(QmpCommand)]
#[qmp(command = "blockdev-add", branch = "file")]
struct AddFile<'a> {
    node_name: &'a str,
}

#[derive(QmpObject)]
#[qmp(send)]
struct SnapshotInfo {}

fn main() {
    let _ = command!({ "execute": "device_del" });
    let _ = command!({ "execute": "device_del", "arguments": { "id": Some("a") } });
    let _ = command!({ "execute": "blockdev-add", "arguments": { "driver": "file" } });
}
