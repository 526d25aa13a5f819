use qmp_client::qemu::commands::{BlockdevSnapshotSync, QueryStatus, Transaction};
use qmp_client::qemu::types::{ChardevBackend, UnixSocketAddress};

fn main() {
    let _ = Transaction::new([QueryStatus::new()]);
    let _ = Transaction::new(BlockdevSnapshotSync::new("/vm/overlay"));
    let _ = ChardevBackend::socket(UnixSocketAddress::new("/run/vm.sock"));
}
