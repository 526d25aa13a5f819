use qmp_client::{QmpEnum, QmpEvent, QmpObject, command};

#[derive(QmpEnum)]
#[qmp(name = "RunState")]
enum State {
    Runing,
    #[qmp(rename = "post-migrate")]
    Over,
}

// Named like nothing in the documents: checked where it is used.
#[derive(QmpEnum)]
enum Io {
    Read,
    Written,
}

#[derive(QmpEnum)]
enum OnlyRead {
    Read,
}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR")]
struct First {
    operation: Io,
}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_ERROR")]
struct Second {
    operation: OnlyRead,
}

#[derive(QmpEnum)]
#[qmp(name = "StatusInfo")]
enum NoEnum {}

#[derive(QmpObject)]
#[qmp(name = "RunState")]
struct NoObject {}

fn main() {
    let _ = command!({ "execute": "drive-mirror", "arguments": {
        "device": "a", "target": "b", "sync": "ful"
    } });
}
