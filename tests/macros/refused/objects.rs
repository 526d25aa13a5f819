use qmp_client::{QmpCommand, QmpObject};

#[derive(QmpObject)]
struct NameInfo {
    name: Option<String>,
}

#[derive(QmpCommand)]
#[qmp(command = "query-status", returns = NameInfo)]
struct AnotherObject;

// Named like nothing in the documents: checked where it is used.
#[derive(QmpObject)]
struct Running {
    running: bool,
    state: String,
}

#[derive(QmpCommand)]
#[qmp(command = "query-status", returns = Running)]
struct NoSuchMember;

#[derive(QmpObject)]
struct Title {
    name: String,
}

#[derive(QmpCommand)]
#[qmp(command = "query-name", returns = Title)]
struct MayBeLeftOut;

/// The kinds of the members are wrong: the errors are at the fields.
#[derive(QmpObject)]
struct Wrong {
    running: String,
}

#[derive(QmpCommand)]
#[qmp(command = "query-status", returns = Wrong)]
struct GetWrong;

#[derive(QmpObject)]
struct WrongDisk {
    device: Vec<String>,
}

#[derive(QmpCommand)]
#[qmp(command = "query-block", returns = Vec<WrongDisk>)]
struct GetDisks;

fn main() {}
