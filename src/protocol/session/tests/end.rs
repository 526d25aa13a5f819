//! The end of a session.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::peer::Peer;
use crate::protocol::Request;
use crate::protocol::session::{
    Answer, CallOptions, Disconnected, Output, Overflow, SendError, SessionOptions,
};

#[test]
fn the_end_in_a_message_has_the_same_cause_for_all() {
    let mut peer = Peer::ready();
    let subscription = peer.subscribe(Overflow::default());
    let answered = peer.call("answered");
    peer.transmit();
    peer.reply(answered, "1");
    let sent = peer.call("sent");
    peer.transmit_at_most(1);
    let queued = peer.call_within("queued", Duration::from_secs(1));
    peer.outputs();
    peer.receive("{\"return\": {\"status\"");
    peer.session.receive_end();
    let cause = "the server closed the connection in the middle of a message \
                 (`{\"return\": {\"status\"`)";
    assert_eq!(
        peer.outputs(),
        [
            Output::Answered(sent),
            Output::Answered(queued),
            Output::Event(subscription),
            Output::Ended
        ]
    );
    // Later failures change nothing.
    peer.session.end(Disconnected::ClosedHere);
    peer.session.receive_end();
    peer.receive("garbage");
    peer.advance(Duration::from_secs(10));
    assert_eq!(peer.outputs(), []);
    assert_eq!(peer.cause(), cause);
    assert_eq!(peer.returned(answered), json!(1));
    assert_eq!(peer.disconnected(sent), (cause.into(), true));
    assert_eq!(peer.disconnected(queued), (cause.into(), false));
    assert_eq!(peer.next_event(subscription).as_deref(), Some(cause));
    let request = Request::new("stop");
    let later = peer.session.send(&request, CallOptions::new(), peer.now);
    assert!(matches!(later, Err(SendError::Ended(other)) if other.to_string() == cause));
    assert_eq!(peer.session.deadline(), None);
    assert_eq!(peer.transmit(), b"");
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn quit_in_any_order() {
    let reply = "{\"return\": {}, \"id\": 2}\r\n";
    let event = "{\"event\": \"SHUTDOWN\"}\r\n";
    for (messages, replied) in [
        ([reply, event], true),
        ([event, reply], true),
        ([reply, ""], true),
        ([event, ""], false),
        (["", ""], false),
    ] {
        let mut peer = Peer::ready();
        let events = peer.subscribe(Overflow::default());
        let call = peer.call("quit");
        peer.transmit();
        peer.receive(&messages.concat());
        peer.session.receive_end();
        let end = "the server closed the connection";
        if replied {
            assert_eq!(peer.returned(call), json!({}));
        } else {
            assert_eq!(peer.disconnected(call), (end.into(), true));
        }
        if messages.contains(&event) {
            assert_eq!(peer.next_event(events).as_deref(), Some("SHUTDOWN"));
        }
        assert_eq!(peer.next_event(events).as_deref(), Some(end));
        assert!(matches!(
            peer.session.ended(),
            Some(Disconnected::Closed { unfinished: None })
        ));
    }
}

#[test]
fn what_the_server_sent_before_it_stopped_reading_is_received() {
    let mut peer = Peer::ready();
    let quit = peer.call("quit");
    peer.transmit();
    let second = peer.call("stop");
    peer.session.transmit_closed();
    peer.receive("{\"return\": {}, \"id\": 2}");
    assert_eq!(peer.returned(quit), json!({}));
    let third = peer.call_within("cont", Duration::from_secs(1));
    assert_eq!(peer.transmit(), b"");
    peer.advance(Duration::from_secs(1));
    assert!(!peer.timed_out(third));
    peer.session.receive_end();
    let end = "the server closed the connection";
    assert_eq!(peer.disconnected(second), (end.into(), false));
}

#[test]
fn a_server_that_stopped_reading_in_a_request_may_have_it() {
    let mut peer = Peer::ready();
    let partial = peer.call("stop");
    let queued = peer.call("cont");
    peer.transmit_at_most(5);
    peer.session.transmit_closed();
    assert_eq!(peer.transmit(), b"");
    peer.session
        .end(Disconnected::Io(Arc::new(io::ErrorKind::BrokenPipe.into())));
    assert!(peer.disconnected(partial).1);
    assert!(!peer.disconnected(queued).1);
}

#[test]
fn messages_that_are_not_allowed() {
    for (bytes, cause) in [
        (
            "SSH-2.0\r\n",
            "expected a JSON object, found `SSH-2.0\\r\\n`",
        ),
        (
            "{\"hello\": 1}",
            "expected a greeting, a reply or an event, found `{\"hello\": 1}`",
        ),
        ("[]", "expected a JSON object, found `[]`"),
        (
            "{\"return\": [}",
            "expected the closing bracket `]`, found `{\"return\": [}`",
        ),
    ] {
        let mut peer = Peer::ready();
        let call = peer.call("stop");
        peer.transmit();
        peer.receive(bytes);
        assert_eq!(peer.disconnected(call), (cause.into(), true));
    }
}

#[test]
fn large_messages_end_the_session() {
    let options = SessionOptions::new().max_message_size(1000);
    let mut peer = Peer::new(options);
    let text = format!("{{\"return\": \"{}", "x".repeat(2000));
    peer.receive(&text);
    assert!(
        peer.cause()
            .starts_with("expected a message of at most 1000 bytes")
    );
}

#[test]
fn replies_have_at_most_1024_levels() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let mut peer = Peer::ready();
    let call = peer.call("query-block");
    peer.transmit();
    peer.reply(call, &nested(1000));
    let Some(Answer::Reply(text)) = peer.session.take_answer(call) else {
        panic!("no reply")
    };
    assert!(
        text.windows(1000)
            .any(|part| part == "]".repeat(1000).as_bytes())
    );
    let call = peer.call("query-block");
    peer.transmit();
    peer.reply(call, &nested(2000));
    let (cause, sent) = peer.disconnected(call);
    assert!(
        cause.starts_with("expected at most 1024 levels of nesting, found `…[[["),
        "{cause}"
    );
    assert!(sent);
}
