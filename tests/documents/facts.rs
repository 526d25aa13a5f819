//! Metadata of QEMU's documents, read from them by a person: for each item what it
//! carries, in the form of [`super::shape`].
//!
//! Where text and example disagree, the fact is what both allow: an argument
//! that an example goes without may be left out, and so may a member of a reply.

use serde_json::{Value, json};

/// What a person found in a release's documents.
pub(crate) struct Fact {
    /// The releases whose documents say so.
    pub(crate) releases: &'static [&'static str],
    /// The command or the event.
    pub(crate) name: &'static str,
    /// What is said of it.
    pub(crate) shape: Value,
}

const V0_14: &str = "0.14.0";
const V1_0: &str = "1.0";
const V1_3: &str = "1.2.50-32c81a4";
const V1_6: &str = "1.6.0";
const V2_1: &str = "2.1.0";
const V2_5: &str = "2.5.0";
const V2_8: &str = "2.8.0";
const ALL: &[&str] = &[V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8];
const SINCE_1_3: &[&str] = &[V1_3, V1_6, V2_1, V2_5, V2_8];

fn fact(releases: &'static [&'static str], name: &'static str, shape: Value) -> Fact {
    Fact {
        releases,
        name,
        shape,
    }
}

pub(crate) fn facts() -> Vec<Fact> {
    let mut facts = events();
    facts.extend(commands());
    facts.extend(queries());
    facts
}

fn events() -> Vec<Fact> {
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
        // The members are listed although there are said to be none.
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

fn commands() -> Vec<Fact> {
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
        // Two of the four are words, two stand for any number.
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
        // It is one or the other: the example has no node name.
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
        // The reply to it is not shown.
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

fn queries() -> Vec<Fact> {
    let range = json!({ "base": "int", "limit": "int" });
    let pci = json!([{
        "bus": "int",
        "devices": [{
            "bus": "int", "slot": "int", "function": "int",
            "class_info": { "desc?": "str", "class": "int" },
            "id": { "device": "int", "vendor": "int" },
            "irq?": "int", "qdev_id": "str",
            "pci_bridge?": {
                "bus": "int", "secondary": "int", "subordinate": "int",
                "io_range": range, "memory_range": range, "prefetchable_range": range,
                "devices?": ["^"],
            },
            "regions": [{
                "type": "io|memory", "bar": "int", "address": "int", "size": "int",
                "type=memory": { "mem_type_64": "bool", "prefetch": "bool" },
            }],
        }],
    }]);
    let capabilities = |names: &str| json!([{ "capability": names, "state": "bool" }]);
    vec![
        fact(
            ALL,
            "query-version",
            json!({ "returns": {
                "qemu": { "major": "int", "minor": "int", "micro": "int" }, "package": "str",
            } }),
        ),
        fact(ALL, "query-name", json!({ "returns": { "name?": "str" } })),
        fact(
            ALL,
            "query-kvm",
            json!({ "returns": { "enabled": "bool", "present": "bool" } }),
        ),
        fact(
            &[V0_14],
            "query-status",
            json!({ "returns": { "running": "bool", "singlestep": "bool" } }),
        ),
        fact(
            SINCE_1_3,
            "query-status",
            json!({ "returns": {
                "running": "bool", "singlestep": "bool",
                "status": "debug|inmigrate|internal-error|io-error|paused|postmigrate|prelaunch|\
                           finish-migrate|restore-vm|running|save-vm|shutdown|watchdog",
            } }),
        ),
        fact(
            ALL,
            "query-mice",
            json!({ "returns": [{
                "name": "str", "index": "int", "current": "bool", "absolute": "bool",
            }] }),
        ),
        fact(
            &[V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8],
            "query-pci",
            json!({ "returns": pci }),
        ),
        fact(
            &[V0_14],
            "query-cpus",
            json!({ "returns": [{
                "CPU": "int", "current": "bool", "halted": "bool", "pc?": "int", "nip?": "int",
                "npc?": "int", "PC?": "int",
            }] }),
        ),
        fact(
            &[V1_3],
            "query-cpus",
            json!({ "returns": [{
                "CPU": "int", "current": "bool", "halted": "bool", "pc?": "int", "nip?": "int",
                "npc?": "int", "PC?": "int", "thread_id": "int",
            }] }),
        ),
        fact(
            &[V2_8],
            "query-cpus",
            json!({ "returns": [{
                "CPU": "int", "current": "bool", "halted": "bool", "qom_path": "str",
                "arch": "str", "pc?": "int", "nip?": "int", "npc?": "int", "PC?": "int",
                "thread_id": "int",
            }] }),
        ),
        // Each device but the first of the example has nothing inserted.
        fact(
            &[V1_3],
            "query-block",
            json!({ "returns": [{
                "device": "str", "type": "unknown", "removable": "bool", "locked": "bool",
                "tray-open?": "bool",
                "inserted?": {
                    "file": "str", "ro": "bool",
                    "drv": "blkdebug|bochs|cloop|cow|dmg|file|ftp|ftps|host_cdrom|host_device|\
                            host_floppy|http|https|nbd|parallels|qcow|qcow2|raw|tftp|vdi|vmdk|\
                            vpc|vvfat",
                    "backing_file?": "str", "backing_file_depth": "int", "encrypted": "bool",
                    "bps": "int", "bps_rd": "int", "bps_wr": "int",
                    "iops": "int", "iops_rd": "int", "iops_wr": "int",
                },
                "io-status?": "ok|failed|nospace",
            }] }),
        ),
        fact(
            &[V2_8],
            "query-block",
            json!({ "returns": [{
                "device": "str", "type": "unknown", "removable": "bool", "locked": "bool",
                "tray_open?": "bool",
                "inserted?": {
                    "file": "str", "ro": "bool",
                    "drv": "blkdebug|bochs|cloop|dmg|file|ftp|ftps|host_cdrom|host_device|http|\
                            https|nbd|parallels|qcow|qcow2|raw|vdi|vmdk|vpc|vvfat",
                    "backing_file?": "str", "backing_file_depth": "int", "encrypted": "bool",
                    "bps": "int", "bps_rd": "int", "bps_wr": "int",
                    "iops": "int", "iops_rd": "int", "iops_wr": "int",
                    "bps_max": "int", "bps_rd_max": "int", "bps_wr_max": "int",
                    "iops_max": "int", "iops_rd_max": "int", "iops_wr_max": "int",
                    "iops_size": "int", "detect_zeroes": "off|on|unmap",
                    "write_threshold": "int",
                    "image": {
                        "filename": "str", "format": "str", "virtual-size": "int",
                        "dirty-flag?": "bool", "actual-size?": "int", "cluster-size?": "int",
                        "encrypted?": "bool", "backing_file?": "str",
                        "full-backing-filename?": "str", "backing-filename-format?": "str",
                        "snapshots?": [{
                            "id": "str", "name": "str", "vm-state-size": "int",
                            "date-sec": "int", "date-nsec": "int", "vm-clock-sec": "int",
                            "vm-clock-nsec": "int",
                        }],
                        "backing-image?": "*",
                    },
                },
                "io-status?": "ok|failed|nospace",
            }] }),
        ),
        // What is below a device has a name of its own in no example.
        fact(
            &[V1_3],
            "query-blockstats",
            json!({ "returns": [{
                "device~": "str",
                "stats": {
                    "rd_bytes": "int", "wr_bytes": "int", "rd_operations": "int",
                    "wr_operations": "int", "flush_operations": "int",
                    "wr_total_time_ns": "int", "rd_total_time_ns": "int",
                    "flush_total_time_ns": "int", "wr_highest_offset": "int",
                },
                "parent?": "^",
            }] }),
        ),
        // Before the first migration there is nothing to tell.
        fact(
            &[V1_3],
            "query-migrate",
            json!({ "returns": {
                "status?": "active|completed|failed|cancelled", "total-time?": "int",
                "ram?": {
                    "transferred": "int", "remaining": "int", "total": "int",
                    "duplicate": "int", "normal": "int", "normal-bytes": "int",
                },
                "disk?": { "transferred": "int", "remaining": "int", "total": "int" },
                "xbzrle-cache?": {
                    "cache-size": "int", "bytes": "int", "pages": "int", "cache-miss": "int",
                    "overflow": "int",
                },
            } }),
        ),
        fact(
            &[V2_8],
            "query-migrate",
            json!({ "returns": {
                "status?": "setup|active|completed|failed|cancelled", "total-time?": "int",
                "setup-time?": "int", "downtime?": "int", "expected-downtime?": "int",
                "ram?": {
                    "transferred": "int", "remaining": "int", "total": "int",
                    "duplicate": "int", "skipped?": "int", "normal": "int",
                    "normal-bytes": "int", "dirty-sync-count": "int",
                },
                "disk?": { "transferred": "int", "remaining": "int", "total": "int" },
                "xbzrle-cache?": {
                    "cache-size": "int", "bytes": "int", "pages": "int", "cache-miss": "int",
                    "cache-miss-rate": "number", "overflow": "int",
                },
            } }),
        ),
        fact(
            &[V1_3],
            "query-migrate-capabilities",
            json!({ "returns": { "capabilities": capabilities("xbzrle") } }),
        ),
        fact(
            &[V2_8],
            "query-migrate-capabilities",
            json!({ "returns": capabilities(
                "xbzrle|rdma-pin-all|auto-converge|zero-blocks|compress|events|postcopy-ram|x-colo"
            ) }),
        ),
        fact(
            &[V2_8],
            "query-migrate-parameters",
            json!({ "returns": {
                "compress-level": "int", "compress-threads": "int", "decompress-threads": "int",
                "cpu-throttle-initial": "int", "cpu-throttle-increment": "int",
                "max-bandwidth": "int", "downtime-limit": "int",
            } }),
        ),
        fact(
            &[V2_1, V2_8],
            "query-rx-filter",
            json!({
                "arguments": { "name?": "str", "...": true },
                "returns": [{
                    "name": "str", "promiscuous": "bool", "multicast": "normal|none|all",
                    "unicast": "normal|none|all", "vlan @2.0": "normal|none|all",
                    "broadcast-allowed": "bool", "multicast-overflow": "bool",
                    "unicast-overflow": "bool", "main-mac": "str", "vlan-table": ["int"],
                    "unicast-table": ["str"], "multicast-table": ["str"],
                }],
            }),
        ),
        fact(
            &[V2_1, V2_8],
            "query-command-line-options",
            json!({
                "arguments": { "option?": "str", "...": true },
                "returns": [{
                    "option": "str",
                    "parameters": [{
                        "name": "str", "type": "string|boolean|number|size", "help?": "str",
                        "default?": "str",
                    }],
                }],
            }),
        ),
        fact(
            &[V1_3],
            "query-spice",
            json!({ "returns": {
                "enabled": "bool", "host": "str", "port?": "int", "tls-port?": "int",
                "auth": "none|spice",
                "channels": [{
                    "host": "str", "family": "ipv4|ipv6|unix|unknown", "port": "str",
                    "connection-id": "int", "channel-type": "int", "channel-id": "int",
                    "tls": "bool",
                }],
            } }),
        ),
        fact(
            &[V1_3, V2_8],
            "query-fdsets",
            json!({ "returns": [{
                "fds": [{ "fd": "int", "opaque?": "str" }], "fdset-id": "int",
            }] }),
        ),
        fact(
            &[V2_1, V2_8],
            "query-tpm",
            json!({ "returns": [{
                "model": "str",
                "options": { "type": "str", "data": { "cancel-path": "str", "path": "str" } },
                "id": "str",
            }] }),
        ),
        fact(
            &[V2_1, V2_8],
            "query-tpm-types",
            json!({ "returns": ["str"] }),
        ),
        fact(
            &[V2_1, V2_8],
            "query-chardev",
            json!({ "returns": [{ "label": "str", "filename": "str", "frontend-open": "bool" }] }),
        ),
        fact(
            &[V2_8],
            "query-acpi-ospm-status",
            json!({ "returns": [{
                "device?": "str", "slot": "str", "slot-type": "str", "source": "int",
                "status": "int",
            }] }),
        ),
    ]
}
