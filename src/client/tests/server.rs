//! The server, and the commands and events of these tests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::test_client::TestClient;
use crate::{Address, Command, Empty, Event, Version};

pub(super) const GREETING: &str = r#"{"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": ""}, "capabilities": ["oob"]}}"#;

/// A command without arguments.
#[derive(Serialize)]
pub(super) struct Stop {}

impl crate::OutOfBandCommand for Stop {}

impl Command for Stop {
    const NAME: &'static str = "stop";
    type Reply = Empty;
}

/// A command with arguments.
#[derive(Serialize)]
pub(super) struct Echo {
    pub(super) text: String,
}

#[derive(Deserialize, Debug, PartialEq)]
pub(super) struct Echoed {
    pub(super) size: i64,
}

impl Command for Echo {
    const NAME: &'static str = "echo";
    type Reply = Echoed;
}

#[derive(Deserialize, Debug, PartialEq)]
pub(super) struct Reset {
    pub(super) guest: bool,
}

impl Event for Reset {
    const NAME: &'static str = "RESET";
}

/// An event that is read by the runtime of generated types.
impl Event for Version {
    const NAME: &'static str = "VERSION";
}

/// The server's end of its only connection.
pub(super) struct Server {
    stream: UnixStream,
    reader: BufReader<UnixStream>,
}

impl Server {
    pub(super) fn send(&mut self, text: impl AsRef<[u8]>) {
        // A client may go at any time.
        let _ = self.stream.write_all(text.as_ref());
    }

    pub(super) fn line(&mut self, value: &Value) {
        self.send(format!("{value}\r\n"));
    }

    pub(super) fn event(&mut self, name: &str, data: Value) {
        let timestamp = json!({"seconds": 1, "microseconds": 2});
        self.line(&json!({"event": name, "data": data, "timestamp": timestamp}));
    }

    /// The next request; `Null` if the client has closed the connection.
    pub(super) fn request(&mut self) -> Value {
        let mut line = Vec::new();
        self.reader.read_until(b'\n', &mut line).unwrap();
        // A request to a guest agent may follow a separator.
        match line.strip_prefix(b"\xff").unwrap_or(&line) {
            [] => Value::Null,
            line => serde_json::from_slice(line).unwrap(),
        }
    }

    pub(super) fn reply(&mut self, request: &Value, value: Value) {
        self.line(&json!({"return": value, "id": request["id"]}));
    }

    pub(super) fn greet(&mut self) {
        self.send(format!("{GREETING}\r\n"));
        let request = self.request();
        assert_eq!(request["execute"], "qmp_capabilities");
        self.reply(&request, json!({}));
    }

    pub(super) fn close(&mut self) {
        self.stream.shutdown(Shutdown::Both).unwrap();
    }

    pub(super) fn until_the_client_goes(&mut self) {
        let _ = self.reader.read_to_end(&mut Vec::new());
    }
}

/// Runs a test against a server that follows a script.
pub(super) async fn with_server<C: TestClient>(
    script: impl FnOnce(&mut Server) + Send + 'static,
    test: impl AsyncFnOnce(&Address),
) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let reader = BufReader::new(stream.try_clone().unwrap());
        let mut server = Server { stream, reader };
        script(&mut server);
        server.until_the_client_goes();
    });
    test(&Address::unix(path)).await;
    // The task of a client closes its socket.
    while !server.is_finished() {
        C::pause().await;
    }
    server.join().unwrap();
}

/// The same with a client that is connected.
pub(super) async fn with_client<C: TestClient>(
    script: impl FnOnce(&mut Server) + Send + 'static,
    test: impl AsyncFnOnce(C),
) {
    let greet = |server: &mut Server| {
        server.greet();
        script(server);
    };
    with_server::<C>(greet, async |address| {
        test(C::connect(&C::builder(), address).await.unwrap()).await;
    })
    .await;
}

/// The same with a client, and a subscription to the events of a set from the start.
pub(super) async fn with_events<C: TestClient, S: crate::EventSet>(
    script: impl FnOnce(&mut Server) + Send + 'static,
    test: impl AsyncFnOnce(C, C::Events<S>),
) {
    let greet = |server: &mut Server| {
        server.greet();
        script(server);
    };
    with_server::<C>(greet, async |address| {
        let connected = C::connect_with_events(&C::builder(), address).await;
        let (client, events) = connected.unwrap();
        test(client, events).await;
    })
    .await;
}

/// Asserts that a call takes at least this time, and not much longer.
pub(super) async fn takes<T>(milliseconds: u64, what: impl Future<Output = T>) -> T {
    let start = std::time::Instant::now();
    let result = what.await;
    let took = start.elapsed();
    assert!(
        took >= Duration::from_millis(milliseconds),
        "too early: {took:?}"
    );
    assert!(
        took < Duration::from_millis(milliseconds + 1500),
        "too late: {took:?}"
    );
    result
}
