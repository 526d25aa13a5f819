//! What the server does according to the documents.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;

use qmp_client::guest::commands::GuestPing;
use qmp_client::qemu::commands::{
    BlockResize, MigratePause, QueryBlock, QueryKvm, QueryStatus, QueryVersion, Stop,
};
use qmp_client::testing::Server;
use qmp_client::{Capability, ErrorClass, VersionTriple, blocking};
use serde_json::{Value, json};

use crate::test_client::TestClient;
use crate::{connect, start};

with_both_clients!(sample_replies, invalid_requests, out_of_band, quitting);

async fn sample_replies<C: TestClient>() {
    let server = Server::new();
    let client: C = connect(&server).await;
    assert!(!client.execute(QueryStatus::new()).await.unwrap().running);
    assert!(!client.execute(QueryKvm::new()).await.unwrap().enabled);
    assert!(client.execute(QueryBlock::new()).await.unwrap().is_empty());
    client.execute(Stop::new()).await.unwrap();
    let version = client.execute(QueryVersion::new()).await.unwrap();
    assert_eq!(version.qemu.major, 11);
    let names: Vec<String> = server.received().into_iter().map(|r| r.name).collect();
    let expected = [
        "query-status",
        "query-kvm",
        "query-block",
        "stop",
        "query-version",
    ];
    assert_eq!(names, expected);
    server.verify().unwrap();
}

async fn invalid_requests<C: TestClient>() {
    let server = Server::new();
    let client: C = connect(&server).await;
    let mut problems = Vec::new();
    for (name, arguments, class, problem) in [
        (
            "query-statu",
            json!({}),
            ErrorClass::CommandNotFound,
            "query-statu: unknown command; did you mean `query-status`?",
        ),
        (
            "block_resize",
            json!({}),
            ErrorClass::GenericError,
            "block_resize: `size`: required member is missing",
        ),
        (
            "block_resize",
            json!({"size": "1G"}),
            ErrorClass::GenericError,
            "block_resize: `size`: expected `int`",
        ),
        (
            "block_resize",
            json!({"size": 1, "sise": 1}),
            ErrorClass::GenericError,
            "block_resize: `sise`: unknown member",
        ),
        (
            "blockdev-add",
            json!({"driver": "qcow2", "file": {"driver": "file", "filename": 7}}),
            ErrorClass::GenericError,
            "blockdev-add: `file`: no alternative of `BlockdevRef` has this type",
        ),
    ] {
        let result = client.execute_raw::<Value>(name, Some(&arguments)).await;
        assert_eq!(
            result.unwrap_err().class(),
            Some(&class),
            "{name} {arguments}"
        );
        problems.push(problem);
    }
    assert_eq!(server.verify().unwrap_err().problems(), problems);
}

async fn out_of_band<C: TestClient>() {
    let server = Server::new();
    server.on_json::<MigratePause>(|_| Ok(json!({}))).once();
    let builder = C::builder().enable(Capability::OutOfBand);
    let address = server.address().unwrap();
    let client = C::connect(&builder, &address).await.unwrap();
    let request = qmp_client::Request::for_command(&MigratePause::new()).unwrap();
    client.request(request.out_of_band()).await.unwrap();
    assert!(server.received()[0].out_of_band);
    server.verify().unwrap();
    let request = qmp_client::Request::for_command(&Stop::new()).unwrap();
    let error = client.request(request.out_of_band()).await.unwrap_err();
    assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    assert_eq!(
        server.verify().unwrap_err().to_string(),
        "stop: it cannot be executed out of band"
    );
}

async fn quitting<C: TestClient>() {
    let server = Server::new();
    let client: C = connect(&server).await;
    client
        .quit(std::time::Duration::from_secs(5))
        .await
        .unwrap();
    server.verify().unwrap();
}

/// A connection on which the test itself speaks.
struct Wire {
    reader: BufReader<UnixStream>,
    stream: UnixStream,
}

impl Wire {
    fn new(server: &Server) -> Self {
        let stream = UnixStream::from(server.stream().unwrap());
        let reader = BufReader::new(stream.try_clone().unwrap());
        Wire { reader, stream }
    }

    fn send(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn exchange(&mut self, request: &Value) -> Value {
        self.send(&request.to_string());
        self.receive()
    }
}

#[test]
fn handshake_and_ids() {
    let builder = Server::builder()
        .version(VersionTriple::new(7, 2, 3))
        .package("(x)");
    let server = start(builder);
    let mut wire = Wire::new(&server);
    let version = json!({"qemu": {"micro": 3, "minor": 2, "major": 7}, "package": "(x)"});
    let greeting = json!({"QMP": {"version": version, "capabilities": ["oob"]}});
    assert_eq!(wire.receive(), greeting);
    let early = wire.exchange(&json!({"execute": "query-status", "id": [1, {"a": null}]}));
    assert_eq!(early["error"]["class"], "CommandNotFound");
    assert_eq!(early["id"], json!([1, {"a": null}]));
    let unknown = json!({"execute": "qmp_capabilities", "arguments": {"enable": ["later"]}});
    assert_eq!(wire.exchange(&unknown)["error"]["class"], "GenericError");
    let negotiate = json!({"execute": "qmp_capabilities"});
    assert_eq!(wire.exchange(&negotiate), json!({"return": {}}));
    assert_eq!(
        wire.exchange(&negotiate)["error"]["class"],
        "CommandNotFound"
    );
    let reply = wire.exchange(&json!({"execute": "stop", "id": null}));
    assert_eq!(reply, json!({"return": {}, "id": null}));
    let reply = wire.exchange(&json!({"execute": "stop", "arg": {}, "id": "x"}));
    assert_eq!(
        reply["error"]["desc"],
        "unexpected member `arg` of the request"
    );
    assert_eq!(reply["id"], "x");
    assert_eq!(server.verify().unwrap_err().problems().len(), 4);
}

/// Several requests in one write, and one in several writes.
#[test]
fn requests_in_pieces() {
    let server = Server::new();
    let mut wire = Wire::new(&server);
    wire.receive();
    wire.send(r#"{"execute":"qmp_capabilities"}{"execute":"stop","id":1} {"exec"#);
    assert_eq!(wire.receive(), json!({"return": {}}));
    assert_eq!(wire.receive(), json!({"return": {}, "id": 1}));
    wire.send(r#"ute":"cont","id":2}"#);
    assert_eq!(wire.receive(), json!({"return": {}, "id": 2}));
    server.verify().unwrap();
}

/// A command that the version lacks is not a problem of the test.
#[test]
fn versions() {
    let old = start(Server::builder().version(VersionTriple::new(7, 2, 0)));
    let client = old.client().unwrap();
    assert_eq!(
        client.greeting().unwrap().version.qemu,
        VersionTriple::new(7, 2, 0)
    );
    let dismiss = |client: &blocking::Client| client.execute_raw::<Value>("query-cryptodev", None);
    assert_eq!(
        dismiss(&client).unwrap_err().class(),
        Some(&ErrorClass::CommandNotFound)
    );
    old.verify().unwrap();
    let new = Server::new();
    dismiss(&new.client().unwrap()).unwrap();
    let resize = BlockResize::new(1).node_name("disk");
    new.client().unwrap().execute(resize).unwrap();
    new.verify().unwrap();
}

#[test]
fn guest_agent() {
    let server = start(Server::builder().guest_agent());
    let stream = server.stream().unwrap();
    let builder = blocking::Client::builder().guest_agent(true);
    let client = builder.connect_stream(stream).unwrap();
    client.execute(GuestPing::new()).unwrap();
    server.verify().unwrap();
}

#[test]
fn documents_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lamp.json");
    std::fs::write(
        &path,
        "{ 'struct': 'Lamp', 'data': { '*watts': 'int', 'lit': 'bool' } }\n\
         { 'command': 'light', 'data': { 'on': 'bool' }, 'returns': 'Lamp' }",
    )
    .unwrap();
    let server = start(Server::builder().document(&path));
    let client = server.client().unwrap();
    let reply: Value = client
        .execute_raw("light", Some(&json!({"on": true})))
        .unwrap();
    assert_eq!(reply, json!({"lit": false}));
    assert!(client.execute_raw::<Value>("stop", None).is_err());
    std::fs::write(&path, "{ 'command': 'light', 'data': 'Lamp' }").unwrap();
    let other = folder.path().join("other.json");
    std::fs::rename(&path, &other).unwrap();
    let error = Server::builder().document(other).start().unwrap_err();
    assert!(error.to_string().contains("Lamp"), "{error}");
}
