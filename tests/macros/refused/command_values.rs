use qmp_client::command;

fn main() {
    let size = 8_u64;
    let name: Option<&str> = None;
    let _ = command!({ "execute": "block_resize", "arguments": { "device": "a", "size": size } });
    let _ = command!({ "execute": "block_resize", "arguments": { "device": "a", "size": "8" } });
    let _ = command!({ "execute": "block_resize", "arguments": { "device": 7, "size": 8 } });
    let _ = command!({ "execute": "device_del", "arguments": { "id": name } });
    let _ = command!({ "execute": "stop", "arguments": { "now": true } });
    let _ = command!({ "execute": "blockdev-add", "arguments": {
        "driver": "qcow2", "file": { "driver": "file", "filename": true }, "fliename": "a"
    } });
    let arguments = 1;
    let _ = command!({ "execute": "stop", "arguments": arguments });
    let _ = command!({ "execute": "device_del", "arguments": { id: name } });
    let _ = command!({ "execute": "device_del", "arguments": { "id" name } });
    let _ = command!({ "execute": "stop", "id": 1 });
    let _ = command!(["stop"]);
    let _ = command!({ "execute": "send-key", "arguments": {
        "keys": [{ "type": "qcode", "data": "a" }, { "type": "qcode", "data": 1 }]
    } });
}
