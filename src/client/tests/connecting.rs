//! Reaching a server, its greeting and the negotiation.

use std::io::{ErrorKind, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::json;
use socket2::{Domain, SockAddr, Socket, Type};

use super::server::*;
use crate::{Address, Capability, Client, Error, RawEvent};

const MOMENT: Duration = Duration::from_millis(60);

#[test]
fn errors_can_be_sent_and_clients_too() {
    fn is_send_and_sync<T: Send + Sync + 'static>() {}
    is_send_and_sync::<Error>();
    is_send_and_sync::<Client>();
}

#[test]
fn events_around_the_greeting() {
    with_server(
        |server| {
            server.event("A", json!({}));
            server.send(GREETING);
            server.event("B", json!({}));
            let request = server.request();
            server.event("C", json!({}));
            server.reply(&request, json!({}));
            server.event("D", json!({}));
        },
        |address| {
            let mut client = options().connect(address).unwrap();
            for name in ["A", "B", "C", "D"] {
                let event = client.wait_for::<RawEvent>(Duration::from_secs(5)).unwrap();
                assert_eq!(event.event.name, name);
            }
        },
    );
}

#[test]
fn a_server_that_greets_twice() {
    with_server(
        |server| {
            server.send(GREETING);
            let request = server.request();
            server.send(GREETING);
            server.reply(&request, json!({}));
        },
        |address| {
            options().connect(address).unwrap();
        },
    );
}

#[test]
fn a_server_that_does_not_greet() {
    with_server(
        |_| {},
        |address| {
            let error = takes(60, || options().connect_timeout(MOMENT).connect(address))
                .unwrap_err()
                .to_string();
            assert!(
                error.starts_with(&format!(
                    "timed out after 60ms while waiting for the greeting of {address} (is another"
                )),
                "{error}"
            );
        },
    );
}

#[test]
fn a_server_that_does_not_negotiate() {
    with_server(
        |server| server.send(GREETING),
        |address| {
            let error = options()
                .connect_timeout(MOMENT)
                .connect(address)
                .unwrap_err();
            assert_eq!(
                error.to_string(),
                "timed out after 60ms while waiting for the reply to `qmp_capabilities`"
            );
        },
    );
}

#[test]
fn a_greeting_in_pieces_does_not_extend_the_timeout() {
    with_server(
        |server| {
            for byte in GREETING.bytes() {
                server.send([byte]);
                thread::sleep(Duration::from_millis(2));
            }
        },
        |address| {
            let connect = || options().connect_timeout(MOMENT).connect(address);
            assert!(matches!(takes(60, connect), Err(Error::Timeout { .. })));
        },
    );
}

#[test]
fn something_else_is_listening() {
    for (text, expected) in [
        (
            "QEMU 10.0.2 monitor - type 'help' for more\r\n",
            "found `QEMU 10.0.2 monitor",
        ),
        ("{\"return\": {}}", "expected a greeting, found a reply"),
        (
            "{\"QMP\": {\"capabilities\": []}}",
            "`QMP`: the required member `version` is missing",
        ),
    ] {
        with_server(
            move |server| server.send(text),
            |address| {
                let error = options().connect(address).unwrap_err();
                assert!(matches!(error, Error::Protocol { .. }), "{error}");
                assert!(error.to_string().contains(expected), "{error}");
            },
        );
    }
    with_server(
        |server| server.close(),
        |address| {
            let error = options().connect(address).unwrap_err();
            assert!(matches!(error, Error::Closed { .. }), "{error}");
        },
    );
}

#[test]
fn negotiation_fails() {
    with_server(
        |server| {
            server.send(GREETING);
            let id = &server.request()["id"];
            server.line(&json!({"error": {"class": "GenericError", "desc": "no"}, "id": id}));
        },
        |address| {
            let error = options().connect(address).unwrap_err();
            assert_eq!(error.to_string(), "qmp_capabilities: no (GenericError)");
        },
    );
    with_server(
        |server| server.send(GREETING),
        |address| {
            let error = options()
                .enable(Capability::from("warp"))
                .connect(address)
                .unwrap_err();
            assert_eq!(
                error.to_string(),
                "the server does not offer the capability `warp`; it offers `oob`"
            );
        },
    );
}

#[test]
fn no_server_listens() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.sock");
    let error = options().connect(&path).unwrap_err();
    assert!(error.to_string().ends_with(
        "(is the server running? Client::builder().wait_for_server(true) waits until it is)"
    ));
    let Error::Connect {
        address,
        waited: None,
        source,
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!(address, Address::unix(&path));
    assert_eq!(source.kind(), ErrorKind::NotFound);

    let connect = || {
        options()
            .connect_timeout(MOMENT)
            .wait_for_server(true)
            .connect(&path)
    };
    let error = takes(60, connect).unwrap_err();
    assert!(error.to_string().contains("within 60ms"), "{error}");
    assert!(
        matches!(
            error,
            Error::Connect {
                waited: Some(MOMENT),
                ..
            }
        ),
        "{error}"
    );

    drop(UnixListener::bind(&path).unwrap());
    let error = options().connect(path).unwrap_err();
    let Error::Connect { source, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(source.kind(), ErrorKind::ConnectionRefused);

    let error = options()
        .connect(PathBuf::from("x".repeat(200)))
        .unwrap_err();
    let Error::Connect { source, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(source.kind(), ErrorKind::InvalidInput);

    assert!(matches!(
        options().connect("qmp.sock"),
        Err(Error::Address(_))
    ));
}

#[test]
fn a_server_that_is_being_started() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp.sock");
    let server = thread::spawn({
        let path = path.clone();
        move || {
            thread::sleep(MOMENT);
            // A socket file without a listener, as after a server that exited.
            drop(UnixListener::bind(&path).unwrap());
            thread::sleep(MOMENT);
            std::fs::remove_file(&path).unwrap();
            let (mut stream, _) = UnixListener::bind(&path).unwrap().accept().unwrap();
            write!(stream, "{GREETING}{}", json!({"return": {}, "id": 1})).unwrap();
            stream
        }
    });
    options().wait_for_server(true).connect(&path).unwrap();
    server.join().unwrap();
}

#[test]
fn a_server_that_is_busy() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp.sock");
    let listener = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    listener.bind(&SockAddr::unix(&path).unwrap()).unwrap();
    listener.listen(0).unwrap();

    // The first waits to be accepted, the next waits to be let in to wait.
    let connect = || {
        options()
            .connect_timeout(MOMENT)
            .connect(&path)
            .unwrap_err()
    };
    let waiting = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    waiting.connect(&SockAddr::unix(&path).unwrap()).unwrap();
    let error = takes(60, connect);
    assert_eq!(
        error.to_string(),
        format!(
            "timed out after 60ms while connecting to unix:{}",
            path.display()
        )
    );
}

#[test]
fn over_tcp() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        write!(stream, "{GREETING}{}", json!({"return": {}, "id": 1})).unwrap();
        stream
    });
    let client = options()
        .connect(format!("localhost:{port}").as_str())
        .unwrap();
    client.shutdown().unwrap();
    server.join().unwrap();

    let error = options()
        .connect(format!("tcp:127.0.0.1:{port}").as_str())
        .unwrap_err();
    let Error::Connect { source, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(source.kind(), ErrorKind::ConnectionRefused);
}
