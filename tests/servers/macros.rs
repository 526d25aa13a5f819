//! A program that uses only the macros: it has types of its own, and no bindings. The same
//! program works with every server, no matter which documents it was checked against.

use std::fs;
use std::path::Path;

use libtest_mimic::Failed;
use qmp_client::{QmpCommand, QmpEnum, QmpEvent, QmpObject, RawEvent, command};
use tempfile::TempDir;

use crate::server::{Running, Server};
use crate::{PATIENCE, Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    mirror_checked_with_all_documents,
    mirror_checked_with_documents_of_7_2,
    mirror_checked_with_documents_of_11_0,
    a_backup_can_be_cancelled,
];

/// The content of the file to copy.
const CONTENT: &[u8] = &[0x5a; 1 << 20];

/// Starts a paused machine, with a source and a target file.
fn start_with_files(server: &Server) -> Result<Running, Failed> {
    let folder = TempDir::new()?;
    fs::write(folder.path().join("source.raw"), CONTENT)?;
    fs::write(folder.path().join("target.raw"), vec![0; CONTENT.len()])?;
    server.start_in(folder, &["-S"])
}

/// The program, checked against the documents that the options name.
macro_rules! program {
    ($name:ident: $($documents:tt)*) => {
        fn $name(server: &Server) -> Result<(), Failed> {
            #[derive(QmpCommand)]
            #[qmp(command = "blockdev-add", branch = "raw", $($documents)*)]
            struct AddRaw<'a, N> {
                node_name: N,
                file: File<'a>,
            }

            #[derive(QmpObject)]
            #[qmp(name = "BlockdevOptions", branch = "file", send, $($documents)*)]
            struct File<'a> {
                filename: &'a Path,
                locking: Option<Locking>,
            }

            #[derive(QmpEnum)]
            #[qmp(name = "OnOffAuto", $($documents)*)]
            enum Locking {
                Off,
            }

            #[derive(QmpCommand)]
            #[qmp(command = "blockdev-mirror", $($documents)*)]
            struct Mirror<'a> {
                job_id: &'a Id,
                device: &'a str,
                target: &'a str,
                sync: Extent,
                #[qmp(rename = "speed")]
                bytes_per_second: Option<u32>,
                auto_dismiss: bool,
            }

            #[derive(QmpEnum)]
            #[qmp(name = "MirrorSyncMode", $($documents)*)]
            enum Extent {
                Full,
            }

            #[derive(Debug, PartialEq, QmpObject)]
            #[qmp($($documents)*)]
            struct Id(String);

            #[derive(QmpCommand)]
            #[qmp(returns = Vec<JobInfo>, $($documents)*)]
            struct QueryJobs;

            #[derive(Debug, QmpObject)]
            #[qmp($($documents)*)]
            struct JobInfo {
                id: Id,
                #[qmp(rename = "type")]
                kind: Kind,
                status: Status,
                current_progress: i64,
                total_progress: i64,
                #[qmp(default)]
                error: String,
            }

            #[derive(Debug, PartialEq, QmpEnum)]
            #[qmp(name = "JobType", $($documents)*)]
            enum Kind {
                Mirror,
                #[qmp(other)]
                Other,
            }

            #[derive(Debug, PartialEq, QmpEnum)]
            #[qmp(name = "JobStatus", $($documents)*)]
            enum Status {
                Ready,
                Concluded,
                #[qmp(rename = "null")]
                Gone,
                #[qmp(other)]
                Other(String),
            }

            #[derive(Debug, QmpEvent)]
            #[qmp($($documents)*)]
            enum Seen {
                JobStatusChange {
                    id: Id,
                    status: Status,
                },
                Ready(BlockJobReady),
                #[qmp(event = "BLOCK_JOB_COMPLETED")]
                Completed {
                    device: Id,
                    #[qmp(rename = "len")]
                    length: i64,
                    offset: i64,
                    error: Option<String>,
                },
                Shutdown {
                    guest: bool,
                },
                #[qmp(other)]
                Other(RawEvent),
            }

            #[derive(Debug, PartialEq, QmpEvent)]
            #[qmp(exhaustive, $($documents)*)]
            struct BlockJobReady {
                #[qmp(rename = "type")]
                kind: Kind,
                device: Id,
                len: i64,
                offset: i64,
                speed: i64,
            }

            let mut running = start_with_files(server)?;
            let [source, target] = ["source.raw", "target.raw"].map(|name| running.file(name));
            let client = &running.client;
            client.execute(&command!(
                { "execute": "blockdev-add", "arguments": {
                    "driver": "raw",
                    "node-name": "source",
                    "read-only": true,
                    "file": { "driver": "file", "filename": &source, "locking": "off" },
                } },
                $($documents)*
            ))?;
            let file = File { filename: &target, locking: Some(Locking::Off) };
            client.execute(&AddRaw { node_name: "target", file })?;

            let mut seen = client.events::<Seen>();
            let job = Id("copying".to_owned());
            client.execute(&Mirror {
                job_id: &job,
                device: "source",
                target: "target",
                sync: Extent::Full,
                bytes_per_second: None,
                auto_dismiss: false,
            })?;
            let mut statuses = Vec::new();
            let ready = loop {
                match seen.wait(PATIENCE, |_| true)?.event {
                    Seen::JobStatusChange { id, status } if id == job => statuses.push(status),
                    Seen::Ready(ready) => break ready,
                    other => return Err(format!("{other:?}").into()),
                }
            };
            assert!(statuses.contains(&Status::Ready), "{statuses:?}");
            assert_eq!((&ready.device, &ready.kind), (&job, &Kind::Mirror));
            assert_eq!((ready.len, ready.speed), (ready.offset, 0));
            let jobs = client.execute(&QueryJobs)?;
            assert_eq!(jobs.len(), 1, "{jobs:?}");
            assert_eq!((&jobs[0].id, &jobs[0].kind), (&job, &Kind::Mirror));
            assert_eq!((&jobs[0].status, jobs[0].error.as_str()), (&Status::Ready, ""));
            assert_eq!(jobs[0].current_progress, jobs[0].total_progress);

            client.execute(&command!(
                { "execute": "job-complete", "arguments": { "id": &job } },
                $($documents)*
            ))?;
            let mut completed = 0;
            while statuses.last() != Some(&Status::Concluded) {
                match seen.wait(PATIENCE, |_| true)?.event {
                    Seen::JobStatusChange { id, status } if id == job => statuses.push(status),
                    Seen::Completed { device, length, offset, error } => {
                        assert_eq!((device, error), (Id("copying".to_owned()), None));
                        assert_eq!((length, offset), (ready.len, ready.len));
                        completed += 1;
                    }
                    Seen::Other(other) => assert!(!other.name.starts_with("JOB"), "{other:?}"),
                    other => return Err(format!("{other:?}").into()),
                }
            }
            assert_eq!(completed, 1);
            // Unlisted values are kept.
            let waiting = Status::Other("waiting".to_owned());
            assert!(statuses.contains(&waiting), "{statuses:?}");

            let jobs = client.execute(&QueryJobs)?;
            let concluded: Vec<&Status> = jobs.iter().map(|job| &job.status).collect();
            assert_eq!(concluded, [&Status::Concluded]);
            let id = "copying";
            client.execute(&command!(
                { "execute": "job-dismiss", "arguments": { "id": id } },
                $($documents)*
            ))?;
            let gone = seen.wait(PATIENCE, |_| true)?.event;
            assert!(matches!(gone, Seen::JobStatusChange { status: Status::Gone, .. }), "{gone:?}");
            assert!(client.execute(&QueryJobs)?.is_empty());
            for node in ["source", "target"] {
                client.execute(&command!(
                    { "execute": "blockdev-del", "arguments": { "node-name": node } },
                    $($documents)*
                ))?;
            }
            assert!(fs::read(&target)? == CONTENT, "the copy differs");

            client.execute(&command!({ "execute": "quit" }, $($documents)*))?;
            let over = seen.wait(PATIENCE, |_| true)?.event;
            assert!(matches!(over, Seen::Shutdown { guest: false }), "{over:?}");
            assert!(running.wait_for_exit()?.success());
            Ok(())
        }
    };
}

// This also checks that no item is deprecated, or missing in one of the releases.
program!(mirror_checked_with_all_documents: versions = "7.2..=11.0");
program!(mirror_checked_with_documents_of_7_2: schema = "schema/qemu/7.2.json");
program!(mirror_checked_with_documents_of_11_0: schema = "schema/qemu/11.0.json");

/// A job with another end.
fn a_backup_can_be_cancelled(server: &Server) -> Result<(), Failed> {
    #[derive(QmpEvent)]
    #[qmp(event = "BLOCK_JOB_CANCELLED")]
    struct Cancelled {
        device: String,
        offset: i64,
        len: i64,
    }

    let running = start_with_files(server)?;
    let client = &running.client;
    for node in ["source", "target"] {
        client.execute(&command!({ "execute": "blockdev-add", "arguments": {
            "driver": "null-co", "node-name": node, "size": 1 << 30, "read-zeroes": false,
        } }))?;
    }
    // At this speed, the job would take a quarter of an hour.
    client.execute(&command!({ "execute": "blockdev-backup", "arguments": {
        "job-id": "b", "device": "source", "target": "target", "sync": "full", "speed": 1 << 20,
    } }))?;
    let refused = client.execute(&command!({
        "execute": "blockdev-del", "arguments": { "node-name": "source" },
    }));
    assert!(refused.is_err());
    let mut cancelled = client.events::<Cancelled>();
    client.execute(&command!({ "execute": "job-cancel", "arguments": { "id": "b" } }))?;
    let cancelled = cancelled.wait(PATIENCE, |_| true)?.event;
    assert_eq!(cancelled.device, "b");
    assert!(cancelled.offset < cancelled.len);
    Ok(())
}
