//! Facts of commands that only return something.

use serde_json::json;

use super::{ALL, Fact, SINCE_1_3, V0_14, V1_0, V1_3, V1_6, V2_1, V2_5, V2_8, fact};

pub(super) fn queries() -> Vec<Fact> {
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
        // In the example, only the first device has a medium.
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
        // No example has a name for the layer below a device.
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
        // Before the first migration the reply is empty.
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
