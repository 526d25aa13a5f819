use qmp_client::{QmpCommand, command};

#[derive(QmpCommand)]
struct QueryStatus;

#[derive(QmpCommand)]
#[qmp(returns = Vec<String>)]
struct QueryName;

#[derive(QmpCommand)]
#[qmp(returns = String)]
struct Stop;

fn main() {
    let _ = command!({ "execute": "query-kvm" });
    let _ = command!({ "execute": "query-kvm" }, returns = bool);
}
