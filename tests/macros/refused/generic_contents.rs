use qmp_client::{QmpEnum, QmpEvent};

#[derive(QmpEnum)]
enum Mood {
    Good,
}

// What it is, is known where it is used.
#[derive(QmpEvent)]
#[qmp(event = "JOB_STATUS_CHANGE")]
struct Changed<S> {
    id: String,
    status: S,
}

fn main() {
    let _ = serde_json::from_str::<Changed<Mood>>("");
}
