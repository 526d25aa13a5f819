use qmp_client::{QmpCommand, command};

#[derive(QmpCommand)]
#[qmp(command = "block_resise")]
struct Resize {}

#[derive(QmpCommand)]
struct QueryStats2 {}

fn main() {
    let _ = command!({ "execute": "query-staus" });
}
