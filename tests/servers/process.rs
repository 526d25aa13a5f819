//! Servers that the client starts itself, as [`Machine`]s.

use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use qmp_client::{ErrorKind, Machine, MachineBuilder, Outcome, blocking, tokio};
use serde_json::Value;

use crate::server::{Kind, Server};
use crate::test_client::TestClient;
use crate::{PATIENCE, Test, with_both_clients};

pub(crate) const TESTS: &[Test] = with_both_clients![
    a_machine_from_start_to_end,
    a_machine_with_a_wrong_option,
    a_machine_that_is_killed,
    dropping_a_machine_kills_it,
];

/// The storage daemon has no `add-fd`.
pub(crate) const EMULATOR_TESTS: &[Test] = with_both_clients![a_machine_gets_a_descriptor];

fn builder(server: &Server) -> Result<MachineBuilder, Failed> {
    let builder = Machine::builder(server.program()?);
    Ok(match server.kind {
        Kind::StorageDaemon => builder.storage_daemon(true),
        _ => builder.args(["-machine", "none", "-accel", "tcg"]).args([
            "-display",
            "none",
            "-nodefaults",
            "-no-user-config",
        ]),
    })
}

async fn connect<C: TestClient>(machine: &Machine) -> Result<C, Failed> {
    let builder = C::builder()
        .connect_timeout(PATIENCE)
        .command_timeout(PATIENCE);
    Ok(C::connect_machine(&builder, machine).await?)
}

async fn a_machine_from_start_to_end<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let machine = builder(server)?.start()?;
    let client = connect::<C>(&machine).await?;
    client.execute_raw::<Value>("query-version", None).await?;
    assert_eq!(machine.wait(Duration::from_millis(20))?, None);

    let again = connect::<C>(&machine).await.err().ok_or("connected")?;
    let text = again.message().unwrap_or_default();
    assert!(text.contains("connected to"), "{text}");

    client.quit(PATIENCE).await?;
    let status = machine.wait(PATIENCE)?.ok_or("it does not exit")?;
    assert!(status.success(), "{status}");
    assert_eq!(machine.wait(None)?, Some(status));
    assert_eq!(machine.kill()?, status);
    Ok(())
}

async fn a_machine_with_a_wrong_option<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let machine = builder(server)?.arg("--no-such-option").start()?;
    let start = Instant::now();
    let builder = C::builder().connect_timeout(None);
    let error = C::connect_machine(&builder, &machine).await.err();
    let error = error.ok_or("it runs")?;
    assert!(start.elapsed() < PATIENCE);
    assert_eq!(error.kind(), ErrorKind::Process, "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    let status = error.exit_status().ok_or("no status")?;
    assert_eq!(status.code(), Some(1));
    let text = error.to_string();
    assert!(text.contains("` exited (exit status: 1): "), "{text}");
    assert!(text.contains("no-such-option"), "{text}");
    assert!(machine.stderr().contains("no-such-option"));
    assert_eq!(machine.try_wait()?, Some(status));
    Ok(())
}

async fn a_machine_that_is_killed<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let machine = builder(server)?.start()?;
    let client = connect::<C>(&machine).await?;
    let status = machine.kill()?;
    assert_eq!(status.signal(), Some(9));
    let error = client.closed(PATIENCE).await.ok_or("it is open")?;
    assert_eq!(error.kind(), ErrorKind::Closed);
    Ok(())
}

async fn dropping_a_machine_kills_it<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let machine = builder(server)?.start()?;
    let client = connect::<C>(&machine).await?;
    let folder = format!("/proc/{}", machine.id());
    assert!(!cfg!(target_os = "linux") || Path::new(&folder).exists());
    drop(machine);
    assert!(!Path::new(&folder).exists());
    let error = client.closed(PATIENCE).await.ok_or("it is open")?;
    assert_eq!(error.kind(), ErrorKind::Closed);
    Ok(())
}

async fn a_machine_gets_a_descriptor<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let machine = builder(server)?.start()?;
    let client = connect::<C>(&machine).await?;
    let file = File::open("/dev/null")?;
    let added = client.add_fd(file.into()).await?;
    let sets: Vec<Value> = client.execute_raw("query-fdsets", None).await?;
    assert_eq!(sets[0]["fdset-id"], added.fdset_id);
    Ok(())
}
