//! Recorded sessions.

use qmp_client::qemu::commands::{Cont, QueryStatus, Stop};
use qmp_client::testing::Server;
use qmp_client::{ErrorClass, RawEvent};
use serde_json::Value;

use crate::test_client::{TestClient, TestEvents};
use crate::{connect, start};

with_both_clients!(played, other_requests);

const SESSION: &str = r#"
# A short session.
<- {"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": ""}, "capabilities": []}}
-> {"execute": "qmp_capabilities", "id": "first"}
<- {"return": {}, "id": "first"}
-> {"execute": "query-status"}
<- {"return": {"running": true, "status": "running"}}
-> {"execute": "stop", "arguments": {}}
<- {"event": "STOP", "timestamp": {"seconds": 1, "microseconds": 2}}
<- {"return": {}}
-> {"execute": "cont"}
<- {"return": {}}
"#;

async fn played<C: TestClient>() {
    let server = start(Server::builder().replay(SESSION));
    let client: C = connect(&server).await;
    let mut events = client.events::<RawEvent>();
    assert!(client.execute(QueryStatus::new()).await.unwrap().running);
    assert_eq!(
        server.verify().unwrap_err().to_string(),
        "missing call: `stop`, line 8 of the recording, and 1 more requests"
    );
    client.execute(Stop::new()).await.unwrap();
    assert_eq!(events.try_next().unwrap().unwrap().event.name, "STOP");
    client.execute(Cont::new()).await.unwrap();
    server.verify().unwrap();
}

async fn other_requests<C: TestClient>() {
    let server = start(Server::builder().replay(SESSION));
    let client: C = connect(&server).await;
    let error = client.execute(Cont::new()).await.unwrap_err();
    assert_eq!(error.class(), Some(&ErrorClass::GenericError));
    let error = server.verify().unwrap_err();
    assert_eq!(
        error.problems()[0],
        r#"cont: line 6 of the recording has {"execute":"query-status"}"#
    );
}

#[test]
fn invalid_recordings() {
    for (text, expected) in [
        (
            "-> {}\n- {}",
            "line 2 of the recording: expected `->` or `<-` and a message",
        ),
        ("<- {", "line 1 of the recording: EOF while parsing"),
    ] {
        let error = Server::builder().replay(text).start().unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

/// The sessions of real servers, where the folder with recordings exists.
#[test]
fn recorded_sessions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/transcripts");
    for server in std::fs::read_dir(folder).into_iter().flatten() {
        let path = server.unwrap().path().join("session.jsonl");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        // One request is not JSON, which a client cannot send.
        let text = text.split("-> { \"execute\": }").next().unwrap();
        let server = start(Server::builder().replay(text));
        let client = server.client().unwrap();
        let requests = text.lines().filter_map(|line| line.strip_prefix("->"));
        for request in requests.skip(1) {
            let request: Value = serde_json::from_str(request).unwrap();
            let name = request["execute"].as_str().unwrap();
            // Some commands of the recording failed.
            let _ = client.execute_raw::<Value>(name, request.get("arguments"));
        }
        server.verify().unwrap();
    }
}
