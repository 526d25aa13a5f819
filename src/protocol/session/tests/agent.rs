//! The guest agent: synchronization, and what interrupts it.

use std::time::Duration;

use serde_json::{Value, json};

use super::peer::{Peer, requests, synchronization_reply};
use crate::protocol::session::{Answer, CallOptions, Output, SessionOptions};
use crate::protocol::{Capability, Request};

const SECOND: Duration = Duration::from_secs(1);

impl Peer {
    /// Replies to a call as an agent that repeats no ids.
    fn reply_without_id(&mut self, value: &str) {
        self.receive(&format!("{{\"return\": {value}}}\n"));
    }

    /// Executes a command, and expects that it is sent and answered.
    fn works(&mut self) {
        let call = self.call("guest-info");
        assert_eq!(self.names(), ["guest-info"]);
        self.reply_without_id("7");
        assert_eq!(self.returned(call), json!(7));
        assert_eq!(self.session.unfinished(), 0);
    }
}

#[test]
fn the_stream_is_synchronized_first() {
    let mut peer = Peer::agent();
    let call = peer.call("guest-ping");
    let sent = peer.transmit();
    assert_eq!(sent[0], 0xff, "the agent discards an incomplete request");
    let number = requests(&sent)[0]["arguments"]["id"].as_u64().unwrap();
    assert!(number < 1 << 53);
    assert_eq!(peer.transmit(), b"");
    peer.receive_bytes(&synchronization_reply(number));
    assert_eq!(peer.names(), ["guest-ping"]);
    peer.reply(call, "{}");
    assert_eq!(peer.outputs(), [Output::Ready, Output::Answered(call)]);
    assert_eq!(peer.returned(call), json!({}));
    assert!(!peer.session.is_enabled(&Capability::OutOfBand));
}

#[test]
fn sessions_have_different_ids() {
    // The agent may still reply to an earlier client.
    let mut numbers = [Peer::agent(), Peer::agent()].map(|mut peer| peer.synchronization());
    numbers.sort_unstable();
    assert!(numbers[1] - numbers[0] > 1000, "{numbers:?}");
}

#[test]
fn everything_before_the_reply_is_discarded() {
    let before: [&[u8]; 10] = [
        b"",
        b"\xff",
        b"\xff\xff\xff",
        b"login: \x1b[0m",
        b"t-of-a-reply\"}, \"id\": 3}\n",
        b"{\"return\": {\"unfinished\": [",
        b"{\"return\": {}}\n{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON\"}}\n",
        b"\xff{\"return\": 1}\n",
        b"\xff{\"return\": \"x\"}\xff{\"return\": {}}",
        b"{\"QMP\": {}} {\"event\": \"X\"} [1]",
    ];
    for before in before {
        for pieces in [1, 3, 1000] {
            let mut peer = Peer::agent();
            let number = peer.synchronization();
            let stream = [before, &synchronization_reply(number)].concat();
            for piece in stream.trim_ascii_end().chunks(pieces) {
                assert!(!peer.session.is_ready());
                peer.receive_bytes(piece);
            }
            assert!(peer.session.is_ready(), "{}", before.escape_ascii());
            assert_eq!(peer.outputs(), [Output::Ready]);
            peer.works();
        }
    }
}

#[test]
fn only_the_number_of_the_last_request_after_a_separator_counts() {
    let mut peer = Peer::agent();
    let first = peer.synchronization();
    let text = format!("{{\"return\": {first}}}\n");
    peer.receive(&text);
    assert!(!peer.session.is_ready(), "without a separator");
    let mut garbage = b"\xff]".to_vec();
    garbage.extend_from_slice(text.as_bytes());
    peer.receive_bytes(&garbage);
    peer.receive(&text);
    assert!(!peer.session.is_ready(), "garbage after the separator");
    peer.receive_bytes(&synchronization_reply(first - 1));
    assert!(!peer.session.is_ready(), "another number");
    peer.advance(Duration::from_millis(500));
    let second = peer.synchronization();
    assert_ne!(first, second);
    peer.receive_bytes(&synchronization_reply(first));
    assert!(!peer.session.is_ready(), "an earlier number");
    peer.receive_bytes(&synchronization_reply(second));
    assert!(peer.session.is_ready());
}

#[test]
fn the_request_is_repeated_until_the_deadline() {
    let options = SessionOptions::new().guest_agent(true);
    let mut peer = Peer::new(options.handshake_timeout(60 * SECOND));
    let mut waits = Vec::new();
    loop {
        peer.transmit();
        let Some(wait) = peer.until_deadline() else {
            break;
        };
        waits.push(wait.as_millis());
        peer.advance(wait);
    }
    assert_eq!(waits[..6], [500, 1000, 2000, 4000, 8000, 8000]);
    assert_eq!(waits.iter().sum::<u128>(), 60_000);
    assert_eq!(
        peer.cause(),
        "timed out after 60s while waiting for the reply to `guest-sync-delimited`"
    );
}

#[test]
fn requests_do_not_accumulate_in_front_of_a_blocked_socket() {
    let mut peer = Peer::agent();
    peer.transmit_at_most(4);
    peer.advance(100 * SECOND);
    assert_eq!(
        peer.transmit()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count(),
        1
    );
    // Now that it was sent, the time of the next one has come.
    assert_eq!(peer.until_deadline(), Some(Duration::ZERO));
    peer.advance(Duration::ZERO);
    peer.synchronize();
    assert!(peer.session.is_ready());
}

#[test]
fn a_timeout_is_followed_by_a_synchronization() {
    let mut peer = Peer::synchronized();
    let late = peer.call_within("guest-fsfreeze-freeze", SECOND);
    assert_eq!(peer.names(), ["guest-fsfreeze-freeze"]);
    peer.advance(SECOND);
    assert!(peer.timed_out(late));
    // Not before somebody needs the agent.
    assert_eq!(peer.transmit(), b"");
    assert_eq!(peer.until_deadline(), None);
    let next = peer.call("guest-ping");
    let number = peer.synchronization();
    peer.reply_without_id("\"late\"");
    peer.receive_bytes(&synchronization_reply(number));
    assert_eq!(peer.names(), ["guest-ping"]);
    peer.reply_without_id("\"ping\"");
    assert_eq!(peer.returned(next), json!("ping"));
    assert_eq!(
        peer.outputs(),
        [
            Output::Answered(late),
            Output::Ready,
            Output::Answered(next)
        ]
    );
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn a_forgotten_call_is_followed_by_a_synchronization() {
    let mut peer = Peer::synchronized();
    let forgotten = peer.call("guest-exec");
    let next = peer.call("guest-ping");
    assert_eq!(peer.names(), ["guest-exec"]);
    // The agent was restarted: no reply will come.
    peer.session.forget(forgotten);
    peer.synchronize();
    assert_eq!(peer.names(), ["guest-ping"]);
    peer.reply_without_id("1");
    assert_eq!(peer.returned(next), json!(1));
    // One that was not sent needs none.
    let outgoing = peer.call("guest-exec");
    let queued = peer.call("guest-exec");
    peer.session.forget(outgoing);
    peer.session.forget(queued);
    peer.outputs();
    peer.works();
}

#[test]
fn a_request_sent_in_part_is_completed_before_the_synchronization() {
    let mut peer = Peer::synchronized();
    let late = peer.call_within("guest-ping", SECOND);
    let next = peer.call("guest-info");
    let mut sent = peer.transmit_at_most(5);
    peer.advance(20 * SECOND);
    assert!(peer.timed_out(late));
    // The socket is still blocked, so that nothing is due.
    assert_eq!(peer.until_deadline(), None);
    sent.extend(peer.transmit());
    assert_eq!(requests(&sent)[0]["execute"], "guest-ping");
    peer.advance(Duration::ZERO);
    peer.synchronize();
    assert_eq!(peer.names(), ["guest-info"]);
    peer.reply_without_id("1");
    assert_eq!(peer.returned(next), json!(1));
}

#[test]
fn garbage_fails_the_call_in_flight_and_no_other() {
    let garbage: [&[u8]; 5] = [
        b"login: ",
        b"{\"return\": ]",
        b"{\"return\": {\"a\"\xff",
        b"{\"hello\": 1}",
        b"{\"QMP\": {\"version\": {\"qemu\": {\"major\": 1, \"minor\": 2, \"micro\": 3}, \
          \"package\": \"\"}}}",
    ];
    for garbage in garbage {
        let mut peer = Peer::synchronized();
        let answered = peer.call("guest-ping");
        peer.transmit();
        peer.reply(answered, "1");
        let sent = peer.call("guest-info");
        peer.transmit();
        let queued = peer.call("guest-get-time");
        peer.receive_bytes(garbage);
        let (cause, may_have_been_executed) = peer.disconnected(sent);
        let (shown, cause) = (garbage.escape_ascii(), cause.as_str());
        assert!(
            cause.starts_with("expected ") && may_have_been_executed,
            "{shown}: {cause}"
        );
        assert!(
            !peer.session.is_ready() && peer.session.ended().is_none(),
            "{shown}"
        );
        peer.synchronize();
        assert_eq!(peer.names(), ["guest-get-time"], "{shown}");
        peer.reply_without_id("2");
        assert_eq!(peer.returned(queued), json!(2), "{shown}");
        assert_eq!(peer.returned(answered), json!(1), "{shown}");
        assert_eq!(peer.session.unfinished(), 0, "{shown}");
    }
}

#[test]
fn a_request_that_was_not_sent_waits_for_the_synchronization() {
    let mut peer = Peer::synchronized();
    let options = CallOptions::new().without_reply();
    let first = peer.send(&Request::new("guest-ping"), CallOptions::new());
    let second = peer.send(&Request::new("guest-shutdown"), options);
    // Garbage arrives while the socket is blocked.
    peer.receive("login: ");
    peer.synchronize();
    assert_eq!(peer.names(), ["guest-ping"]);
    peer.reply_without_id("1");
    assert_eq!(peer.returned(first), json!(1));
    assert_eq!(peer.names(), ["guest-shutdown"]);
    assert!(matches!(
        peer.session.take_answer(second),
        Some(Answer::Sent)
    ));
}

#[test]
fn commands_without_a_reply_complete_when_they_are_sent() {
    let mut peer = Peer::synchronized();
    let options = || CallOptions::new().without_reply();
    let shutdown = peer.send(&Request::new("guest-shutdown"), options());
    let next = peer.call("guest-ping");
    // Nothing but the next synchronization follows.
    let sent = requests(&peer.transmit());
    let names: Vec<_> = sent.iter().map(|request| &request["execute"]).collect();
    assert_eq!(names, ["guest-shutdown", "guest-sync-delimited"]);
    assert!(matches!(
        peer.session.take_answer(shutdown),
        Some(Answer::Sent)
    ));
    // It fails, and an agent that repeats no ids says so. This is no reply to the next command.
    peer.receive("{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\n");
    let number = sent[1]["arguments"]["id"].as_u64().unwrap();
    peer.receive_bytes(&synchronization_reply(number));
    assert_eq!(peer.names(), ["guest-ping"]);
    peer.reply_without_id("1");
    assert_eq!(peer.returned(next), json!(1));

    // It times out in front of a blocked socket: one answer, although it is sent later.
    let options = options().deadline(peer.now + SECOND);
    peer.outputs();
    let late = peer.send(&Request::new("guest-shutdown"), options);
    let mut sent = peer.transmit_at_most(3);
    peer.advance(SECOND);
    sent.extend(peer.transmit());
    assert_eq!(requests(&sent)[0]["execute"], "guest-shutdown");
    assert_eq!(peer.outputs(), [Output::Answered(late)]);
    assert!(peer.timed_out(late));
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn the_end_of_the_stream_ends_the_session() {
    let mut peer = Peer::synchronized();
    let call = peer.call("guest-shutdown");
    peer.transmit();
    peer.session.receive_end();
    let end = "the server closed the connection";
    assert_eq!(peer.disconnected(call), (end.into(), true));
    peer.receive_bytes(b"\xff\xff");
    assert_eq!(peer.cause(), end);
}

#[test]
fn an_agent_that_stopped_reading() {
    let mut peer = Peer::agent();
    peer.session.transmit_closed();
    assert_eq!(peer.until_deadline(), None);
    peer.advance(100 * SECOND);
    assert_eq!(peer.transmit(), b"");
    assert_eq!(peer.session.deadline(), None);
}

#[test]
fn replies_with_ids_that_no_request_has_are_ignored() {
    let mut peer = Peer::synchronized();
    let call = peer.call("guest-ping");
    let id = peer.requests()[0]["id"].clone();
    for other in [json!(1), json!("x"), Value::Null] {
        peer.receive(&json!({"return": "wrong", "id": other}).to_string());
    }
    peer.receive(&json!({"id": id, "return": "right"}).to_string());
    assert_eq!(peer.returned(call), json!("right"));
}
