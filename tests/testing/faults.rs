//! Misbehaving servers: every fault in a reply, and at every position of a session.

use std::time::{Duration, Instant};

use qmp_client::qemu::commands::{QueryKvm, QueryStatus, Stop};
use qmp_client::testing::{Fault, Server};
use qmp_client::{Capability, Empty, ErrorKind, Outcome};
use serde_json::json;

use crate::test_client::TestClient;
use crate::{connect, start};

with_both_clients!(
    in_replies,
    late_and_out_of_order,
    slow_reading,
    long_lines,
    at_every_position
);

async fn in_replies<C: TestClient>() {
    for (fault, kind) in [
        (Fault::Silence, ErrorKind::Timeout),
        (Fault::HalfMessage, ErrorKind::Closed),
        (Fault::Close, ErrorKind::Closed),
        (Fault::Garbage(b"what?\r\n".to_vec()), ErrorKind::Protocol),
        (Fault::GreetingAgain, ErrorKind::Protocol),
    ] {
        let server = Server::new();
        server.on::<Stop>(|_| Ok(Empty)).fault(fault.clone());
        let client: C = connect(&server).await;
        let short = Some(Duration::from_millis(100));
        let error = client.execute_within(Stop::new(), short).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (kind, Outcome::Unknown),
            "{fault:?}"
        );
        server.verify().unwrap();
    }
    // The only command in flight.
    let server = Server::new();
    server.on::<Stop>(|_| Ok(Empty)).fault(Fault::NoId);
    let client: C = connect(&server).await;
    client.execute(Stop::new()).await.unwrap();
}

async fn late_and_out_of_order<C: TestClient>() {
    let server = Server::new();
    server
        .on::<Stop>(|_| Ok(Empty))
        .fault(Fault::Late(Duration::from_millis(100)));
    server
        .on_json::<QueryKvm>(|_| Ok(json!({"enabled": true, "present": true})))
        .fault(Fault::AfterNext);
    // Without out-of-band execution, a client sends one command at a time.
    let builder = C::builder().enable(Capability::OutOfBand);
    let client = C::connect(&builder, &server.address().unwrap())
        .await
        .unwrap();
    let short = Some(Duration::from_millis(20));
    let error = client.execute_within(Stop::new(), short).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    // The late reply is not taken for another one; that one waits for it.
    assert!(!client.execute(QueryStatus::new()).await.unwrap().running);
    let error = client.execute_within(QueryKvm::new(), short).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(!client.execute(QueryStatus::new()).await.unwrap().running);
    server.verify().unwrap();
}

async fn slow_reading<C: TestClient>() {
    let pause = Duration::from_millis(1);
    let slow = Fault::SlowReading { bytes: 1, pause };
    let server = start(Server::builder().fault_at(0, slow));
    let client: C = connect(&server).await;
    let start = Instant::now();
    client.execute(Stop::new()).await.unwrap();
    assert!(start.elapsed() > 20 * pause);
    server.verify().unwrap();
}

async fn long_lines<C: TestClient>() {
    let server = Server::new();
    server
        .on::<Stop>(|_| Ok(Empty))
        .fault(Fault::LongLine(1 << 20));
    let client: C = connect(&server).await;
    client.execute(Stop::new()).await.unwrap();
    let builder = C::builder().max_message_size(1000);
    let client = C::connect(&builder, &server.address().unwrap())
        .await
        .unwrap();
    let error = client.execute(Stop::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
}

/// Every misbehaviour, at every byte of a session of two commands: each call has its own reply or
/// an error that says what went wrong, in time.
async fn at_every_position<C: TestClient>() {
    // Without faults, the session has this many bytes.
    let length = 300;
    for fault in [
        Fault::Close,
        Fault::Silence,
        Fault::Garbage(b"\x00}".to_vec()),
        Fault::LongLine(10_000),
        Fault::GreetingAgain,
        Fault::NoId,
    ] {
        // What times out takes longer.
        let step = if fault == Fault::Silence { 11 } else { 1 };
        // What ends at once may wait for a busy machine.
        let timeout = match fault {
            Fault::Close | Fault::NoId => Duration::from_secs(5),
            _ => Duration::from_millis(60),
        };
        let builder = C::builder()
            .connect_timeout(timeout)
            .command_timeout(timeout);
        let mut failed = 0;
        for position in (0..length).step_by(step) {
            let server = start(Server::builder().fault_at(position, fault.clone()));
            server.on_json::<QueryKvm>(|_| Ok(json!({"enabled": true, "present": true})));
            server.on_json::<QueryStatus>(|_| Ok(json!({"running": true, "status": "running"})));
            let start = Instant::now();
            let result = async {
                let client = C::connect(&builder, &server.address().unwrap()).await?;
                let first = client.execute(QueryKvm::new()).await;
                if let Ok(kvm) = &first {
                    assert!(kvm.enabled && kvm.present);
                }
                let second = client.execute(QueryStatus::new()).await;
                if let Ok(status) = &second {
                    assert!(status.running);
                }
                first.map(drop).and(second.map(drop))
            }
            .await;
            let elapsed = start.elapsed();
            assert!(
                elapsed < Duration::from_secs(2),
                "{fault:?} at {position}: {elapsed:?}"
            );
            let Err(error) = result else { continue };
            failed += 1;
            let kinds = match fault {
                Fault::Close => [ErrorKind::Closed, ErrorKind::Io],
                Fault::Silence => [ErrorKind::Timeout; 2],
                // An invalid byte in a string or a number gives an unterminated message.
                _ => [ErrorKind::Protocol, ErrorKind::Timeout],
            };
            let is_expected = kinds.contains(&error.kind())
                || matches!(error.kind(), ErrorKind::DecodeReply | ErrorKind::Command);
            assert!(is_expected, "{fault:?} at {position}: {error}");
            assert!(error.to_string().len() > 10, "{error}");
        }
        assert!(failed > 0 || fault == Fault::NoId, "{fault:?}");
    }
}
