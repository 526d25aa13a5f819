//! Commands and their replies.

use std::time::Duration;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::server::*;
use crate::{Capability, Empty, Error, ErrorClass, RawEvent, Request, Version};

#[test]
fn typed_and_untyped() {
    with_client(
        |server| {
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
        },
        |client| {
            assert_eq!(client.greeting().version.to_string(), "10.0.2");
            assert_eq!(client.execute(&Stop {}).unwrap(), Empty);
            assert_eq!(
                client.execute(&Echo { text: "a".into() }).unwrap(),
                Echoed { size: 1 }
            );
            assert_eq!(
                client.execute_raw::<Value>("get", None).unwrap(),
                Value::Null
            );
            let arguments = json!({"a": [1]});
            let text: Box<RawValue> = client.execute_raw("get", Some(&arguments)).unwrap();
            assert_eq!(text.get(), "[1.50]");
            let error = client
                .execute_raw::<Value>("get", Some(&json!([])))
                .unwrap_err();
            assert_eq!(
                error.to_string(),
                "get: cannot serialize the arguments: expected a JSON object"
            );
        },
    );
}

#[test]
fn errors_with_and_without_an_id() {
    with_client(
        |server| {
            let request = server.request();
            let error = json!({"class": "DeviceNotFound", "desc": "no such thing"});
            server.line(&json!({"error": error, "id": request["id"]}));
            server.request();
            server.line(&json!({"error": {"class": "GenericError", "desc": "Invalid JSON"}}));
            let request = server.request();
            server.line(&json!({"return": {}}));
            server.reply(&request, json!({}));
            let request = server.request();
            server.reply(&request, json!({}));
        },
        |client| {
            let error = client.execute(&Stop {}).unwrap_err();
            assert_eq!(error.to_string(), "stop: no such thing (DeviceNotFound)");
            let Error::Command { command, error } = error else {
                panic!("{error}")
            };
            assert_eq!(
                (&*command, error.class),
                ("stop", ErrorClass::DeviceNotFound)
            );

            let error = client.execute(&Stop {}).unwrap_err();
            assert_eq!(error.to_string(), "stop: Invalid JSON (GenericError)");

            let error = client.execute(&Stop {}).unwrap_err();
            assert_eq!(
                error.to_string(),
                "protocol error while waiting for the reply to `stop`: expected a reply with the \
                 id 4, found a reply without an id"
            );
            client.execute(&Stop {}).unwrap();
        },
    );
}

#[test]
fn the_reply_to_a_command_that_timed_out_is_dropped() {
    with_client(
        |server| {
            let late = server.request();
            let request = server.request();
            server.event("RESET", json!({"guest": true}));
            server.reply(&late, json!({"size": 1}));
            server.reply(&request, json!({"size": 2}));
        },
        |client| {
            let error = takes(50, || {
                client
                    .execute_within(&Echo { text: "1".into() }, Duration::from_millis(50))
                    .unwrap_err()
            });
            assert_eq!(
                error.to_string(),
                "timed out after 50ms while waiting for the reply to `echo`"
            );
            assert!(matches!(error, Error::Timeout { after, .. } if after.as_millis() == 50));
            let reply = client
                .execute_within(&Echo { text: "2".into() }, None)
                .unwrap();
            assert_eq!(reply, Echoed { size: 2 });
            assert_eq!(client.pending_events(), 1);
        },
    );
}

#[test]
fn a_late_reply_among_events_is_dropped() {
    with_client(
        |server| {
            let late = server.request();
            std::thread::sleep(Duration::from_millis(60));
            server.reply(&late, json!({}));
            server.event("RESET", json!({"guest": true}));
        },
        |client| {
            client.set_command_timeout(Duration::from_millis(20));
            assert!(matches!(
                client.execute(&Stop {}),
                Err(Error::Timeout { .. })
            ));
            client.wait_for::<Reset>(Duration::from_secs(5)).unwrap();
        },
    );
}

#[test]
fn pretty_split_and_joined() {
    with_client(
        |server| {
            let request = server.request();
            let reply = json!({"return": {"size": 7, "text": "}{\"\\"}, "id": request["id"]});
            let event = json!({"event": "RESET", "data": {"guest": false}});
            let text = format!("{event}{reply:#}\r\n{event:#}");
            for piece in text.as_bytes().chunks(3) {
                server.send(piece);
                std::thread::yield_now();
            }
        },
        |client| {
            let reply = client
                .execute(&Echo {
                    text: String::new(),
                })
                .unwrap();
            assert_eq!(reply, Echoed { size: 7 });
            for _ in 0..2 {
                client.wait_for::<Reset>(Duration::from_secs(5)).unwrap();
            }
        },
    );
}

#[test]
fn a_large_reply() {
    let item = "x".repeat(5 << 10);
    let value = json!(vec![item; 1 << 10]);
    let expected = value.to_string().len();
    with_client(
        move |server| {
            let request = server.request();
            server.reply(&request, value);
        },
        |client| {
            let reply: Box<RawValue> = client.execute_raw("large", None).unwrap();
            assert_eq!(reply.get().len(), expected);
        },
    );
}

#[test]
fn a_reply_larger_than_allowed() {
    with_server(
        |server| {
            server.greet();
            let request = server.request();
            server.reply(&request, json!("x".repeat(1000)));
        },
        |address| {
            let mut client = options().max_message_size(1000).connect(address).unwrap();
            let error = client.execute(&Stop {}).unwrap_err().to_string();
            assert!(
                error.contains("expected a message of at most 1000 bytes"),
                "{error}"
            );
            assert!(
                error.contains("found `{") && error.contains("\"return\":\"xxx"),
                "{error}"
            );
            assert!(matches!(
                client.execute(&Stop {}),
                Err(Error::Protocol { .. })
            ));
        },
    );
}

#[test]
fn a_reply_of_another_type() {
    with_client(
        |server| {
            for major in [json!("x"), json!(1)] {
                let request = server.request();
                let qemu = json!({"major": major, "minor": 0, "micro": 0});
                server.reply(&request, json!({"qemu": qemu, "package": ""}));
            }
        },
        |client| {
            let error = client
                .execute_raw::<Version>("query-version", None)
                .unwrap_err();
            let text = error.to_string();
            let expected = "query-version: cannot decode the reply: `qemu.major`: \
                            expected an integer, found the string \"x\"";
            assert_eq!(text, expected);
            client
                .execute_raw::<Version>("query-version", None)
                .unwrap();
        },
    );
}

#[test]
fn the_server_closes() {
    with_client(
        |server| {
            server.request();
            server.event("RESET", json!({"guest": true}));
            server.close();
        },
        |client| {
            let error = client.execute(&Stop {}).unwrap_err();
            assert!(
                matches!(
                    error,
                    Error::Closed {
                        unfinished: None,
                        ..
                    }
                ),
                "{error}"
            );
            assert_eq!(
                error.to_string(),
                "the server closed the connection while waiting for the reply to `stop`"
            );
            assert!(matches!(
                client.execute(&Stop {}),
                Err(Error::Closed { .. })
            ));
            // What came before is not lost.
            assert!(client.try_next_event::<Reset>().unwrap().is_some());
            let error = client.next_event::<Reset>(None).unwrap_err();
            assert!(error.to_string().ends_with("(RESET)"), "{error}");
        },
    );
}

#[test]
fn the_server_closes_in_the_middle() {
    with_client(
        |server| {
            server.request();
            server.send(b"{\"return\": {\"si");
            server.close();
        },
        |client| {
            let error = client.execute(&Stop {}).unwrap_err().to_string();
            assert_eq!(
                error,
                "the server closed the connection in the middle of a message (`{\"return\": \
                 {\"si`) while waiting for the reply to `stop`"
            );
        },
    );
}

#[test]
fn garbage() {
    with_client(
        |server| {
            let request = server.request();
            server.line(&json!({"hello": 1}));
            server.reply(&request, json!({}));
            server.request();
            server.send(b"Segmentation fault\n");
        },
        |client| {
            let error = client.execute(&Stop {}).unwrap_err().to_string();
            assert_eq!(
                error,
                "protocol error while waiting for the reply to `stop`: expected a greeting, a reply or an event, \
                 found `{\"hello\":1}`"
            );
            let error = client.execute(&Stop {}).unwrap_err().to_string();
            assert_eq!(
                error,
                "protocol error while waiting for the reply to `stop`: expected a JSON object, found \
                 `Segmentation fault\\n`"
            );
        },
    );
}

#[test]
fn another_server_takes_over() {
    with_client(
        |server| {
            server.request();
            server.send(GREETING);
        },
        |client| {
            let error = client.execute(&Stop {}).unwrap_err().to_string();
            assert!(error.ends_with("connect again"), "{error}");
        },
    );
}

#[test]
fn an_unsent_rest_is_sent_later() {
    let (go_on, wait) = std::sync::mpsc::channel();
    with_client(
        move |server| {
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
        },
        |client| {
            let large = Echo {
                text: "x".repeat(2 << 20),
            };
            let error = takes(50, || {
                client
                    .execute_within(&large, Duration::from_millis(50))
                    .unwrap_err()
            });
            assert_eq!(
                error.to_string(),
                "timed out after 50ms while sending `echo`"
            );
            let error = client.execute_within(&large, Duration::ZERO).unwrap_err();
            assert!(matches!(error, Error::Timeout { .. }), "{error}");
            go_on.send(()).unwrap();
            client.execute(&Stop {}).unwrap();
        },
    );
}

#[test]
fn out_of_band() {
    with_server(
        |server| {
            server.send(GREETING);
            let request = server.request();
            assert_eq!(request["arguments"], json!({"enable": ["oob"]}));
            server.reply(&request, json!({}));
            let request = server.request();
            assert_eq!(request, json!({"exec-oob": "stop", "id": 2}));
            server.reply(&request, json!({}));
        },
        |address| {
            let mut client = options()
                .enable(Capability::OutOfBand)
                .connect(address)
                .unwrap();
            client.execute_out_of_band(&Stop {}).unwrap();
        },
    );
    with_client(
        |_| {},
        |client| {
            let request = Request::new("stop").out_of_band();
            let error = client.request(request, None).unwrap_err().to_string();
            assert!(
                error.starts_with("the capability `oob` is not enabled"),
                "{error}"
            );
            assert!(client.try_next_event::<RawEvent>().unwrap().is_none());
        },
    );
}
