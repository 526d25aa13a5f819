//! Expectations: typed and untyped replies, numbers of calls, events, and what `verify` reports.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::time::Duration;

use qmp_client::qemu::commands::{BlockResize, DeviceDel, QueryName, QueryStatus, Stop};
use qmp_client::qemu::events::{DeviceDeleted, Reset, Stop as Stopped};
use qmp_client::qemu::types::{NameInfo, RunState};
use qmp_client::testing::{Fault, Server};
use qmp_client::{CommandError, Empty, ErrorClass, RawEvent};
use serde_json::{Value, json};

use crate::test_client::{TestClient, TestEvents};
use crate::{connect, start};

with_both_clients!(
    replies,
    numbers_of_calls,
    events,
    descriptors,
    only_expected,
    wrong_tests,
    two_clients,
);

const SOON: Duration = Duration::from_secs(5);

async fn replies<C: TestClient>() {
    let server = Server::new();
    server.on_json::<QueryStatus>(|_| Ok(json!({"running": false, "status": "paused"})));
    let name = Some("vm1".to_owned());
    server.on::<QueryName>(move |_| Ok(NameInfo { name: name.clone() }));
    server.on::<BlockResize>(|command| {
        if command.node_name.as_deref() == Some("disk") {
            return Ok(Empty);
        }
        Err(CommandError::new(
            ErrorClass::DeviceNotFound,
            "no such node",
        ))
    });
    server.on_name("qom-get", |arguments| Ok(arguments["property"].clone()));
    let client: C = connect(&server).await;
    let status = client.execute(QueryStatus::new()).await.unwrap();
    assert_eq!(status.status, RunState::Paused);
    let reply = client.execute(QueryName::new()).await.unwrap();
    assert_eq!(reply.name.as_deref(), Some("vm1"));
    let resize = |node: &str| BlockResize::new(1).node_name(node);
    client.execute(resize("disk")).await.unwrap();
    let error = client.execute(resize("other")).await.unwrap_err();
    assert_eq!(error.class(), Some(&ErrorClass::DeviceNotFound));
    let arguments = json!({"path": "/machine", "property": "type"});
    let reply: Value = client
        .execute_raw("qom-get", Some(&arguments))
        .await
        .unwrap();
    assert_eq!(reply, "type");
    server.verify().unwrap();
}

async fn numbers_of_calls<C: TestClient>() {
    let server = Server::new();
    let status = |running: bool| json!({"running": running, "status": "running"});
    let first = server
        .on_json::<QueryStatus>(move |_| Ok(status(false)))
        .times(2);
    server.on_json::<QueryStatus>(move |_| Ok(status(true)));
    server.on::<Stop>(|_| Ok(Empty)).once();
    server.on_name("cont", |_| Ok(Value::Null)).optional();
    server.on_name("system_reset", |_| Ok(Value::Null));
    let client: C = connect(&server).await;
    for expected in [false, false, true, true] {
        let reply = client.execute(QueryStatus::new()).await.unwrap();
        assert_eq!(reply.running, expected);
    }
    assert_eq!(first.calls(), 2);
    client.execute(Stop::new()).await.unwrap();
    let error = client.execute(Stop::new()).await.unwrap_err();
    assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    assert_eq!(
        server.verify().unwrap_err().problems(),
        [
            "unexpected call: `stop`, expected once, called once",
            "missing call: `system_reset`, expected at least once, called never",
        ]
    );
}

async fn events<C: TestClient>() {
    let server = Server::new();
    server.on::<DeviceDel>(|_| Ok(Empty)).emit_name(
        "DEVICE_DELETED",
        json!({"device": "net1", "path": "/machine/net1"}),
    );
    server.on::<Stop>(|_| Ok(Empty)).emit_before(&Stopped {});
    let client: C = connect(&server).await;
    let mut deleted = client.events::<DeviceDeleted>();
    let mut all = client.events::<RawEvent>();
    client.execute(DeviceDel::new("net1")).await.unwrap();
    let is_device = |event: &DeviceDeleted| event.device.as_deref() == Some("net1");
    deleted.wait(SOON, is_device).await.unwrap();
    client.execute(Stop::new()).await.unwrap();
    server.emit(&Reset {
        guest: true,
        reason: "guest-reset".parse_reason(),
    });
    server.emit_name("WAKEUP", Value::Null);
    let mut names = Vec::new();
    for _ in 0..4 {
        names.push(all.next(SOON).await.unwrap().unwrap().event.name);
    }
    assert_eq!(names, ["DEVICE_DELETED", "STOP", "RESET", "WAKEUP"]);
    server.verify().unwrap();
    server.emit_name("RESETT", Value::Null);
    server.emit_name("RESET", json!({"guest": 1, "reason": "guest-reset"}));
    assert_eq!(
        server.verify().unwrap_err().problems(),
        [
            "the event RESETT: unknown event; did you mean `RESET`?",
            "the event RESET: `guest`: expected `bool`",
        ]
    );
}

/// The cause of a reset, from its name in JSON.
trait ParseReason {
    fn parse_reason(self) -> qmp_client::qemu::types::ShutdownCause;
}

impl ParseReason for &str {
    fn parse_reason(self) -> qmp_client::qemu::types::ShutdownCause {
        serde_json::from_value(json!(self)).unwrap()
    }
}

async fn descriptors<C: TestClient>() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("image");
    std::fs::write(&path, "contents").unwrap();
    let open = || OwnedFd::from(File::open(&path).unwrap());

    let server = Server::new();
    server
        .on_call("add-fd", |call| {
            let descriptor = call.descriptors.pop().expect("a descriptor was passed");
            let mut text = String::new();
            File::from(descriptor).read_to_string(&mut text).unwrap();
            assert_eq!(text, "contents");
            Ok(json!({"fdset-id": 7, "fd": 12}))
        })
        .once();
    let client: C = connect(&server).await;
    client.add_fd(open()).await.unwrap();
    server.verify().unwrap();
    assert_eq!(server.received()[0].descriptors, 1);
    assert!(server.take_descriptors().is_empty());

    // One that no handler takes is kept.
    let server = Server::new();
    let client: C = connect(&server).await;
    client.add_fd(open()).await.unwrap();
    assert_eq!(server.take_descriptors().len(), 1);
}

async fn only_expected<C: TestClient>() {
    let server = start(Server::builder().only_expected());
    server.on_name("device_add", |_| Ok(Value::Null)).optional();
    let client: C = connect(&server).await;
    client.execute(DeviceDel::new("net1")).await.unwrap_err();
    assert_eq!(
        server.verify().unwrap_err().to_string(),
        "device_del: unexpected call (nearest expectation: `device_add`, expected any number of \
         times, called never)"
    );
}

/// Mistakes of the test itself are reported as well.
async fn wrong_tests<C: TestClient>() {
    let server = Server::new();
    server.on_name("query-nane", |_| Ok(Value::Null)).optional();
    server.on_name("query-kvm", |_| Ok(json!({"enabled": true})));
    server.on_json::<QueryStatus>(|_| Ok(json!({"running": "yes", "status": "running"})));
    server.on_name("stop", |_| panic!("not today"));
    let client: C = connect(&server).await;
    for name in ["query-kvm", "query-status", "stop"] {
        let error = client.execute_raw::<Value>(name, None).await.unwrap_err();
        assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    }
    let error = server.verify().unwrap_err();
    let starts = [
        "expectation of `query-nane`: the server has no such command; did you mean `query-name`?",
        "query-kvm: invalid reply: `present`: required member is missing",
        "query-status: invalid reply: `running`: expected `true` or `false`",
        "stop: the handler panicked: not today",
    ];
    assert_eq!(error.problems().len(), starts.len(), "{error}");
    for (problem, start) in error.problems().iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}");
    }
}

async fn two_clients<C: TestClient>() {
    let server = Server::new();
    server
        .on::<Stop>(|_| Ok(Empty))
        .emit(&Stopped {})
        .fault(Fault::Late(Duration::ZERO));
    let one: C = connect(&server).await;
    let other: C = connect(&server).await;
    let mut events = other.events::<Stopped>();
    one.execute(Stop::new()).await.unwrap();
    assert!(events.next(SOON).await.unwrap().is_some());
    drop((one, other));
    drop(server);
}
