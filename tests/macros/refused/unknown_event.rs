use qmp_client::QmpEvent;

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_EROR")]
struct Failed {}

#[derive(QmpEvent)]
struct BlockJobComplete {}

#[derive(QmpEvent)]
enum Seen {
    Stopped,
    #[qmp(event = "RESUMED")]
    GoesOn,
}

fn main() {}
