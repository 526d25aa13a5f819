//! Events and their queue.

use std::time::Duration;

use serde_json::json;

use super::server::*;
use crate::{Client, Error, RawEvent, Timestamp, Version};

const SOON: Duration = Duration::from_secs(5);

#[test]
fn events_outside_of_the_set_remain_queued() {
    with_client(
        |server| {
            let request = server.request();
            server.event("STOP", json!({}));
            server.event("RESET", json!({"guest": true}));
            server.event("RESUME", json!({}));
            server.reply(&request, json!({}));
            server.line(&json!({"event": "RESET", "data": {"guest": false}}));
        },
        |client| {
            client.execute(&Stop {}).unwrap();
            assert_eq!(client.pending_events(), 3);

            let reset = client.next_event::<Reset>(SOON).unwrap().unwrap();
            assert_eq!(reset.event, Reset { guest: true });
            assert_eq!(
                reset.timestamp,
                Timestamp {
                    seconds: 1,
                    microseconds: 2
                }
            );
            let reset = client.wait_for::<Reset>(None).unwrap();
            assert_eq!(reset.event, Reset { guest: false });
            assert_eq!(reset.timestamp, Timestamp::UNKNOWN);

            assert_eq!(client.pending_events(), 2);
            for name in ["STOP", "RESUME"] {
                let event = client.try_next_event::<RawEvent>().unwrap().unwrap().event;
                assert_eq!(event.name, name);
                assert_eq!(event.data.unwrap().get(), "{}");
            }
            assert!(client.try_next_event::<RawEvent>().unwrap().is_none());
        },
    );
}

#[test]
fn no_event_arrives_in_time() {
    with_client(
        |server| server.event("STOP", json!({})),
        |client| {
            let wait = Duration::from_millis(50);
            assert!(
                takes(50, || client.next_event::<Reset>(wait))
                    .unwrap()
                    .is_none()
            );
            let error = takes(50, || client.wait_for::<Reset>(wait)).unwrap_err();
            assert!(matches!(error, Error::Timeout { after, .. } if after == wait));
            assert!(
                error
                    .to_string()
                    .starts_with("timed out after 50ms while waiting for an event (")
            );
            assert_eq!(client.pending_events(), 1);
        },
    );
}

#[test]
fn other_events_do_not_extend_the_timeout() {
    with_client(
        |server| {
            for _ in 0..60 {
                server.event("STOP", json!({}));
                std::thread::sleep(Duration::from_millis(2));
            }
        },
        |client| {
            let wait = Duration::from_millis(50);
            assert!(
                takes(50, || client.next_event::<Reset>(wait))
                    .unwrap()
                    .is_none()
            );
            assert!(client.pending_events() < 55);
            while client.pending_events() < 60 {
                client.next_event::<Reset>(wait).unwrap();
            }
        },
    );
}

#[test]
fn an_event_that_cannot_be_decoded_is_removed() {
    let script = |server: &mut Server| {
        server.event("VERSION", json!({"qemu": {"major": "x"}, "package": ""}));
        let qemu = json!({"major": 1, "minor": 0, "micro": 0});
        server.event("VERSION", json!({"qemu": qemu, "package": ""}));
        let request = server.request();
        server.reply(&request, json!({}));
    };
    let check = |client: &mut Client| {
        let error = client.next_event::<Version>(SOON).unwrap_err().to_string();
        let expected =
            "VERSION: cannot decode the event: `qemu.major`: expected an integer, found the string";
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(
            client
                .next_event::<Version>(SOON)
                .unwrap()
                .unwrap()
                .event
                .qemu
                .major,
            1
        );
    };
    // From the connection, and from the queue.
    with_client(script, |client| {
        check(client);
        client.execute(&Stop {}).unwrap();
    });
    with_client(script, |client| {
        client.execute(&Stop {}).unwrap();
        check(client);
    });
}

#[test]
fn queued_events_can_be_discarded() {
    with_client(
        |server| {
            let request = server.request();
            server.event("RESET", json!({"guest": true}));
            server.reply(&request, json!({}));
            // This one is on the connection when the queue is emptied.
            server.event("RESET", json!({"guest": true}));
            std::thread::sleep(Duration::from_millis(1));
            let request = server.request();
            server.event("RESET", json!({"guest": false}));
            server.reply(&request, json!({}));
        },
        |client| {
            client.execute(&Stop {}).unwrap();
            std::thread::sleep(Duration::from_millis(50));
            client.discard_events().unwrap();
            assert_eq!(client.pending_events(), 0);
            client.execute(&Stop {}).unwrap();
            assert!(!client.wait_for::<Reset>(SOON).unwrap().event.guest);
        },
    );
}

#[test]
fn a_full_queue_drops_the_oldest() {
    with_server(
        |server| {
            server.greet();
            let request = server.request();
            for name in ["A", "B", "C", "D"] {
                server.event(name, json!({}));
            }
            server.reply(&request, json!({}));
        },
        |address| {
            let mut client = options().event_limit(2).connect(address).unwrap();
            client.execute(&Stop {}).unwrap();
            assert_eq!((client.pending_events(), client.dropped_events()), (2, 2));
            assert_eq!(client.wait_for::<RawEvent>(SOON).unwrap().event.name, "C");
        },
    );
}
