//! Facts of commands that change something.

use serde_json::json;

use super::{ALL, Fact, SINCE_1_3, V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8, fact};

pub(super) fn commands() -> Vec<Fact> {
    let snapshot = json!({
        "device~": "str", "snapshot-file": "str", "format?": "str", "mode?": "str",
    });
    vec![
        fact(ALL, "quit", json!({})),
        fact(
            &[V0_14, V1_0, V1_3, V1_6, V2_1, V2_5],
            "eject",
            json!({ "arguments": { "force?": "bool", "device": "str" } }),
        ),
        fact(
            &[V2_8],
            "eject",
            json!({ "arguments": { "force?": "bool", "device?": "str", "id?": "str" } }),
        ),
        fact(
            ALL,
            "device_add",
            json!({ "arguments": { "driver": "str", "bus?": "str", "id": "str", "...": true } }),
        ),
        fact(
            SINCE_1_3,
            "netdev_add",
            json!({ "arguments": { "type": "str", "id": "str", "...": true } }),
        ),
        fact(
            ALL,
            "migrate_set_downtime",
            json!({ "arguments": { "value": "number" } }),
        ),
        fact(
            ALL,
            "set_password",
            json!({ "arguments": {
                "protocol": "str", "password": "str", "connected?": "keep|disconnect|fail",
            } }),
        ),
        // Two of the four values are words; the other two are patterns for numbers.
        fact(
            ALL,
            "expire_password",
            json!({ "arguments": { "protocol": "str", "time": "str" } }),
        ),
        fact(
            &[V0_14, V1_0, V1_3, V1_6, V2_1],
            "client_migrate_info",
            json!({ "arguments": {
                "protocol": "spice|vnc", "hostname": "str", "port?": "int", "tls-port?": "int",
                "cert-subject?": "str",
            } }),
        ),
        fact(
            &[V2_5, V2_8],
            "client_migrate_info",
            json!({ "arguments": {
                "protocol": "spice", "hostname": "str", "port?": "int", "tls-port?": "int",
                "cert-subject?": "str",
            } }),
        ),
        fact(
            ALL,
            "human-monitor-command",
            json!({ "arguments": { "command-line": "str", "cpu-index?": "int" }, "returns": "str" }),
        ),
        fact(
            &[V1_3],
            "send-key",
            json!({ "arguments": { "keys": ["str"], "hold-time?": "int" } }),
        ),
        fact(
            &[V2_1, V2_5, V2_8],
            "send-key",
            json!({ "arguments": { "keys": [{ "type": "*", "data": "*" }], "hold-time?": "int" } }),
        ),
        fact(
            SINCE_1_3,
            "add-fd",
            json!({
                "arguments": { "fdset-id?": "int", "opaque?": "str" },
                "returns": { "fdset-id": "int", "fd": "int" },
            }),
        ),
        fact(
            &[V0_14, V1_0, V1_3, V1_6],
            "block_resize",
            json!({ "arguments": { "device": "str", "size": "int" } }),
        ),
        // One of the two is required: the example has no node name.
        fact(
            &[V2_1, V2_5, V2_8],
            "block_resize",
            json!({ "arguments": { "device~": "str", "node-name?": "str", "size": "int" } }),
        ),
        fact(
            &[V1_3],
            "transaction",
            json!({ "arguments": { "actions": [{
                "type": "blockdev-snapshot-sync",
                "type=blockdev-snapshot-sync": { "data": snapshot },
            }] } }),
        ),
        fact(
            &[V2_1],
            "transaction",
            json!({ "arguments": { "actions": [{
                "type": "blockdev-snapshot-sync|blockdev-snapshot-internal-sync",
                "type=blockdev-snapshot-sync": { "data": {
                    "device?": "str", "node-name?": "str", "snapshot-file": "str",
                    "snapshot-node-name?": "str", "format?": "str", "mode?": "str",
                } },
                "type=blockdev-snapshot-internal-sync": { "data": {
                    "device": "str", "name": "str",
                } },
            }] } }),
        ),
        fact(
            &[V2_8],
            "transaction",
            json!({ "arguments": { "actions": [{
                "type": "drive-backup|blockdev-backup|blockdev-snapshot-sync|\
                         blockdev-snapshot-internal-sync|abort|block-dirty-bitmap-add|\
                         block-dirty-bitmap-clear",
                "type=drive-backup": "*",
                "type=blockdev-backup": "*",
                "type=blockdev-snapshot-sync": { "data": {
                    "device?": "str", "node-name?": "str", "snapshot-file": "str",
                    "snapshot-node-name?": "str", "format?": "str", "mode?": "str",
                } },
                "type=blockdev-snapshot-internal-sync": { "data": {
                    "device": "str", "name": "str",
                } },
                "type=abort": "*",
                "type=block-dirty-bitmap-add": "*",
                "type=block-dirty-bitmap-clear": "*",
            }] } }),
        ),
        fact(
            &[V1_6],
            "drive-mirror",
            json!({ "arguments": {
                "device": "str", "target": "str", "format?": "str", "mode?": "str",
                "speed?": "int", "granularity?": "int", "buf_size?": "int",
                "sync": "full|top|none", "on-source-error?": "str", "on-target-error?": "str",
            } }),
        ),
        fact(
            &[V2_8],
            "drive-mirror",
            json!({ "arguments": {
                "job-id?": "str", "device": "str", "target": "str", "format?": "str",
                "node-name?": "str", "replaces?": "str", "mode?": "str", "speed?": "int",
                "granularity?": "int", "buf-size?": "int", "sync": "full|top|none",
                "on-source-error?": "str", "on-target-error?": "str", "unmap?": "bool",
            } }),
        ),
        fact(
            &[V2_8],
            "drive-backup",
            json!({ "arguments": {
                "job-id?": "str", "device": "str", "target": "str", "format?": "str",
                "sync": "full|top|incremental|none", "bitmap?": "*", "mode?": "str",
                "speed?": "int", "compress?": "bool", "on-source-error?": "str",
                "on-target-error?": "str",
            } }),
        ),
        fact(
            &[V2_1, V2_5, V2_8],
            "change-backing-file",
            json!({
                "arguments": { "image-node-name?": "str", "device": "str", "backing-file": "str" },
                "since": "2.1",
            }),
        ),
        fact(
            &[V2_8],
            "block-stream",
            json!({ "arguments": {
                "job-id?": "str", "device": "str", "base?": "str", "base-node? @2.8": "str",
                "backing-file? @2.1": "str", "speed?": "int", "on-error? @2.1": "*",
            } }),
        ),
        fact(
            &[V2_1],
            "block-commit",
            json!({ "arguments": {
                "device": "str", "base?": "str", "top?": "str", "backing-file? @2.1": "str",
                "speed?": "int",
            } }),
        ),
        fact(
            &[V2_8],
            "blockdev-change-medium",
            json!({ "arguments": {
                "device?": "str", "id?": "str", "filename": "str", "format?": "str",
                "read-only-mode?": "retain|read-only|read-write",
            } }),
        ),
        fact(
            &[V2_1, V2_5, V2_8],
            "ringbuf-read",
            json!({
                "arguments": { "device": "str", "size": "int", "format?": "utf8|base64" },
                "returns": "str",
            }),
        ),
        fact(
            &[V2_8],
            "object-add",
            json!({ "arguments": { "qom-type": "str", "id": "str", "props?": "any" } }),
        ),
        // The documents do not show the reply.
        fact(
            &[V1_3, V1_6, V2_1],
            "migrate-set-capabilities",
            json!({
                "arguments": { "capabilities": [{ "capability": "*", "state": "bool" }] },
                "returns": "any",
            }),
        ),
        fact(
            &[V2_8],
            "migrate-set-parameters",
            json!({
                "arguments": {
                    "compress-level?": "int", "compress-threads?": "int",
                    "decompress-threads?": "int", "cpu-throttle-initial?": "int",
                    "cpu-throttle-increment?": "int", "max-bandwidth?": "int",
                    "downtime-limit?": "int", "x-checkpoint-delay?": "int",
                },
                "returns": "any",
            }),
        ),
        fact(
            &[V2_8],
            "trace-event-get-state",
            json!({
                "arguments": { "name": "str", "vcpu?": "int" },
                "returns": [{ "name": "str", "state": "str" }],
            }),
        ),
    ]
}
