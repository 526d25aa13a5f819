//! Disks: their state, size and snapshots.

use std::fs::{self, File};
use std::path::Path;

use libtest_mimic::Failed;
use qmp_client::ErrorClass;
use serde_json::json;
use tempfile::TempDir;

use crate::machine::check_error;
use crate::qmp::commands::{
    BlockResize, HumanMonitorCommand, QueryBlock, QueryBlockstats, Transaction,
};
use crate::qmp::types::{
    QueryBlockReturn, TransactionActions, TransactionActionsBlockdevSnapshotSync,
    TransactionActionsBranch,
};
use crate::server::{Running, Server};
use crate::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    query_block,
    query_blockstats,
    block_resize,
    a_transaction_makes_a_snapshot,
    a_failed_transaction_changes_nothing,
];

const MEBIBYTE: i64 = 1 << 20;

/// Starts a paused machine with a disk of one mebibyte called `d0`.
fn start_with_disk(server: &Server) -> Result<Running, Failed> {
    let folder = TempDir::new()?;
    let image = folder.path().join("disk.raw");
    File::create(&image)?.set_len(MEBIBYTE.try_into()?)?;
    let drive = format!("if=none,id=d0,format=raw,file={}", image.display());
    let disk = ["-S", "-drive", &drive, "-device", "virtio-blk-pci,drive=d0"];
    server.start_in(folder, &disk)
}

fn only_disk(running: &Running) -> Result<QueryBlockReturn, Failed> {
    let mut disks = running.client.execute(&QueryBlock::new())?;
    assert_eq!(disks.len(), 1);
    Ok(disks.remove(0))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn query_block(server: &Server) -> Result<(), Failed> {
    let running = start_with_disk(server)?;
    let disk = only_disk(&running)?;
    assert_eq!(disk.device, "d0");
    assert_eq!(disk.type_, "unknown");
    assert!(!disk.removable && !disk.locked);
    assert_eq!(disk.tray_open, None);
    assert_eq!(disk.io_status.unwrap(), "ok");

    let inserted = disk.inserted.unwrap();
    assert_eq!(inserted.file, text(&running.file("disk.raw")));
    assert_eq!(inserted.drv, "raw");
    assert!(!inserted.ro && !inserted.encrypted);
    assert_eq!(inserted.detect_zeroes, "off");
    assert_eq!((inserted.bps, inserted.iops), (0, 0));
    assert_eq!(inserted.backing_file, None);
    assert_eq!(inserted.backing_file_depth, 0);
    assert_eq!(inserted.image.format, "raw");
    assert_eq!(inserted.image.virtual_size, MEBIBYTE);
    assert!(inserted.image.backing_image.is_none());
    Ok(())
}

fn query_blockstats(server: &Server) -> Result<(), Failed> {
    let running = start_with_disk(server)?;
    let write = HumanMonitorCommand::new("qemu-io d0 \"aio_write 8192 4096\"");
    running.client.execute(&write)?;
    let flush = HumanMonitorCommand::new("qemu-io d0 \"aio_flush\"");
    running.client.execute(&flush)?;

    let devices = running.client.execute(&QueryBlockstats::new())?;
    assert_eq!(devices.len(), 1);
    assert_eq!(devices[0].device.as_deref(), Some("d0"));
    let stats = &devices[0].stats;
    assert_eq!((stats.wr_operations, stats.wr_bytes), (1, 4096));
    assert_eq!((stats.rd_operations, stats.rd_bytes), (0, 0));
    assert!(stats.wr_total_time_ns > 0);
    assert_eq!(stats.wr_highest_offset, 8192 + 4096);
    assert_eq!(stats.timed_stats.as_deref(), Some([].as_slice()));

    // The file below the image format has the same type.
    let file = devices[0].parent.as_ref().unwrap();
    assert_eq!(file.stats.wr_highest_offset, 8192 + 4096);
    assert!(file.parent.is_none());
    Ok(())
}

fn block_resize(server: &Server) -> Result<(), Failed> {
    let running = start_with_disk(server)?;
    let resize = BlockResize::new(3 * MEBIBYTE).device("d0");
    running.client.execute(&resize)?;
    let disk = only_disk(&running)?;
    assert_eq!(disk.inserted.unwrap().image.virtual_size, 3 * MEBIBYTE);
    let length = fs::metadata(running.file("disk.raw"))?.len();
    assert_eq!(i64::try_from(length)?, 3 * MEBIBYTE);

    let resize = BlockResize::new(MEBIBYTE).node_name("nothing");
    let error = running.client.execute(&resize);
    check_error(error, "block_resize", ErrorClass::GenericError)
}

fn snapshot(running: &Running) -> TransactionActions {
    let file = running.file("overlay.qcow2");
    let data = TransactionActionsBlockdevSnapshotSync::new(text(&file))
        .device("d0")
        .format("qcow2");
    TransactionActions::new(data)
}

fn a_transaction_makes_a_snapshot(server: &Server) -> Result<(), Failed> {
    let running = start_with_disk(server)?;
    let actions = [snapshot(&running)];
    running.client.execute(&Transaction::new(actions))?;

    let inserted = only_disk(&running)?.inserted.unwrap();
    assert_eq!(inserted.file, text(&running.file("overlay.qcow2")));
    assert_eq!(inserted.drv, "qcow2");
    assert_eq!(inserted.backing_file_depth, 1);
    let raw = running.file("disk.raw");
    assert_eq!(inserted.backing_file.as_deref(), Some(text(&raw)));
    assert_eq!(inserted.image.format, "qcow2");
    assert_eq!(inserted.image.virtual_size, MEBIBYTE);
    let backing = inserted.image.backing_image.unwrap();
    assert_eq!(backing.filename, text(&raw));
    assert_eq!(backing.format, "raw");
    assert_eq!(backing.virtual_size, MEBIBYTE);
    Ok(())
}

fn a_failed_transaction_changes_nothing(server: &Server) -> Result<(), Failed> {
    let running = start_with_disk(server)?;
    let abort = TransactionActions::new(TransactionActionsBranch::Abort(json!({})));
    let actions = [snapshot(&running), abort];
    let error = running.client.execute(&Transaction::new(actions));
    check_error(error, "transaction", ErrorClass::GenericError)?;

    let inserted = only_disk(&running)?.inserted.unwrap();
    assert_eq!(inserted.drv, "raw");
    Ok(())
}
