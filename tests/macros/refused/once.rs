//! What is refused is told of once, however often it is used.

use qmp_client::{Client, QmpCommand, QmpEnum, QmpEvent, QmpObject};

#[derive(Debug, QmpEvent)]
struct Shutdown<'a> {
    gest: &'a str,
}

#[derive(Debug, QmpEvent)]
enum Seen {
    Stopp,
}

#[derive(Debug, QmpObject)]
struct StatusInfo {
    run: bool,
}

#[derive(QmpEnum)]
#[qmp(name = "RunState")]
enum State {
    Walking,
}

#[derive(QmpCommand)]
#[qmp(returns = StatusInfo)]
struct QueryStatus {
    why: String,
}

#[derive(QmpObject)]
#[qmp(name = "StatusInfo")]
struct Status {
    status: State,
}

fn main() {
    let _ = serde_json::from_str::<Shutdown<'_>>("");
    let _ = serde_json::from_str::<Seen>("");
    let client = Client::connect("unix:a").unwrap();
    let why = String::new();
    println!("{:?}", client.execute(&QueryStatus { why }).unwrap());
    while let Ok(Some(event)) = client.events::<Seen>().next(None) {
        println!("{event:?}");
    }
}
