//! Commands and their replies.

use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::server::*;
use super::test_client::{TestClient, TestEvents};
use crate::protocol::session::Disconnected;
use crate::{Capability, Empty, ErrorClass, ErrorKind, Outcome, RawEvent, Request, Version};

with_both_clients!(
    typed_and_untyped,
    errors_with_and_without_an_id,
    the_reply_to_a_command_that_timed_out_is_discarded,
    pretty_split_and_joined,
    a_large_reply,
    a_reply_larger_than_allowed,
    a_reply_of_another_type,
    the_server_closes,
    the_server_closes_in_the_middle,
    garbage,
    another_server_takes_over,
    an_unsent_rest_is_sent_later,
    out_of_band,
    closing_ends_everything,
);

const SHORT: Duration = Duration::from_millis(50);

fn echo(text: impl Into<String>) -> Echo {
    Echo { text: text.into() }
}

async fn typed_and_untyped<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        assert_eq!(request, json!({"execute": "stop", "id": 2}));
        server.reply(&request, json!({}));
        let request = server.request();
        assert_eq!(
            request,
            json!({"execute": "echo", "arguments": {"text": "a"}, "id": 3})
        );
        server.reply(&request, json!({"size": 1, "later": null}));
        let request = server.request();
        assert_eq!(request, json!({"execute": "get", "id": 4}));
        server.reply(&request, json!(null));
        let request = server.request();
        assert_eq!(
            request,
            json!({"execute": "get", "arguments": {"a": [1]}, "id": 5})
        );
        server.send(b"{\"id\":5,\"return\":[1.50]}");
    };
    with_client(script, async |client: C| {
        // By value and by reference.
        assert_eq!(client.execute(Stop {}).await.unwrap(), Empty);
        assert_eq!(
            client.execute(&echo("a")).await.unwrap(),
            Echoed { size: 1 }
        );
        assert_eq!(
            client.execute_raw::<Value>("get", None).await.unwrap(),
            Value::Null
        );
        let arguments = json!({"a": [1]});
        let text = client.execute_raw::<Box<RawValue>>("get", Some(&arguments));
        assert_eq!(text.await.unwrap().get(), "[1.50]");
        let wrong = json!([]);
        let error = client.execute_raw::<Value>("get", Some(&wrong)).await;
        let error = error.unwrap_err();
        assert_eq!(
            error.to_string(),
            "get: cannot serialize the arguments: expected a JSON object"
        );
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Encode, Outcome::NotSent)
        );
    })
    .await;
}

async fn errors_with_and_without_an_id<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        let error = json!({"class": "DeviceNotFound", "desc": "no such thing"});
        server.line(&json!({"error": error, "id": request["id"]}));
        server.request();
        server.line(&json!({"error": {"class": "GenericError", "desc": "Invalid JSON"}}));
        server.request();
        server.line(&json!({"return": {}}));
        let request = server.request();
        server.line(&json!({"return": {}, "id": "x"}));
        server.reply(&request, json!({}));
    };
    with_client(script, async |client: C| {
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(error.to_string(), "stop: no such thing (DeviceNotFound)");
        assert_eq!(format!("{error:?}"), error.to_string());
        assert_eq!(error.kind(), ErrorKind::Command);
        assert_eq!(error.command(), Some("stop"));
        assert_eq!(error.class(), Some(&ErrorClass::DeviceNotFound));
        assert_eq!(error.outcome(), Outcome::Answered);

        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(error.to_string(), "stop: Invalid JSON (GenericError)");

        // Servers that do not repeat ids, and ids that this client did not write.
        client.execute(Stop {}).await.unwrap();
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}

async fn the_reply_to_a_command_that_timed_out_is_discarded<C: TestClient>() {
    let script = |server: &mut Server| {
        let late = server.request();
        std::thread::sleep(2 * SHORT);
        server.event("RESET", json!({"guest": true}));
        server.reply(&late, json!({"size": 1}));
        // Nothing else is sent before the reply to the first one.
        let request = server.request();
        assert_eq!(request["arguments"]["text"], "2");
        server.reply(&request, json!({"size": 2}));
    };
    with_events(script, async |client: C, events: C::Events<Reset>| {
        let late = client.execute_within(echo("1"), Some(SHORT));
        let error = takes(50, late).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "timed out after 50ms while waiting for the reply to `echo`"
        );
        assert_eq!(error.timeout(), Some(SHORT));
        assert_eq!(error.outcome(), Outcome::Unknown);

        let unsent = client.execute_within(echo("x"), Some(SHORT / 5));
        let error = unsent.await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "timed out after 10ms while waiting to send `echo`"
        );
        assert_eq!(error.outcome(), Outcome::NotSent);

        let reply = client.execute_within(echo("2"), None).await.unwrap();
        assert_eq!(reply, Echoed { size: 2 });
        assert_eq!(events.queued(), 1);
    })
    .await;
}

async fn pretty_split_and_joined<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        let reply = json!({"return": {"size": 7, "text": "}{\"\\"}, "id": request["id"]});
        let event = json!({"event": "RESET", "data": {"guest": false}});
        let text = format!("{event}{reply:#}\r\n{event:#}");
        for piece in text.as_bytes().chunks(3) {
            server.send(piece);
            std::thread::yield_now();
        }
    };
    with_events(script, async |client: C, mut events: C::Events<Reset>| {
        let reply = client.execute(echo("")).await.unwrap();
        assert_eq!(reply, Echoed { size: 7 });
        for _ in 0..2 {
            events.wait(Duration::from_secs(5), |_| true).await.unwrap();
        }
    })
    .await;
}

async fn a_large_reply<C: TestClient>() {
    let item = "x".repeat(5 << 10);
    let value = json!(vec![item; 1 << 10]);
    let expected = value.to_string().len();
    let script = move |server: &mut Server| {
        let request = server.request();
        server.reply(&request, value);
    };
    with_client(script, async |client: C| {
        let reply = client.execute_raw::<Box<RawValue>>("large", None).await;
        assert_eq!(reply.unwrap().get().len(), expected);
    })
    .await;
}

async fn a_reply_larger_than_allowed<C: TestClient>() {
    let script = |server: &mut Server| {
        server.greet();
        let request = server.request();
        server.reply(&request, json!("x".repeat(1000)));
    };
    with_server::<C>(script, async |address| {
        let builder = C::builder().max_message_size(1000);
        let client = C::connect(&builder, address).await.unwrap();
        let error = client.execute(Stop {}).await.unwrap_err().to_string();
        assert!(
            error.contains("expected a message of at most 1000 bytes"),
            "{error}"
        );
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol);
        assert_eq!(error.outcome(), Outcome::NotSent);
    })
    .await;
}

async fn a_reply_of_another_type<C: TestClient>() {
    let script = |server: &mut Server| {
        for major in [json!("x"), json!(1)] {
            let request = server.request();
            let qemu = json!({"major": major, "minor": 0, "micro": 0});
            server.reply(&request, json!({"qemu": qemu, "package": ""}));
        }
    };
    with_client(script, async |client: C| {
        let version = client.execute_raw::<Version>("query-version", None).await;
        let error = version.unwrap_err();
        assert_eq!(
            error.to_string(),
            "query-version: cannot decode the reply: `qemu.major`: expected an integer, found the \
             string \"x\""
        );
        assert_eq!(error.path().as_deref(), Some("qemu.major"));
        assert_eq!(error.outcome(), Outcome::Answered);
        let version = client.execute_raw::<Version>("query-version", None).await;
        version.unwrap();
    })
    .await;
}

async fn the_server_closes<C: TestClient>() {
    let script = |server: &mut Server| {
        server.request();
        server.event("RESET", json!({"guest": true}));
        server.close();
    };
    with_events(script, async |client: C, mut events: C::Events<Reset>| {
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Closed, Outcome::Unknown)
        );
        assert_eq!(
            error.to_string(),
            "the server closed the connection while waiting for the reply to `stop`"
        );
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the server closed the connection while sending `stop`"
        );
        assert_eq!(error.outcome(), Outcome::NotSent);
        // What came before is not lost.
        assert!(events.try_next().unwrap().is_some());
        let error = events.next(Duration::from_secs(5)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Closed);
        assert!(error.to_string().ends_with("(RESET)"), "{error}");
        assert!(client.closed(Duration::ZERO).await.is_some());
    })
    .await;
}

async fn the_server_closes_in_the_middle<C: TestClient>() {
    let script = |server: &mut Server| {
        server.request();
        server.send(b"{\"return\": {\"si");
        server.close();
    };
    with_client(script, async |client: C| {
        let error = client.execute(Stop {}).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the server closed the connection in the middle of a message (`{\"return\": \
             {\"si`) while waiting for the reply to `stop`"
        );
        // The first cause is that of every later call.
        let error = client.execute(Stop {}).await.unwrap_err();
        assert!(error.to_string().contains("in the middle"), "{error}");
    })
    .await;
}

async fn garbage<C: TestClient>() {
    for (text, expected) in [
        (
            "{\"hello\":1}",
            "expected a greeting, a reply or an event, found `{\"hello\":1}` while waiting for the \
             reply to `stop`",
        ),
        (
            "Segmentation fault\n",
            "expected a JSON object, found `Segmentation fault\\n` while waiting for the reply to \
             `stop`",
        ),
    ] {
        let script = move |server: &mut Server| {
            server.request();
            server.send(text);
        };
        with_client(script, async |client: C| {
            let error = client.execute(Stop {}).await.unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.kind(), ErrorKind::Protocol);
        })
        .await;
    }
}

async fn another_server_takes_over<C: TestClient>() {
    let script = |server: &mut Server| {
        server.request();
        server.send(GREETING);
    };
    with_client(script, async |client: C| {
        let error = client.execute(Stop {}).await.unwrap_err().to_string();
        assert!(error.contains("connect again"), "{error}");
    })
    .await;
}

async fn an_unsent_rest_is_sent_later<C: TestClient>() {
    let (go_on, wait) = std::sync::mpsc::channel();
    let script = move |server: &mut Server| {
        wait.recv().unwrap();
        let stuck = server.request();
        assert_eq!(stuck["arguments"]["text"].as_str().unwrap().len(), 2 << 20);
        server.reply(&stuck, json!({"size": 1}));
        let request = server.request();
        assert_eq!(
            request["execute"], "stop",
            "a request of which nothing was sent is discarded"
        );
        server.reply(&request, json!({}));
    };
    with_client(script, async |client: C| {
        let large = echo("x".repeat(2 << 20));
        let error = takes(50, client.execute_within(&large, Some(SHORT))).await;
        assert_eq!(error.unwrap_err().timeout(), Some(SHORT));
        let error = client.execute_within(&large, Some(Duration::ZERO)).await;
        assert_eq!(error.unwrap_err().outcome(), Outcome::NotSent);
        go_on.send(()).unwrap();
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}

async fn out_of_band<C: TestClient>() {
    let script = |server: &mut Server| {
        server.send(GREETING);
        let request = server.request();
        assert_eq!(request["arguments"], json!({"enable": ["oob"]}));
        server.reply(&request, json!({}));
        let request = server.request();
        assert_eq!(request, json!({"exec-oob": "stop", "id": 2}));
        server.reply(&request, json!({}));
    };
    with_server::<C>(script, async |address| {
        let builder = C::builder().enable(Capability::OutOfBand);
        let client = C::connect(&builder, address).await.unwrap();
        let request = Request::new("stop").out_of_band();
        client.request(request).await.unwrap();
    })
    .await;
    with_events(
        |_| {},
        async |client: C, mut events: C::Events<RawEvent>| {
            let request = Request::new("stop").out_of_band();
            let error = client.request(request).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Capability);
            assert!(error.to_string().contains("is not enabled; use"), "{error}");
            assert!(events.try_next().unwrap().is_none());
        },
    )
    .await;
}

async fn closing_ends_everything<C: TestClient>() {
    with_events(
        |_| {},
        async |client: C, mut events: C::Events<RawEvent>| {
            client.close();
            let error = client.execute(Stop {}).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "the connection was closed by this program while sending `stop`"
            );
            assert!(matches!(
                error.disconnected_by(),
                Some(Disconnected::ClosedHere)
            ));
            let error = events.next(Duration::from_secs(5)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Closed);
        },
    )
    .await;
}
