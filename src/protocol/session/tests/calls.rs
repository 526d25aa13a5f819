//! Calls: the window, ids, deadlines, and calls that nobody waits for.

use std::time::Duration;

use serde_json::json;

use super::peer::{Peer, requests};
use crate::protocol::Request;
use crate::protocol::session::{Answer, CallId, CallOptions, Output};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn one_command_is_in_flight_without_out_of_band() {
    let mut peer = Peer::ready();
    let calls = ["a", "b", "c"].map(|name| peer.call(name));
    for (call, name) in calls.into_iter().zip(["a", "b", "c"]) {
        assert_eq!(peer.names(), [name]);
        peer.reply(call, "{}");
        assert_eq!(peer.outputs(), [Output::Answered(call)]);
    }
    assert_eq!(peer.names(), [""; 0]);
}

#[test]
fn out_of_band_passes_a_blocked_command() {
    let mut peer = Peer::out_of_band();
    let blocked = peer.call("blocked");
    let quick = peer.call("quick");
    assert_eq!(peer.names(), ["blocked", "quick"]);
    let urgent = peer.call_out_of_band("urgent");
    let sent = peer.requests();
    assert_eq!(sent, [json!({"exec-oob": "urgent", "id": urgent.0})]);
    peer.reply(urgent, "1");
    assert_eq!(peer.returned(urgent), json!(1));
    peer.reply(blocked, "2");
    peer.reply(quick, "3");
    assert_eq!(peer.returned(quick), json!(3));
    assert_eq!(peer.returned(blocked), json!(2));
}

#[test]
fn at_most_eight_commands_are_in_flight() {
    let mut peer = Peer::out_of_band();
    let calls: Vec<_> = (0..20).map(|_| peer.call("slow")).collect();
    assert_eq!(peer.names(), ["slow"; 8]);
    // Out-of-band commands pass the queue and do not count.
    let urgent = peer.call_out_of_band("urgent");
    assert_eq!(peer.names(), ["urgent"]);
    for (answered, call) in calls.into_iter().enumerate() {
        peer.reply(call, "{}");
        assert_eq!(peer.names().len(), usize::from(answered < 12));
        assert_eq!(peer.returned(call), json!({}));
    }
    peer.reply(urgent, "{}");
    assert_eq!(peer.returned(urgent), json!({}));
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn out_of_band_commands_pass_unsent_bytes_in_their_order() {
    let mut peer = Peer::out_of_band();
    peer.call("first");
    peer.call("second");
    let mut sent = peer.transmit_at_most(10);
    for name in ["a", "b", "c"] {
        peer.call_out_of_band(name);
    }
    sent.extend(peer.transmit_at_most(30));
    peer.call_out_of_band("d");
    sent.extend(peer.transmit());
    let sent = requests(&sent);
    let names: Vec<_> = sent
        .iter()
        .map(|request| request["exec-oob"].as_str())
        .collect();
    let expected = [None, Some("a"), Some("b"), Some("c"), Some("d"), None];
    assert_eq!(names, expected);
}

#[test]
fn an_error_without_an_id_is_that_of_the_only_command() {
    let error = r#"{"error": {"class": "GenericError", "desc": "no"}}"#;
    let mut peer = Peer::ready();
    let call = peer.call("a");
    let queued = peer.call("b");
    peer.transmit();
    peer.receive(error);
    assert_eq!(peer.returned(call)["desc"], "no");
    assert_eq!(peer.names(), ["b"]);
    peer.receive("{\"return\": 7}");
    assert_eq!(peer.returned(queued), json!(7));
    // Without a command, it is the reply to one that nobody knows.
    peer.receive(error);
    assert!(peer.session.is_ready());
}

#[test]
fn an_error_without_an_id_ends_a_session_with_several_commands() {
    let mut peer = Peer::out_of_band();
    let calls = ["a", "b", "c"].map(|name| peer.call(name));
    // Only what was sent counts.
    peer.transmit_at_most(10);
    peer.receive("{\"return\": 1}");
    assert_eq!(peer.returned(calls[0]), json!(1));
    peer.transmit();
    peer.receive(r#"{"error": {"class": "GenericError", "desc": "no"}}"#);
    for call in &calls[1..] {
        let (cause, sent) = peer.disconnected(*call);
        assert!(cause.contains("as 2 commands are in flight"), "{cause}");
        assert!(sent);
    }
}

#[test]
fn unknown_ids_are_ignored() {
    let mut peer = Peer::ready();
    let call = peer.call("a");
    peer.transmit();
    for id in [
        "99",
        "1",
        "\"2\"",
        "null",
        "-2",
        "2.5",
        "[2]",
        "18446744073709551616",
    ] {
        peer.receive(&format!("{{\"return\": \"wrong\", \"id\": {id}}}"));
        assert_eq!(peer.outputs(), []);
    }
    peer.receive(&format!("{{\"id\": {}, \"return\": \"right\"}}", call.0));
    assert_eq!(peer.returned(call), json!("right"));
}

#[test]
fn a_reply_to_a_request_that_was_not_sent_is_ignored() {
    let mut peer = Peer::ready();
    let calls = ["a", "b"].map(|name| peer.call(name));
    for call in calls {
        peer.reply(call, "\"early\"");
    }
    assert_eq!(peer.outputs(), []);
    assert_eq!(peer.names(), ["a"]);
    peer.reply(calls[0], "1");
    assert_eq!(peer.names(), ["b"]);
    peer.reply(calls[1], "2");
    assert_eq!(calls.map(|call| peer.returned(call)), [json!(1), json!(2)]);
}

#[test]
fn a_second_reply_is_ignored() {
    let mut peer = Peer::ready();
    let call = peer.call("a");
    peer.transmit();
    peer.reply(call, "1");
    peer.reply(call, "2");
    assert_eq!(peer.outputs(), [Output::Answered(call)]);
    assert_eq!(peer.returned(call), json!(1));
    assert!(peer.session.take_answer(call).is_none());
}

#[test]
fn a_call_that_is_forgotten_before_it_is_sent_vanishes() {
    let mut peer = Peer::ready();
    let [outgoing, queued, last] = ["a", "b", "c"].map(|name| peer.call(name));
    peer.session.forget(queued);
    peer.session.forget(outgoing);
    assert_eq!(peer.names(), ["c"]);
    peer.reply(last, "1");
    assert_eq!(peer.returned(last), json!(1));
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn the_reply_of_a_forgotten_call_is_discarded() {
    let mut peer = Peer::ready();
    let forgotten = peer.call("a");
    let next = peer.call("b");
    peer.transmit_at_most(1);
    peer.session.forget(forgotten);
    // The rest of the request is sent, but nothing else before the reply.
    assert_eq!(peer.transmit(), b"\"execute\":\"a\",\"id\":2}\n");
    peer.receive("{\"return\": 1}");
    assert_eq!(peer.names(), ["b"]);
    peer.receive("{\"return\": 2}");
    assert_eq!(peer.returned(next), json!(2));
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn an_answer_that_nobody_takes_is_forgotten() {
    let mut peer = Peer::ready();
    let call = peer.call("a");
    peer.transmit();
    peer.reply(call, "1");
    peer.session.forget(call);
    assert!(peer.session.take_answer(call).is_none());
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn forgotten_calls_take_no_memory_while_the_server_is_blocked() {
    let mut peer = Peer::ready();
    let blocked = peer.call("blocked");
    peer.transmit();
    for _ in 0..1000 {
        let call = peer.call("forgotten");
        peer.session.forget(call);
        let call = peer.call_within("late", SECOND);
        peer.advance(SECOND);
        assert!(!peer.timed_out(call));
    }
    assert_eq!(peer.session.unfinished(), 2, "the call and its request");
    peer.reply(blocked, "1");
    assert_eq!(peer.returned(blocked), json!(1));
    assert_eq!(peer.transmit(), b"");
}

#[test]
fn late_replies_are_discarded() {
    let mut peer = Peer::ready();
    let late = peer.call_within("late", SECOND);
    let next = peer.call_within("next", 3 * SECOND);
    let never = peer.call_within("never", 2 * SECOND);
    peer.transmit();
    assert_eq!(peer.until_deadline(), Some(SECOND));
    peer.advance(SECOND);
    assert_eq!(peer.outputs(), [Output::Answered(late)]);
    assert!(peer.timed_out(late));
    // The server still executes the command.
    assert_eq!(peer.names(), [""; 0]);
    peer.advance(SECOND);
    assert!(!peer.timed_out(never));
    peer.reply(late, "1");
    assert_eq!(peer.names(), ["next"]);
    peer.reply(next, "2");
    assert_eq!(peer.returned(next), json!(2));
    assert_eq!(peer.until_deadline(), None);
    assert_eq!(peer.session.unfinished(), 0);
}

#[test]
fn a_call_that_times_out_before_it_is_sent_is_withdrawn() {
    let mut peer = Peer::ready();
    let late = peer.call_within("late", SECOND);
    let next = peer.call("next");
    peer.advance(SECOND);
    assert!(!peer.timed_out(late));
    assert_eq!(peer.names(), ["next"]);
    peer.reply(next, "2");
    assert_eq!(peer.returned(next), json!(2));
}

#[test]
fn a_server_that_reads_only_after_writing_and_tiny_reads() {
    // The server writes nothing until it was read to the end, and each side takes a byte.
    let mut peer = Peer::out_of_band();
    let calls: Vec<_> = (0..12).map(|_| peer.call("query-block")).collect();
    let mut to_server = Vec::new();
    let mut replies = Vec::new();
    let mut answered = 0;
    for _ in 0..10_000 {
        to_server.extend(peer.transmit_at_most(1));
        if to_server.ends_with(b"\n") {
            for request in requests(&std::mem::take(&mut to_server)) {
                let reply = format!("{{\"return\": {0}, \"id\": {0}}}\r\n", request["id"]);
                replies.extend(reply.into_bytes());
            }
        }
        if !replies.is_empty() {
            let byte = replies.remove(0);
            peer.receive_bytes(&[byte]);
        }
        answered += peer.outputs().len();
    }
    assert_eq!(answered, calls.len());
    for call in calls {
        assert_eq!(peer.returned(call), json!(call.0));
    }
}

#[test]
fn replies_arrive_while_a_request_is_sent_in_part() {
    let mut peer = Peer::out_of_band();
    let first = peer.call("first");
    peer.transmit();
    let second = peer.call("second");
    peer.transmit_at_most(5);
    peer.reply(first, "1");
    assert_eq!(peer.returned(first), json!(1));
    peer.transmit();
    peer.reply(second, "2");
    assert_eq!(peer.returned(second), json!(2));
}

#[test]
fn commands_without_a_reply() {
    let mut peer = Peer::ready();
    let options = || CallOptions::new().without_reply();
    let call = peer.send(&Request::new("quit"), options());
    let next = peer.call("next");
    peer.transmit_at_most(3);
    assert_eq!(peer.outputs(), []);
    assert_eq!(peer.names_after(b"{\"e"), ["quit", "next"]);
    assert_eq!(peer.outputs(), [Output::Answered(call)]);
    // If it fails, the server replies.
    peer.receive(&format!(
        "{{\"error\": {{\"class\": \"GenericError\", \"desc\": \"no\"}}, \"id\": {}}}",
        call.0
    ));
    assert!(matches!(peer.session.take_answer(call), Some(Answer::Sent)));
    peer.reply(next, "1");
    assert_eq!(peer.returned(next), json!(1));

    // Neither a forgotten one nor one that timed out blocks the next.
    for forgotten in [true, false] {
        let options = options().deadline(peer.now + SECOND);
        let call = peer.send(&Request::new("quit"), options);
        let next = peer.call("next");
        peer.transmit_at_most(3);
        if forgotten {
            peer.session.forget(call);
        } else {
            peer.advance(SECOND);
        }
        assert_eq!(peer.names_after(b"{\"e"), ["quit", "next"]);
        if !forgotten {
            assert_eq!(peer.outputs(), [Output::Answered(call)]);
            assert!(peer.timed_out(call));
        }
        peer.reply(next, "1");
        assert_eq!(peer.returned(next), json!(1));
        peer.outputs();
    }
    assert_eq!(peer.session.unfinished(), 0);
}

impl Peer {
    /// The names of the commands whose first bytes were sent before.
    fn names_after(&mut self, before: &[u8]) -> Vec<String> {
        let sent = [before, &self.transmit()].concat();
        let name = |request: &serde_json::Value| request["execute"].as_str().unwrap().to_owned();
        requests(&sent).iter().map(name).collect()
    }
}

#[test]
fn unknown_calls_are_no_error() {
    let mut peer = Peer::ready();
    let unknown = CallId(99);
    peer.session.forget(unknown);
    assert!(peer.session.take_answer(unknown).is_none());
    peer.session.sent(0);
    peer.session.sent(99);
    assert!(peer.session.is_ready());
}
