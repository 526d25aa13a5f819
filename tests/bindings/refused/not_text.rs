use qmp_client::qemu::commands::{DeviceDel, Screendump};
use qmp_client::qemu::types::{NetdevUserOptions, RunState};

fn main() {
    let _ = DeviceDel::new(7);
    let _ = Screendump::new(RunState::Running);
    let _ = NetdevUserOptions::new().hostfwd([2222]);
}
