use qmp_client::{QmpCommand, QmpEvent, QmpObject};

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Completed {
    len: u64,
    offset: Option<u32>,
}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Failed {
    #[qmp(try_from)]
    error: Box<str>,
}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_COMPLETED")]
struct Wrong {
    #[qmp(try_into)]
    offset: u64,
}

#[derive(QmpEvent)]
#[qmp(event = "BLOCK_JOB_READY")]
struct Ready {
    #[qmp(try_from = u64)]
    len: usize,
    #[qmp(try_from)]
    speed: Own,
}

struct Own;

#[derive(QmpCommand)]
#[qmp(command = "block_resize")]
struct Resize {
    #[qmp(try_into)]
    size: Option<u64>,
}

#[derive(QmpCommand)]
#[qmp(command = "block_resize")]
struct Grow {
    size: u64,
}

#[derive(QmpObject)]
#[qmp(try_from)]
struct Size(u64);

#[derive(QmpObject)]
#[qmp(try_from = i64, send)]
struct Length(u64);

fn main() {}
