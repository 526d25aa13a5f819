//! The greeting and the negotiation.

use std::time::Duration;

use serde_json::json;

use super::peer::{GREETING, Peer};
use crate::protocol::session::{
    CallOptions, Disconnected, Output, Overflow, SendError, SessionOptions, Stage,
};
use crate::protocol::{Capability, Request};

#[test]
fn events_around_the_handshake_are_kept_in_order() {
    let mut peer = Peer::new(SessionOptions::new());
    let early = peer.subscribe(Overflow::default());
    peer.event("BEFORE");
    peer.receive(GREETING);
    peer.event("BETWEEN");
    assert_eq!(peer.names(), ["qmp_capabilities"]);
    peer.event("NEGOTIATING");
    assert!(!peer.session.is_ready());
    peer.receive("{\"return\": {}, \"id\": 1}");
    assert!(peer.session.is_ready());
    peer.event("AFTER");
    let expected = ["BEFORE", "BETWEEN", "NEGOTIATING", "AFTER"];
    assert_eq!(peer.next_events(early), expected);
    assert_eq!(
        peer.outputs(),
        [
            Output::Event(early),
            Output::Event(early),
            Output::Event(early),
            Output::Ready,
            Output::Event(early),
        ]
    );
}

#[test]
fn calls_wait_for_the_handshake() {
    let mut peer = Peer::new(SessionOptions::new());
    let call = peer.call("stop");
    assert_eq!(peer.transmit(), b"");
    peer.receive(GREETING);
    assert_eq!(peer.names(), ["qmp_capabilities"]);
    peer.receive("{\"return\": {}}");
    assert_eq!(peer.names(), ["stop"]);
    peer.reply(call, "{}");
    assert_eq!(peer.outputs(), [Output::Ready, Output::Answered(call)]);
    assert_eq!(peer.returned(call), json!({}));
}

#[test]
fn a_silent_server_times_out() {
    let timeout = Duration::from_secs(3);
    let options = SessionOptions::new().handshake_timeout(timeout);
    let mut peer = Peer::new(options.clone());
    let call = peer.call("stop");
    assert_eq!(peer.until_deadline(), Some(timeout));
    peer.advance(Duration::from_millis(2999));
    assert!(peer.session.ended().is_none());
    peer.advance(Duration::from_millis(1));
    let cause = "timed out after 3s while waiting for the greeting";
    assert_eq!(peer.disconnected(call), (cause.into(), false));
    assert_eq!(peer.outputs(), [Output::Answered(call), Output::Ended]);
    assert_eq!(peer.until_deadline(), None);

    // The time is that of the whole handshake.
    let mut peer = Peer::new(options);
    peer.advance(Duration::from_secs(2));
    peer.receive(GREETING);
    peer.advance(Duration::from_secs(1));
    assert!(matches!(
        peer.session.ended(),
        Some(Disconnected::TimedOut {
            stage: Stage::Negotiation,
            ..
        })
    ));
}

#[test]
fn calls_time_out_during_the_handshake() {
    let mut peer = Peer::new(SessionOptions::new());
    let call = peer.call_within("stop", Duration::from_secs(1));
    peer.advance(Duration::from_secs(1));
    assert!(!peer.timed_out(call));
    peer.receive(GREETING);
    peer.receive("{\"return\": {}, \"id\": 2}");
    assert_eq!(peer.names(), ["qmp_capabilities"]);
}

#[test]
fn an_unknown_capability_is_named() {
    let later = Capability::from("later");
    let mut peer = Peer::new(SessionOptions::new().enable(later));
    peer.receive(GREETING);
    let cause = "the server does not offer the capability `later`; it offers `oob`";
    assert_eq!(peer.cause(), cause);
    assert_eq!(peer.transmit(), b"");
    // The greeting of a server without capabilities may lack them.
    let version = r#"{"qemu": {"micro": 0, "minor": 12, "major": 0}, "package": ""}"#;
    let greeting = format!("{{\"QMP\": {{\"version\": {version}}}}}");
    let mut peer = Peer::new(SessionOptions::new().enable(Capability::OutOfBand));
    peer.receive(&greeting);
    let cause = "the server does not offer the capability `oob`; it offers no capability";
    assert_eq!(peer.cause(), cause);
    let mut peer = Peer::new(SessionOptions::new());
    peer.receive(&greeting);
    assert_eq!(
        peer.requests(),
        [json!({"execute": "qmp_capabilities", "id": 1})]
    );
    assert_eq!(peer.session.greeting().unwrap().capabilities.len(), 0);
}

#[test]
fn capabilities_are_enabled() {
    let mut peer = Peer::new(SessionOptions::new().enable(Capability::OutOfBand));
    peer.receive(GREETING);
    let enable = json!({"enable": ["oob"]});
    assert_eq!(
        peer.requests(),
        [json!({"execute": "qmp_capabilities", "arguments": enable, "id": 1})]
    );
    let mut peer = Peer::ready();
    let request = Request::new("stop").out_of_band();
    let sent = peer.session.send(&request, CallOptions::new(), peer.now);
    assert!(matches!(sent, Err(SendError::OutOfBandNotEnabled)));
}

#[test]
fn a_rejected_negotiation_ends_the_session() {
    let mut peer = Peer::new(SessionOptions::new());
    peer.receive(GREETING);
    peer.receive(r#"{"error": {"class": "GenericError", "desc": "no"}, "id": 1}"#);
    assert_eq!(peer.cause(), "qmp_capabilities: no (GenericError)");
}

#[test]
fn a_second_greeting() {
    // During its start, QEMU may greet twice.
    let mut peer = Peer::new(SessionOptions::new());
    peer.receive(GREETING);
    peer.receive(GREETING);
    assert_eq!(peer.names(), ["qmp_capabilities"]);
    peer.receive("{\"return\": {}, \"id\": 1}");
    assert!(peer.session.is_ready());
    // Later, another server has the connection.
    let call = peer.call("stop");
    peer.transmit();
    peer.receive(GREETING);
    let (cause, sent) = peer.disconnected(call);
    assert!(cause.contains("a second greeting") && sent, "{cause}");
}

#[test]
fn replies_before_the_greeting_end_the_session() {
    let mut peer = Peer::new(SessionOptions::new());
    peer.receive("{\"return\": 7}");
    assert_eq!(peer.cause(), "expected a greeting, found `{\"return\": 7}`");
}

#[test]
fn foreign_replies_during_the_negotiation_are_ignored() {
    let mut peer = Peer::new(SessionOptions::new());
    peer.receive(GREETING);
    for id in ["\"x\"", "null", "2", "{}"] {
        peer.receive(&format!("{{\"return\": {{}}, \"id\": {id}}}"));
        assert!(!peer.session.is_ready());
    }
    peer.receive("{\"id\": 1, \"return\": {}}");
    assert!(peer.session.is_ready());
}
