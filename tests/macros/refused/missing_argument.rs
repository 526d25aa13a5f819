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

// What is received is not sent.
#[derive(QmpObject)]
#[qmp(name = "BlockdevOptions", branch = "file")]
struct File {
    filename: String,
}

#[derive(QmpCommand)]
#[qmp(command = "blockdev-add", branch = "qcow2")]
struct AddQcow2 {
    file: File,
}

fn main() {
    let _ = command!({ "execute": "device_del" });
    let _ = command!({ "execute": "device_del", "arguments": { "id": Some("a") } });
    let _ = command!({ "execute": "blockdev-add", "arguments": { "driver": "file" } });
}
