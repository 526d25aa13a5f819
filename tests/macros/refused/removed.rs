use qmp_client::{QmpCommand, QmpEnum, QmpEvent, QmpObject, command};

#[derive(QmpCommand)]
#[qmp(command = "query-cpus", returns = Vec<serde_json::Value>)]
struct Cpus {}

#[derive(QmpCommand)]
struct MigrateSetSpeed {
    value: i64,
}

#[derive(QmpEvent)]
struct CommandDropped {}

#[derive(QmpObject)]
#[qmp(name = "CpuInfo")]
struct Info {}

#[derive(QmpObject)]
struct BlockInfo {
    dirty_bitmaps: Vec<serde_json::Value>,
}

#[derive(QmpEnum)]
enum SysEmuTarget {
    Lm32,
}

mod qmp {
    qmp_client::bindings!(select = ["query-block", "block_passwd"]);
}

fn main() {
    let _ = command!({ "execute": "cpu-add", "arguments": { "id": 1 } });
    let _ = command!({ "execute": "block-dirty-bitmap-add", "arguments": {
        "node": "a", "name": "b", "autoload": true
    } });
}
