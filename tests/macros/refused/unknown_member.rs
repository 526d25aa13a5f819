use qmp_client::{QmpCommand, QmpEvent, QmpObject, command};

#[derive(QmpEvent)]
struct BlockJobError {
    devise: String,
    #[qmp(rename = "nothing-like-it")]
    action: String,
}

#[derive(QmpCommand)]
struct BlockResize {
    size: i64,
    node: String,
}

#[derive(QmpObject)]
struct StatusInfo {
    run: bool,
}

fn main() {
    let _ = command!({ "execute": "block_resize", "arguments": { "size": 1, "devcie": "a" } });
}
