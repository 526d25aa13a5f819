use qmp_client::{QmpEnum, QmpEvent, command};

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR")]
struct JobFailed {
    device: String,
    #[qmp(rename = "operation")]
    op: IoOp,
    action: i64,
}

#[derive(QmpEnum)]
enum IoOp {
    Read,
    Write,
}

fn main() {
    let size = 1_u64 << 30;
    let resize = command!({
        "execute": "block_resize",
        "arguments": { "node-name": "disk", "size": size }
    });
    let _ = resize;
}
