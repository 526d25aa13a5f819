use qmp_client::{QmpEnum, QmpObject, command};

#[derive(QmpEnum)]
#[qmp(name = "RunState")]
enum State {
    Paused,
}

#[derive(QmpObject)]
#[qmp(name = "KeyValue", send)]
struct Key {
    r#type: KeyKind,
}

#[derive(QmpEnum)]
enum KeyKind {
    Number,
}

// Which enum it is, and which object, is known once the program is compiled whole.
fn main() {
    let _ = command!({ "execute": "blockdev-mirror", "arguments": {
        "device": "a", "target": "b", "sync": State::Paused,
    } });
    let key = Key { r#type: KeyKind::Number };
    let _ = command!({ "execute": "blockdev-add", "arguments": {
        "driver": "raw", "file": key,
    } });
}
