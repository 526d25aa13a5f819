//! Reaching a server, its greeting and the negotiation.

use std::io::{self, Write};
use std::net::TcpListener;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::json;
use socket2::{Domain, SockAddr, Socket, Type};

use super::server::*;
use super::test_client::{TestClient, TestEvents};
use crate::{Address, Capability, Error, ErrorKind, Outcome, RawEvent, blocking, tokio};

with_both_clients!(
    events_around_the_greeting,
    a_server_that_greets_twice,
    a_server_that_does_not_greet,
    a_server_that_does_not_negotiate,
    a_greeting_in_pieces_does_not_extend_the_timeout,
    something_else_is_listening,
    negotiation_fails,
    no_server_listens,
    a_server_that_is_being_started,
    a_server_that_closes_twice_while_it_starts,
    a_server_that_is_busy,
    over_tcp,
    in_the_abstract_namespace,
);

const MOMENT: Duration = Duration::from_millis(60);

#[test]
fn errors_can_be_sent_and_clients_too() {
    fn is_send_and_sync<T: Send + Sync + 'static>() {}
    is_send_and_sync::<Error>();
    is_send_and_sync::<blocking::Client>();
    is_send_and_sync::<blocking::Events<RawEvent>>();
    is_send_and_sync::<tokio::Client>();
    is_send_and_sync::<tokio::Events<RawEvent>>();
}

async fn events_around_the_greeting<C: TestClient>() {
    let script = |server: &mut Server| {
        server.event("A", json!({}));
        server.send(GREETING);
        server.event("B", json!({}));
        let request = server.request();
        server.event("C", json!({}));
        server.reply(&request, json!({}));
        server.event("D", json!({}));
    };
    with_server::<C>(script, async |address| {
        let connected = C::connect_with_events::<RawEvent>(&C::builder(), address).await;
        let (_client, mut events) = connected.unwrap();
        for name in ["A", "B", "C", "D"] {
            let event = events.next(Duration::from_secs(5)).await.unwrap().unwrap();
            assert_eq!(event.event.name, name);
        }
    })
    .await;
}

async fn a_server_that_greets_twice<C: TestClient>() {
    let script = |server: &mut Server| {
        server.send(GREETING);
        let request = server.request();
        server.send(GREETING);
        server.reply(&request, json!({}));
    };
    with_server::<C>(script, async |address| {
        C::connect(&C::builder(), address).await.unwrap();
    })
    .await;
}

async fn a_server_that_does_not_greet<C: TestClient>() {
    with_server::<C>(
        |_| {},
        async |address| {
            let builder = C::builder().connect_timeout(MOMENT);
            let error = takes(60, C::connect(&builder, address))
                .await
                .err()
                .unwrap();
            assert_eq!(error.kind(), ErrorKind::Timeout);
            assert!(
                error.to_string().starts_with(&format!(
                    "timed out after 60ms while waiting for the greeting (connecting to \
                     {address}) (is another"
                )),
                "{error}"
            );
        },
    )
    .await;
}

async fn a_server_that_does_not_negotiate<C: TestClient>() {
    let script = |server: &mut Server| server.send(GREETING);
    with_server::<C>(script, async |address| {
        let builder = C::builder().connect_timeout(MOMENT);
        let error = C::connect(&builder, address).await.err().unwrap();
        assert!(
            error.to_string().starts_with(
                "timed out after 60ms while waiting for the reply to `qmp_capabilities`"
            ),
            "{error}"
        );
    })
    .await;
}

async fn a_greeting_in_pieces_does_not_extend_the_timeout<C: TestClient>() {
    let script = |server: &mut Server| {
        for byte in GREETING.bytes() {
            server.send([byte]);
            thread::sleep(Duration::from_millis(2));
        }
    };
    with_server::<C>(script, async |address| {
        let builder = C::builder().connect_timeout(MOMENT);
        let error = takes(60, C::connect(&builder, address)).await.err();
        assert_eq!(error.unwrap().kind(), ErrorKind::Timeout);
    })
    .await;
}

async fn something_else_is_listening<C: TestClient>() {
    for (text, expected) in [
        (
            "QEMU 10.0.2 monitor - type 'help' for more\r\n",
            "found `QEMU 10.0.2 monitor",
        ),
        ("{\"return\": {}}", "expected a greeting, found `{"),
        (
            "{\"QMP\": {\"capabilities\": []}}",
            "`QMP`: the required member `version` is missing",
        ),
    ] {
        let script = move |server: &mut Server| server.send(text);
        with_server::<C>(script, async |address| {
            let error = C::connect(&C::builder(), address).await.err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Protocol);
            assert!(error.to_string().contains(expected), "{error}");
            let doing = format!("while connecting to {address}");
            assert!(error.to_string().contains(&doing), "{error}");
        })
        .await;
    }
    with_server::<C>(Server::close, async |address| {
        let error = C::connect(&C::builder(), address).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Closed);
    })
    .await;
}

async fn negotiation_fails<C: TestClient>() {
    let script = |server: &mut Server| {
        server.send(GREETING);
        let id = &server.request()["id"];
        server.line(&json!({"error": {"class": "GenericError", "desc": "no"}, "id": id}));
    };
    with_server::<C>(script, async |address| {
        let error = C::connect(&C::builder(), address).await.err().unwrap();
        assert_eq!(
            error.to_string(),
            format!("qmp_capabilities: no (GenericError) while connecting to {address}")
        );
    })
    .await;
    let script = |server: &mut Server| server.send(GREETING);
    with_server::<C>(script, async |address| {
        let builder = C::builder().enable(Capability::from("warp"));
        let error = C::connect(&builder, address).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Capability);
        assert!(
            error.to_string().starts_with(
                "the server does not offer the capability `warp`; it offers `oob` while"
            ),
            "{error}"
        );
    })
    .await;
}

async fn no_server_listens<C: TestClient>() {
    let cause = |error: &Error| error.io_error().map(io::Error::kind);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.sock");
    let address = Address::unix(&path);
    let error = C::connect(&C::builder(), &address).await.err().unwrap();
    assert!(
        error.to_string().contains(
            "(is the server running? Client::builder().wait_for_server(true) waits until it is)"
        ),
        "{error}"
    );
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(cause(&error), Some(io::ErrorKind::NotFound));

    let builder = C::builder().connect_timeout(MOMENT).wait_for_server(true);
    let error = takes(60, C::connect(&builder, &address)).await.err();
    let error = error.unwrap();
    assert!(error.to_string().contains("within 60ms"), "{error}");
    assert_eq!(cause(&error), Some(io::ErrorKind::NotFound));

    drop(UnixListener::bind(&path).unwrap());
    let error = C::connect(&C::builder(), &address).await.err().unwrap();
    assert_eq!(cause(&error), Some(io::ErrorKind::ConnectionRefused));
    let converted = io::Error::from(error.clone());
    assert_eq!(converted.kind(), io::ErrorKind::ConnectionRefused);
    assert_eq!(converted.to_string(), error.to_string());

    let address = Address::unix(PathBuf::from("x".repeat(200)));
    let error = C::connect(&C::builder(), &address).await.err().unwrap();
    assert_eq!(cause(&error), Some(io::ErrorKind::InvalidInput));
}

async fn a_server_that_is_being_started<C: TestClient>() {
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
            accept(&UnixListener::bind(&path).unwrap())
        }
    });
    let builder = C::builder().wait_for_server(true);
    C::connect(&builder, &Address::unix(&path)).await.unwrap();
    server.join().unwrap();
}

/// Accepts a client and completes the handshake.
fn accept(listener: &UnixListener) -> UnixStream {
    let (mut stream, _) = listener.accept().unwrap();
    write!(stream, "{GREETING}{}", json!({"return": {}, "id": 1})).unwrap();
    stream
}

async fn a_server_that_closes_twice_while_it_starts<C: TestClient>() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let server = thread::spawn(move || {
        drop(listener.accept().unwrap());
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(&GREETING.as_bytes()[..20]).unwrap();
        drop(stream);
        accept(&listener)
    });
    let builder = C::builder().wait_for_server(true);
    C::connect(&builder, &Address::unix(&path)).await.unwrap();
    server.join().unwrap();
}

async fn a_server_that_is_busy<C: TestClient>() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qmp.sock");
    let listener = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    listener.bind(&SockAddr::unix(&path).unwrap()).unwrap();
    listener.listen(0).unwrap();

    // The first waits to be accepted, the next waits to be let in to wait.
    let waiting = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    waiting.connect(&SockAddr::unix(&path).unwrap()).unwrap();
    let builder = C::builder().connect_timeout(MOMENT);
    let address = Address::unix(&path);
    let error = takes(60, C::connect(&builder, &address)).await.err();
    assert_eq!(
        error.unwrap().to_string(),
        format!("timed out after 60ms while connecting to {address}")
    );
}

async fn over_tcp<C: TestClient>() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        write!(stream, "{GREETING}{}", json!({"return": {}, "id": 1})).unwrap();
        stream
    });
    let address = Address::tcp(&format!("localhost:{port}")).unwrap();
    let client = C::connect(&C::builder(), &address).await.unwrap();
    client.close();
    server.join().unwrap();

    let address = Address::tcp(&format!("127.0.0.1:{port}")).unwrap();
    let error = C::connect(&C::builder(), &address).await.err().unwrap();
    let cause = error.io_error().map(io::Error::kind);
    assert_eq!(cause, Some(io::ErrorKind::ConnectionRefused));
}

async fn in_the_abstract_namespace<C: TestClient>() {
    let name = format!(
        "qmp-client-test-{}-{:?}",
        std::process::id(),
        thread::current().id()
    );
    let listener = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    let path = format!("\0{name}");
    listener.bind(&SockAddr::unix(&path).unwrap()).unwrap();
    listener.listen(1).unwrap();
    let server =
        thread::spawn(move || accept(&UnixListener::from(std::os::fd::OwnedFd::from(listener))));
    let address: Address = format!("unix:{name},abstract=on").parse().unwrap();
    C::connect(&C::builder(), &address).await.unwrap();
    server.join().unwrap();
}
