//! Subscriptions.

use serde_json::json;

use super::peer::Peer;
use crate::protocol::session::{Filter, Output, Overflow};

#[test]
fn an_event_precedes_the_reply_to_its_command() {
    let mut peer = Peer::ready();
    let events = peer.subscribe(Overflow::default());
    let call = peer.call("stop");
    peer.transmit();
    peer.receive("{\"event\": \"STOP\"}\r\n{\"return\": {}, \"id\": 2}\r\n");
    assert_eq!(
        peer.outputs(),
        [Output::Event(events), Output::Answered(call)]
    );
    assert_eq!(peer.next_events(events), ["STOP"]);
    assert_eq!(peer.returned(call), json!({}));
}

#[test]
fn every_subscription_gets_an_event_from_its_start_on() {
    let mut peer = Peer::ready();
    peer.event("STALE");
    let first = peer.subscribe(Overflow::default());
    peer.event("A");
    let second = peer.subscribe(Overflow::default());
    peer.event("B");
    assert_eq!(peer.session.queued_events(first), 2);
    assert_eq!(peer.next_events(first), ["A", "B"]);
    assert_eq!(peer.next_events(second), ["B"]);
    peer.event("C");
    peer.session.unsubscribe(first);
    peer.session.clear_events(second);
    peer.event("D");
    assert_eq!(peer.next_events(first), [""; 0]);
    assert_eq!(peer.session.queued_events(first), 0);
    assert_eq!(peer.next_events(second), ["D"]);
}

#[test]
fn a_stalled_subscription_loses_the_oldest_events_and_nothing_else() {
    let mut peer = Peer::ready();
    let stalled = peer.subscribe(Overflow::DropOldest(1000));
    let watched = peer.subscribe(Overflow::Unbounded);
    let mut seen = 0;
    for index in 0..100_000 {
        peer.receive(&format!(
            "{{\"event\": \"E\", \"data\": {{\"n\": {index}}}}}"
        ));
        seen += peer.next_events(watched).len();
        if index % 10_000 == 0 {
            let call = peer.call("query-status");
            peer.transmit();
            peer.reply(call, "{}");
            assert_eq!(peer.returned(call), json!({}));
        }
        peer.outputs();
    }
    assert_eq!(seen, 100_000);
    assert_eq!(peer.session.queued_events(stalled), 1000);
    // The loss is reported once, and the newest events are left.
    assert_eq!(peer.next_event(stalled).as_deref(), Some("lost 99000"));
    let oldest = peer.session.next_event(stalled).unwrap().unwrap();
    assert_eq!(oldest.data.as_ref().unwrap().get(), r#"{"n": 99000}"#);
    assert_eq!(peer.next_events(stalled).len(), 999);
    peer.event("LATER");
    assert_eq!(peer.next_events(stalled), ["LATER"]);
}

#[test]
fn the_other_overflow_policies() {
    let mut peer = Peer::ready();
    let latest = peer.subscribe(Overflow::Latest);
    let fail = peer.subscribe(Overflow::Fail(2));
    let unbounded = peer.subscribe(Overflow::Unbounded);
    // Zero counts as one.
    let none = peer.subscribe(Overflow::DropOldest(0));
    let refused = peer.subscribe(Overflow::Fail(0));
    for index in 0..5000 {
        peer.event(&format!("E{index}"));
    }
    assert_eq!(peer.next_events(latest), ["E4999"]);
    assert_eq!(peer.next_events(unbounded).len(), 5000);
    assert_eq!(peer.next_events(none), ["lost 4999", "E4999"]);
    for expected in ["E0", "E1", "more than 2", "more than 2"] {
        assert_eq!(peer.next_event(fail).as_deref(), Some(expected));
    }
    assert_eq!(peer.next_event(refused).as_deref(), Some("more than 0"));
    // The subscription has ended for good.
    peer.event("LATER");
    assert_eq!(peer.next_event(fail).as_deref(), Some("more than 2"));
    assert_eq!(peer.next_events(latest), ["LATER"]);
}

#[test]
fn a_loss_is_reported_before_the_end() {
    let mut peer = Peer::ready();
    let events = peer.subscribe(Overflow::DropOldest(1));
    peer.event("A");
    peer.event("B");
    peer.session.receive_end();
    let end = "the server closed the connection";
    for expected in ["lost 1", "B", end, end] {
        assert_eq!(peer.next_event(events).as_deref(), Some(expected));
    }
    let late = peer.subscribe(Overflow::Unbounded);
    assert_eq!(peer.next_event(late).as_deref(), Some(end));
}

#[test]
fn filters_select_names_and_data() {
    let mut peer = Peer::ready();
    let mut subscribe = |filter| peer.session.subscribe(filter, Overflow::default());
    let named = subscribe(Filter::names(["A", "C"]));
    let function = subscribe(Filter::with(|name| name > "A"));
    let device = json!({"device": {"id": "d0"}, "n": 1});
    let matching = subscribe(Filter::names(["B"]).matching(device));
    let empty = subscribe(Filter::all().matching(json!({})));
    for (name, data) in [
        ("A", r#"{"device": {"id": "d0"}, "n": 1}"#),
        (
            "B",
            r#"{"device": {"id": "d0", "path": "/"}, "n": 1, "m": [2]}"#,
        ),
        ("B", r#"{"device": {"id": "d1"}, "n": 1}"#),
        ("B", r#"{"device": "d0", "n": 1}"#),
        ("B", r#"{"device": {"id": "d0"}, "n": 1.5}"#),
        ("B", r#"{"device": {"id": "d0"}}"#),
    ] {
        peer.receive(&format!("{{\"event\": \"{name}\", \"data\": {data}}}"));
    }
    peer.event("C");
    assert_eq!(peer.next_events(named), ["A", "C"]);
    assert_eq!(peer.next_events(function).len(), 6);
    assert_eq!(peer.next_events(matching), ["B"]);
    assert_eq!(peer.next_events(empty).len(), 7);
}

#[test]
fn a_filter_reads_no_deeper_than_its_value() {
    let mut peer = Peer::ready();
    let filter = Filter::all().matching(json!({"id": "x"}));
    let events = peer.session.subscribe(filter, Overflow::default());
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    peer.receive(&format!(
        "{{\"event\": \"E\", \"data\": {{\"deep\": {deep}, \"id\": \"x\"}}}}"
    ));
    assert_eq!(peer.next_events(events), ["E"]);
}

#[test]
fn a_filter_that_panics_affects_nobody_else() {
    let mut peer = Peer::ready();
    let before = peer.subscribe(Overflow::default());
    let filter = Filter::with(|name| name != "A" || panic!("a bug of this filter"));
    let broken = peer.session.subscribe(filter, Overflow::default());
    let after = peer.subscribe(Overflow::default());
    let call = peer.call("stop");
    peer.transmit();
    peer.receive("{\"event\": \"A\"} {\"return\": {}, \"id\": 2}");
    assert_eq!(peer.returned(call), json!({}));
    for subscription in [before, broken, after] {
        assert_eq!(peer.next_events(subscription), ["A"]);
    }
}
