//! Machines whose program is a shell.

use std::io::ErrorKind as IoErrorKind;
use std::time::{Duration, Instant};

use super::server::takes;
use super::test_client::TestClient;
use crate::{ErrorKind, Machine, MachineBuilder};

with_both_clients!(
    a_process_that_exits_after_its_monitor_was_closed,
    a_process_that_writes_much,
    a_process_that_writes_nothing,
    a_process_that_does_not_speak,
    the_standard_error_is_open_elsewhere,
);

/// A shell that runs a script. Its further arguments are the options of QEMU.
fn shell(script: &str) -> MachineBuilder {
    Machine::builder("/bin/sh").args(["-c", script])
}

#[test]
fn a_program_that_does_not_exist() {
    let error = Machine::builder("/no/such/qemu").start().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Process);
    let cause = error.io_error().unwrap();
    assert_eq!(cause.kind(), IoErrorKind::NotFound);
    assert_eq!(error.exit_status(), None);
    let text = error.to_string();
    assert!(text.starts_with("cannot start `/no/such/qemu`: "), "{text}");
}

#[test]
fn waiting() {
    let machine = shell("exec sleep 60").start().unwrap();
    let start = Instant::now();
    assert_eq!(machine.try_wait().unwrap(), None);
    assert_eq!(machine.wait(Duration::from_millis(30)).unwrap(), None);
    assert!(start.elapsed() >= Duration::from_millis(30));
    let killed = machine.kill().unwrap();
    assert_eq!(machine.wait(None).unwrap(), Some(killed));

    let machine = shell("exit 3").start().unwrap();
    let status = machine.wait(None).unwrap().unwrap();
    assert_eq!(status.code(), Some(3));
}

async fn failure<C: TestClient>(machine: &Machine) -> crate::Error {
    C::connect_machine(&C::builder(), machine)
        .await
        .err()
        .unwrap()
}

async fn a_process_that_exits_after_its_monitor_was_closed<C: TestClient>() {
    let script = "exec <&-; sleep 0.1; echo no memory >&2; exit 7";
    let machine = shell(script).start().unwrap();
    let error = failure::<C>(&machine).await;
    assert_eq!(
        error.to_string(),
        "`/bin/sh` exited (exit status: 7): no memory"
    );
    assert_eq!(error.exit_status().unwrap().code(), Some(7));
}

async fn a_process_that_writes_much<C: TestClient>() {
    let script = "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i + 1)); done; exit 1";
    let machine = shell(script).start().unwrap();
    let error = failure::<C>(&machine).await.to_string();
    let lines: Vec<_> = error.lines().collect();
    assert_eq!(lines.len(), 10);
    assert!(lines[0].ends_with(": line 19990"), "{error}");
    assert_eq!(lines[9], "line 19999");
    assert_eq!(machine.stderr().len(), 64 << 10);
}

async fn a_process_that_writes_nothing<C: TestClient>() {
    let machine = shell("exit 2").start().unwrap();
    let error = failure::<C>(&machine).await.to_string();
    assert!(error.contains("(exit status: 2): "), "{error}");
}

async fn a_process_that_does_not_speak<C: TestClient>() {
    let machine = shell("exec sleep 60").start().unwrap();
    let moment = Duration::from_millis(60);
    let builder = C::builder().connect_timeout(moment);
    let error = takes(60, C::connect_machine(&builder, &machine)).await;
    let error = error.err().unwrap();
    assert_eq!(error.timeout(), Some(moment));
    let text = error.to_string();
    assert!(
        text.contains("(connecting to `/bin/sh` (process "),
        "{text}"
    );
}

async fn the_standard_error_is_open_elsewhere<C: TestClient>() {
    // The child of the process outlives it for a while.
    let script = "sleep 2 </dev/null & echo no disk >&2; exit 1";
    let machine = shell(script).start().unwrap();
    let start = Instant::now();
    let error = failure::<C>(&machine).await;
    assert!(start.elapsed() < Duration::from_millis(1500));
    assert!(error.to_string().ends_with("): no disk"), "{error}");
}
