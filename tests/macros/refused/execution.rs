//! Commands that are executed in a way that their documents do not allow.

use qmp_client::qemu::commands;
use qmp_client::{NoReplyCommand, OutOfBandCommand, QmpCommand, command};

fn out_of_band<C: OutOfBandCommand>(_: &C) {}
fn without_reply<C: NoReplyCommand>(_: &C) {}

#[derive(QmpCommand)]
struct Stop;

#[derive(QmpCommand)]
struct MigratePause;

fn main() {
    out_of_band(&commands::MigratePause::new());
    out_of_band(&MigratePause);
    out_of_band(&command!({ "execute": "migrate-pause" }));

    out_of_band(&commands::Stop::new());
    out_of_band(&Stop);
    without_reply(&command!({ "execute": "stop" }));
}
