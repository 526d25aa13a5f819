//! Facts of events.

use serde_json::json;

use super::{ALL, Fact, SINCE_1_3, V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8, fact};

pub(super) fn events() -> Vec<Fact> {
    let job = |error: bool| {
        let mut data = json!({
            "type": "stream|commit", "device": "str", "len": "int", "offset": "int",
            "speed": "int",
        });
        if error {
            data["error?"] = "str".into();
        }
        json!({ "data": data })
    };
    let family = "ipv4|ipv6";
    let spice = json!({ "host": "str", "port": "str", "family": family });
    let vnc = json!({ "host": "str", "service": "str", "family": family });
    vec![
        fact(ALL, "STOP", json!({})),
        fact(SINCE_1_3, "WAKEUP", json!({})),
        fact(ALL, "RTC_CHANGE", json!({ "data": { "offset": "number" } })),
        fact(
            ALL,
            "WATCHDOG",
            json!({ "data": { "action": "reset|shutdown|poweroff|pause|debug|none" } }),
        ),
        fact(
            &[V0_14, V1_0, V1_3, V1_6, V2_1, V2_5],
            "BLOCK_IO_ERROR",
            json!({ "data": {
                "device": "str", "operation": "read|write", "action": "ignore|report|stop",
            } }),
        ),
        fact(
            &[V2_8],
            "BLOCK_IO_ERROR",
            json!({ "data": {
                "device": "str", "node-name": "str", "operation": "read|write",
                "action": "ignore|report|stop",
            } }),
        ),
        fact(
            SINCE_1_3,
            "BLOCK_JOB_ERROR",
            json!({ "data": {
                "device": "str", "operation": "read|write", "action": "ignore|report|stop",
            } }),
        ),
        fact(SINCE_1_3, "BLOCK_JOB_CANCELLED", job(false)),
        fact(SINCE_1_3, "BLOCK_JOB_COMPLETED", job(true)),
        fact(
            &[V2_5, V2_8],
            "BLOCK_IMAGE_CORRUPTED",
            json!({ "data": {
                "device": "str", "node-name?": "str", "msg": "str", "offset?": "int",
                "size?": "int",
            } }),
        ),
        fact(
            &[V1_0, V1_3, V1_6],
            "SPICE_DISCONNECTED",
            json!({ "data": { "server": spice, "client": spice } }),
        ),
        fact(
            ALL,
            "SPICE_INITIALIZED",
            json!({ "data": {
                "server": { "host": "str", "port": "str", "family": family, "auth?": "str" },
                "client": {
                    "host": "str", "port": "str", "family": family, "connection-id": "int",
                    "channel-type": "int", "channel-id": "int", "tls": "bool",
                },
            } }),
        ),
        fact(
            ALL,
            "VNC_CONNECTED",
            json!({ "data": {
                "server": { "host": "str", "service": "str", "family": family, "auth?": "str" },
                "client": vnc,
            } }),
        ),
        fact(
            ALL,
            "VNC_DISCONNECTED",
            json!({ "data": {
                "server": { "host": "str", "service": "str", "family": family, "auth?": "str" },
                "client": {
                    "host": "str", "service": "str", "family": family, "x509_dname?": "str",
                    "sasl_username?": "str",
                },
            } }),
        ),
        fact(
            &[V1_6, V2_1, V2_5, V2_8],
            "GUEST_PANICKED",
            json!({ "data": { "action": "pause" } }),
        ),
        fact(
            &[V2_8],
            "DEVICE_TRAY_MOVED",
            json!({ "data": { "device": "str", "id": "str", "tray-open": "bool" } }),
        ),
        // The members are listed, although the text says that there are none.
        fact(
            &[V2_5, V2_8],
            "MIGRATION",
            json!({ "data": { "status": "str" } }),
        ),
        fact(
            &[V2_8],
            "MIGRATION_PASS",
            json!({ "data": { "pass": "int" } }),
        ),
        // Its type is described elsewhere; an example of another command shows
        // that it may lack a device.
        fact(
            &[V2_1, V2_5, V2_8],
            "ACPI_DEVICE_OST",
            json!({ "data": {
                "device~": "str", "slot": "str", "slot-type": "str", "source": "int",
                "status": "int",
            } }),
        ),
        fact(
            &[V2_8],
            "DUMP_COMPLETED",
            json!({ "data": {
                "result": { "total": "int", "status": "str", "completed": "int" },
                "error?": "str",
            } }),
        ),
        fact(
            &[V2_1, V2_5, V2_8],
            "QUORUM_FAILURE",
            json!({ "data": { "reference": "str", "sector-num": "int", "sectors-count": "int" } }),
        ),
        fact(
            &[V2_1, V2_5],
            "QUORUM_REPORT_BAD",
            json!({ "data": {
                "error?": "str", "node-name": "str", "sector-num": "int",
                "sectors-count": "int",
            } }),
        ),
        fact(
            &[V2_8],
            "QUORUM_REPORT_BAD",
            json!({ "data": {
                "type": "str", "error?": "str", "node-name": "str", "sector-num": "int",
                "sectors-count": "int",
            } }),
        ),
    ]
}
