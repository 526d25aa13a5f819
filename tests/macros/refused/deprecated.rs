#![deny(deprecated)]

use qmp_client::{QmpCommand, command};

#[derive(QmpCommand)]
struct Eject {
    device: Option<String>,
}

#[derive(QmpCommand)]
#[qmp(command = "eject")]
#[allow(deprecated)]
struct KnownToBeOld {
    device: Option<String>,
}

fn main() {
    let _ = command!({ "execute": "eject", "arguments": { "device": "a" } });
}
