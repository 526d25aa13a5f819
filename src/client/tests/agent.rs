//! Guest agents: what cannot be tried with a real one.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::server::*;
use super::test_client::TestClient;
use crate::{Command, Empty, ErrorKind, NoReplyCommand, Outcome};

with_both_clients!(
    a_command_without_reply,
    a_command_without_reply_that_fails,
    an_agent_that_does_not_answer,
    an_agent_that_starts_late,
    an_agent_that_discards_the_rest_of_a_request,
    a_reply_that_is_lost,
);

/// A command without a reply.
#[derive(Serialize)]
struct Shutdown {
    mode: &'static str,
}

impl Shutdown {
    const HALT: Self = Shutdown { mode: "halt" };
}

impl Command for Shutdown {
    const NAME: &'static str = "guest-shutdown";
    type Reply = Empty;
}

impl NoReplyCommand for Shutdown {}

/// Receives the next request, and asserts that it synchronizes; returns its number.
fn sync_request(server: &mut Server) -> Value {
    let request = server.request();
    assert_eq!(request["execute"], "guest-sync-delimited");
    request["arguments"]["id"].clone()
}

fn synchronize(server: &mut Server) {
    let number = sync_request(server);
    server.send([0xff]);
    server.line(&json!({ "return": number }));
}

async fn connect<C: TestClient>(address: &crate::Address) -> C {
    let builder = C::builder().guest_agent(true);
    C::connect(&builder, address).await.unwrap()
}

/// The next request is the command, which is not answered.
fn shut_down(server: &mut Server) {
    let request = server.request();
    assert_eq!(request["execute"], "guest-shutdown");
    assert_eq!(request["arguments"], json!({"mode": "halt"}));
}

async fn a_command_without_reply<C: TestClient>() {
    let script = |server: &mut Server| {
        synchronize(server);
        shut_down(server);
        server.close();
    };
    with_server::<C>(script, async |address| {
        let client = connect::<C>(address).await;
        client.send(Shutdown::HALT).await.unwrap();
        let end = client.closed(Duration::from_secs(5)).await.unwrap();
        assert_eq!(end.kind(), ErrorKind::Closed);
        let error = client.send(Shutdown::HALT).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert_eq!(error.command(), Some("guest-shutdown"));
    })
    .await;
}

async fn a_command_without_reply_that_fails<C: TestClient>() {
    let script = |server: &mut Server| {
        synchronize(server);
        shut_down(server);
        let error = json!({"class": "GenericError", "desc": "no such program"});
        server.line(&json!({ "error": error }));
        // Before the next command.
        synchronize(server);
        let request = server.request();
        server.reply(&request, json!({"size": 1}));
    };
    with_server::<C>(script, async |address| {
        let client = connect::<C>(address).await;
        client.send(Shutdown::HALT).await.unwrap();
        let echo = Echo { text: "a".into() };
        assert_eq!(client.execute(echo).await.unwrap(), Echoed { size: 1 });
    })
    .await;
}

async fn an_agent_that_does_not_answer<C: TestClient>() {
    let moment = Duration::from_millis(60);
    with_server::<C>(
        |_| {},
        async |address| {
            let builder = C::builder().guest_agent(true).connect_timeout(moment);
            let error = takes(60, C::connect(&builder, address)).await.err();
            let error = error.unwrap();
            assert_eq!(error.timeout(), Some(moment));
            assert!(
                error.to_string().starts_with(
                    "timed out after 60ms while waiting for the reply to `guest-sync-delimited`"
                ),
                "{error}"
            );
        },
    )
    .await;
}

async fn an_agent_that_starts_late<C: TestClient>() {
    let script = |server: &mut Server| {
        // Nobody reads the first request.
        sync_request(server);
        synchronize(server);
        let request = server.request();
        server.reply(&request, json!({}));
    };
    with_server::<C>(script, async |address| {
        let client = connect::<C>(address).await;
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}

/// QEMU's agent answers the separator with an error if it has received a part of a request.
async fn an_agent_that_discards_the_rest_of_a_request<C: TestClient>() {
    let script = |server: &mut Server| {
        let number = sync_request(server);
        server.line(&json!({"return": {}, "id": 1}));
        server.line(&json!({"error": {"class": "GenericError", "desc": "JSON parse error"}}));
        server.send(b"{\"return\": {\"half\": ");
        server.send([0xff]);
        server.line(&json!({ "return": number }));
        let request = server.request();
        server.reply(&request, json!({}));
    };
    with_server::<C>(script, async |address| {
        let client = connect::<C>(address).await;
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}

/// The agent is restarted in the middle of a reply.
async fn a_reply_that_is_lost<C: TestClient>() {
    let script = |server: &mut Server| {
        synchronize(server);
        server.request();
        server.send(b"{\"return\": {\"ha\xff");
        synchronize(server);
        let request = server.request();
        server.reply(&request, json!({}));
    };
    with_server::<C>(script, async |address| {
        let client = connect::<C>(address).await;
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
        assert_eq!(error.outcome(), Outcome::Unknown);
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}
