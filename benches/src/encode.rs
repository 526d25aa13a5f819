//! How fast commands are written.

use std::hint::black_box;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::thread;

use qapi::{Qmp, Stream, qmp};
use qmp_client::protocol::Request;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Failure;
use crate::bindings::ours::commands as ours;
use crate::table::{Row, Unit};
use crate::timing::{mean, side_by_side};

pub(crate) fn rows(rounds: usize) -> Result<Vec<Row>, Failure> {
    let mut rows = vec![
        written::<ours::QueryStatus, qmp::query_status>("{}", rounds)?,
        written::<ours::DeviceAdd, qmp::device_add>(
            r#"{"driver": "virtio-net-pci", "bus": "pci.0", "id": "net1", "netdev": "nd1",
                "mac": "52:54:00:12:34:57", "mq": true, "vectors": 6}"#,
            rounds,
        )?,
        written::<ours::NetdevAdd, qmp::netdev_add>(
            r#"{"type": "tap", "id": "nd1", "ifname": "tap1", "script": "no",
                "downscript": "no", "vhost": true}"#,
            rounds,
        )?,
        written::<ours::BlockdevAdd, qmp::blockdev_add>(
            r#"{"driver": "qcow2", "node-name": "disk0", "discard": "unmap",
                "cache": {"direct": true, "no-flush": false}, "lazy-refcounts": true,
                "file": {"driver": "raw", "read-only": false, "offset": 65536,
                    "file": {"driver": "file", "filename": "/images/disk.qcow2",
                             "aio": "native", "locking": "off"}},
                "backing": {"driver": "raw",
                    "file": {"driver": "nbd", "export": "base",
                        "server": {"type": "unix", "path": "/run/nbd.sock"}}}}"#,
            rounds,
        )?,
        written::<ours::QomSet, qmp::qom_set>(
            r#"{"path": "/machine/peripheral/balloon0", "property": "guest-stats-polling-interval",
                "value": 10}"#,
            rounds,
        )?,
    ];
    let count = rows.len();
    let average = |which: fn(&Times) -> f64| mean(rows.iter().map(|(_, times)| which(times)));
    let means = Times {
        memory: [
            average(|times| times.memory[0]),
            average(|times| times.memory[1]),
        ],
        socket: [
            average(|times| times.socket[0]),
            average(|times| times.socket[1]),
        ],
    };
    rows.push((format!("writing: mean of the {count} commands"), means));
    let row = |what: String, [ours, theirs]: [f64; 2]| Row::less(what, Unit::Seconds, ours, theirs);
    let rows = rows.into_iter().flat_map(|(what, times)| {
        let socket = format!("{what}, to a socket");
        [
            row(format!("{what}, to memory"), times.memory),
            row(socket, times.socket),
        ]
    });
    Ok(rows.collect())
}

/// Seconds of ours and of theirs.
struct Times {
    memory: [f64; 2],
    socket: [f64; 2],
}

/// A command as it goes over the wire, as each client writes it.
fn written<Ours, Theirs>(arguments: &str, rounds: usize) -> Result<(String, Times), Failure>
where
    Ours: qmp_client::Command + DeserializeOwned,
    Theirs: qapi::Command + DeserializeOwned,
{
    let what = format!("writing `{}`", Ours::NAME);
    let about = |error: Failure| -> Failure { format!("{what}: {error}").into() };
    let ours: Ours = serde_json::from_str(arguments).map_err(|e| about(e.into()))?;
    let theirs: Theirs = serde_json::from_str(arguments).map_err(|e| about(e.into()))?;

    let mut wire = Vec::new();
    their_request(&theirs, &mut wire).map_err(about)?;
    if !same(&our_request(&ours).map_err(about)?, &wire)? {
        return Err(about("the two write different things".into()));
    }
    let memory = side_by_side(
        rounds * 5,
        [&mut || drop(black_box(our_request(&ours))), &mut || {
            wire.clear();
            drop(black_box(their_request(&theirs, &mut wire)));
        }],
    );

    let (mut socket, server) = UnixStream::pair()?;
    let reader = thread::spawn(move || read_all(server));
    let mut same_socket = socket.try_clone()?;
    let to_socket = side_by_side(
        rounds * 5,
        [
            &mut || drop(our_request(&ours).map(|bytes| socket.write_all(&bytes))),
            &mut || drop(their_request(&theirs, &mut same_socket)),
        ],
    );
    drop((socket, same_socket));
    reader
        .join()
        .map_err(|_| about("the reader panicked".into()))??;
    let times = Times {
        memory,
        socket: to_socket,
    };
    Ok((what, times))
}

/// As `Client` does, which also numbers what it sends.
fn our_request<C: qmp_client::Command>(command: &C) -> Result<Vec<u8>, Failure> {
    let request = Request::for_command(command)?.with_id(Value::from(1));
    Ok(request.to_bytes())
}

/// A server that takes whatever comes.
fn read_all(mut server: UnixStream) -> io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    while server.read(&mut buffer)? > 0 {}
    Ok(())
}

/// As `qapi::Qmp` does, by its own function: piece by piece.
fn their_request<C: qapi::Command>(command: &C, wire: &mut impl Write) -> Result<(), Failure> {
    let nothing: &[u8] = &[];
    Ok(Qmp::new(Stream::new(nothing, wire)).write_command(command)?)
}

/// Whether both are the same but for the id and for arguments that are empty.
fn same(ours: &[u8], theirs: &[u8]) -> Result<bool, Failure> {
    let [ours, theirs]: [Value; 2] = [
        serde_json::from_slice(ours)?,
        serde_json::from_slice(theirs)?,
    ];
    let arguments = |value: &Value| match &value["arguments"] {
        Value::Null => Value::Object(serde_json::Map::new()),
        other => other.clone(),
    };
    Ok(ours["execute"] == theirs["execute"] && arguments(&ours) == arguments(&theirs))
}
