//! Subscriptions to events.

use std::time::Duration;

use serde_json::json;

use super::server::*;
use super::test_client::{TestClient, TestEvents};
use crate::{EventOptions, Overflow, RawEvent, Timestamp, Version};

with_both_clients!(
    each_subscription_has_its_own_queue,
    a_subscription_begins_when_it_is_made,
    events_are_selected_by_their_data,
    no_event_arrives_in_time,
    other_events_do_not_extend_the_timeout,
    an_event_that_cannot_be_decoded_is_removed,
    a_full_queue_reports_the_loss_once,
    a_predicate_that_panics_affects_nobody_else,
);

const SOON: Duration = Duration::from_secs(5);

async fn each_subscription_has_its_own_queue<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        server.event("STOP", json!({}));
        server.event("RESET", json!({"guest": true}));
        server.event("RESUME", json!({}));
        server.reply(&request, json!({}));
        server.line(&json!({"event": "RESET", "data": {"guest": false}}));
    };
    with_client(script, async |client: C| {
        let mut resets = client.events::<Reset>();
        let mut all = client.events::<RawEvent>();
        client.execute(Stop {}).await.unwrap();
        // The last event may have arrived as well.
        assert!((3..=4).contains(&all.queued()), "{}", all.queued());
        assert!((1..=2).contains(&resets.queued()), "{}", resets.queued());

        let reset = resets.next(SOON).await.unwrap().unwrap();
        assert_eq!(reset.event, Reset { guest: true });
        let timestamp = Timestamp {
            seconds: 1,
            microseconds: 2,
        };
        assert_eq!(reset.timestamp, timestamp);
        let reset = resets.wait(SOON, |reset| !reset.guest).await.unwrap();
        assert_eq!(reset.timestamp, Timestamp::UNKNOWN);

        assert_eq!(resets.queued(), 0);
        for name in ["STOP", "RESET", "RESUME", "RESET"] {
            let event = all.next(SOON).await.unwrap().unwrap().event;
            assert_eq!(event.name, name);
        }
        assert!(all.try_next().unwrap().is_none());
    })
    .await;
}

async fn a_subscription_begins_when_it_is_made<C: TestClient>() {
    let script = |server: &mut Server| {
        for guest in [true, false] {
            let request = server.request();
            server.event("RESET", json!({ "guest": guest }));
            server.reply(&request, json!({}));
        }
    };
    with_client(script, async |client: C| {
        client.execute(Stop {}).await.unwrap();
        let mut events = client.events::<Reset>();
        client.execute(Stop {}).await.unwrap();
        let reset = events.next(SOON).await.unwrap().unwrap().event;
        assert_eq!(reset, Reset { guest: false });
        assert_eq!(events.queued(), 0);
    })
    .await;
}

async fn events_are_selected_by_their_data<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        for id in ["b", "a"] {
            for status in ["ready", "concluded"] {
                server.event("JOB", json!({"job": {"id": id}, "status": status}));
            }
        }
        server.reply(&request, json!({}));
    };
    with_client(script, async |client: C| {
        let mut events = ["a", "b"].map(|id| {
            let pattern = json!({"job": {"id": id}, "status": "concluded"});
            client.events_with::<RawEvent>(EventOptions::new().matching(pattern))
        });
        client.execute(Stop {}).await.unwrap();
        for (events, id) in events.iter_mut().zip(["a", "b"]) {
            let event = events.try_next().unwrap().unwrap().event;
            assert!(event.data.unwrap().get().contains(&format!("\"{id}\"")));
            assert_eq!(events.queued(), 0);
        }
    })
    .await;
}

async fn no_event_arrives_in_time<C: TestClient>() {
    let script = |server: &mut Server| server.event("STOP", json!({}));
    with_client(script, async |client: C| {
        let mut events = client.events::<Reset>();
        let wait = Duration::from_millis(50);
        let next = takes(50, events.next(wait)).await.unwrap();
        assert!(next.is_none());
        let error = takes(50, events.wait(wait, |_| true)).await.unwrap_err();
        assert_eq!(error.timeout(), Some(wait));
        assert_eq!(error.event(), Some("RESET"));
        assert_eq!(
            error.to_string(),
            "timed out after 50ms while waiting for an event (RESET)"
        );
    })
    .await;
}

async fn other_events_do_not_extend_the_timeout<C: TestClient>() {
    let script = |server: &mut Server| {
        for _ in 0..60 {
            server.event("RESET", json!({"guest": true}));
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    with_events(script, async |_client: C, mut events: C::Events<Reset>| {
        let wait = Duration::from_millis(50);
        takes(50, events.wait(wait, |reset| !reset.guest))
            .await
            .unwrap_err();
    })
    .await;
}

async fn an_event_that_cannot_be_decoded_is_removed<C: TestClient>() {
    let script = |server: &mut Server| {
        server.event("VERSION", json!({"qemu": {"major": "x"}, "package": ""}));
        let qemu = json!({"major": 1, "minor": 0, "micro": 0});
        server.event("VERSION", json!({"qemu": qemu, "package": ""}));
    };
    with_events(script, async |_client: C, mut events: C::Events<Version>| {
        let error = events.next(SOON).await.unwrap_err();
        let expected =
            "VERSION: cannot decode the event: `qemu.major`: expected an integer, found the string";
        assert!(error.to_string().starts_with(expected), "{error}");
        let version = events.next(SOON).await.unwrap().unwrap().event;
        assert_eq!(version.qemu.major, 1);
    })
    .await;
}

async fn a_full_queue_reports_the_loss_once<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        for name in ["A", "B", "C", "D"] {
            server.event(name, json!({}));
        }
        server.reply(&request, json!({}));
    };
    with_client(script, async |client: C| {
        let overflow = |overflow| {
            let options = EventOptions::new().overflow(overflow);
            client.events_with::<RawEvent>(options)
        };
        let mut two = overflow(Overflow::DropOldest(2));
        let mut latest = overflow(Overflow::Latest);
        let mut failing = overflow(Overflow::Fail(3));
        client.execute(Stop {}).await.unwrap();

        let error = two.try_next().unwrap_err();
        assert_eq!(error.lost(), Some(2));
        assert_eq!(
            error.to_string(),
            "2 events were lost, because the queue of the subscription was full"
        );
        for name in ["C", "D"] {
            assert_eq!(two.try_next().unwrap().unwrap().event.name, name);
        }
        assert!(two.try_next().unwrap().is_none());

        assert_eq!(latest.try_next().unwrap().unwrap().event.name, "D");
        assert!(latest.try_next().unwrap().is_none());

        for name in ["A", "B", "C"] {
            assert_eq!(failing.try_next().unwrap().unwrap().event.name, name);
        }
        let error = failing.next(SOON).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the subscription ended, because its queue of 3 events was full"
        );
    })
    .await;
}

async fn a_predicate_that_panics_affects_nobody_else<C: TestClient>() {
    let script = |server: &mut Server| {
        let request = server.request();
        server.event("RESET", json!({"guest": true}));
        server.reply(&request, json!({}));
        let request = server.request();
        server.reply(&request, json!({}));
    };
    with_client(script, async |client: C| {
        let [mut first, mut second] = [client.events::<Reset>(), client.events::<Reset>()];
        client.execute(Stop {}).await.unwrap();
        let thread = std::thread::spawn(move || {
            C::run(async {
                let _ = first.wait(SOON, |_| panic!("on purpose")).await;
            });
        });
        assert!(thread.join().is_err());
        assert!(second.try_next().unwrap().is_some());
        client.execute(Stop {}).await.unwrap();
    })
    .await;
}
