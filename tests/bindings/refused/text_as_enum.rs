use qmp_client::qemu::commands::{BlockdevBackup, BlockdevMirror};
use qmp_client::qemu::types::{BlockdevOptions, MirrorSyncMode};

fn main() {
    // In the order of `blockdev-mirror`, all of them text.
    let _ = BlockdevBackup::new("m0", "m1", "full");
    // In the order of `blockdev-backup`.
    let _ = BlockdevMirror::new("m0", MirrorSyncMode::Full, "m1");
    let _ = BlockdevOptions::file("disk").detect_zeroes("on");
}
