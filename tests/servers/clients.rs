//! Both clients against real servers, with the same test functions.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use libtest_mimic::Failed;
use qmp_client::qemu::commands::{
    BlockResize, BlockdevAdd, BlockdevDel, BlockdevMirror, DeviceAdd, QueryBlock,
    QueryNamedBlockNodes, QueryStatus, Yank,
};
use qmp_client::qemu::events::{Event, JobStatusChange};
use qmp_client::{
    Address, Capability, Command, ErrorClass, ErrorKind, EventOptions, JobOptions, Request,
    blocking, tokio,
};
use serde_json::{Value, json};

use crate::server::{Kind, Server};
use crate::test_client::{TestClient, TestEvents};
use crate::{PATIENCE, Test, with_both_clients};

pub(crate) const TESTS: &[Test] = with_both_clients![
    a_job_from_start_to_finish,
    a_job_that_fails,
    two_jobs_at_once,
    a_device_is_unplugged,
    a_descriptor_is_passed,
    out_of_band_while_a_command_runs,
    the_schema_of_the_server,
    quit_is_orderly,
];

// The storage daemon has no `add-fd`.
pub(crate) const STORAGE_DAEMON_TESTS: &[Test] = with_both_clients![
    a_job_from_start_to_finish,
    the_schema_of_the_server,
    quit_is_orderly,
];

/// Connects a client to the second monitor of a server.
async fn connect<C: TestClient>(socket: &Path) -> Result<C, Failed> {
    let builder = C::builder()
        .command_timeout(PATIENCE)
        .enable(Capability::OutOfBand);
    Ok(C::connect(&builder, &Address::unix(socket)).await?)
}

/// Adds a node that reads as zeroes and discards what is written.
async fn add_null<C: TestClient>(client: &C, name: &str, size: u64) -> Result<(), Failed> {
    let node = json!({
        "driver": "null-co", "node-name": name, "size": size, "read-zeroes": true,
    });
    client
        .execute_raw::<Value>("blockdev-add", Some(&node))
        .await?;
    Ok(())
}

fn mirror(id: &str, from: &str, to: &str) -> BlockdevMirror {
    let arguments = json!({ "job-id": id, "device": from, "target": to, "sync": "full" });
    serde_json::from_value(arguments).expect("these are its arguments")
}

async fn a_job_from_start_to_finish<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    add_null(&client, "source", 64 << 20).await?;
    add_null(&client, "target", 64 << 20).await?;
    let mut statuses = Vec::new();
    let job = client
        .run_job(
            mirror("copy", "source", "target"),
            JobOptions::new(),
            |job| {
                assert!(job.fraction() <= 1.0);
                statuses.push(job.status.clone());
            },
        )
        .await?;
    assert_eq!(
        (job.id.as_str(), job.status.as_str()),
        ("copy", "concluded")
    );
    assert_eq!((job.current, job.error), (job.total, None));
    assert_eq!(statuses.last().map(String::as_str), Some("concluded"));
    // It was dismissed.
    let jobs: Vec<Value> = client.execute_raw("query-jobs", None).await?;
    assert!(jobs.is_empty(), "{jobs:?}");
    Ok(())
}

async fn a_job_that_fails<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    // The target fails each write.
    let folder = running.file("rules");
    fs::write(
        &folder,
        "[inject-error]\nevent = \"none\"\niotype = \"write\"\nerrno = \"5\"\n",
    )?;
    // It is not empty, so that it is read and written.
    let content = running.file("source.raw");
    fs::write(&content, vec![b'x'; 1 << 20])?;
    let source = json!({
        "driver": "file", "node-name": "source", "read-only": true, "filename": content,
    });
    client
        .execute_raw::<Value>("blockdev-add", Some(&source))
        .await?;
    let target = json!({
        "driver": "blkdebug", "node-name": "target", "config": folder,
        "image": { "driver": "null-co", "size": 1 << 20 },
    });
    client
        .execute_raw::<Value>("blockdev-add", Some(&target))
        .await?;
    let job = mirror("copy", "source", "target");
    let error = client
        .run_job(job, JobOptions::new(), |_| ())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.command()),
        (ErrorKind::Job, Some(BlockdevMirror::NAME))
    );
    assert!(
        error
            .to_string()
            .starts_with("the job `copy` of `blockdev-mirror` failed: "),
        "{error}"
    );
    // Something that is no job.
    let error = client
        .run_job(QueryStatus::new(), JobOptions::new(), |_| ())
        .await;
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("no argument `job-id`")
    );
    Ok(())
}

async fn two_jobs_at_once<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    let mut events = Vec::new();
    for id in ["a", "b"] {
        add_null(&client, &format!("source-{id}"), 32 << 20).await?;
        add_null(&client, &format!("target-{id}"), 32 << 20).await?;
        let options = EventOptions::new().matching(json!({ "id": id }));
        events.push(client.events_with::<JobStatusChange>(options));
    }
    for id in ["a", "b"] {
        let job = mirror(id, &format!("source-{id}"), &format!("target-{id}"));
        client.execute(job).await?;
    }
    // The second is waited for first.
    for (id, events) in ["a", "b"].into_iter().zip(&mut events).rev() {
        let ready = |event: &JobStatusChange| event.status == "ready";
        assert_eq!(events.wait(PATIENCE, ready).await?.event.id, id);
        let which = json!({ "id": id });
        client
            .execute_raw::<Value>("job-complete", Some(&which))
            .await?;
        events
            .wait(PATIENCE, |event| event.status == "null")
            .await?;
    }
    Ok(())
}

async fn a_device_is_unplugged<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    client
        .execute(DeviceAdd::new("qemu-xhci").id("usb"))
        .await?;
    client
        .execute(DeviceAdd::new("usb-tablet").id("tablet"))
        .await?;
    client.unplug("tablet", PATIENCE).await?;
    // It has been removed before.
    client.unplug("tablet", PATIENCE).await?;

    // Without a guest, nobody releases a PCI device.
    client
        .execute(DeviceAdd::new("virtio-rng-pci").id("rng"))
        .await?;
    let error = client
        .unplug("rng", Duration::from_millis(100))
        .await
        .unwrap_err();
    assert_eq!(error.timeout(), Some(Duration::from_millis(100)));
    assert!(
        error.to_string().contains("released the device `rng`"),
        "{error}"
    );

    // The machine's own devices cannot be removed.
    let error = client
        .unplug("/machine/unattached/device[0]", PATIENCE)
        .await;
    assert_eq!(error.unwrap_err().class(), Some(&ErrorClass::GenericError));
    Ok(())
}

async fn a_descriptor_is_passed<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    let image = running.file("image.raw");
    File::create(&image)?.set_len(3 << 20)?;
    let open = || File::options().read(true).write(true).open(&image);
    let first = client.add_fd(open()?.into()).await?;
    let second = client.add_fd(open()?.into()).await?;
    assert_ne!(first.fdset_id, second.fdset_id);

    let node = json!({ "driver": "file", "node-name": "passed", "filename": first.path() });
    client
        .execute_raw::<Value>("blockdev-add", Some(&node))
        .await?;
    let nodes: Vec<Value> = client.execute_raw("query-named-block-nodes", None).await?;
    assert_eq!(nodes[0]["image"]["virtual-size"], 3 << 20);
    client.execute(BlockdevDel::new("passed")).await?;
    Ok(())
}

async fn out_of_band_while_a_command_runs<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    // A command that takes a while: its reply has a million numbers.
    let slow = json!({ "command-line": "xp /1000000xb 0" });
    let other = client.clone();
    let thread = std::thread::spawn(move || {
        let start = std::time::Instant::now();
        let text = C::run(async {
            let text: Result<String, _> = other
                .execute_raw("human-monitor-command", Some(&slow))
                .await;
            text.map(|text| text.len())
        });
        (text, start.elapsed())
    });
    for _ in 0..50 {
        C::pause().await;
    }
    let start = std::time::Instant::now();
    let request = Request::new(Yank::NAME).with_arguments(&json!({ "instances": [] }))?;
    client.request(request.out_of_band()).await?;
    let quick = start.elapsed();
    // The task of the client for tokio runs in this thread.
    while !thread.is_finished() {
        C::pause().await;
    }
    let (text, slow) = thread.join().map_err(|_| "the thread panicked")?;
    assert!(text? > 1_000_000);
    assert!(quick < slow, "out of band: {quick:?}, in order: {slow:?}");
    Ok(())
}

async fn the_schema_of_the_server<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (_running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    let schema = client.schema().await?;
    assert!(schema.has_command("blockdev-add") && schema.has_event("JOB_STATUS_CHANGE"));
    assert!(!schema.has_command("no-such-command") && !schema.has_event("NO_SUCH_EVENT"));
    for path in [
        "driver",
        "node-name",
        "file.filename",
        "file.file.server.host",
    ] {
        assert!(schema.has_argument("blockdev-add", path), "{path}");
    }
    assert!(!schema.has_argument("blockdev-add", "file.nodename"));
    assert!(schema.has_argument_value("blockdev-add", "driver", "qcow2"));
    assert!(!schema.has_argument_value("blockdev-add", "driver", "floppy"));
    assert!(schema.has_reply_member("query-jobs", "current-progress"));
    assert!(schema.has_event_member("JOB_STATUS_CHANGE", "status"));
    assert!(schema.allows_out_of_band("yank") || server.kind == Kind::StorageDaemon);
    assert!(!schema.allows_out_of_band("query-jobs"));

    assert!(client.supports::<BlockdevAdd>().await?);
    assert!(client.supports::<QueryNamedBlockNodes>().await?);
    let has_disks = client.supports::<QueryBlock>().await?;
    assert_eq!(has_disks, client.execute(QueryBlock::new()).await.is_ok());
    assert!(client.supports::<BlockResize>().await?);
    Ok(())
}

async fn quit_is_orderly<C: TestClient>(server: &Server) -> Result<(), Failed> {
    let (mut running, socket) = server.start_with_monitor("")?;
    let client = connect::<C>(&socket).await?;
    let mut events = client.events::<Event>();
    client.quit(PATIENCE).await?;
    if server.kind == Kind::SystemEmulator {
        events
            .wait(PATIENCE, |event| matches!(event, Event::Shutdown(_)))
            .await?;
    }
    let error = events.wait(PATIENCE, |_| false).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Closed);
    assert!(running.wait_for_exit()?.success());
    Ok(())
}
