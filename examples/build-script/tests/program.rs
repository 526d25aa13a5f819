//! The program against a server that follows a script.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Command, Output};
use std::thread;

use serde_json::{Value, json};

/// The server's end of a connection.
struct Server {
    requests: BufReader<UnixStream>,
    stream: UnixStream,
}

impl Server {
    fn send(&mut self, message: &Value) {
        // In one piece: the program may end once it has read the message.
        let line = format!("{message}\r\n");
        self.stream.write_all(line.as_bytes()).unwrap();
    }

    fn request(&mut self) -> Value {
        let mut line = String::new();
        self.requests.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn reply(&mut self, request: &Value) {
        self.send(&json!({"return": {}, "id": request["id"]}));
    }

    fn device_deleted(&mut self, data: &Value) {
        self.send(&json!({
            "event": "DEVICE_DELETED",
            "data": data,
            "timestamp": {"seconds": 1719830411, "microseconds": 20417},
        }));
    }
}

/// Runs the program to remove `disk-7` from a server that follows `script` after the
/// greeting.
fn with_server(script: impl FnOnce(&mut Server) + Send + 'static) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("qmp.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let requests = BufReader::new(stream.try_clone().unwrap());
        let mut server = Server { requests, stream };
        server.send(&json!({"QMP": {
            "version": {"qemu": {"major": 9, "minor": 1, "micro": 0}, "package": ""},
            "capabilities": [],
        }}));
        let request = server.request();
        assert_eq!(request["execute"], "qmp_capabilities");
        server.reply(&request);
        script(&mut server);
    });
    let output = program(&[socket.to_str().unwrap(), "disk-7"]);
    server.join().unwrap();
    output
}

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_build-script-example"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn waits_for_the_device_it_removed() {
    let output = with_server(|server| {
        let request = server.request();
        assert_eq!(request["execute"], "device_del");
        assert_eq!(request["arguments"], json!({"id": "disk-7"}));
        server.reply(&request);
        // Parts of the device are removed first; another device may be removed meanwhile.
        server.device_deleted(&json!({"path": "/machine/peripheral/disk-7/virtio-backend"}));
        server.device_deleted(&json!({"device": "disk-8", "path": "/machine/peripheral/disk-8"}));
        server.device_deleted(&json!({"device": "disk-7", "path": "/machine/peripheral/disk-7"}));
    });
    assert_eq!(text(&output.stderr), "");
    assert_eq!(
        text(&output.stdout),
        "disk-7 was removed from /machine/peripheral/disk-7\n"
    );
    assert!(output.status.success());
}

#[test]
fn reports_an_error_of_the_server() {
    let output = with_server(|server| {
        let request = server.request();
        let error = json!({"class": "DeviceNotFound", "desc": "Device 'disk-7' not found"});
        server.send(&json!({"error": error, "id": request["id"]}));
    });
    assert_eq!(
        text(&output.stderr),
        "device_del: Device 'disk-7' not found (DeviceNotFound)\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn reports_that_the_server_closed_the_connection() {
    let output = with_server(|server| {
        let request = server.request();
        server.reply(&request);
    });
    let stderr = text(&output.stderr);
    assert!(
        stderr.starts_with("the server closed the connection while waiting for an event ("),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn prints_its_usage() {
    let output = program(&[]);
    assert!(text(&output.stderr).starts_with("usage: build-script-example "));
    assert_eq!(output.status.code(), Some(2));
}
