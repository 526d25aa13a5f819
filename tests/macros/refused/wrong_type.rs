use qmp_client::{QmpCommand, QmpEvent, QmpObject};

#[derive(QmpEvent)]
struct BlockJobError {
    device: i64,
    operation: bool,
}

type Offset = u32;

#[derive(QmpEvent)]
struct BlockJobReady {
    offset: Offset,
}

#[derive(QmpCommand)]
struct BlockResize<'a> {
    device: &'a u8,
    size: &'a str,
}

#[derive(QmpObject)]
#[qmp(name = "BlockInfo")]
struct Block {
    device: Vec<String>,
    dirty_bitmaps: Option<Vec<String>>,
}

struct Own;

#[derive(QmpEvent)]
struct DeviceDeleted {
    path: Own,
}

fn main() {}
