use qmp_client::QmpEvent;

#[derive(QmpEvent)]
#[qmp(schema = "documents/broken.json")]
struct Stop;

#[derive(QmpEvent)]
#[qmp(schema = "documents/no-such-file.json")]
struct Resume;

#[derive(QmpEvent)]
#[qmp(schema = "documents/qmp-events.txt")]
struct BlockJobErrors;

mod qmp {
    qmp_client::bindings!(select = ["query-staus"]);
}

fn main() {}
